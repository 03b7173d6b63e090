import type { Committed } from './committed.ts'
import type { Repository } from './git.ts'
import type { TableSpec } from './tables.ts'
import { amended, type Untagged } from './untagged.ts'
import { compareVersions } from './versions.ts'

/** The first release whose tag has the schemas of all plugins. */
const FIRST = '3.8.10'
/** The releases whose tags tell all. */
export const taggedIn = (repository: Repository): readonly string[] =>
  repository.releases().filter(version => compareVersions(version, FIRST) >= 0)

/** What there is to read releases from, the better first: given schemas, tags, stand-ins, and what the data say already. */
export interface Sources {
  readonly repository: Repository
  /** The schema files of a release by their paths, unpacked from a package. */
  readonly schemas: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly untagged: readonly Untagged[]
  readonly known: Committed
  /** Whether tags are read again that the data have been read from before. */
  readonly all: boolean
}

/** The lines of a table for one release after the other. */
export function lineReader(sources: Sources): (spec: TableSpec, release: string) => readonly string[] {
  const { repository, schemas, known } = sources
  const tagged = new Set(taggedIn(repository))
  const settled = new Set(
    sources.all ? [] : known.sources.flatMap(({ release, kind }) => (kind === 'tag' ? [release] : [])),
  )
  const entries = new Map(sources.untagged.map(entry => [entry.release, entry]))
  const read = (spec: TableSpec, release: string): readonly string[] => {
    const files = schemas.get(release)
    const entry = tagged.has(release) ? undefined : entries.get(release)
    const amend = (lines: readonly string[]): readonly string[] =>
      entry ? amended(spec.name, entry, lines) : lines
    if (files && spec.fromSchemas) return amend(spec.fromSchemas(files))
    const committed = known.lines(spec.file, spec.name, release)
    if (committed && settled.has(release)) return committed
    if (tagged.has(release)) return spec.read(repository, release)
    if (committed && entry?.kind === 'package' && spec.fromSchemas) return amend(committed)
    if (entry?.commit !== undefined && repository.has(release)) return amend(spec.read(repository, release))
    if (entry?.like !== undefined) return amend(read(spec, entry.like))
    if (committed) return committed
    throw new Error(`nothing to read ${release} from`)
  }
  return read
}
