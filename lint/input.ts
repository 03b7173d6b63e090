import type { KubeObject } from '../model/object.ts'
import { type World, worldOf } from '../model/world.ts'
import { contextFolders, folderOf, spread } from '../source/contexts.ts'
import { objectsIn } from '../source/objects.ts'
import { type ExternalResource, fileVisibility, type UnreadText } from '../source/visibility.ts'
import type { Document } from '../source/yaml/document.ts'
import { readDocuments } from '../source/yaml/read.ts'
import type { Skipped } from './report.ts'

/** A file as text, however it was read. Names are paths with `/`, relative to where the user is. */
export interface InputFile {
  readonly name: string
  readonly text: string
}
export interface InputOptions {
  /** Files that the user named themselves: what cannot be read in them is a finding. */
  readonly named?: readonly string[]
  /** Whether a folder or standard input was given, so that what is not there is not there. Default: yes. */
  readonly complete?: boolean
  /** Read as context, without findings of its own. */
  readonly context?: readonly InputFile[]
  /** Folders (globs are expanded by the caller) that open a context; default: found by equal objects. */
  readonly contexts?: readonly string[]
  readonly externalResources?: readonly ExternalResource[]
}

/** Everything that was read: documents, objects, and the worlds they make. */
export interface Input {
  readonly files: readonly InputFile[]
  readonly documents: readonly Document[]
  readonly unreadable: readonly Document[]
  readonly skipped: readonly Skipped[]
  readonly objects: number
  readonly worlds: readonly World[]
  /** Files whose findings are not reported. */
  readonly contextOnly: ReadonlySet<string>
  documentOf(object: KubeObject): Document | undefined
}

/** Reads files into worlds, one per context. Never throws: what cannot be read is told apart. */
export function readInput(files: readonly InputFile[], options: InputOptions = {}): Input {
  const all = [...files, ...(options.context ?? [])]
  const documents = all.flatMap(({ name, text }) => readDocuments(name, text))
  const objects = documents.flatMap(document =>
    objectsIn(document).map(object => ({ object, folder: folderOf(document.file) })),
  )
  const broken = documents.filter(document => document.error !== undefined)
  const contexts = options.contexts ?? contextFolders(objects)
  const placedObjects = spread(objects, contexts)
  const placedTexts = spread(
    broken.map(document => ({ document, folder: folderOf(document.file) })),
    contexts,
  )
  const worlds = contexts.map(context => {
    const unread = (placedTexts.get(context) ?? []).map(
      ({ document }): UnreadText => ({ file: document.file, text: document.text() }),
    )
    const visible = fileVisibility({
      complete: options.complete ?? true,
      unread,
      external: options.externalResources ?? [],
    })
    return worldOf(
      context,
      (placedObjects.get(context) ?? []).map(({ object }) => object),
      visible,
    )
  })
  const byPlace = new Map(documents.map(document => [`${document.file}\0${document.index}`, document]))
  const named = new Set(options.named ?? [])
  const unreadable = broken.filter(document => isFinding(document, named))
  const failed = new Set(unreadable)
  return {
    files: all,
    documents,
    unreadable,
    skipped: skippedFiles(broken.filter(document => !failed.has(document))),
    objects: objects.length,
    worlds,
    contextOnly: new Set((options.context ?? []).map(({ name }) => name)),
    documentOf: ({ origin }) =>
      origin.from === 'file' ? byPlace.get(`${origin.file}\0${origin.document}`) : undefined,
  }
}

/** What cannot be read is a finding in a file that was named, or where the text shows a Kubernetes object that mentions RabbitMQ. */
function isFinding(document: Document, named: ReadonlySet<string>): boolean {
  if (document.error?.template) return false
  const text = document.text()
  return named.has(document.file) || (/rabbitmq/i.test(text) && /^[ \t]*["']?kind["']?[ \t]*:/m.test(text))
}

function skippedFiles(documents: readonly Document[]): readonly Skipped[] {
  const byFile = new Map<string, string>()
  for (const { file, error } of documents) if (!byFile.has(file)) byFile.set(file, error?.reason ?? '')
  return [...byFile].map(([file, why]) => ({ file, why })).sort((a, b) => (a.file < b.file ? -1 : 1))
}
