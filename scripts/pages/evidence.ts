import type { RuleInfo } from '../../model/rule/rule.ts'

/** A place in source code that a rule rests on. */
export interface SourceReference {
  /** `owner/name`; of the server itself where none is written. */
  readonly repository: string
  readonly path: string
  /** A tag or a commit. */
  readonly revision: string
  /** A function, or another word that stands there. */
  readonly symbol: string
}

const server = 'rabbitmq/rabbitmq-server'
const written = /(?:(?<repository>[\w-]+\/[\w.-]+) )?(?<path>[\w./-]+)@(?<revision>[\w.-]+):(?<symbol>\w+)/g

/** The places in source code that evidence names, each as `[owner/name ]path@revision:symbol`. */
export const sourcesIn = (where: string): readonly SourceReference[] =>
  [...where.matchAll(written)].map(
    ({ groups: { repository = server, path = '', revision = '', symbol = '' } = {} }) => ({
      repository,
      path,
      revision,
      symbol,
    }),
  )

/** The tests that evidence names, each as `test/slow/file.test.ts: name`. */
export const testsIn = (where: string): readonly { readonly file: string; readonly name: string }[] =>
  [...where.matchAll(/(test\/slow\/[\w-]+\.test\.ts): ([^;]+)/g)].map(([, file = '', name = '']) => ({
    file,
    name: name.trim(),
  }))

type Documented = Pick<RuleInfo, 'id' | 'worst' | 'title'> & {
  readonly evidence: { readonly kind: 'observed' | 'source' | 'docs'; readonly where: string }
}

const intro = `# What the rules rest on

*Observed*: a test of this repository that runs against real brokers (as Debian builds them), a real API server or the real kustomize shows it
(\`npm run test:slow\`). *Source*: it was read in the file, at the tag and in the function that is named; \`npm run evidence -- FOLDER\` looks
each of them up in checkouts below a folder. *Docs*: a guide says so; no rule that gives errors rests on that alone.
`

/** docs/evidence.md: each rule, the worst that it gives, and what it rests on. */
export function evidencePage(rules: readonly Documented[]): string {
  const count = (kind: string): number => rules.filter(({ evidence }) => evidence.kind === kind).length
  const errors = rules.filter(({ worst }) => worst === 'error')
  const seen = errors.filter(({ evidence }) => evidence.kind === 'observed').length
  return [
    intro,
    `${rules.length} rules: ${count('observed')} observed, ${count('source')} source, ${count('docs')} docs. Of ${errors.length} that give errors ${seen} are observed.`,
    '',
    '| rule | worst | rests on | where |',
    '|---|---|---|---|',
    ...rules.map(
      ({ id, worst, evidence }) =>
        `| [${id}](rules/${id}.md) | ${worst} | ${evidence.kind} | ${evidence.where.replaceAll('|', '\\\\|')} |`,
    ),
    '',
  ].join('\n')
}
