import { datatypes, isKnownType } from '../../facts/conf/datatypes.ts'
import { validator } from '../../facts/conf/validators.ts'
import { isWhole, type ReleaseSource } from '../../facts/release-sources.ts'
import { compareText } from '../../model/kube/compare-text.ts'
import { type Change, changesOf, inWords } from './changes.ts'
import type { Committed } from './committed.ts'
import type { Repository } from './git.ts'
import { taggedIn } from './lines.ts'
import { changedSources, namedSources } from './named-sources.ts'
import { askers, namers, type OwnCode } from './own-code.ts'
import { changedBodies } from './schema-bodies.ts'
import { tables } from './tables.ts'
import { compareVersions, minor } from './versions.ts'

export interface ReportInput {
  readonly before: Committed
  readonly after: Committed
  readonly repository: Repository
  readonly code: OwnCode
  /** Report on every release after this one; by default on those that the data did not have. */
  readonly since: string | undefined
}

/** What changed for users and rules, as Markdown for a pull request. */
export function report(input: ReportInput): string {
  const { before, after, since } = input
  const isNew = (release: string): boolean =>
    since === undefined ? !before.versions.includes(release) : compareVersions(release, since) > 0
  const parts = [
    ...after.versions.flatMap((release, index) =>
      isNew(release) && index > 0 ? [aboutNew(input, release, after.versions[index - 1] ?? '')] : [],
    ),
    ...aboutKnown(input),
    ...toDo(input),
  ]
  return `# Release data: what changed\n\n${parts.length === 0 ? 'Nothing.\n' : parts.join('\n')}`
}

function aboutNew(input: ReportInput, release: string, older: string): string {
  const changes = tables.flatMap(table =>
    changesOf(table, linesOf(input.after, table, older), linesOf(input.after, table, release)),
  )
  const [own, other] = [release, older].map(name => input.after.sources.find(entry => entry.release === name))
  return [
    `## RabbitMQ ${release}, against ${older}\n`,
    `${release}: ${basis(own)}. ${older}: ${basis(other)}.\n`,
    ...(changes.length === 0
      ? ['No table has anything else for it.\n']
      : [changeTables(changes, input.code)]),
    ...sourcesBehind(input, release),
  ].join('\n')
}

const basis = (source: ReleaseSource | undefined): string =>
  source
    ? `${source.kind}, ${source.source}, of ${source.date}${isWhole(source.kind) ? '' : '; it may have more than that'}`
    : 'nothing'

const linesOf = (
  data: Committed,
  { file, name }: (typeof tables)[number],
  release: string,
): readonly string[] => data.lines(file, name, release) ?? []

/** A Markdown table for each table with changes, and the rules that ask it. */
function changeTables(changes: readonly Change[], code: OwnCode): string {
  return [...Map.groupBy(changes, ({ table }) => table)]
    .map(([table, own]) => {
      const asking = askers(code, table.file)
      return [
        `### ${table.title}: ${own.length}\n`,
        `${table.meaning}\n`,
        '| | what | named by |\n|---|---|---|',
        ...own.map(change => {
          const by = namers(code, change.name[0] ?? '').join(', ')
          return `| \`${change.name.join(' ')}\` | ${cell(inWords(change))} | ${by} |`
        }),
        `\nAsked by: ${asking.length === 0 ? 'no rule' : asking.join(', ')}.\n`,
      ].join('\n')
    })
    .join('\n')
}
const cell = (text: string): string => text.replaceAll('|', '\\|')

