/**
 * Everything that could end a line, act on a terminal or turn the reading direction: control characters, line and
 * paragraph separators, bidirectional marks. The API server drops a warning that holds a control character.
 */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu

/** One printable line. */
export const oneLine = (text: string): string => text.replace(unprintable, ' ').trim()

/** At most `limit` characters, with an ellipsis where something was cut. Never cuts a character in half. */
export function shorten(text: string, limit: number): string {
  const characters = [...text]
  return characters.length <= limit
    ? text
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`
}

/** Sentences in a row: each ends with a full stop. */
export const sentences = (...parts: readonly string[]): string =>
  parts
    .filter(part => part !== '')
    .map(part => (/[.!?)…]$/.test(part) ? part : `${part}.`))
    .join(' ')
