import type { TableSpec } from './tables.ts'

/** One entry of a table that two releases, or two states of the data, have differently. */
export interface Change {
  readonly table: TableSpec
  /** The columns that tell which entry it is. */
  readonly name: readonly string[]
  /** The other columns; several where the entry has several lines, none where it is not there. */
  readonly before: readonly (readonly string[])[]
  readonly after: readonly (readonly string[])[]
}

/** What is new, gone or different, by name. */
export function changesOf(
  table: TableSpec,
  before: readonly string[],
  after: readonly string[],
): readonly Change[] {
  const [old, fresh] = [entries(table, before), entries(table, after)]
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort()
  return names.flatMap(name => {
    const change = { before: old.get(name) ?? [], after: fresh.get(name) ?? [] }
    return JSON.stringify(change.before) === JSON.stringify(change.after)
      ? []
      : [{ table, name: name.split('\t'), ...change }]
  })
}

function entries(table: TableSpec, lines: readonly string[]): Map<string, string[][]> {
  const all = new Map<string, string[][]>()
  for (const line of [...lines].sort()) {
    const columns = line.split('\t')
    const name = columns.slice(0, table.named).join('\t')
    const rest = columns.slice(table.named)
    all.set(name, [...(all.get(name) ?? []), rest])
  }
  return all
}

/** A change in words: `new: integer`, `gone, was: integer`, `datatypes: integer, was ip`. */
export function inWords({ table, before, after }: Change): string {
  const titles = table.columns.split(', ').slice(table.named)
  const shown = (entry: readonly (readonly string[])[]): string =>
    entry
      .map(columns =>
        columns.flatMap((text, index) => (text === '' ? [] : [`${titles[index]}: ${text}`])).join('; '),
      )
      .filter(text => text !== '')
      .join(' / ')
  const [was, is] = [shown(before), shown(after)]
  if (before.length === 0) return is === '' ? 'new' : `new, ${is}`
  if (after.length === 0) return was === '' ? 'gone' : `gone, was ${was}`
  const [old, fresh] = [before[0] ?? [], after[0] ?? []]
  if (before.length > 1 || after.length > 1) return `${is}, was ${was}`
  return titles
    .flatMap((title, index) =>
      old[index] === fresh[index] ? [] : [`${title}: ${fresh[index] || 'none'}, was ${old[index] || 'none'}`],
    )
    .join('; ')
}
