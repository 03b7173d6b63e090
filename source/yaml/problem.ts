import { lineEnd, lineStart } from './trivia.ts'

/** Characters that look like a space or like nothing, and are neither to YAML. They come from web pages and chats. */
const invisible: ReadonlyMap<string, string> = new Map([
  ['\u00A0', 'a no-break space (U+00A0)'],
  ['\u00AD', 'a soft hyphen (U+00AD)'],
  ['\u200B', 'a zero-width space (U+200B)'],
  ['\u200C', 'a zero-width non-joiner (U+200C)'],
  ['\u200D', 'a zero-width joiner (U+200D)'],
  ['\u2060', 'a word joiner (U+2060)'],
  ['\u3000', 'an ideographic space (U+3000)'],
  ['\uFEFF', 'a byte order mark (U+FEFF)'],
])
const anyInvisible = /[\u00A0\u00AD\u200B-\u200D\u2060\u3000\uFEFF]/

/** What the parser says, without the piece of text that some of its messages end with: it may be a password. */
const withoutText = (reason: string): string => reason.replace(/(?:: | ")[\s\S]*$/, '')

export interface Problem {
  readonly offset: number
  readonly reason: string
}

/**
 * The reason of a syntax error in words, with a character named that the eye does not see on the line or the one above.
 * `offset` is moved to such a character.
 */
export function explain(text: string, offset: number, reason: string): Problem {
  const at = Math.min(offset, text.length)
  const line = lineStart(text, at)
  const hidden = hiddenIn(text, line, lineEnd(text, at)) ?? hiddenAbove(text, line)
  const plain = withoutText(reason)
  if (hidden === undefined) return { offset: at, reason: plain }
  return {
    offset: hidden.offset,
    reason: plain.includes('tab') ? plain : `${plain}; the line has ${hidden.name}`,
  }
}

interface Hidden {
  readonly offset: number
  readonly name: string
}

function hiddenAbove(text: string, line: number): Hidden | undefined {
  return line === 0 ? undefined : hiddenIn(text, lineStart(text, line - 1), line - 1)
}

function hiddenIn(text: string, start: number, end: number): Hidden | undefined {
  const line = text.slice(start, end)
  const tab = /^ *\t/.exec(line)
  if (tab) return { offset: start + tab[0].length - 1, name: 'a tab in its indentation' }
  const match = anyInvisible.exec(line)
  const name = match ? invisible.get(match[0]) : undefined
  return match && name !== undefined ? { offset: start + match.index, name } : undefined
}
