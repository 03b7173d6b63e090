import { sameJson } from '../model/formats/text/change.ts'
import { meansElse, NotFixableHere } from '../source/splice/splice.ts'
import { readDocuments } from '../source/yaml/read.ts'
import { joined, type Part } from './file-parts.ts'

/**
 * The parts of a file without one of its documents, which were read back: all others mean what they did. With the document
 * goes the line that separates it from the one before, and what stands in it; a comment at the head of the file, or behind
 * the document, that a blank line sets apart stays. Throws NotFixableHere.
 */
export function checkedRemoval(file: string, parts: readonly Part[], at: number): readonly Part[] {
  const part = parts[at]
  if (!part?.document) throw new NotFixableHere('its document is gone')
  if (file.toLowerCase().endsWith('.json')) throw new NotFixableHere('a JSON file without its object is none')
  if (/^%/m.test(part.text)) throw new NotFixableHere('a directive stands before its document')
  const [head, tail] = [at === 0 ? headOf(part.text) : '', tailOf(part.text)]
  const rest = parts.slice(at + 1)
  const left: readonly Part[] = [
    ...parts.slice(0, at),
    ...[head, tail].filter(text => text !== '').map(text => ({ text })),
    // Where the file began without a separator, it begins without one again.
    ...(at === 0 && !part.text.startsWith('---') && head + tail === '' ? unseparated(rest) : rest),
  ]
  const wanted = left.flatMap(({ document }) => document ?? [])
  const read = readDocuments(file, joined(left))
  const isMeant =
    read.length === wanted.length && read.every(({ value }, index) => sameJson(value, wanted[index]?.value))
  if (!isMeant) throw new NotFixableHere(meansElse)
  return left
}

/** Comments at the start that a blank line sets apart from what follows. */
const headOf = (text: string): string =>
  /^(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*(?=[ \t]*\r?\n)[ \t]*\r?\n/.exec(text)?.[0] ?? ''

/** Comments at the end that a blank line sets apart from what stands before. */
function tailOf(text: string): string {
  const lines = text.split(/(?<=\n)/)
  const last = lines.findLastIndex(line => !/^[ \t]*(?:#.*)?\r?\n?$/.test(line))
  const blank = lines.findIndex((line, index) => index > last && line.trim() === '')
  const tail = blank < 0 ? '' : lines.slice(blank).join('')
  return tail.trim() === '' ? '' : tail
}

function unseparated(parts: readonly Part[]): readonly Part[] {
  const [first, ...others] = parts
  const text = first?.text.replace(/^---[ \t]*\r?\n/, '')
  if (first?.document === undefined || text === undefined || text === first.text) return parts
  const { index, value } = first.document
  return [{ text, document: { index, value } }, ...others]
}
