import type { Json } from '../../kube/json.ts'
import type { Span } from '../../kube/span.ts'
import type { Format, Step } from '../../kube/step.ts'

/** A text that does not follow its format. `offset` is where, in UTF-16 code units. */
export class FormatError extends Error {
  readonly offset: number
  constructor(message: string, offset: number) {
    super(message)
    this.name = 'FormatError'
    this.offset = offset
  }
}

/**
 * One embedded language. All three are pure; `edit` leaves every byte it does not mean alone, and
 * `decode(edit(text, path, change))` equals the same change applied to `decode(text)`.
 */
export interface Codec {
  /** The document as JSON. Throws FormatError. */
  decode(text: string): Json
  /** Text with one value set (added where it is missing) or removed. Throws FormatError where that cannot be done losslessly. */
  edit(text: string, path: readonly Step[], change: { readonly set: Json } | 'remove'): string
  /** Where the value at `path` stands, or of its nearest existing ancestor's key. */
  locate(text: string, path: readonly Step[]): Span | undefined
  /** Where the key of the value at `path` stands, for formats that have keys. */
  locateKey?(text: string, path: readonly Step[]): Span | undefined
}

/** Those codecs that are at hand: text of any other format is left alone. */
export type Codecs = Partial<Readonly<Record<Format, Codec>>>
