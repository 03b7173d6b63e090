import { type Event, YAMLException } from 'js-yaml'
import type { Json } from '../../model/kube/json.ts'
import { buildTree } from './build-tree.ts'
import type { Document, Duplicate, ReadError, ReadProblem } from './document.ts'
import { duplicateKeys, isManifest, repetition } from './duplicates.ts'
import { manifestParts } from './helm-report.ts'
import { jsonProblem } from './json-text.ts'
import { Lines, type Position } from './lines.ts'
import { parseDocument } from './parse.ts'
import { type Head, headOf } from './plain-document.ts'
import { explain, type Problem } from './problem.ts'
import { type Part, refusedPrologue, splitDocuments } from './split.ts'
import { actionInShape, bracesIn, templateInBroken, templateReason } from './template.ts'
import type { Node } from './tree.ts'
import { type ReadValue, readValue, ValueError } from './value.ts'

export type { Document } from './document.ts'

/**
 * Reads a YAML stream as Kubernetes does, or, where the name ends in `.json`, a JSON file. Every document is read on its
 * own: one that cannot be read has an `error` and does not touch the others. Empty documents are left out. Never throws
 * over what the text holds.
 */
export function readDocuments(name: string, text: string): readonly Document[] {
  const file = new File(name, text)
  return partsOf(file).flatMap((part, index) => new TextDocument(file, index, part).ifAny())
}

/**
 * The same document in a new text of its file; undefined where the texts differ in another document, too, or the number
 * of documents is another one.
 */
export function rereadDocument(document: Document, text: string): Document | undefined {
  const [before, after] = [document.source, text].map(source => partsOf(new File(document.file, source)))
  const grown = text.length - document.source.length
  const part = after?.[document.index]
  const tail = text.length - (part?.end ?? 0)
  const same =
    part?.start === document.start &&
    part.end === document.end + grown &&
    before?.length === after?.length &&
    document.source.startsWith(text.slice(0, part.start)) &&
    (tail === 0 || document.source.endsWith(text.slice(-tail)))
  return same ? new TextDocument(new File(document.file, text), document.index, part).ifAny()[0] : undefined
}

/** A part of a document's text as a document of its own, in the same file; undefined where it is empty. */
export const readPart = (document: Document, part: Part, index: number): Document | undefined =>
  new TextDocument(TextDocument.fileOf(document), index, part).ifAny()[0]

const partsOf = ({ isJson, text }: File): readonly Part[] =>
  isJson
    ? [{ start: 0, end: text.length }]
    : manifestParts(text).flatMap(({ start, end }) =>
        splitDocuments(text.slice(start, end)).map(part => ({
          start: part.start + start,
          end: part.end + start,
        })),
      )

class File {
  readonly name: string
  readonly text: string
  readonly isJson: boolean
  /** Whether a byte order mark stands elsewhere than at the beginning, as where files were joined. */
  readonly isJoined: boolean
  #lines: Lines | undefined

  constructor(name: string, text: string) {
    this.name = name
    this.text = text
    this.isJson = name.toLowerCase().endsWith('.json')
    this.isJoined = text.indexOf('\uFEFF', 1) >= 0
  }

  get lines(): Lines {
    this.#lines ??= new Lines(this.text)
    return this.#lines
  }
}

class TextDocument implements Document {
  readonly file: string
  readonly index: number
  readonly start: number
  readonly end: number
  readonly head: Head | undefined
  readonly #file: File
  /** Where the text that is parsed begins, if not at `start`. */
  readonly #base: number
  #read: ReadValue | ReadError | 'empty' | undefined
  #root: Node | undefined
  #duplicates: readonly Duplicate[] | undefined

