import type { Edit } from '../model/kube/edit.ts'
import { type Json, member } from '../model/kube/json.ts'
import { groupOf, type KubeObject } from '../model/kube/object.ts'
import { dig, scalarText } from '../model/kube/read.ts'
import { nameKey } from '../source/contexts.ts'
import { layoutOf } from '../source/splice/layout.ts'
import { type BlockLayout, blockLines } from '../source/splice/render.ts'
import { NotFixableHere } from '../source/splice/splice.ts'
import { readDocuments } from '../source/yaml/read.ts'
import { type Part, readAlone } from './file-parts.ts'

type Creation = Extract<Edit, { op: 'create' }>

/** Kind, namespace and name of an object: two with the same are one to the API server. */
export function objectKey(object: Json): string {
  const metadata = member(object, 'metadata')
  const text = (value: Json | undefined): string => scalarText(value) ?? ''
  const group = groupOf(text(member(object, 'apiVersion')))
  const kind = text(member(object, 'kind'))
  const name = text(member(metadata, 'name'))
  return `${nameKey({ group, kind, name })}/${text(member(metadata, 'namespace'))}`
}

export const keyOf = (object: KubeObject): string => `${nameKey(object)}/${object.namespace}`

/**
 * The parts of a file with a new document at its end, which was read back: what was there means what it did. Throws
 * NotFixableHere where it does not, in JSON, which holds one document, and beside what the file has otherwise.
 */
export function checkedCreation(
  file: string,
  parts: readonly Part[],
  { object, beside }: Creation,
): readonly Part[] {
  if (file.toLowerCase().endsWith('.json'))
    throw new NotFixableHere('a JSON file has no place for another object')
  if (!isWritten(parts, beside))
    throw new NotFixableHere('its file has the object otherwise: a new one would not fit beside it')
  const lineEnd = parts.some(({ text }) => text.includes('\r\n')) ? '\r\n' : '\n'
  const text = blockLines(object, 0, { ...styleBeside(file, parts, beside), lineBreak: lineEnd })
  const before = ended(parts, lineEnd)
  const end = before === parts ? lineEnd : ''
  const created = { text: `---${lineEnd}${text}${end}`, document: { index: undefined, value: object } }
  const last = before === parts ? undefined : before.at(-1)
  readAlone(file, created)
  if (last?.document) readAlone(file, last)
  return [...before, created]
}

/** How the document of an object is written: what is put beside it is written alike. */
function styleBeside(
  file: string,
  parts: readonly Part[],
  { origin }: KubeObject,
): Omit<BlockLayout, 'lineBreak'> {
  const index = origin.from === 'file' ? origin.document : undefined
  const part = parts.find(({ document }) => document?.index === index)
  const [document] = part ? readDocuments(file, part.text) : []
  return document ? layoutOf(document) : { indent: 2, listIndent: 2, flowLists: false }
}

/** Whether the document is the object as it was written: what a kustomization renames, or a chart makes, is not. */
function isWritten(parts: readonly Part[], { origin, kind, name, namespace }: KubeObject): boolean {
  if (origin.from !== 'file' || origin.generated) return false
  const value = parts.find(({ document }) => document?.index === origin.document)?.document?.value
  const written = dig(value, origin.path)
  const metadata = member(written, 'metadata')
  // Items of a typed list may leave out their kind.
  const isKind = [kind, undefined].includes(scalarText(member(written, 'kind')))
  return (
    isKind &&
    metadata !== undefined &&
    (scalarText(member(metadata, 'name')) ?? '') === name &&
    (scalarText(member(metadata, 'namespace')) ?? '') === namespace
  )
}

/** The parts with a line end at the end, so that `---` begins a line. */
function ended(parts: readonly Part[], lineEnd: string): readonly Part[] {
  const last = parts.at(-1)
  if (last === undefined || last.text === '' || last.text.endsWith('\n')) return parts
  const { index, value } = last.document ?? {}
  const text = last.text + lineEnd
  return parts.with(-1, last.document ? { text, document: { index, value } } : { text })
}
