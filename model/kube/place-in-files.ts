import type { Address } from './address.ts'
import { borrowedAt, type TextPlace } from './object.ts'
import type { Step } from './step.ts'

/** Where the text of an address stands. */
export type WrittenAt =
  | {
      readonly in: 'document'
      readonly file: string
      readonly document: number
      /** From the root of the document. */
      readonly path: readonly Step[]
      /** The object, or this part of it, is only made from what stands there: an edit cannot be written. */
      readonly made: boolean
    }
  | {
      readonly in: 'text'
      readonly place: TextPlace
      /** Inside the text: empty, or beginning with an `as` step. */
      readonly path: readonly Step[]
    }

/** The place of an address in the files; undefined for an object that was not read from one. */
export function writtenAt({ object, path }: Address): WrittenAt | undefined {
  const { origin } = object
  if (origin.from !== 'file') return undefined
  const borrowed = borrowedAt(object, path)
  if (borrowed === undefined) {
    const made = origin.generated === true
    const { file, document } = origin
    return { in: 'document', file, document, path: [...origin.path, ...path], made }
  }
  const { from } = borrowed
  const rest = path.slice(borrowed.path.length)
  if (!('document' in from)) return { in: 'text', place: from, path: rest }
  const made = from.derived === true
  return {
    in: 'document',
    file: from.file,
    document: from.document,
    path: made ? from.path : [...from.path, ...rest],
    made,
  }
}
