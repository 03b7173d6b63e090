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
  return withoutLines(text, lines, hiddenLines(text, lines))
}

/**
 * Text of rabbitmq.conf of which every `key = value` is left as it is, and each line blank that is an action, lies inside
 * `if`, `range` and the like, or has a key that is filled in or that such a line sets too. Undefined where there are no such
 * lines: then all that is filled in is values.
 */
export function withoutOpenLines(text: string): string | undefined {
  if (!text.includes('{{')) return undefined
  const lines = linesOf(text)
  const touched = hiddenLines(text, lines)
  const inBlocks = hiddenLines(text, lines, isBlock)
  const open = [...touched].filter(line => inBlocks.has(line) || !isValueOpen(text, line))
  return open.length === 0 ? undefined : withoutLines(text, lines, new Set(open))
}

/** The text with blanks in place of some of its lines, and of each line whose key one of them sets too. */
function withoutLines(text: string, lines: readonly Range[], gone: ReadonlySet<Range>): string {
  const keys = new Set([...gone].map(line => keyOf(text, line)))
  keys.delete(undefined)
  return lines
    .map(line => (gone.has(line) || keys.has(keyOf(text, line)) ? blank(text, line) : shown(text, line)))
    .join('')
}

/** Whether the actions of a line stand in its value, or in a comment. */
const isValueOpen = (text: string, line: Range): boolean =>
  /^[ \t]*(?:#|[\w.\\-]{1,200}[ \t]*=)/.test(shown(text, line))
const isBlock = (text: string, { start }: Range): boolean => openers.has(wordAt(text, start))
const shown = (text: string, { start, end }: Range): string => text.slice(start, end)
const blank = (text: string, line: Range): string => shown(text, line).replaceAll(/[^\r\n]/g, ' ')

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
function hiddenLines(
  text: string,
  lines: readonly Range[],
  is: (text: string, range: Range) => boolean = () => true,
): ReadonlySet<Range> {
  const ranges = conditional(text).filter(range => is(text, range))
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
    const word = wordAt(text, start)
    if (openers.has(word) && depth++ === 0) opened = start
    if (word === 'end' && depth > 0) depth--
    if (depth === 0) ranges.push({ start: word === 'end' ? opened : start, end })
    opened = depth === 0 ? end : opened
    start = text.indexOf('{{', end)
  }
  if (depth > 0) ranges.push({ start: opened, end: text.length })
  return ranges
}
/** The word that an action begins with, where it does. */
const wordAt = (text: string, start: number): string =>
  /^\{\{-?[ \t\r\n]*([a-z]+)\b/.exec(text.slice(start, start + 80))?.[1] ?? ''
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

/** A text of the same length in which each action of one line is a word, which YAML and Erlang terms take. Linear. */
export function withWords(text: string): string {
  let [masked, done, close, lineEnd] = ['', 0, -1, -1]
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', Math.max(at + 2, done))) {
    if (close < at + 2) close = text.indexOf('}}', at + 2)
    if (close < 0) break
    if (lineEnd < at) lineEnd = endOf(text, at)
    if (close > lineEnd) continue
    masked += text.slice(done, at) + 'x'.repeat(close + 2 - at)
    done = close + 2
  }
  return done === 0 ? text : masked + text.slice(done)
}

function endOf(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}
