import { formatRelease, type Release } from './release.ts'
import { type ReleaseRange, releaseRange } from './release-range.ts'

/** A line of the generated tables: its columns but the last, and the releases it holds for. */
export interface Row {
  readonly columns: readonly string[]
  readonly range: ReleaseRange
}

const tables = new Map<string, readonly Row[]>()
/** Reads a table of facts/data/: lines of columns between tabs, the last one names releases. */
export function rows(table: string): readonly Row[] {
  const known = tables.get(table)
  if (known) return known
  const fresh = table.split('\n').map(rowOf)
  tables.set(table, fresh)
  return fresh
}
function rowOf(line: string): Row {
  const columns = line.split('\t')
  return { columns: columns.slice(0, -1), range: releaseRange(columns.at(-1) ?? '') }
}

/** The rows of a table in alphabetical order whose first column is `key`; the others are not read. */
export const rowsAt = (table: string, key: string): readonly Row[] => linesAt(table, key).map(rowOf)

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

/** The lines of a table in alphabetical order whose first column is `key`: found by halving, the others are not read. */
export function linesAt(table: string, key: string): readonly string[] {
  const wanted = `${key}\t`
  let [low, high] = [0, table.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const start = table.lastIndexOf('\n', middle - 1) + 1
    if (table.slice(start, start + wanted.length) < wanted) low = endOfLine(table, middle) + 1
    else high = start
  }
  const lines: string[] = []
  for (; table.startsWith(wanted, low); low = endOfLine(table, low) + 1)
    lines.push(table.slice(low, endOfLine(table, low)))
  return key.includes('\t') ? [] : lines
}

/** The lines of a table that have a character in their first column. */
export function linesWith(table: string, character: string): readonly string[] {
  const lines: string[] = []
  for (let hit = table.indexOf(character); hit >= 0; ) {
    const start = table.lastIndexOf('\n', hit) + 1
    const end = endOfLine(table, hit)
    if (hit < table.indexOf('\t', start)) lines.push(table.slice(start, end))
    hit = table.indexOf(character, end)
  }
  return lines
}

const endOfLine = (table: string, from: number): number => {
  const end = table.indexOf('\n', from)
  return end < 0 ? table.length : end
}
