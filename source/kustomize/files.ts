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
  /** Whether the documents of a file were asked for, and each is surely an object. */
  isPlain(file: string): boolean
}

const known = new WeakMap<SourceFile, { readonly text: string; readonly documents: readonly Document[] }>()
/** The documents of a file; those that were read for another purpose are not read again. */
function documentsOf(file: SourceFile): readonly Document[] {
  const { name, text } = file
  const found = known.get(file)
  if (found?.text === text) return found.documents
  const documents = readDocuments(name, text)
  known.set(file, { text, documents })
  return documents
}

export function filesOf(files: readonly SourceFile[], unread: readonly UnreadFile[] = []): Files {
  const reasons = new Map(unread.map(({ name, why }) => [name, why]))
  const byName = new Map(files.map(file => [file.name, file]))
  const read = new Map<string, readonly Document[]>()
  return {
    text: file => byName.get(file)?.text,
    unread: file => reasons.get(file),
    documents(name) {
      const file = byName.get(name)
      if (file === undefined) return []
      const documents = read.get(name) ?? documentsOf(file)
      read.set(name, documents)
      return documents
    },
    isPlain: file => read.get(file)?.every(({ head }) => head !== undefined) ?? false,
  }
}

/** The documents; undefined where there are none, or where one cannot be read. */
export const readable = (documents: readonly Document[]): readonly Document[] | undefined =>
  documents.length === 0 || documents.some(({ error }) => error !== undefined) ? undefined : documents
