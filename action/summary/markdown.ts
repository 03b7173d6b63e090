import { escaped } from '../../cli/formats/markdown.ts'

/** A link where its address can be told, else the text alone. */
export const linked = (text: string, address: string | undefined): string =>
  address === undefined ? escaped(text) : `[${escaped(text)}](${address})`

/** Lines as they are, whatever they hold: the fence is longer than any in them. */
export function fenced(lines: readonly string[], language: string): string {
  const longest = Math.max(2, ...lines.flatMap(line => (line.match(/`+/g) ?? []).map(({ length }) => length)))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${language}`, ...lines, fence].join('\n')
}

/** What opens when it is clicked. The title holds no markup. */
export const folded = (title: string, body: string): string =>
  `<details><summary>${title}</summary>\n\n${body}\n\n</details>`

/** Room for Markdown: it says what fits, and what was left out. */
export class Room {
  #left: number

  constructor(bytes: number) {
    this.#left = bytes
  }

  /** Takes room for a part and what separates it from the next; false where there is too little. */
  take(text: string): boolean {
    const bytes = Buffer.byteLength(text) + 2
    if (bytes > this.#left) return false
    this.#left -= bytes
    return true
  }
}
