interface Line {
  readonly kind: ' ' | '-' | '+'
  readonly text: string
}
const context = 3

/**
 * The change of one file as a unified diff that `git apply` takes; '' where nothing changed.
 * @param name path from the folder that the diff is applied in, with `/`
 */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return ''
  const hunks = hunksOf(compare(split(before), split(after)))
  return `--- ${quote(`a/${name}`)}\n+++ ${quote(`b/${name}`)}\n${hunks.join('')}`
}

/** Lines with their ends, so that CRLF and a missing last line end are part of what is compared. */
const split = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/** Lines kept, taken out and put in. Equal ends are cut off first; the middle is small, since fixes are local. */
function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const kept = (lines: readonly string[]): readonly Line[] => lines.map(text => ({ kind: ' ', text }))
  return [
    ...kept(before.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...kept(before.slice(before.length - end)),
  ]
}

/** Above so many pairs of lines the middle is written as replaced, which is as right and only longer. */
const mostPairs = 4_000_000

/** What was taken out and put in, by the longest common subsequence. */
function middle(before: readonly string[], after: readonly string[]): readonly Line[] {
  const [rows, columns] = [before.length, after.length]
  const common = rows * columns > mostPairs ? undefined : commonLengths(before, after)
  const length = (row: number, column: number): number => common?.[row * (columns + 1) + column] ?? 0
  const lines: Line[] = []
  for (let [row, column] = [0, 0]; row < rows || column < columns; ) {
    const [old, fresh] = [before[row], after[column]]
    if (common && old !== undefined && old === fresh) {
      lines.push({ kind: ' ', text: old })
      row++
      column++
    } else if (
      old !== undefined &&
      (fresh === undefined || length(row + 1, column) >= length(row, column + 1))
    ) {
      lines.push({ kind: '-', text: old })
      row++
    } else {
      lines.push({ kind: '+', text: fresh ?? '' })
      column++
    }
  }
  return lines
}

/** For each pair of positions, how many lines the rests from there have in common, row by row. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const columns = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * columns)
  const at = (row: number, column: number): number => lengths[row * columns + column] ?? 0
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      lengths[row * columns + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  return lengths
}

function hunksOf(lines: readonly Line[]): readonly string[] {
  const hunks: string[] = []
  const changed = lines.flatMap((line, index) => (line.kind === ' ' ? [] : [index]))
  for (let next = 0; next < changed.length; ) {
    const first = changed[next] ?? 0
    let last = first
    while (next < changed.length && (changed[next] ?? 0) - last <= 2 * context) last = changed[next++] ?? last
    hunks.push(hunk(lines, Math.max(0, first - context), Math.min(lines.length, last + context + 1)))
  }
  return hunks
}

function hunk(lines: readonly Line[], from: number, to: number): string {
  const shown = lines.slice(from, to)
  const span = (side: '-' | '+'): string => {
    const counts = (line: Line): boolean => line.kind === ' ' || line.kind === side
    const [above, length] = [lines.slice(0, from).filter(counts).length, shown.filter(counts).length]
    return `${side}${length === 0 ? above : above + 1},${length}`
  }
  const body = shown.map(
    ({ kind, text }) => kind + (text.endsWith('\n') ? text : `${text}\n\\ No newline at end of file\n`),
  )
  return `@@ ${span('-')} ${span('+')} @@\n${body.join('')}`
}

/** A path as git writes it: quoted where it holds a character that could end it. */
const quote = (path: string): string =>
  /["\\\p{Cc}]/u.test(path)
    ? `"${path.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, control => `\\${(control.codePointAt(0) ?? 0).toString(8).padStart(3, '0')}`)}"`
    : path
