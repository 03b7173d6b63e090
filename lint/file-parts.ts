import { sameJson } from '../model/formats/text/change.ts'
import type { Json } from '../model/kube/json.ts'
import { meansElse, NotFixableHere } from '../source/splice/splice.ts'
import type { Document } from '../source/yaml/document.ts'
import { readDocuments } from '../source/yaml/read.ts'

type Path = readonly (string | number)[]

/** A stretch of a file: one document of it, with its number and value, or what lies between. */
export interface Part {
  readonly text: string
  readonly document?: {
    /** Undefined for one that was not there when the file was read. */
    readonly index: number | undefined
    /** Undefined where it cannot be read. */
    readonly value: Json | undefined
    /** Read from the text of this part alone, once it was edited. */
    readonly alone?: Document
    /** Items of a `List` that were taken out, by the paths that they had when the file was read. */
    readonly gone?: readonly Path[]
  }
}

/** Where an object of a document stands now. Throws NotFixableHere where it was taken out. */
export function pathNow(path: Path, gone: readonly Path[] = []): Path {
  return path.map((step, depth) => {
    if (typeof step !== 'number') return step
    const before = gone.filter(
      other => other.length === depth + 1 && other.slice(0, -1).every((known, at) => known === path[at]),
    )
    if (before.some(other => other[depth] === step)) throw new NotFixableHere('its document is gone')
    return step - before.filter(other => Number(other[depth]) < step).length
  })
}

/** The text of a file. */
export const joined = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('')

/** The parts of a file as it was read. */
export function partsOf(file: string, text: string): readonly Part[] {
  const parts: Part[] = []
  let at = 0
  for (const { index, value, start, end } of readDocuments(file, text)) {
    if (start > at) parts.push({ text: text.slice(at, start) })
    parts.push({ text: text.slice(start, end), document: { index, value } })
    at = end
  }
  return at < text.length || parts.length === 0 ? [...parts, { text: text.slice(at) }] : parts
}

/** The document of a part, which must mean alone what it means in its file. Throws NotFixableHere where it does not. */
export function readAlone(file: string, { text, document }: Part): Document | undefined {
  if (document?.alone) return document.alone
  const [alone, ...more] = readDocuments(file, text)
  if (!alone || more.length > 0 || !sameJson(alone.value, document?.value))
    throw new NotFixableHere(meansElse)
  return alone
}
