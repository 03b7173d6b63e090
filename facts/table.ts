import { formatRelease, type Release } from './release.ts'
import { type ReleaseRange, releaseRange } from './release-range.ts'

/** A line of the generated tables: its columns but the last, and the releases it holds for. */
export interface Row {
  readonly columns: readonly string[]
  readonly range: ReleaseRange
}

const ranges = new Map<string, ReleaseRange>()
/** Few texts name the releases of many lines. */
export function rangeOnce(text: string): ReleaseRange {
  const range = ranges.get(text) ?? releaseRange(text)
  ranges.set(text, range)
  return range
}

const tables = new Map<string, readonly Row[]>()
/** Reads a table of facts/data/: lines of columns between tabs, the last one names releases. */
export function rows(table: string): readonly Row[] {
  const known = tables.get(table)
  if (known) return known
  const fresh = table.split('\n').map(line => {
    const columns = line.split('\t')
    return { columns: columns.slice(0, -1), range: rangeOnce(columns.at(-1) ?? '') }
  })
  tables.set(table, fresh)
  return fresh
}

const ofReleases = new Map<string, Map<string, readonly (readonly string[])[]>>()
/** The columns of the lines that hold for a release; remembered, as rules ask the same of file after file. */
export function rowsOf(table: string, release: Release): readonly (readonly string[])[] {
  const known = ofReleases.get(table) ?? new Map()
  ofReleases.set(table, known)
  const name = formatRelease(release)
  const found: readonly (readonly string[])[] =
    known.get(name) ??
    rows(table)
      .filter(({ range }) => range.has(release))
      .map(({ columns }) => columns)
  known.set(name, found)
  return found
}
