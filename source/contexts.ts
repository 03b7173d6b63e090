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

/** What makes two objects of one namespace equal. */
export const nameKey = ({ group, kind, name }: Pick<KubeObject, 'group' | 'kind' | 'name'>): string =>
  `${currentGroup(group, kind)}/${kind}/${name}`

/**
 * The folders that open a context: where the ways part to two objects of the same kind, namespace and name
 * (`overlays/dev`, `overlays/prod`, whatever folders these have). Sorted; empty where the whole input is one context.
 */
export function openedFolders(objects: readonly PlacedObject[]): readonly string[] {
  const folders = new Map<string, Set<string>>()
  for (const { object, folder } of objects) {
    if (isClusterScoped(object.kind) || object.kind === '') continue
    const key = `${nameKey(object)}/${object.namespace}`
    const known = folders.get(key)
    if (known) known.add(folder)
    else folders.set(key, new Set([folder]))
  }
  const parting: Parting = { branches: new Set(), holders: new Set() }
  for (const places of folders.values()) if (places.size > 1) part([...places], parting)
  const above = new Set([...parting.branches].flatMap(folder => ancestorsOf(folder).slice(1)))
  // A branch that parts again is no context itself, unless it holds one of two equal objects.
  const open = [...parting.branches].filter(folder => !above.has(folder))
  return [...new Set([...open, ...parting.holders])].sort()
}

interface Parting {
  /** Folders behind a parting of the ways. */
  readonly branches: Set<string>
  /** Folders that hold an object themselves of which a folder below has another one. */
  readonly holders: Set<string>
}

/** In the order of a walk through the tree, neighbours show every place where the ways part. */
function part(folders: readonly string[], { branches, holders }: Parting): void {
  const walk = folders.map(folder => partsOf(folder)).sort(byParts)
  for (const [index, second] of walk.entries()) {
    const first = walk[index - 1]
    if (first === undefined) continue
    const common = first.findIndex((name, depth) => name !== second[depth])
    if (common < 0) holders.add(first.join('/'))
    else branches.add(first.slice(0, common + 1).join('/'))
    branches.add(second.slice(0, (common < 0 ? first.length : common) + 1).join('/'))
  }
}

/** The names on the way to a folder; the first one keeps the `/` it begins with. */
const partsOf = (folder: string): readonly string[] => (folder === '' ? [] : folder.split(/(?<=.)\//))

function byParts(a: readonly string[], b: readonly string[]): number {
  for (const [index, name] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    if (name !== other) return name < other ? -1 : 1
  }
  return a.length - b.length
}

/** Where something belongs: to one context, or to a group of things that several contexts may share. */
export type Place = { readonly context: string } | { readonly shared: Shared }
export interface Shared {
  /** The folder around the group and these contexts. */
  readonly folder: string
  /** Sorted. */
  readonly contexts: readonly string[]
}

/**
 * Tells where things of a folder belong: to the nearest folder, from their own upwards, that is a context, or that has
 * contexts below it, which then share them.
 * @param opened the folders that are contexts; none is one context for all, ''
 * @param sealed those of them that say what they consist of: what lies in a folder below one is only beside it
 */
export function placesAmong(
  opened: readonly string[],
  sealed: ReadonlySet<string> = new Set(),
): (folder: string) => Place {
  const contexts = new Set(opened.length === 0 ? [''] : opened)
  const below = contextsBelow([...contexts].sort())
  const shared = new Map<string, Place>()
  const places = new Map<string, Place>()
  const sharedAt = (folder: string): Place => {
    const known = shared.get(folder) ?? { shared: { folder, contexts: below.get(folder) ?? [] } }
    shared.set(folder, known)
    return known
  }
  const find = (folder: string): Place => {
    for (const above of ancestorsOf(folder)) {
      if (contexts.has(above) && (above === folder || !sealed.has(above))) return { context: above }
      if (below.has(above)) return sharedAt(above)
    }
    return sharedAt('')
  }
  return folder => {
    const known = places.get(folder) ?? find(folder)
    places.set(folder, known)
    return known
  }
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
