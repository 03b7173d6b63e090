import { lowering } from '../engine/lower.ts'
import { codecs } from '../model/formats/codecs.ts'
import { sameJson } from '../model/formats/text/change.ts'
import type { Edit, JsonPatchOp } from '../model/kube/edit.ts'
import { isString } from '../model/kube/json.ts'
import { toPointer } from '../model/kube/json-pointer.ts'
import type { KubeObject, Origin } from '../model/kube/object.ts'
import { writtenAt } from '../model/kube/place-in-files.ts'
import { dig } from '../model/kube/read.ts'
import type { Step } from '../model/kube/step.ts'
import { meansElse, NotFixableHere, spliceChecked } from '../source/splice/splice.ts'
import { readDocuments } from '../source/yaml/read.ts'
import { checkedCreation, objectKey } from './creation.ts'
import { joined, type Part, partsOf, pathNow, readAlone } from './file-parts.ts'
import { refusedByKustomize } from './kustomized-edits.ts'
import { checkedRemoval } from './removal.ts'

/** Another fix moved what this one is about: the findings of what came of it say where it is now. */
export class NotYet extends Error {}

type FieldEdit = Exclude<Edit, { op: 'create' }>

/**
 * The texts of files while fixes are applied. Files are kept by document, so that an edit costs what its document does,
 * not its file.
 */
export class WorkingCopy {
  readonly #texts: ReadonlyMap<string, string>
  readonly #files = new Map<string, readonly Part[]>()
  readonly #created = new Set<string>()
  /** Lists whose items other fixes took out, by object: what goes by the number of an item there no longer does. */
  readonly #shifted = new Map<KubeObject, Set<string>>()

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts
  }

  /**
   * Applies all edits of a fix, or none. Returns whether a text changed. `taken` tells which objects its context holds:
   * those are not written once more. Throws NotFixableHere, and NotYet for what has to be looked for again first.
   */
  apply(edits: readonly Edit[], context: string, taken: (key: string) => boolean): boolean {
    if (edits.some(edit => this.#isShifted(edit))) throw new NotYet()
    const [files, created] = [new Map(this.#files), new Set<string>()]
    const isTaken = (key: string): boolean => taken(key) || this.#created.has(`${context}\0${key}`)
    try {
      const isChanged = edits.map(edit => this.#apply(edit, isTaken, key => created.add(key))).some(Boolean)
      for (const edit of edits) this.#shift(edit)
      return isChanged
    } catch (error) {
      this.#files.clear()
      for (const [name, parts] of files) this.#files.set(name, parts)
      created.clear()
      throw error
    } finally {
      for (const key of created) this.#created.add(`${context}\0${key}`)
    }
  }

  /** The new texts; undefined where one of them, read as a whole, is not what its documents were meant to be. */
  texts(): ReadonlyMap<string, string> | undefined {
    const texts = new Map(this.#texts)
    for (const [name, parts] of this.#files) {
      const text = joined(parts)
      if (text !== texts.get(name) && !readsAs(name, text, parts)) return undefined
      texts.set(name, text)
    }
    return texts
  }

  #shift(edit: Edit): void {
    if (edit.op !== 'remove' || typeof edit.at.path.at(-1) !== 'number') return
    const lists = this.#shifted.get(edit.at.object) ?? new Set()
    this.#shifted.set(edit.at.object, lists.add(JSON.stringify(edit.at.path.slice(0, -1))))
  }

  #isShifted(edit: Edit): boolean {
    if (edit.op === 'create') return false
    const { object, path } = edit.at
    const lists = this.#shifted.get(object)
    return (
      lists !== undefined &&
      path.some((step, at) => typeof step === 'number' && lists.has(JSON.stringify(path.slice(0, at))))
    )
  }

  #apply(edit: Edit, isTaken: (key: string) => boolean, tell: (key: string) => void): boolean {
    const refusal = refusedByKustomize(edit)
    if (refusal !== undefined) throw new NotFixableHere(refusal)
    if (edit.op === 'remove' && edit.at.path.length === 0) return this.#removeObject(edit.at.object)
    if (edit.op !== 'create') return this.#editField(edit)
    const { origin } = edit.beside
    if (origin.from !== 'file') throw new NotFixableHere('it was not read from a file')
    const key = objectKey(edit.object)
    const parts = this.#open(origin.file)
    if (isTaken(key) || holds(parts, key)) return false
    this.#files.set(origin.file, checkedCreation(origin.file, parts, edit))
    tell(key)
    return true
  }

  /** Its document, or its item of a `List`. */
  #removeObject({ origin }: KubeObject): boolean {
    if (origin.from !== 'file') throw new NotFixableHere('it was not read from a file')
    if (origin.generated || origin.span) throw new NotFixableHere('it is no object of its file')
    const { parts, at, part } = this.#partOf(origin)
    if (origin.path.length === 0) {
      const left = checkedRemoval(origin.file, parts, at)
      if (origin.given && !left.some(({ document }) => document))
        throw new NotFixableHere('a kustomization names its file, which would be empty')
      this.#files.set(origin.file, left)
      return true
    }
    const document = readAlone(origin.file, part)
    const path = pathNow(origin.path, part.document?.gone)
    if (!document || dig(document.value, path) === undefined) throw new NotFixableHere('its document is gone')
    const alone = spliceChecked(document, { op: 'remove', path: toPointer(path) })
    const gone = [...(part.document?.gone ?? []), origin.path]
    const edited = {
      text: alone.source,
      document: { index: origin.document, value: alone.value, alone, gone },
    }
    this.#files.set(origin.file, parts.with(at, edited))
    return true
  }

  /** The part of a file that holds an object. Throws NotFixableHere. */
  #partOf({ file, document: index }: Extract<Origin, { from: 'file' }>): {
    readonly parts: readonly Part[]
    readonly at: number
    readonly part: Part
  } {
    const parts = this.#open(file)
    const at = parts.findIndex(({ document }) => document?.index === index)
    const part = parts[at]
    if (!part) throw new NotFixableHere('its document is gone')
    return { parts, at, part }
  }

  #editField(edit: FieldEdit): boolean {
    const written = writtenAt(edit.at)
    if (written === undefined) throw new NotFixableHere('it was not read from a file')
    if (written.in === 'document') return this.#editDocument(edit)
    const { file } = written.place
    const text = joined(this.#open(file))
    const changed = editedText(text, edit, written.path)
    this.#files.set(file, [{ text: changed }])
    return changed !== text
  }

  #editDocument(edit: FieldEdit): boolean {
    const { origin } = edit.at.object
    if (origin.from !== 'file') throw new NotFixableHere('it was not read from a file')
    const { parts, at, part } = this.#partOf(origin)
    const document = readAlone(origin.file, part)
    const path = pathNow(origin.path, part.document?.gone)
    const value = dig(document?.value, path)
    if (!document || value === undefined) throw new NotFixableHere('its document is gone')
    const lowered = lowering(edit, value, codecs)
    if (lowered.state === 'same') return false
    if (lowered.state === 'impossible') throw new NotFixableHere(lowered.why)
    const alone = spliceChecked(document, inDocument(lowered.operation, path))
    if (at < parts.length - 1 && !/[\r\n]$/.test(alone.source)) throw new NotFixableHere(meansElse)
    const edited = { ...part.document, index: origin.document, value: alone.value, alone }
    this.#files.set(origin.file, parts.with(at, { text: alone.source, document: edited }))
    return alone.source !== part.text
  }

  #open(file: string): readonly Part[] {
    const known = this.#files.get(file)
    if (known) return known
    const text = this.#texts.get(file)
    if (text === undefined) throw new NotFixableHere('its file is only context')
    const parts = partsOf(file, text)
    this.#files.set(file, parts)
    return parts
  }
}

