import { currentGroup, isClusterScoped } from '../model/kinds.ts'
import type { KubeObject } from '../model/object.ts'

/** Something with a place in the file tree that belongs to one or more contexts. */
export interface Placed {
  readonly folder: string
}

/** `a/b/c.yaml` -> `a/b`; '' for a file at the top. */
export const folderOf = (file: string): string => {
  const cut = file.lastIndexOf('/')
  return cut < 0 ? '' : file.slice(0, cut)
}

/**
 * The folders that open a context: those that hold an object of the same kind, namespace and name as another folder
 * does (`overlays/dev`, `overlays/prod`). Where there is none, the whole input is one context, ''.
 */
export function contextFolders(objects: readonly (Placed & { readonly object: KubeObject })[]): readonly string[] {
  const folders = new Map<string, Set<string>>()
  for (const { object, folder } of objects) {
    if (isClusterScoped(object.kind)) continue
    const key = `${currentGroup(object.group, object.kind)}/${object.kind}/${object.namespace}/${object.name}`
    const known = folders.get(key) ?? new Set()
    folders.set(key, known.add(folder))
  }
  const opened = new Set<string>()
  for (const places of folders.values()) if (places.size > 1) for (const folder of places) opened.add(folder)
  return opened.size === 0 ? [''] : [...opened].sort()
}

/**
 * Which contexts a folder belongs to: the one it lies in (the innermost), else all those with which it shares the
 * deepest common folder.
 */
export function contextsOf(folder: string, contexts: readonly string[]): readonly string[] {
  const own = contexts.filter(context => isWithin(folder, context)).sort((a, b) => b.length - a.length)[0]
  if (own !== undefined) return [own]
  const depths = contexts.map(context => commonDepth(folder, context))
  const deepest = Math.max(...depths)
  return contexts.filter((_, index) => depths[index] === deepest)
}

const isWithin = (folder: string, context: string): boolean =>
  context === '' || folder === context || folder.startsWith(`${context}/`)

function commonDepth(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')]
  let depth = 0
  while (depth < left.length && depth < right.length && left[depth] === right[depth]) depth++
  return a === '' || b === '' ? 0 : depth
}

/** Spreads things over contexts, in the order of the contexts. */
export function spread<T extends Placed>(things: readonly T[], contexts: readonly string[]): ReadonlyMap<string, readonly T[]> {
  const spreadOut = new Map<string, T[]>(contexts.map(context => [context, []]))
  const memo = new Map<string, readonly string[]>()
  for (const thing of things) {
    const where = memo.get(thing.folder) ?? contextsOf(thing.folder, contexts)
    memo.set(thing.folder, where)
    for (const context of where) spreadOut.get(context)?.push(thing)
  }
  return spreadOut
}
