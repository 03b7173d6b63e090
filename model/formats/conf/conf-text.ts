/** `indexOf` for growing positions, that never searches a stretch of the text twice. */
export class Finder {
  private readonly text: string
  private readonly needle: string
  private next: number

  constructor(text: string, needle: string) {
    this.text = text
    this.needle = needle
    this.next = text.indexOf(needle)
  }

  from(position: number): number {
    if (this.next >= 0 && this.next < position) this.next = this.text.indexOf(this.needle, position)
    return this.next
  }
}

export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the Latin-1 block begins with the control characters.
export const beyondLatin1 = /[^\u0000-\u00ff]/
export const shorten = (key: string): string => (key.length > 80 ? `${key.slice(0, 80)}…` : key)

export function trimEndBlanks(text: string): string {
  let end = text.length
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--
  return text.slice(0, end)
}

/** As cuttlefish trims the inside of triple quotes: quotes, LF and CRLF at both ends. */
export function trimQuotesAndLineFeeds(text: string): string {
  let start = 0
  let end = text.length
  const one = (at: number): number => (text[at] === "'" || text[at] === '\n' ? 1 : 0)
  const atStart = (): number => (text.startsWith('\r\n', start) ? 2 : one(start))
  const atEnd = (): number => (end - start >= 2 && text.startsWith('\r\n', end - 2) ? 2 : one(end - 1))
  while (start < end && atStart() > 0) start += atStart()
  while (start < end && atEnd() > 0) end -= atEnd()
  return text.slice(start, end)
}
