import type { KubeObject } from '../model/kube/object.ts'
import { helmCharts } from './chart-folders.ts'
import { openedFolders, type Placed, type PlacedObject } from './contexts.ts'
import { type Build, buildAll } from './kustomize/build.ts'
import { type Files, filesOf } from './kustomize/files.ts'
import { isKustomizationFile, type Kustomization, kustomizationIn } from './kustomize/kustomization.ts'
import { namedFiles, type Use } from './kustomize/named-files.ts'
import { valueCarriers } from './loose-values.ts'
import { Namesakes } from './namesakes.ts'
import { lacksKind, objectsIn } from './objects.ts'
import { folderOf, joinPath } from './paths.ts'
import { placeholdersIn } from './placeholders.ts'
import type { LeftOut, SourceFile, UnreadFile } from './source-file.ts'
import { completedBy } from './values/installed.ts'
import type { UnreadText } from './visibility.ts'
import type { Document } from './yaml/document.ts'

/** Everything that a tree of files holds, sorted by how it is used. */
export interface SourceTree {
  /** All that was read as YAML or JSON, also what gives no object. */
  readonly documents: readonly Document[]
  /** Objects of files that no kustomization names. */
  readonly objects: readonly PlacedObject[]
  readonly builds: readonly Build[]
  /** Texts that may hold objects and were not read as such. */
  readonly unread: readonly (Placed & UnreadText)[]
  readonly skipped: readonly LeftOut[]
  /** The folders that open a context; empty where all is one. */
  readonly opened: readonly string[]
  /** What a build has, and has under another name. */
  namesakes(build: Build): Namesakes
  readonly files: Files
}
export interface TreeOptions {
  /** Files that are manifests whatever their names end in. */
  readonly named: ReadonlySet<string>
  /** Whether what is not among the files does not exist. */
  readonly complete: boolean
  /** Files that were found besides and not read. */
  readonly unread: readonly UnreadFile[]
  /** Told before each file is read. */
  readonly beginFile?: ((done: number, of: number) => void) | undefined
}

/** Reads a tree of files: kustomizations unbuilt, Helm charts not at all, all else as manifests. */
export function readTree(
  all: readonly SourceFile[],
  { named, complete, unread, beginFile }: TreeOptions,
): SourceTree {
  const charts = helmCharts(all)
  const files = filesOf(all, unread)
  const kustomizations = kustomizationsIn(all, files)
  const uses = usesOf([...kustomizations.values()])
  const read = all.filter(({ name }) => !charts.isPart(name) && isRead(name, uses.get(name), named))
  const documents = read.flatMap(({ name }, index) => {
    beginFile?.(index, read.length)
    return files.documents(name)
  })
  const { builds, skipped } = buildAll({ files, kustomizations, complete })
  const built = new Set(builds.flatMap(build => [...build.files]))
  const isKustomization = new Set(
    [...kustomizations.values()].flatMap(({ file, rivals }) => [file, ...rivals]),
  )
  const loose = documents.filter(({ file }) => !isKustomization.has(file) && !uses.has(file))
  const namesakes = namesakesIn(files)
  const byFile = buildsByFile(builds)
  const beside = loose.filter(document => isBeside(document, kustomizations, byFile, namesakes))
  const leftOut = new Set(beside.map(({ file }) => file))
  const carriers = valueCarriers(
    all.flatMap(({ name }) => (uses.has(name) || leftOut.has(name) ? [] : [name])),
    documents.filter(({ file }) => !isPatch(uses.get(file)) && !leftOut.has(file)),
    files,
  )
  const here = loose.filter(({ file }) => !leftOut.has(file)).flatMap(placed)
  const completed = completedBy(
    [...here.map(({ object }) => object), ...builds.flatMap(build => build.objects)],
    documents,
    files,
  )
  const objects = [
    ...here,
    ...carriers.map(({ document, object }) => ({ object, folder: folderOf(document.file) })),
  ]
  const idle = documents.filter(({ file }) => uses.get(file)?.has('objects') && !built.has(file))
  const kindless = loose.filter(lacksKind)
  const broken = documents.filter(
    ({ error, file }) => error !== undefined && !built.has(file) && !isPatch(uses.get(file)),
  )
  const marked = placeholdersIn(
    [...objects.map(({ object }) => object), ...builds.flatMap(build => build.objects)],
    file => files.text(file),
  )
  const finished = {
    objects: objects.map(({ object, folder }) => ({ object: completed.complete(marked(object)), folder })),
    builds: builds.map(build => ({
      ...build,
      objects: build.objects.map(object => completed.complete(marked(object))),
    })),
  }
  return {
    documents: [
      ...new Set([
        ...documents,
        ...carriers.flatMap(({ document, below = [] }) => [document, ...below]),
        ...completed.documents,
      ]),
    ],
    ...finished,
    unread: [
      ...[...new Set([...broken, ...idle, ...beside])].map(textOf),
      ...kindless.map(document => ({ ...textOf(document), isOfAnyKind: true as const })),
      ...charts.templates.map(({ name, text }) => ({ file: name, text, folder: folderOf(name) })),
      ...unread
        .filter(({ name, isBeyond }) => !isBeyond && !charts.isPart(name) && isUsed(uses.get(name)))
        .map(({ name, text }) => ({ file: name, text, folder: folderOf(name) })),
    ],
    skipped: [
      ...charts.skipped,
      ...skipped,
      ...[...leftOut].map(file => ({ file, why: `the kustomization beside it does not list it` })),
    ],
    opened: [
      ...new Set([...builds.map(({ kustomization }) => kustomization.folder), ...openedFolders(objects)]),
    ],
    namesakes,
    files,
  }
}