/** What facts by hand rest on, where both releases are at hand. */
function sourcesBehind({ after, repository, code }: ReportInput, release: string): readonly string[] {
  const base = after.versions.findLast(
    version => compareVersions(version, release) < 0 && repository.has(version),
  )
  if (!repository.has(release) || base === undefined) return []
  const sources = changedSources(namedSources(code), repository, base, release)
  const bodies = changedBodies(repository, base, release)
  return [
    ...(bodies.length === 0
      ? []
      : [
          `### Code in the schemas that is not that of ${base}: facts/conf/validators.ts, facts/conf/translations-*.ts\n`,
          ...bodies.map(text => `* ${text}`),
          '',
        ]),
    ...(sources.length === 0
      ? []
      : [
          `### Sources that facts and rules name, and that are not those of ${base}\n`,
          '| source | functions | named by |\n|---|---|---|',
          ...[...Map.groupBy(sources, ({ name }) => name)]
            .sort(([a], [b]) => compareText(a, b))
            .map(([name, own]) => {
              const functions = new Set(own.flatMap(entry => entry.functions))
              const by = new Set(own.map(entry => entry.by))
              return `| \`${name}\` | ${[...functions].join(', ')} | ${[...by].join(', ')} |`
            }),
          '',
        ]),
  ]
}

/** Releases that the data had before, and what they say otherwise now. */
function aboutKnown({ before, after, code }: ReportInput): readonly string[] {
  const changes = new Map<string, { change: Change; releases: string[] }>()
  for (const release of before.versions)
    for (const table of tables)
      for (const change of changesOf(
        table,
        linesOf(before, table, release),
        linesOf(after, table, release),
      )) {
        const key = JSON.stringify([table.name, change])
        const entry = changes.get(key) ?? { change, releases: [] }
        entry.releases.push(release)
        changes.set(key, entry)
      }
  if (changes.size === 0) return []
  return [
    [
      '## Said otherwise of releases that were known\n',
      '| table | | what | releases | named by |\n|---|---|---|---|---|',
      ...[...changes.values()].map(({ change, releases }) => {
        const by = namers(code, change.name[0] ?? '').join(', ')
        return `| ${change.table.title} | \`${change.name.join(' ')}\` | ${cell(inWords(change))} | ${spanOf(releases)} | ${by} |`
      }),
      '',
    ].join('\n'),
  ]
}
const spanOf = (releases: readonly string[]): string =>
  releases.length > 2 ? `${releases[0]} to ${releases.at(-1)} (${releases.length})` : releases.join(', ')

/** What no command can do. */
function toDo({ before, after, repository }: ReportInput): readonly string[] {
  const tagged = new Set(taggedIn(repository))
  const settled = before.sources.filter(({ release, kind }) => kind !== 'tag' && tagged.has(release))
  const minors = [...new Set(after.versions.map(minor))].filter(
    name => !before.versions.some(version => minor(version) === name),
  )
  const newest = after.versions.at(-1) ?? ''
  const columns = (name: string, index: number): readonly string[] =>
    tables
      .filter(table => table.name === name)
      .flatMap(table => linesOf(after, table, newest))
      .map(line => line.split('\t')[index] ?? '')
  const types = [...new Set(columns('confKeys', 1))].filter(text => !datatypes(text).every(isKnownType))
  const checks = linesOf(after, tables.find(({ name }) => name === 'confValidators') ?? raise(), newest)
    .map(line => line.split('\t'))
    .filter(([name = '', description = '']) => validator(name, description) === undefined)
  const items = [
    ...settled.map(
      ({ release, kind }) =>
        `${release} has a tag now and was known from less (${kind}): its entry in scripts/release-data/untagged.ts can go`,
    ),
    ...types.map(text => `the datatype \`${text}\` is not described in facts/conf/datatypes.ts`),
    ...checks.map(([name]) => `the validator \`${name}\` is not described in facts/conf/validators.ts`),
    ...minors.map(
      name =>
        `${name} is a new minor release: facts/upgrade-hops.ts, facts/image-erlang.ts and facts/metadata-store.ts say nothing of it yet, or what they say of the one before`,
    ),
  ]
  return items.length === 0 ? [] : [`## By hand\n\n${items.map(text => `* [ ] ${text}`).join('\n')}\n`]
}
const raise = (): never => {
  throw new Error('no table of validators')
}
