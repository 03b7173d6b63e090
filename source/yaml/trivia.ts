/** Behind blanks, line ends and comments. A `#` begins a comment at the beginning of a line and after a blank. */
export function skipTrivia(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (isBlank(code) || isLineEnd(code)) at++
    else if (code === hash && (at === 0 || isBlankOrLineEnd(text.charCodeAt(at - 1)))) at = lineEnd(text, at)
    else return at
  }
}

/** Behind blanks only. */
export function skipBlanks(text: string, from: number): number {
  let at = from
  while (isBlank(text.charCodeAt(at))) at++
  return at
}

/** Where the line that holds `from` ends: at its line break, or the end of the text. */
export function lineEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++
  return at
}

/** Where the line that holds `from` begins. */
export function lineStart(text: string, from: number): number {
  let at = from
  while (at > 0 && !isLineEnd(text.charCodeAt(at - 1))) at--
  return at
}

/** Behind the line break at `at`, if there is one. */
export function skipLineBreak(text: string, at: number): number {
  if (text.startsWith('\r\n', at)) return at + 2
  return at < text.length && isLineEnd(text.charCodeAt(at)) ? at + 1 : at
}

/** Where the next line begins; the end of the text where there is none. */
export const nextLine = (text: string, from: number): number => skipLineBreak(text, lineEnd(text, from))

/** Before the blanks and line ends that end a range. */
export function trimEnd(text: string, start: number, end: number): number {
  let at = end
  while (at > start && isBlankOrLineEnd(text.charCodeAt(at - 1))) at--
  return at
}

const hash = 0x23
const isBlank = (code: number): boolean => code === 0x20 || code === 0x09
const isLineEnd = (code: number): boolean => code === 0x0a || code === 0x0d
const isBlankOrLineEnd = (code: number): boolean => isBlank(code) || isLineEnd(code)