  constructor(file: File, index: number, part: Part) {
    this.file = file.name
    this.index = index
    this.start = part.start
    this.end = part.end
    this.#file = file
    this.#base = file.isJoined ? behindByteOrderMark(file.text, part) : part.start
    this.head = file.isJson ? undefined : headOf(this.#parsedText())
  }

  /** The file of a document, whose lines are counted once for all that is read of it. */
  static fileOf(document: Document): File {
    return #file in document ? document.#file : new File(document.file, document.source)
  }

  get value(): Json | undefined {
    const read = this.#content()
    return read !== 'empty' && 'value' in read ? read.value : undefined
  }

  get error(): ReadError | undefined {
    if (this.head !== undefined) return undefined
    const read = this.#content()
    return read === 'empty' || 'value' in read ? undefined : read
  }

  #content(): ReadValue | ReadError | 'empty' {
    if (this.#read === undefined) {
      const read = parse(this.#parsedText(), this.#file.isJson) ?? 'empty'
      this.#read = read === 'empty' || 'value' in read ? read : this.#error(read)
    }
    return this.#read
  }

  /** Nothing for an empty document. */
  ifAny(): readonly Document[] {
    return this.head === undefined && this.#content() === 'empty' ? [] : [this]
  }

  get source(): string {
    return this.#file.text
  }

  get root(): Node | undefined {
    if (this.error !== undefined) return undefined
    if (this.#root === undefined) {
      const text = this.#parsedText()
      this.#root = buildTree(text, parseDocument(text), this.#base)
    }
    return this.#root
  }

  get duplicates(): readonly Duplicate[] {
    this.#duplicates ??= this.#mayRepeat() && this.root ? duplicateKeys(this.root) : []
    return this.#duplicates
  }

  #mayRepeat(): boolean {
    if (this.head !== undefined) return false
    const read = this.#content()
    return read !== 'empty' && 'value' in read && read.repeats
  }

  text(): string {
    return this.#file.text.slice(this.start, this.end)
  }

  position(offset: number): Position {
    return this.#file.lines.position(offset)
  }

  #parsedText(): string {
    return this.#file.text.slice(this.#base, this.end)
  }

  #error({ problem, offset, reason }: Failure): ReadError {
    const at = this.#base + offset
    return { problem, offset: at, ...this.position(at), reason }
  }
}

interface Failure extends Problem {
  readonly problem: ReadProblem
}

/** The value of one document; undefined where it is empty. */
function parse(text: string, isJson: boolean): ReadValue | Failure | undefined {
  const problem = isJson && text.trim() !== '' ? jsonProblem(text) : undefined
  if (problem) return { ...problem, problem: 'syntax' }
  try {
    const events = parseDocument(text)
    const braces = bracesIn(text, events)
    if (braces !== undefined && !isJson) return asTemplate(braces)
    const read = readValue(text, events)
    return read && (refusal(text, events, read) ?? read)
  } catch (error) {
    if (!(error instanceof YAMLException || error instanceof ValueError)) throw error
    const template = isJson ? undefined : templateInBroken(text)
    return template === undefined ? { ...problemOf(text, error), problem: 'syntax' } : asTemplate(template)
  }
}

/** Why a document that can be read is not what it looks like. */
function refusal(text: string, events: readonly Event[], { value, repeats }: ReadValue): Failure | undefined {
  const action = actionInShape(text, value)
  if (action !== undefined) return asTemplate(action)
  const refused = refusedPrologue(text)
  if (refused) return { ...refused, problem: 'syntax' }
  const repeated =
    repeats && isManifest(value) ? repetition(duplicateKeys(buildTree(text, events, 0))) : undefined
  return repeated && { ...repeated, problem: 'duplicate-key' }
}

const asTemplate = (offset: number): Failure => ({ offset, reason: templateReason, problem: 'template' })

const problemOf = (text: string, error: YAMLException | ValueError): Problem =>
  error instanceof ValueError
    ? { offset: error.offset, reason: error.message }
    : explain(text, error.mark?.position ?? 0, error.reason)

/**
 * The parser takes a byte order mark for the end of a document only where another one begins. Where a file with a mark
 * was put behind a `---`, it would become part of the first key: begin behind it.
 */
function behindByteOrderMark(text: string, { start, end }: Part): number {
  const lines = /(?:---)?[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n)|\uFEFF/y
  let at = start
  for (;;) {
    lines.lastIndex = at
    const match = lines.exec(text)
    if (match === null || lines.lastIndex > end) return start
    at = lines.lastIndex
    if (match[0] === '\uFEFF' && match.index > start) return at
  }
}
