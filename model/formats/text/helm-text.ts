/*
 * Text that a Helm chart expands, read without expanding it: what does not depend on the expansion stays where it is.
 */

interface Range {
  readonly start: number
  readonly end: number
}

/**
 * The text with blanks in place of each line that an action of Helm touches, of each line inside `if`, `range`, `with`,
 * `define` and `block`, and of each line whose key such a line sets too. All else keeps its offset. Linear.
 */
export function withoutActions(text: string): string {
  if (!text.includes('{{')) return text
  const lines = linesOf(text)
  const hidden = hiddenLines(text, lines)
  const keys = new Set([...hidden].map(line => keyOf(text, line)))
  keys.delete(undefined)
  return lines
    .map(line => {
      const shown = text.slice(line.start, line.end)
      return hidden.has(line) || keys.has(keyOf(text, line)) ? shown.replaceAll(/[^\r\n]/g, ' ') : shown
    })
    .join('')
}

function linesOf(text: string): readonly Range[] {
  const lines: Range[] = []
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start)
    const end = lineFeed < 0 ? text.length : lineFeed + 1
    lines.push({ start, end })
    start = end
  }
  return lines
}

const keyOf = (text: string, { start, end }: Range): string | undefined =>
  /^[ \t]*([\w.\\-]{1,200})[ \t]*=/.exec(text.slice(start, end))?.[1]

/** The lines that lie, wholly or in part, in an action or between one that opens a block and its `end`. */
function hiddenLines(text: string, lines: readonly Range[]): ReadonlySet<Range> {
  const ranges = conditional(text)
  const hidden = new Set<Range>()
  let next = 0
  for (const line of lines) {
    while ((ranges[next]?.end ?? Infinity) <= line.start) next++
    const range = ranges[next]
    if (range && range.start < line.end) hidden.add(line)
  }
  return hidden
}

/** Actions, and what lies between those that open and close a block: half-open ranges in their order. */
function conditional(text: string): readonly Range[] {
  const ranges: Range[] = []
  let depth = 0
  let opened = 0
  for (let start = text.indexOf('{{'); start >= 0; ) {
    const close = text.indexOf('}}', start)
    const end = close < 0 ? text.length : close + 2
    const word = /^\{\{-?[ \t\r\n]*([a-z]+)\b/.exec(text.slice(start, Math.min(end, start + 80)))?.[1] ?? ''
    if (openers.has(word) && depth++ === 0) opened = start
    if (word === 'end' && depth > 0) depth--
    if (depth === 0) ranges.push({ start: word === 'end' ? opened : start, end })
    opened = depth === 0 ? end : opened
    start = text.indexOf('{{', end)
  }
  if (depth > 0) ranges.push({ start: opened, end: text.length })
  return ranges
}
const openers: ReadonlySet<string> = new Set(['if', 'range', 'with', 'define', 'block'])

/**
 * A JSON text in which actions of Helm stand inside of strings: each stays as it is, but for what would end the string, so
 * that the text can be read and all keeps its offset. Undefined where an action stands anywhere else: what it makes of the
 * text is not known. Linear.
 */
export function templatedJson(text: string): string | undefined {
  if (!text.includes('{{')) return text
  let inString = false
  let out = ''
  for (let at = 0; at < text.length; ) {
    if (text.startsWith('{{', at)) {
      const close = text.indexOf('}}', at)
      if (!inString || close < 0) return undefined
      out += text.slice(at, close + 2).replaceAll(/["\\\r\n]/g, ' ')
      at = close + 2
      continue
    }
    const char = text[at] ?? ''
    if (char === '"') inString = !inString
    const length = inString && char === '\\' ? 2 : 1
    out += text.slice(at, at + length)
    at += length
  }
  return out
}
