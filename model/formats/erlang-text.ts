import { FormatError } from './codec.ts'
import { reservedWords } from './erlang-lexer.ts'

const plainAtom = /^[a-z][\w@]*$/
/** An atom as written: in quotes unless it is plain and not reserved. */
export function atomText(name: string): string {
  return plainAtom.test(name) && !reservedWords.has(name) ? name : `'${escaped(name, "'")}'`
}
/** A string as written. Throws FormatError for text that has no UTF-8 form. */
export const stringText = (value: string): string => `"${escaped(value, '"')}"`

function escaped(value: string, quote: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new FormatError('text that cannot be written as UTF-8', 0)
  return value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)
}
