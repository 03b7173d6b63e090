/** A place in a text, both 1-based. `column` counts UTF-16 code units; a byte order mark does not count. */
export interface Position {
  readonly line: number
  readonly column: number
}

const byteOrderMark = 0xfeff

/** Where each line of a text begins. Lines end with LF, CRLF or CR. Built once, asked often. */
export class Lines {
  readonly #text: string
  readonly #starts: readonly number[]

  constructor(text: string) {
    this.#text = text
    this.#starts = lineStarts(text)
  }

  position(offset: number): Position {
    const line = this.#lineAt(offset)
    const start = this.start(line)
    const mark = this.#text.charCodeAt(start) === byteOrderMark && offset > start ? 1 : 0
    return { line, column: offset - start - mark + 1 }
  }

  /** Offset of the first character of a 1-based line; the end of the text for a line after the last. */
  start(line: number): number {
    return this.#starts[line - 1] ?? this.#text.length
  }

  /** The last line that begins at or before `offset`. */
  #lineAt(offset: number): number {
    let [low, high] = [0, this.#starts.length]
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (this.start(middle + 1) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    return starts
  }
  for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length)
  return starts
}

/** Line and column of one offset. For many offsets of one text, keep a `Lines`. */
export const position = (text: string, offset: number): Position => new Lines(text).position(offset)
