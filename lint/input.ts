import { compareText } from '../model/kube/compare-text.ts'
import type { KubeObject } from '../model/kube/object.ts'
import type { World } from '../model/kube/world.ts'
import { ancestorsOf } from '../source/paths.ts'
import type { SourceFile, UnreadFile } from '../source/source-file.ts'
import { readTree, type SourceTree } from '../source/tree.ts'
import type { ExternalResource } from '../source/visibility.ts'
import { type Document, plainFile, type TextFile } from '../source/yaml/document.ts'
import { failedDocuments } from './failed-documents.ts'
import type { Skipped } from './report.ts'
import { worldsOf } from './worlds.ts'

/**
 * A file as text, however it was read. Names are paths with `/`, relative to where the user is. Files that end in .yaml,
 * .yml or .json, and those that the user named, are manifests; others count only where a kustomization names them.
 */
export type InputFile = SourceFile

export interface InputOptions {
  /** Files that the user named themselves: what cannot be read in them is a finding. */
  readonly named?: readonly string[]
  /** Whether a folder or standard input was given, so that what is not there is not there. Default: yes. */
  readonly complete?: boolean
  /** Files that were found besides and could not be read: what they may hold is unknown. */
  readonly unread?: readonly UnreadFile[]
  /** Those of the state before, where two are compared. */
  readonly unreadBefore?: readonly UnreadFile[]
  /** Read as context, without findings of its own. */
  readonly context?: readonly InputFile[]
  /**
   * Folders (globs are expanded by the caller) that open a context. Default: kustomizations that no other one includes,
   * and folders with equal objects.
   */
  readonly contexts?: readonly string[]
  readonly externalResources?: readonly ExternalResource[]
  /** Told how far a long run is, whenever something begins. */
  readonly onProgress?: (step: 'reading files' | 'judging contexts', done: number, of: number) => void
}

/** Worlds of objects that no file holds, such as those of a live cluster, as `lintInput` takes them. */
export const inputOfWorlds = (worlds: readonly World[]): Input => ({
  ...{ files: [], documents: [], unreadable: [], unjudged: [], skipped: [], contextOnly: new Set() },
  objects: worlds.reduce((sum, { objects }) => sum + objects.length, 0),
  worlds,
  documentOf: () => undefined,
  textFile: () => undefined,
})

/** Everything that was read: documents, objects, and the worlds they make. */
export interface Input {
  readonly files: readonly InputFile[]
  readonly documents: readonly Document[]
  readonly unreadable: readonly Document[]
  readonly skipped: readonly Skipped[]
  /** Why there may be a RabbitMQ that was not judged. */
  readonly unjudged: readonly string[]
  readonly objects: number
  /** Sorted by context. */
  readonly worlds: readonly World[]
  /** Files whose findings are not reported. */
  readonly contextOnly: ReadonlySet<string>
  documentOf(object: Pick<KubeObject, 'origin'>): Document | undefined
  /** The text of a file that is no manifest. */
  textFile(name: string): TextFile | undefined
}

/** Reads files into worlds, one per context. Never throws: what cannot be read is told apart. */
export function readInput(files: readonly InputFile[], options: InputOptions = {}): Input {
  const read = readFiles(files, options)
  return inputOf(read, options, options.contexts ?? read.tree.opened)
}

/**
 * Reads two states of a tree. Both have the contexts of either, as far as anything is left in their folders: a context of
 * one may have lost, or gained, what made it one.
 */
export function readBoth(
  before: readonly InputFile[],
  after: readonly InputFile[],
  options: InputOptions = {},
): readonly [before: Input, after: Input] {
  const { unreadBefore = [] } = options
  const [was, is] = [readFiles(before, { ...options, unread: unreadBefore }), readFiles(after, options)]
  const opened = [...new Set([...was.tree.opened, ...is.tree.opened])]
  const input = (read: ReadFiles): Input =>
    inputOf(read, options, options.contexts ?? opened.filter(isIn(read.tree)))
  return [input(was), input(is)]
}

/** Whether a tree has something at or below a folder. */
function isIn({ builds, objects, unread }: SourceTree): (folder: string) => boolean {
  const folders = new Set(
    [...builds.map(({ kustomization }) => kustomization), ...objects, ...unread].map(({ folder }) => folder),
  )
  const all = new Set([...folders].flatMap(ancestorsOf))
  return folder => all.has(folder)
}

interface ReadFiles {
  readonly all: readonly InputFile[]
  readonly named: ReadonlySet<string>
  readonly unread: readonly UnreadFile[]
  readonly tree: SourceTree
}
function readFiles(files: readonly InputFile[], options: InputOptions): ReadFiles {
  const all = [...files, ...(options.context ?? [])]
  const named = new Set(options.named ?? [])
  const { complete = true, unread = [], onProgress } = options
  const beginFile = onProgress && ((done: number, of: number): void => onProgress('reading files', done, of))
  return { all, named, unread, tree: readTree(all, { named, complete, unread, beginFile }) }
}

function inputOf(
  { all, named, unread, tree }: ReadFiles,
  options: InputOptions,
  contexts: readonly string[],
): Input {
  const worlds = worldsOf(tree, {
    complete: options.complete ?? true,
    contexts,
    byHand: options.contexts !== undefined,
    externalResources: options.externalResources ?? [],
  })
  const failed = failedDocuments(tree, unread, named)
  const documents = [...failed.map(({ document }) => document), ...tree.documents]
  const byPlace = new Map(documents.map(document => [`${document.file}\0${document.index}`, document]))
  const left = failed.filter(({ isFinding }) => !isFinding).map(({ document }) => document)
  return {
    files: all,
    documents: tree.documents,
    unreadable: failed.filter(({ isFinding }) => isFinding).map(({ document }) => document),
    skipped: skippedFiles([
      ...tree.skipped,
      ...left.map(({ file, error }) => ({ file, why: error?.reason ?? '' })),
    ]),
    unjudged: failed.flatMap(({ hides }) => hides ?? []),
    objects: countObjects(tree),
    worlds,
    contextOnly: new Set(
      [...(options.context ?? []), ...unread.filter(({ isContext }) => isContext)].map(({ name }) => name),
    ),
    documentOf: ({ origin }) =>
      origin.from === 'file' ? byPlace.get(`${origin.file}\0${origin.document}`) : undefined,
    textFile: name => {
      const text = tree.files.text(name)
      return text === undefined ? undefined : plainFile(name, text)
    },
  }
}

/** Each object once, however many kustomizations have it. */
function countObjects({ objects, builds }: SourceTree): number {
  const own = objects.filter(({ object }) => object.standsFor === undefined).length
  if (builds.length === 0) return own
  const built = builds.flatMap(build => build.objects.map(placeOf))
  return own + new Set(built).size
}

const placeOf = ({ origin }: KubeObject): string =>
  origin.from === 'file' ? JSON.stringify([origin.file, origin.document, origin.path]) : ''

function skippedFiles(all: readonly Skipped[]): readonly Skipped[] {
  const byFile = new Map<string, string>()
  for (const { file, why } of all) if (!byFile.has(file)) byFile.set(file, why)
  return [...byFile].map(([file, why]) => ({ file, why })).sort((a, b) => compareText(a.file, b.file))
}
