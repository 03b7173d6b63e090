import type { Json } from '../../model/kube/json.ts'
import type { SourceFile, UnreadFile } from '../source-file.ts'
import type { Document } from '../yaml/document.ts'
import { readDocuments } from '../yaml/read.ts'

/** The files of the input, by name. */
export interface Files {
  /** Undefined where it is not among the files. */
  text(file: string): string | undefined
  /** Why the text of a file that is there was not read, as in `it is not UTF-8 text`. */
  unread(file: string): string | undefined
  /** The documents of a file, read when first asked for, whatever its name; none where it is not among the files. */
  documents(file: string): readonly Document[]
}

export function filesOf(files: readonly SourceFile[], unread: readonly UnreadFile[] = []): Files {
  const reasons = new Map(unread.map(({ name, why }) => [name, why]))
  const texts = new Map(files.map(({ name, text }) => [name, text]))
  const read = new Map<string, readonly Document[]>()
  return {
    text: file => texts.get(file),
    unread: file => reasons.get(file),
    documents(file) {
      const text = texts.get(file)
      if (text === undefined) return []
      const documents = read.get(file) ?? readDocuments(file, text)
      read.set(file, documents)
      return documents
    },
  }
}

/** The values of documents; undefined where there are none, or where one cannot be read. */
export function contentsOf(documents: readonly Pick<Document, 'value'>[]): readonly Json[] | undefined {
  const values = documents.flatMap(({ value }) => (value === undefined ? [] : [value]))
  return values.length === 0 || values.length < documents.length ? undefined : values
}
