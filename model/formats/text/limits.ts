import { FormatError } from './codec.ts'

/** Longest text a parser reads, in UTF-16 code units. etcd takes objects of 1.5 MiB; files on disk may be somewhat larger. */
export const maxLength = 4 * 1024 * 1024
/** Deepest nesting a parser follows. Far above what any configuration needs, far below what the stack holds. */
export const maxDepth = 100

/** Throws FormatError where the text is longer than any parser here reads. */
export function checkLength(text: string): void {
  if (text.length > maxLength) throw new FormatError(`longer than ${maxLength} characters`, maxLength)
}
