import { lineEnd, nextLine, skipBlanks } from './trivia.ts'

/** One document of a YAML stream: half-open range of offsets, its `---` and the comments before that included. */
export interface Part {
  readonly start: number
  readonly end: number
}

const marker = /---|\.\.\./g
const lineFeed = 0x0a
const carriageReturn = 0x0d
const byteOrderMark = 0xfeff

/**
 * Splits a YAML stream at `---` and `...` at the beginning of a line, followed by a blank, a line end or the end of the
 * text. Nothing can contain such a line: even a block scalar ends there. Comments and directives before a `---` belong
 * to the document it opens. Parts without a marker and without content are left out; an empty part between two markers
 * is kept, so that the index of a document does not depend on what others hold. Linear.
 */
export function splitDocuments(text: string): readonly Part[] {
  const parts: Part[] = []
  let start = 0
  let opened = false
  for (const { offset, ends } of markers(text)) {
    const holds = opened || hasContent(text, start, offset)
    if (ends) {
      const next = nextLine(text, offset)
      if (holds) parts.push({ start, end: next })
      start = next
    } else if (holds) {
      parts.push({ start, end: offset })
      start = offset
    }
    opened = !ends
  }
  if (opened || hasContent(text, start, text.length)) parts.push({ start, end: text.length })
  return parts
}

interface Marker {
  /** Beginning of its line. */
  readonly offset: number
  /** `...` ends a document, `---` opens one. */
  readonly ends: boolean
}

function* markers(text: string): Generator<Marker> {
  for (const match of text.matchAll(marker)) {
    const offset = lineStart(text, match.index)
    if (offset === undefined || !isBlankOrEnd(text.charCodeAt(match.index + 3))) continue
    yield { offset, ends: match[0] === '...' }
  }
}

/** The beginning of the line, if `at` is there or behind the byte order mark that stands there. */
function lineStart(text: string, at: number): number | undefined {
  const start = text.charCodeAt(at - 1) === byteOrderMark ? at - 1 : at
  const before = text.charCodeAt(start - 1)
  return start === 0 || before === lineFeed || before === carriageReturn ? start : undefined
}

/** `NaN` is what `charCodeAt` gives at the end of the text. */
const isBlankOrEnd = (code: number): boolean =>
  code === 0x20 || code === 0x09 || code === lineFeed || code === carriageReturn || Number.isNaN(code)

/** Whether a range holds a line that is neither blank nor a comment nor a directive. */
const hasContent = (text: string, start: number, end: number): boolean =>
  skipTrivialLines(text, start, end) < end

/** Behind the whole lines, from `start` on, that are blank, comments or directives. */
function skipTrivialLines(text: string, start: number, end: number): number {
  const trivial = /\uFEFF?(?:[ \t]*(?:#[^\r\n]*)?|%[^\r\n]*)(?:\r\n?|\n|$)/y
  let at = start
  while (at < end) {
    trivial.lastIndex = at
    if (trivial.exec(text) === null || trivial.lastIndex === at) return at
    at = trivial.lastIndex
  }
  return end
}

/** Where the content of one document may begin: behind comments, directives and its `---`. */
export function skipPrologue(document: string): number {
  const at = skipTrivialLines(document, 0, document.length)
  const marker = at + (document.charCodeAt(at) === byteOrderMark ? 1 : 0)
  return document.startsWith('---', marker) && isBlankOrEnd(document.charCodeAt(marker + 3)) ? marker + 3 : at
}

/**
 * What kubectl refuses at the head of a document: a directive, because it takes the lines above `---` for a document of
 * their own, and anything but a comment behind `---`.
 */
export function refusedPrologue(
  document: string,
): { readonly offset: number; readonly reason: string } | undefined {
  const at = skipPrologue(document)
  const directive = /(?:^|[\r\n])\uFEFF?%/.exec(document.slice(0, at))
  if (directive) {
    const offset = directive.index + directive[0].length - 1
    return { offset, reason: 'kubectl does not take directives (%)' }
  }
  const next = skipBlanks(document, at)
  const isBehindMarker =
    document.startsWith('---', at - 3) && next < lineEnd(document, at) && document[next] !== '#'
  return isBehindMarker
    ? { offset: next, reason: 'kubectl takes nothing but a comment behind ---' }
    : undefined
}
