import type { Span } from '../../kube/span.ts'
import { remembering } from './remember.ts'

/** Where a line (from 1) of a text stands, without its indentation, blanks and end. Undefined where there is none. */
export function lineSpan(text: string, line: number): Span | undefined {
  if (line < 1) return undefined
  const start = startsOf(text)[line - 1]
  if (start === undefined) return undefined
  const lineFeed = text.indexOf('\n', start)
  const whole = text.slice(start, lineFeed < 0 ? text.length : lineFeed)
  const content = whole.trim()
  const from = start + whole.length - whole.trimStart().length
  return { start: from, end: from + content.length }
}

/** Where each line begins. */
const startsOf = remembering((text: string): readonly number[] => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
})

/** The line (from 1) that an offset lies in. */
export function lineOf(text: string, offset: number): number {
  const starts = startsOf(text)
  let [line, beyond] = [0, starts.length]
  while (beyond - line > 1) {
    const middle = (line + beyond) >> 1
    if ((starts[middle] ?? 0) <= offset) line = middle
    else beyond = middle
  }
  return line + 1
}
