/** A JSON Schema, as far as the one of the config file goes. */
interface Schema {
  readonly $ref?: string
  readonly description?: string
  readonly type?: string
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** docs/configuration.md: the members of the config file as its JSON Schema has them, and what an example says better. */
export function configurationPage(schema: Schema): string {
  return [
    '# Configuration',
    paragraphs.found,
    '## Members',
    ['| member | value | default | means |', '|---|---|---|---|', ...rowsOf(schema, schema, '')].join('\n'),
    ...paragraphs.sections,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}

function rowsOf(schema: Schema, root: Schema, prefix: string): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
    const member = resolved(given, root)
    const path = `${prefix}${name}`
    const fallback = member.default === undefined ? '' : `\`${String(member.default)}\``
    const row = `| \`${path}\` | ${wordsOf(given, root)} | ${fallback} | ${member.description ?? given.description ?? ''} |`
    const list = member.items && resolved(member.items, root)
    return [row, ...rowsOf(member, root, `${path}.`), ...(list ? rowsOf(list, root, `${path}[].`) : [])]
  })
}

/** With what it refers to; what stands beside a reference counts. */
function resolved(schema: Schema, root: Schema): Schema {
  const { $ref, ...own } = schema
  const name = $ref?.replace('#/definitions/', '')
  return name === undefined ? schema : { ...root.definitions?.[name], ...own }
}

function wordsOf(schema: Schema, root: Schema): string {
  if (schema.$ref === '#/definitions/rule')
    return `${values(resolved({ $ref: '#/definitions/severity' }, root))}, or \`{ severity, enforce }\``
  const { enum: allowed, type, items, additionalProperties, properties } = resolved(schema, root)
  if (allowed) return values({ enum: allowed })
  if (type === 'array') return items?.properties || items?.type === 'object' ? 'a list' : 'a list of texts'
  if (typeof additionalProperties === 'object') return `by rule: ${wordsOf(additionalProperties, root)}`
  if (properties) return 'an object'
  return { string: 'a text', boolean: '`true` or `false`' }[type ?? ''] ?? 'a value'
}

const values = ({ enum: allowed = [] }: Schema): string => allowed.map(value => `\`${value}\``).join(', ')

const paragraphs = {
  found: `\`.warrener.yaml\` (also \`.yml\` and \`.json\`) is looked for from the working directory upwards, to the root of the repository. \`--config FILE\` names another one,
\`--no-config\` reads none. A member or a rule that does not exist ends the run with exit code 2, and says where it stands and what may have been meant. \`warrener init\`
writes a commented file for what lies there. Its JSON Schema is [schemas/warrener-config.schema.json](../schemas/warrener-config.schema.json): editors complete and check by the line

\`\`\`yaml
# yaml-language-server: $schema=https://github.com/warrener/warrener/raw/main/schemas/warrener-config.schema.json
failOn: error
\`\`\`

Options of the command line win over it.`,
  sections: [
    `## overrides

Rules that are set otherwise for some objects: by the globs of \`namespaces\`, \`names\` and \`files\`, all of those that are written. Of several entries the last one wins.

\`\`\`yaml
rules:
  cookie-in-plain-text: error
  image-tag-floating: { severity: warning }
overrides:
  - namespaces: ["dev-*", "*-staging"]
    rules: { storage-not-persistent: off, cookie-in-plain-text: off }
  - files: ["**/production/**"]
    names: ["rabbitmq*"]
    rules: { image-tag-floating: error }
\`\`\``,
    `## contexts

Folders whose objects do not belong together. Kustomizations that no other one includes, and folders that hold objects of the same names, are told by themselves
([staging-and-production.md](staging-and-production.md)); this is for all others. Objects above such a folder belong to each below it.

\`\`\`yaml
contexts: ["clusters/*", "customers/*/mq"]
\`\`\``,
    `## externalResources

What is made elsewhere: it never counts as missing, and rules that need to see it are not evaluated. \`namespace\` and \`name\` are globs; left out they mean any.

\`\`\`yaml
externalResources:
  - { kind: Secret, namespace: mq, name: "*-cookie" }
  - { kind: Service, name: rabbitmq-nodes }
  - { kind: ClusterRole }
\`\`\``,
    `## .warrenerignore

Files and folders that are not read, in any folder, with the patterns of \`.gitignore\`, which counts too.

\`\`\`text
# manifests of a test
test/fixtures/
*.generated.yaml
!keep.generated.yaml
\`\`\`

What is not read is not there: leave out whole clusters, not the Service of one. A file that is named on the command line is read all the same.`,
  ],
}
