import type { Range } from '../../lint/report.ts'
import { redactor } from './redact.ts'
import type { Style } from './style.ts'
import { visible, widthOf } from './text.ts'

/** A file as frames are cut from it. */
export interface Source {
  readonly lines: readonly string[]
  /** A line by its index, with credentials hidden. */
  readonly shown: (index: number) => string
}

/** @param isSecret all of the text goes into a Secret */
export function sourceOf(text: string, isSecret = false): Source {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  return { lines, shown: redactor(lines, isSecret) }
}

/**
 * Lines of a file around a range, numbered, with the range marked below its first line. Long lines are cut around it.
 * @param around how many lines to show before and after
 * @param width columns that a line of the frame may take
 */
export function frame(
  source: Source,
  range: Range,
  { around, width, style }: { readonly around: number; readonly width: number; readonly style: Style },
): readonly string[] {
  const first = Math.max(1, range.line - around)
  const last = Math.min(source.lines.length, range.line + around)
  const gutter = Math.max(4, String(last).length + 1)
  // A range at the end of a line is marked behind it, which takes one column more.
  const room = width - gutter - 4
  const out: string[] = []
  for (let number = first; number <= last; number++) {
    const line = source.shown(number - 1)
    if (number !== range.line && line.trim() === '') continue
    const marked = number === range.line ? markOf(line, range) : undefined
    const view = crop(line, marked?.from ?? 0, room)
    out.push(`${style('dim', `${String(number).padStart(gutter)} |`)} ${view.text}`.trimEnd())
    if (!marked) continue
    const indent = widthOf(visible(line.slice(view.from, marked.from))) + view.lead
    const length = Math.max(1, Math.min(widthOf(visible(line.slice(marked.from, marked.to))), room - indent))
    out.push(
      `${style('dim', `${' '.repeat(gutter)} |`)} ${' '.repeat(indent)}${style('mark', '^'.repeat(length))}`,
    )
  }
  return out
}

/** The part of the first line that a range covers, as string indexes; at least one character. */
function markOf(line: string, range: Range): { readonly from: number; readonly to: number } {
  const from = Math.min(range.column - 1, line.length)
  const end = range.endLine === range.line ? range.endColumn - 1 : line.trimEnd().length
  return { from, to: Math.max(from + 1, Math.min(end, line.length)) }
}

const ellipsis = '...'

/** At most `room` columns of a line, in which the character at `keep` is seen. */
function crop(
  line: string,
  keep: number,
  room: number,
): { readonly text: string; readonly from: number; readonly lead: number } {
  const end = fitting(line, 0, room)
  if (end === line.length) return { text: visible(line), from: 0, lead: 0 }
  if (keep < end - room / 3)
    return { text: visible(line.slice(0, fitting(line, 0, room - 3))) + ellipsis, from: 0, lead: 0 }
  const from = before(line, keep, Math.floor(room / 3))
  const to = fitting(line, from, room - 6)
  return {
    text: ellipsis + visible(line.slice(from, to)) + (to < line.length ? ellipsis : ''),
    from,
    lead: 3,
  }
}

/** The index that lies at most `room` columns before another. */
function before(line: string, end: number, room: number): number {
  let [index, width] = [end, 0]
  for (const character of [...line.slice(Math.max(0, end - room), end)].reverse()) {
    width += widthOf(visible(character))
    if (width > room) return index
    index -= character.length
  }
  return index
}

/** The index up to which a line fits into `room` columns, from `from` on. */
function fitting(line: string, from: number, room: number): number {
  let [index, width] = [from, 0]
  for (const character of line.slice(from, from + room + 1)) {
    width += widthOf(visible(character))
    if (width > room) return index
    index += character.length
  }
  return index
}
