import type { OtherSoftware } from '../release-data/other-software.ts'
import { compareVersions } from '../release-data/versions.ts'

/** A repository whose tags are looked at. */
export interface Watched {
  readonly name: string
  /** Below the address of RabbitMQ's repositories. */
  readonly repository: string
  /** Paths of the files that facts about it rest on. */
  readonly facts: readonly string[]
}

export const server: Watched = { name: 'RabbitMQ', repository: 'rabbitmq-server', facts: [] }
/** Names as in `other-software.ts`. */
export const operators: readonly Watched[] = [
  {
    name: 'RabbitMQ cluster operator',
    repository: 'cluster-operator',
    facts: ['api', 'config/crd/bases', 'internal/resource', 'controllers', 'internal/controller'],
  },
  {
    name: 'Messaging topology operator',
    repository: 'messaging-topology-operator',
    facts: ['api', 'config/crd/bases'],
  },
]

/** The releases that `git ls-remote` names, oldest first: no candidates. */
export const tagsIn = (listed: string): readonly string[] =>
  listed
    .split('\n')
    .flatMap(line => /\trefs\/tags\/v(\d+\.\d+\.\d+)$/.exec(line)?.[1] ?? [])
    .sort(compareVersions)

/** Those that were not read, and are not older than all that was. */
export const newTags = (
  tags: readonly string[],
  read: readonly string[],
  oldest: string,
): readonly string[] =>
  tags.filter(tag => !read.includes(tag) && (oldest === '' || compareVersions(tag, oldest) > 0))

/** Which release of a software was read. Throws where that is not said in the form that is looked for. */
export function readOf(known: readonly OtherSoftware[], name: string): string {
  const read = known.find(one => one.name === name)?.read ?? ''
  const [, version] = /\bv(\d+\.\d+\.\d+)\b/.exec(read) ?? []
  if (version === undefined)
    throw new Error(`scripts/release-data/other-software.ts names no release of ${name} that was read`)
  return version
}

/** The same news have the same name, so that they are told once. */
export const branchOf = (
  news: readonly (Pick<Watched, 'repository'> & { readonly fresh: readonly string[] })[],
): string => `releases/${news.map(({ repository, fresh }) => `${repository}-${fresh.at(-1)}`).join('_')}`

/** What is new of an operator, as Markdown. */
export const changedFacts = (
  name: string,
  fresh: readonly string[],
  before: string,
  changed: string,
): string =>
  [
    `# ${name} ${fresh.join(', ')}`,
    '',
    changed.trim() === ''
      ? `No file that facts rest on differs from ${before}.`
      : `Files that facts rest on differ from ${before}:\n\n\`\`\`text\n${changed.trimEnd()}\n\`\`\``,
    '',
    '- [ ] `npm run kubernetes-data -- CRD...`, where the types of its resources changed',
    '- [ ] what was read, in `scripts/release-data/other-software.ts`',
    '',
  ].join('\n')