function kustomizationsIn(all: readonly SourceFile[], files: Files): ReadonlyMap<string, Kustomization> {
  const found = new Map<string, Kustomization>()
  for (const name of new Set(all.map(file => file.name))) {
    const kustomization = isKustomizationFile(name) ? kustomizationIn(files.documents(name)) : undefined
    if (!kustomization) continue
    const { folder } = kustomization
    const known = found.get(folder)
    found.set(folder, known ? { ...known, rivals: [...known.rivals, name] } : kustomization)
  }
  return found
}

/** What the kustomizations use each file for. */
function usesOf(kustomizations: readonly Kustomization[]): ReadonlyMap<string, ReadonlySet<Use>> {
  const uses = new Map<string, Set<Use>>()
  for (const kustomization of kustomizations) {
    for (const { path, use } of namedFiles(kustomization)) {
      const file = joinPath(kustomization.folder, path)
      uses.set(file, (uses.get(file) ?? new Set()).add(use))
    }
  }
  return uses
}

/** Whether a file is read as documents. Data of generators is text, whatever it is called. */
function isRead(file: string, uses: ReadonlySet<Use> | undefined, named: ReadonlySet<string>): boolean {
  if (isKustomizationFile(file)) return true
  if (uses !== undefined) return uses.has('objects') || uses.has('patch')
  return named.has(file) || /\.(?:ya?ml|json)$/i.test(file)
}

/** Whether a file that was not read may hold objects: patches and data are none. */
const isUsed = (uses: ReadonlySet<Use> | undefined): boolean => uses === undefined || uses.has('objects')

const isPatch = (uses: ReadonlySet<Use> | undefined): boolean =>
  uses?.has('patch') === true && !uses.has('objects')

const placed = (document: Document): readonly PlacedObject[] =>
  objectsIn(document).map(object => ({ object, folder: folderOf(document.file) }))

const textOf = (document: Document): Placed & UnreadText => ({
  file: document.file,
  text: document.text(),
  folder: folderOf(document.file),
})

/**
 * Whether a document lies beside a kustomization that does not list it and has its objects otherwise: an old copy, or a
 * patch that is not in use. Beside one that cannot be read, nothing tells.
 */
function isBeside(
  document: Document,
  kustomizations: ReadonlyMap<string, Kustomization>,
  builds: ReadonlyMap<string, readonly Build[]>,
  namesakes: (build: Build) => Namesakes,
): boolean {
  const kustomization = kustomizations.get(folderOf(document.file))
  if (!kustomization) return false
  if (!kustomization.isReadable) return true
  const around = builds.get(kustomization.file) ?? []
  return objectsIn(document).some(object => around.some(build => namesakes(build).has(object)))
}

/** The builds that each kustomization file is part of. */
function buildsByFile(builds: readonly Build[]): ReadonlyMap<string, readonly Build[]> {
  const byFile = new Map<string, Build[]>()
  for (const build of builds) {
    for (const file of build.files) {
      if (!isKustomizationFile(file)) continue
      const known = byFile.get(file)
      if (known) known.push(build)
      else byFile.set(file, [build])
    }
  }
  return byFile
}

/** The objects of a build, and those that it was made of: an object is known by its names before and after. */
function namesakesIn(files: Files): (build: Build) => Namesakes {
  const known = new Map<Build, Namesakes>()
  return build => {
    const namesakes = known.get(build) ?? new Namesakes([...build.objects, ...writtenFor(build, files)])
    known.set(build, namesakes)
    return namesakes
  }
}
const writtenFor = (build: Build, files: Files): readonly KubeObject[] =>
  [...build.files]
    .filter(file => !isKustomizationFile(file))
    .flatMap(file => files.documents(file).flatMap(objectsIn))
