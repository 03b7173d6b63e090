import { onceEach } from '../../model/kube/once-each.ts'

/** The syntax tree of one document. All offsets are UTF-16 code units in the text of the file. */
export type Node = ScalarNode | MapNode | ListNode | AliasNode

export interface NodeBase {
  /** Half-open range of the value as written: quotes and brackets included, anchor and tag not. Empty values have an empty range. */
  readonly start: number
  readonly end: number
  /** Where its anchor or tag begins; `start` where it has none. */
  readonly outer: number
  readonly anchor: string | undefined
  /** As written, `!!str`. */
  readonly tag: string | undefined
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'
export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar'
  readonly style: ScalarStyle
  /** Decoded, not resolved: `yes` is "yes". */
  readonly text: string
  /** Whether the text stands in the file as it is: no escapes, one line. */
  readonly verbatim: boolean
  /** Of literal and folded blocks. `start` is then the `|` or `>`. */
  readonly block: Block | undefined
}

export interface Block {
  /** Where the first line below the header begins. */
  readonly body: number
  /** Columns before the text on each line; -1 where there is no text. */
  readonly indent: number
  readonly chomping: 'clip' | 'strip' | 'keep'
}

export interface MapNode extends NodeBase {
  readonly kind: 'map'
  readonly flow: boolean
  readonly entries: readonly Entry[]
}

export interface Entry {
  /** Where the entry begins: its key with anchor and tag, or its `?`. */
  readonly start: number
  /** As it is in the object: `on` is "true". */
  readonly key: string
  readonly keyNode: Node
  /** Offset of the colon; undefined where there is none (`? key`, `{key}`). */
  readonly colon: number | undefined
  readonly value: Node
  /** Written with `?`. */
  readonly explicit: boolean
  /** `<<`. */
  readonly merge: boolean
}

export interface ListNode extends NodeBase {
  readonly kind: 'list'
  readonly flow: boolean
  readonly items: readonly Item[]
}

export interface Item {
  /** Where the item begins: its dash in a block list, the value with anchor and tag in a flow list. */
  readonly start: number
  readonly value: Node
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias'
  readonly target: Node
}

/** Entries that count, by key: of a key written twice, the last one. Merge keys are left out. */
export const entryOf = (node: MapNode, key: string): Entry | undefined => indexOf(node).own.get(key)

/** The entries of a map that many are asked for: each may have a finding. */
interface MapIndex {
  readonly own: ReadonlyMap<string, Entry>
  /** The merge keys, the last first. */
  readonly merges: readonly Entry[]
}
const indexOf = onceEach(
  ({ entries }: MapNode): MapIndex => ({
    own: new Map(entries.filter(({ merge }) => !merge).map(entry => [entry.key, entry])),
    merges: entries.filter(({ merge }) => merge).reverse(),
  }),
)

/** The first item of a list for each text under its key `name`. */
export const itemsByName = onceEach(({ items }: ListNode): ReadonlyMap<string, number> => {
  const known = new Map<string, number>()
  for (const [index, { value }] of items.entries()) {
    const map = dereference(value)
    const name = map.kind === 'map' ? memberValue(map, 'name') : undefined
    const scalar = name && dereference(name)
    if (scalar?.kind === 'scalar' && !known.has(scalar.text)) known.set(scalar.text, index)
  }
  return known
})

/** The node itself, or what an alias stands for. */
export function dereference(node: Node): Exclude<Node, AliasNode> {
  let found = node
  while (found.kind === 'alias') found = found.target
  return found
}

/** The value of a key, own or merged: the last of `key:` and `<<:` that gives one, as Kubernetes merges in order. */
export function memberValue(node: MapNode, key: string): Node | undefined {
  const { own, merges } = indexOf(node)
  const entry = own.get(key)
  for (const merge of merges) {
    if (entry && merge.start < entry.start) break
    const merged = mergedValue(merge.value, key)
    if (merged) return merged
  }
  return entry?.value
}

function mergedValue(node: Node, key: string): Node | undefined {
  const source = dereference(node)
  if (source.kind === 'map') return memberValue(source, key)
  if (source.kind === 'scalar') return undefined
  for (const { value } of source.items) {
    const found = mergedValue(value, key)
    if (found) return found
  }
  return undefined
}
