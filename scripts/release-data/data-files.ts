import type { ReleaseSource } from '../../facts/release-sources.ts'
import { isWhole } from '../../facts/release-sources.ts'
import type { Committed } from './committed.ts'
import { lineReader, type Sources, taggedIn } from './lines.ts'
import { quoted, spans, table } from './table.ts'
import { tables } from './tables.ts'
import { compareVersions } from './versions.ts'

export interface DataFiles {
  /** Name of a module of facts/data/, without `.ts`, to its text. */
  readonly modules: ReadonlyMap<string, string>
  /** The releases with what they were read from, oldest first. */
  readonly releases: readonly ReleaseSource[]
  /** The same questions as to what is committed. */
  readonly data: Committed
}

/** What facts/data/ is to hold. A release that is nowhere at hand keeps what the data say of it. */
export function dataFiles(sources: Sources): DataFiles {
  const { repository, schemas, untagged, known } = sources
  const tagged = taggedIn(repository)
  const stands = untagged.map(({ release }) => release)
  const versions = [...new Set([...tagged, ...schemas.keys(), ...stands, ...known.versions])].sort(
    compareVersions,
  )
  const releases = versions.map(version => sourceOf(sources, new Set(tagged), version))
  const modules = new Map([
    ['releases', releasesModule(releases)],
    ['release-sources', sourcesModule(releases)],
  ])
  const read = lineReader(sources)
  const all = new Map<string, ReadonlyMap<string, readonly string[]>>()
  for (const spec of tables) {
    const lines = new Map(versions.map(version => [version, read(spec, version)]))
    all.set(`${spec.file} ${spec.name}`, lines)
    const text = `\n/** A line: ${spec.columns}, releases. */\nexport const ${spec.name} = \`${quoted(table(lines))}\`\n`
    modules.set(spec.file, (modules.get(spec.file) ?? '') + text)
  }
  return {
    modules: new Map(
      [...modules].map(([file, text]) => [
        file,
        `// Written by scripts/release-data.ts; not to be edited.\n${text}`,
      ]),
    ),
    releases,
    data: {
      versions,
      sources: releases,
      lines: (file, name, version) => all.get(`${file} ${name}`)?.get(version),
    },
  }
}

function sourceOf(sources: Sources, tagged: ReadonlySet<string>, release: string): ReleaseSource {
  if (tagged.has(release))
    return { release, kind: 'tag', source: `v${release}`, date: sources.repository.revision(release).date }
  const entry = sources.untagged.find(entry => entry.release === release)
  if (entry) return { release, kind: entry.kind, source: entry.source, date: entry.date }
  const known = sources.known.sources.find(source => source.release === release)
  if (!known) throw new Error(`${release} is neither tagged nor described in untagged.ts`)
  return known
}

function releasesModule(releases: readonly ReleaseSource[]): string {
  const partly = releases.filter(({ kind }) => !isWhole(kind)).map(({ release }) => release)
  return `
/** The releases of which the tables here know something. */
export const readReleases = '${spans(releases.map(({ release }) => release))}'

/** Those of which neither tag nor package was read: they may have what no table names. */
export const partlyRead = '${partly.join(',')}'
`
}

const sourcesModule = (releases: readonly ReleaseSource[]): string => `
/** A line: release, kind of its source, what was read, the day that it is of. */
export const releaseSources = \`${quoted(releases.map(({ release, kind, source, date }) => [release, kind, source, date].join('\t')).join('\n'))}\`
`
