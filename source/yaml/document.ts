import type { Json } from '../../model/kube/json.ts'
import type { DocumentProblem } from '../../model/rule/rule.ts'
import { Lines, type Position } from './lines.ts'
import type { Head } from './plain-document.ts'
import type { Node } from './tree.ts'

/** Why a document could not be read. `reason` is one sentence without values. */
export interface ReadError {
  readonly problem: ReadProblem
  /** Offset in the text of the file. */
  readonly offset: number
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 code units. */
  readonly column: number
  readonly reason: string
}
/** A template is not broken, but no manifest before it is rendered. */
export type ReadProblem = DocumentProblem | 'template'

/** A key that stands more than once in one mapping. The last one counts. */
export interface Duplicate {
  /** Where the key is, from the root of the document. */
  readonly path: readonly (string | number)[]
  /** Offsets of all its occurrences in the text of the file, at least two, in their order. */
  readonly offsets: readonly number[]
}

/** The text of a file, with its places. */
export interface TextFile {
  readonly file: string
  /** The text of the whole file, which all offsets refer to. */
  readonly source: string
  /** Line and column of an offset in the file. */
  position(offset: number): Position
}

/** One document of a YAML stream, or a JSON file. Either `value` or `error` is set. */
export interface Document extends TextFile {
  /** Its number in the file, from 0. Empty documents count, although they are not listed. */
  readonly index: number
  /** Half-open range of offsets in the text of the file. */
  readonly start: number
  readonly end: number
  /** Of a document with a head, read when it is first asked for. */
  readonly value: Json | undefined
  readonly error: ReadError | undefined
  /** Of a document in plain block style: the object that it surely is. */
  readonly head?: Head | undefined
  /** The syntax tree, built when it is first asked for; undefined where there is an error. */
  readonly root: Node | undefined
  readonly duplicates: readonly Duplicate[]
  /** The text of this document. */
  text(): string
}

/** A file that is no manifest. */
export function plainFile(file: string, source: string): TextFile {
  let lines: Lines | undefined
  return {
    file,
    source,
    position: offset => {
      lines ??= new Lines(source)
      return lines.position(offset)
    },
  }
}

/** A document that cannot be used for the reason given. */
export const unusable = (
  document: Pick<Document, 'file' | 'index' | 'start' | 'end' | 'source' | 'position' | 'text'>,
  { problem, offset, reason }: Pick<ReadError, 'problem' | 'offset' | 'reason'>,
): Document => ({
  file: document.file,
  index: document.index,
  start: document.start,
  end: document.end,
  source: document.source,
  value: undefined,
  root: undefined,
  duplicates: [],
  error: { problem, offset, ...document.position(offset), reason },
  text: () => document.text(),
  position: at => document.position(at),
})
