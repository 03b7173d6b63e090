import { compareText } from '../../model/kube/compare-text.ts'
import { member, objectOf } from '../../model/kube/json.ts'
import { type KubeObject, mayHold, unsettledAt } from '../../model/kube/object.ts'
import { joinPath } from '../paths.ts'
import type { LeftOut } from '../source-file.ts'
import type { Blind } from '../visibility.ts'
import { type Accumulated, Accumulator, type Tree } from './accumulate.ts'
import { changedLater, isUnread, laterOf } from './changed.ts'
import type { Kustomization } from './kustomization.ts'
import { namedFiles } from './named-files.ts'
import { buildCommand, type Failure } from './notes.ts'
import { withReferences } from './references.ts'
import type { Resource } from './resource.ts'
import { withVariables } from './substitutions.ts'

/** A kustomization that no other one includes, read unbuilt. */
export interface Build {
  readonly kustomization: Kustomization
  readonly objects: readonly KubeObject[]
  readonly blind: readonly Blind[]
  readonly failures: readonly Failure[]
  /** The files that its objects and kustomizations were read from. */
  readonly files: ReadonlySet<string>
}
export interface Builds {
  readonly builds: readonly Build[]
  readonly skipped: readonly LeftOut[]
}

/**
 * Reads all kustomizations that no other one includes, and one of each circle. One that only what cannot be built includes
 * is read by itself, too, if it can be built: people apply it.
 */
export function buildAll(tree: Tree): Builds {
  const accumulator = new Accumulator(tree)
  const all = [...tree.kustomizations.values()].sort(byFolder)
  const included = new Map(all.map(one => [one.folder, foldersOf(one)]))
  const roots = rootsOf(all, included)
  const built = roots.map(root => [root, accumulator.accumulate(root)] as const)
  const whole = reachedFrom(
    built.flatMap(([root, { notes }]) => (notes.failures.length === 0 ? [root.folder] : [])),
    included,
  )
  const taken = new Set([...roots.map(({ folder }) => folder), ...whole])
  const left = all.filter(
    ({ folder, isComponent, isReadable }) => !isComponent && isReadable && !taken.has(folder),
  )
  const alone = left
    .map(one => [one, accumulator.accumulate(one)] as const)
    .filter(([, { notes }]) => notes.failures.length === 0)
  const inner = new Set(alone.flatMap(([{ folder }]) => included.get(folder) ?? []))
  const accumulated = [...built, ...alone.filter(([{ folder }]) => !inner.has(folder))].sort(([a], [b]) =>
    byFolder(a, b),
  )
  const read = new Set(accumulated.flatMap(([, { notes }]) => [...notes.files]))
  const components = all.filter(
    ({ isComponent, isReadable, file }) => isComponent && isReadable && !read.has(file),
  )
  return {
    builds: accumulated.map(([root, parts]) => finished(root, parts)),
    skipped: [
      ...accumulated.flatMap(([, { notes }]) => notes.skipped),
      ...components.map(({ file }) => ({ file, why: 'a component that no kustomization here includes' })),
    ],
  }
}

type Included = ReadonlyMap<string, readonly string[]>

function rootsOf(all: readonly Kustomization[], included: Included): readonly Kustomization[] {
  const inner = new Set([...included.values()].flat())
  const whole = all.filter(({ isComponent, isReadable }) => !isComponent && isReadable)
  const roots = whole.filter(({ folder }) => !inner.has(folder))
  const reached = reachedFrom(
    roots.map(({ folder }) => folder),
    included,
  )
  // What is left is included only by one another.
  for (const one of whole) {
    if (reached.has(one.folder)) continue
    roots.push(one)
    reachedFrom([one.folder], included, reached)
  }
  return roots
}

/** Folders and all that their kustomizations include, in any depth. */
function reachedFrom(
  folders: readonly string[],
  included: Included,
  reached: Set<string> = new Set(),
): Set<string> {
  const waiting = [...folders]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!reached.has(next)) waiting.push(...(included.get(next) ?? []))
    reached.add(next)
  }
  return reached
}

const byFolder = (a: Kustomization, b: Kustomization): number => compareText(a.folder, b.folder)

/** The files and folders that a kustomization includes. */
export const foldersOf = (kustomization: Kustomization): readonly string[] =>
  namedFiles(kustomization)
    .filter(({ use }) => use === 'objects' || use === 'folder')
    .map(({ path }) => joinPath(kustomization.folder, path))

function finished(kustomization: Kustomization, { resources: accumulated, notes }: Accumulated): Build {
  const hint = `; run \`${buildCommand(kustomization.folder)}\` and lint the result`
  const resources = withVariables(withReferences(accumulated), notes.variables)
  const given = givenNames(resources)
  return {
    kustomization,
    objects: resources
      .map(({ object }) => object)
      .filter(object => !isLocal(object))
      .map(object => finishedObject(object, hint, given)),
    blind: notes.blind.map(place => ({ ...place, why: place.why + hint })),
    failures: notes.failures,
    files: notes.files,
  }
}

/** The names and namespaces that no file has so: prefixes and suffixes made them, or `namespace`. */
function givenNames(resources: readonly Resource[]): readonly string[] {
  const given = new Set<string>()
  for (const { object, former } of resources) {
    const [written] = former
    if (written && written.name !== object.name) given.add(object.name)
    if (written && written.namespace !== object.namespace) given.add(object.namespace)
  }
  return [...given]
}

/** Settings for kustomize itself, which it does not print. */
const isLocal = (object: KubeObject): boolean =>
  mayHold(object, /local-config/) &&
  member(objectOf(member(object.value.metadata, 'annotations')), 'config.kubernetes.io/local-config') ===
    'true'

/** An object as rules see it. */
function finishedObject(object: KubeObject, hint: string, given: readonly string[]): KubeObject {
  const { origin } = object
  const place = given.length > 0 && origin.from === 'file' ? { ...origin, given } : origin
  if (!isUnread(object)) return { ...object, ...settled(object, hint), origin: place }
  if (place === origin && laterOf(object) === undefined) return object
  return changedLater(object, {
    origin: place,
    make: ({ value, borrowed, unsettled }) => ({ value, borrowed, unsettled: hinted(unsettled, hint) }),
  })
}

/** A namespace that a patch changes is not known. */
const settled = (object: KubeObject, hint: string): Pick<KubeObject, 'namespace' | 'unsettled'> => ({
  namespace: unsettledAt(object, ['metadata', 'namespace']) === undefined ? object.namespace : '',
  unsettled: hinted(object.unsettled, hint),
})

const hinted = (unsettled: KubeObject['unsettled'], hint: string): KubeObject['unsettled'] =>
  unsettled?.map(({ path, why }) => ({ path, why: why + hint }))
