import type { Span } from './codec.ts'

/** Where a line (from 1) of a text stands, without its indentation, blanks and end. Undefined where there is none. */
export function lineSpan(text: string, line: number): Span | undefined {
  if (line < 1) return undefined
  let start = 0
  for (let at = 1; at < line; at++) {
    const end = text.indexOf('\n', start)
    if (end < 0) return undefined
    start = end + 1
  }
  const lineFeed = text.indexOf('\n', start)
  const whole = text.slice(start, lineFeed < 0 ? text.length : lineFeed)
  const content = whole.trim()
  const from = start + whole.length - whole.trimStart().length
  return { start: from, end: from + content.length }
}

/** The line (from 1) that an offset lies in. */
export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
