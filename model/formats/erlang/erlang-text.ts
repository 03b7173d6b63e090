import { FormatError } from '../text/codec.ts'
import { reservedWords } from './erlang-lexer.ts'

const plainAtom = /^[a-z][\w@]*$/
/** An atom as written: in quotes unless it is plain and not reserved. Throws FormatError for text that has no UTF-8 form. */
export function atomText(name: string): string {
  if (plainAtom.test(name) && !reservedWords.has(name)) return name
  if (!name.isWellFormed()) throw new FormatError('text that cannot be written as UTF-8', 0)
  return `'${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
