import type { Piece } from '../formats/shell/env.ts'

/** Text of which a part is only known when a pod starts: `rabbit@` + pod name + `.rabbitmq.` + namespace. */
export type SymbolicText = readonly Piece[]

export const textFrom = (text: string): SymbolicText => (text === '' ? [] : [text])

/** The text, where nothing of it is open; undefined otherwise. */
export const plainText = (text: SymbolicText): string | undefined =>
  text.every(piece => typeof piece === 'string') ? text.join('') : undefined

/** Why the text is not known, if a part of it is unseen. */
export const unseenPart = (text: SymbolicText): string | undefined =>
  text.flatMap(piece => (typeof piece === 'object' && 'unseen' in piece ? [piece.unseen] : []))[0]

export const usesField = (text: SymbolicText, field: string): boolean =>
  text.some(piece => typeof piece === 'object' && 'field' in piece && piece.field === field)

/** Puts known values in the place of fields, and joins neighbouring literals: equal texts are then equal pieces. */
export function substitute(text: SymbolicText, values: Readonly<Record<string, string>>): SymbolicText {
  const pieces = text.map((piece): Piece => {
    if (typeof piece === 'string' || !('field' in piece)) return piece
    return Object.hasOwn(values, piece.field) ? (values[piece.field] ?? piece) : piece
  })
  return joined(pieces)
}

function joined(pieces: SymbolicText): SymbolicText {
  const result: Piece[] = []
  for (const piece of pieces) {
    const last = result[result.length - 1]
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = last + piece
    else if (piece !== '') result.push(piece)
  }
  return result
}

export const sameText = (a: SymbolicText, b: SymbolicText): boolean =>
  JSON.stringify(joined(a)) === JSON.stringify(joined(b))

/** For messages: fields in angle brackets, `rabbit@<pod>.rabbitmq.<namespace>`. */
export const showText = (text: SymbolicText): string =>
  text
    .map(piece =>
      typeof piece === 'string' ? piece : 'field' in piece ? `<${fieldName(piece.field)}>` : '<?>',
    )
    .join('')
const fieldName = (field: string): string =>
  ({ 'metadata.name': 'pod', 'metadata.namespace': 'namespace', 'status.podIP': 'pod IP' })[field] ?? field

/** Splits at the first `mark`: before and after it; undefined where no literal part holds it. */
export function cut(text: SymbolicText, mark: string): readonly [SymbolicText, SymbolicText] | undefined {
  const index = text.findIndex(piece => typeof piece === 'string' && piece.includes(mark))
  const piece = text[index]
  if (typeof piece !== 'string') return undefined
  const cutAt = piece.indexOf(mark)
  return [
    joined([...text.slice(0, index), piece.slice(0, cutAt)]),
    joined([piece.slice(cutAt + mark.length), ...text.slice(index + 1)]),
  ]
}
