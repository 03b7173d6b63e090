import { isObject, isString, type Json, member } from '../../model/kube/json.ts'
import type { Duplicate } from './document.ts'
import type { Problem } from './problem.ts'
import type { MapNode, Node } from './tree.ts'

type Path = readonly (string | number)[]

/** The keys that stand more than once in one mapping, in the order of the text. Aliases are not followed. */
export function duplicateKeys(root: Node): readonly Duplicate[] {
  const found: Duplicate[] = []
  visit(root, [], found)
  return found
}

function visit(node: Node, path: Path, found: Duplicate[]): void {
  if (node.kind === 'list')
    for (const [index, { value }] of node.items.entries()) visit(value, [...path, index], found)
  if (node.kind !== 'map') return
  for (const [key, offsets] of offsetsByKey(node))
    if (offsets.length > 1) found.push({ path: [...path, key], offsets })
  for (const entry of node.entries) if (!entry.merge) visit(entry.value, [...path, entry.key], found)
}

function offsetsByKey(node: MapNode): ReadonlyMap<string, readonly number[]> {
  const byKey = new Map<string, number[]>()
  for (const { key, merge, start } of node.entries) {
    if (merge) continue
    const offsets = byKey.get(key)
    if (offsets) offsets.push(start)
    else byKey.set(key, [start])
  }
  return byKey
}

/**
 * Whether a document is for the API server, or may be: of one with a key twice, nobody knows which half is meant. That a
 * kustomization cannot be built is said of itself.
 */
export function isManifest(value: Json): boolean {
  const [apiVersion, kind] = [member(value, 'apiVersion'), member(value, 'kind')]
  return (
    isObject(value) &&
    isString(apiVersion) &&
    isString(kind) &&
    !apiVersion.startsWith('kustomize.config.k8s.io/')
  )
}

/** What is wrong with keys that stand twice, at the place where the second half begins; undefined where there are none. */
export function repetition(duplicates: readonly Duplicate[]): Problem | undefined {
  const top = duplicates.filter(({ path }) => path.length === 1)
  const name = ({ path }: Duplicate): string => String(path.at(-1))
  const second = ({ offsets }: Duplicate): number => offsets[1] ?? 0
  const version = top.find(duplicate => name(duplicate) === 'apiVersion')
  if (version) {
    const keys = top.map(name).join(', ')
    return { offset: second(version), reason: `${keys} stand twice: two objects without a --- between them` }
  }
  const [first] = duplicates.toSorted((a, b) => second(a) - second(b))
  if (first === undefined) return undefined
  const others = duplicates.length - 1
  const reason = `${name(first)} stands twice in one map`
  return {
    offset: second(first),
    reason: others === 0 ? reason : `${reason}; keys that do: ${duplicates.length}`,
  }
}
