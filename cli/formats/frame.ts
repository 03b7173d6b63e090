import type { Range } from '../../lint/report.ts'
import { redactor } from '../../source/redact.ts'
import type { Style } from './style.ts'
import { visible, widthOf, wrap } from './text.ts'

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

/** What is marked is folded into so many lines; of more its first is shown. */
const mostRows = 3
/** A note begins beside the marks only where it has so many columns. */
const leastBeside = 20
/** How far the later lines of a note are set in where they do not stand below its first. */
const hanging = 2

/**
 * The line of a file that a range begins in, numbered, what the range covers marked below it, and a note at the marks. Long
 * lines are cut, but not where they are marked.
 * @param note words; '' for none
 * @param width columns that a line of the frame may take
 */
export function frame(
  source: Source,
  range: Range,
  note: string,
  { width, style }: { readonly width: number; readonly style: Style },
): readonly string[] {
  const number = String(range.line)
  const gutter = Math.max(4, number.length + 1)
  // A range at the end of a line is marked behind it, which takes one column more.
  const room = width - gutter - 4
  const line = source.shown(range.line - 1)
  const rows = rowsOf(line, markOf(line, range), room)
  const marks = rows.map(({ indent, length }) => ' '.repeat(indent) + style('mark', '^'.repeat(length)))
  const last = rows.at(-1) ?? { indent: 0, length: 0 }
  const { beside, below } = noteAt(visible(note), last.indent + last.length + 1, room)
  const margin = (text: string): string => style('dim', `${text.padStart(gutter)} |`)
  return [
    ...rows.flatMap(({ text }, index) => [
      `${margin(index === 0 ? number : '')} ${text}`.trimEnd(),
      `${margin('')} ${marks[index]}${index === rows.length - 1 && beside !== '' ? ` ${beside}` : ''}`,
    ]),
    ...below.map(text => `${margin('')} ${text}`),
  ]
}

/** The columns of a line that are shown at a time, and where the marks below them stand. */
interface Row {
  readonly text: string
  readonly indent: number
  readonly length: number
}

function rowsOf(line: string, mark: Span, room: number): readonly Row[] {
  const length = widthOf(visible(line.slice(mark.from, mark.to)))
  if (length <= room - 2 * ellipsis.length) {
    const view = crop(line, mark, room)
    const indent = widthOf(visible(line.slice(view.from, mark.from))) + view.lead
    return [{ text: view.text, indent, length: Math.max(1, length) }]
  }
  const most = length > mostRows * (room - ellipsis.length) ? 1 : mostRows
  const rows: Row[] = []
  for (let from = mark.from; from < mark.to && rows.length < most; ) {
    const to = Math.min(mark.to, Math.max(from + 1, fitting(line, from, room - ellipsis.length)))
    const isCut = to < mark.to && rows.length === most - 1
    const text = visible(line.slice(from, to))
    rows.push({ text: isCut ? text + ellipsis : text, indent: 0, length: widthOf(text) })
    from = to
  }
  return rows
}

interface Span {
  readonly from: number
  readonly to: number
}

/** The part of the first line that a range covers, as string indexes; at least one character. */
function markOf(line: string, range: Range): Span {
  const from = Math.min(range.column - 1, line.length)
  const end = range.endLine === range.line ? range.endColumn - 1 : line.trimEnd().length
  return { from, to: Math.max(from + 1, Math.min(end, line.length)) }
}

/** A note that begins beside the marks, and its later lines: below each other where that takes no more of them. */
function noteAt(
  note: string,
  column: number,
  room: number,
): { readonly beside: string; readonly below: readonly string[] } {
  const left = room - column
  if (left < leastBeside && widthOf(note) > left) return { beside: '', below: wrap(note, room) }
  const aligned = wrap(note, left)
  const wide = wrap(note, left, room - hanging)
  const [lines, indent] = wide.length < aligned.length ? [wide, hanging] : [aligned, column]
  const [beside = '', ...below] = lines
  return { beside, below: below.map(text => ' '.repeat(indent) + text) }
}

const ellipsis = '...'

/** At most `room` columns of a line, with all of a part that is not wider. */
function crop(
  line: string,
  keep: Span,
  room: number,
): { readonly text: string; readonly from: number; readonly lead: number } {
  const end = fitting(line, 0, room)
  if (end === line.length) return { text: visible(line), from: 0, lead: 0 }
  const cut = fitting(line, 0, room - ellipsis.length)
  if (keep.to <= cut) return { text: visible(line.slice(0, cut)) + ellipsis, from: 0, lead: 0 }
  const kept = widthOf(visible(line.slice(keep.from, keep.to)))
  const before = Math.min(Math.floor(room / 3), room - kept - 2 * ellipsis.length)
  const from = startBefore(line, keep.from, before)
  const to = fitting(line, from, room - 2 * ellipsis.length)
  return {
    text: ellipsis + visible(line.slice(from, to)) + (to < line.length ? ellipsis : ''),
    from,
    lead: ellipsis.length,
  }
}

/** The index that lies at most `room` columns before another. */
function startBefore(line: string, end: number, room: number): number {
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
