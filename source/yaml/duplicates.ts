import type { Duplicate } from './document.ts'
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
