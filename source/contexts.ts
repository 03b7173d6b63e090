import { currentGroup, isClusterScoped } from '../model/kube/kinds.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { ancestorsOf } from './paths.ts'

/** Something with a place in the file tree that belongs to one or more contexts. */
export interface Placed {
  readonly folder: string
}
export interface PlacedObject extends Placed {
  readonly object: KubeObject
}

/**
 * The folders that open a context: those that hold an object of the same kind, namespace and name as another folder
 * does (`overlays/dev`, `overlays/prod`). Sorted; empty where the whole input is one context.
 */
export function openedFolders(objects: readonly PlacedObject[]): readonly string[] {
  const folders = new Map<string, Set<string>>()
  for (const { object, folder } of objects) {
    if (isClusterScoped(object.kind)) continue
    const key = `${nameKey(object)}/${object.namespace}`
    const known = folders.get(key)
    if (known) known.add(folder)
    else folders.set(key, new Set([folder]))
  }
  const opened = new Set<string>()
  for (const places of folders.values()) if (places.size > 1) for (const folder of places) opened.add(folder)
  return [...opened].sort()
}

/** What makes two objects of one namespace equal. */
export const nameKey = ({ group, kind, name }: Pick<KubeObject, 'group' | 'kind' | 'name'>): string =>
  `${currentGroup(group, kind)}/${kind}/${name}`

/**
 * How often the objects of shared folders are judged again, at most, once in each of the contexts that share them.
 * Beyond it their cost would grow with the square of the input: they become a context of their own, to which what the
 * contexts hold is as unknown as their things are to it.
 */
const mostCopies = 5000

/** Which contexts there are, and what belongs to which. */
export interface Contexts {
  /** Sorted; never empty. */
  readonly names: readonly string[]
  /**
   * The contexts that an object in a folder belongs to: the one the folder lies in (the innermost), else all those with
   * which it shares the deepest common folder.
   */
  of(folder: string): readonly string[]
  /** The contexts to which an unread text in a folder may matter. */
  near(folder: string): readonly string[]
}

/**
 * Contexts opened by `folders`; none is one context for all, ''.
 * @param objects what has to be placed, for the bound on the work
 */
export function contextsFrom(folders: readonly string[], objects: readonly Placed[]): Contexts {
  const opened = folders.length === 0 ? [''] : [...new Set(folders)].sort()
  const own = new Set(opened)
  const below = contextsBelow(opened)
  const places = new Map<string, Place>()
  const placeOf = (folder: string): Place => {
    const known = places.get(folder) ?? find(folder, own, below)
    places.set(folder, known)
    return known
  }
  const alone = crowded(objects.map(({ folder }) => placeOf(folder)))
  return {
    names: [...new Set([...opened, ...alone])].sort(),
    of: folder => {
      const { shared, contexts } = placeOf(folder)
      return shared !== undefined && alone.has(shared) ? [shared] : contexts
    },
    near: folder => {
      const { shared, contexts } = placeOf(folder)
      return shared !== undefined && alone.has(shared) ? [...contexts, shared] : contexts
    },
  }
}

interface Place {
  readonly contexts: readonly string[]
  /** The deepest folder that is common with these contexts; undefined in a context's own folder. */
  readonly shared: string | undefined
}

function find(
  folder: string,
  own: ReadonlySet<string>,
  below: ReadonlyMap<string, readonly string[]>,
): Place {
  const above = ancestorsOf(folder)
  const context = above.find(candidate => own.has(candidate))
  if (context !== undefined) return { contexts: [context], shared: undefined }
  const shared = above.find(candidate => below.has(candidate)) ?? ''
  return { contexts: below.get(shared) ?? [], shared }
}

/** For each folder the contexts at or below it. */
function contextsBelow(contexts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>()
  for (const context of contexts) {
    for (const folder of ancestorsOf(context)) {
      const known = below.get(folder)
      if (known) known.push(context)
      else below.set(folder, [context])
    }
  }
  return below
}

/** The shared folders whose objects are too many to be judged in every context. */
function crowded(places: readonly Place[]): ReadonlySet<string> {
  const copies = new Map<string, number>()
  for (const { shared, contexts } of places) {
    if (shared !== undefined) copies.set(shared, (copies.get(shared) ?? 0) + contexts.length)
  }
  return new Set([...copies].flatMap(([folder, count]) => (count > mostCopies ? [folder] : [])))
}

/** Spreads things over contexts, in the order of the things. */
export function spread<T>(
  things: readonly T[],
  contexts: readonly string[],
  where: (thing: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const spreadOut = new Map<string, T[]>(contexts.map(context => [context, []]))
  for (const thing of things) for (const context of where(thing)) spreadOut.get(context)?.push(thing)
  return spreadOut
}
