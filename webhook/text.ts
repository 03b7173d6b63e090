/** Where a rule is explained. */
export type DocsUrl = (rule: string) => string

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

/** The text with a full stop, unless it has an end already. */
export const sentence = (text: string): string => (/[.!?)…]$/.test(text) ? text : `${text}.`)