/** A file that is no manifest has one part and no documents that count. */
function readsAs(file: string, text: string, parts: readonly Part[]): boolean {
  const wanted = parts.flatMap(({ document }) => document ?? [])
  if (wanted.length === 0) return true
  const documents = readDocuments(file, text)
  return (
    documents.length === wanted.length &&
    documents.every(({ value }, index) => sameJson(value, wanted[index]?.value))
  )
}

const holds = (parts: readonly Part[], key: string): boolean =>
  parts.some(({ document }) => document?.value !== undefined && objectKey(document.value) === key)

/** An edit of a file that is no manifest: all of its text is one embedded document. */
function editedText(text: string, edit: FieldEdit, path: readonly Step[]): string {
  if (path.length === 0 && edit.op === 'remove') throw new NotFixableHere('all of its file would be gone')
  if (path.length === 0) return edit.op === 'set' && isString(edit.value) ? edit.value : text
  const lowered = lowering({ ...edit, at: { ...edit.at, path: ['text', ...path] } }, { text }, codecs)
  if (lowered.state === 'impossible') throw new NotFixableHere(lowered.why)
  const { operation } = lowered.state === 'operation' ? lowered : { operation: undefined }
  return operation && operation.op !== 'remove' && isString(operation.value) ? operation.value : text
}

/** The operation on the document that holds the object: an item of a `List` lies deeper. */
const inDocument = (op: JsonPatchOp, path: readonly (string | number)[]): JsonPatchOp => ({
  ...op,
  path: toPointer(path.map(String)) + op.path,
})
