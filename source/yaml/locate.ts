import type { Codecs } from '../../model/formats/text/codec.ts'
import { splitPath } from '../../model/kube/address.ts'
import type { Span } from '../../model/kube/span.ts'
import type { Step } from '../../model/kube/step.ts'
import type { Document } from './document.ts'
import { spanInFile, spanInText } from './embedded.ts'
import { dereference, entryOf, itemsByName, type ListNode, memberValue, type Node } from './tree.ts'
import { trimEnd } from './trivia.ts'

export { Lines, position } from './lines.ts'

/** Half-open range of UTF-16 code units in the text of the file. */
export interface SourceRange extends Span {
  /** False where the value is missing, and the range is the key of its nearest existing ancestor. */
  readonly exact: boolean
}

/**
 * Where the value at `path` stands in the file of its document. Of a missing one, the key of the nearest ancestor that
 * exists (of a list item, its first key). Inside embedded text where that stands in the file as it is, a literal block
 * or a scalar on one line; else the whole scalar. With `part` it is the key of the value.
 */
export function rangeOf(
  document: Document,
  path: readonly Step[],
  codecs: Codecs = {},
  part?: 'key',
): SourceRange {
  const { root } = document
  if (root === undefined) return placeWithoutTree(document)
  const { outer, inner } = splitPath(path)
  const reached = reach(root, outer)
  if (reached.isMissing) return { ...reached.key, exact: false }
  const { node } = reached
  const whole = { ...trimmed(document.source, node), exact: true }
  if (inner.length === 0) return part === 'key' ? { ...reached.key, exact: true } : whole
  const scalar = dereference(node)
  if (scalar.kind !== 'scalar') return { ...reached.key, exact: false }
  const span = spanInText(scalar.text, inner, codecs, part)
  if (span === 'missing') return { ...reached.key, exact: false }
  const range = span === 'unplaced' ? undefined : spanInFile(document.source, scalar, span)
  return span !== 'unplaced' && range ? { ...range, exact: span.exact } : whole
}

function placeWithoutTree({ error, start }: Document): SourceRange {
  const at = error?.offset ?? start
  return { start: at, end: at, exact: false }
}

interface Reached {
  readonly node: Node
  readonly isMissing: boolean
  /** What to show of the node if something in it is missing. */
  readonly key: Span
}

/** The node at a path of keys and indexes; undefined where there is none. */
export function nodeAt(root: Node, path: readonly Step[]): Node | undefined {
  const { node, isMissing } = reach(root, path)
  return isMissing ? undefined : node
}

function reach(root: Node, path: readonly Step[]): Reached {
  let node = root
  let key = ownKey(root)
  for (const step of path) {
    const next = child(dereference(node), step)
    if (next === undefined) return { node, isMissing: true, key }
    node = next.node
    key = next.key
  }
  return { node, isMissing: false, key }
}

function child(node: ReturnType<typeof dereference>, step: Step): { node: Node; key: Span } | undefined {
  if (node.kind === 'list') {
    const item = node.items[indexIn(node, step)]
    return item && { node: item.value, key: ownKey(item.value) }
  }
  if (node.kind !== 'map' || typeof step === 'object') return undefined
  const entry = entryOf(node, String(step))
  const value = memberValue(node, String(step))
  return value && { node: value, key: entry?.value === value ? spanOf(entry.keyNode) : ownKey(value) }
}

function indexIn(list: ListNode, step: Step): number {
  if (typeof step === 'number') return step
  if (typeof step === 'string') return /^\d{1,10}$/.test(step) ? Number(step) : -1
  return ('name' in step ? itemsByName(list).get(step.name) : undefined) ?? -1
}

const spanOf = ({ start, end }: Node): Span => ({ start, end })

/** What stands for a node that has no key of its own, a list item or the document: its first key, else all of it. */
function ownKey(node: Node): Span {
  const first = node.kind === 'map' ? node.entries[0] : undefined
  return spanOf(first?.keyNode ?? node)
}

/** Without the line ends that belong to a block scalar. */
const trimmed = (source: string, { start, end }: Node): Span => ({ start, end: trimEnd(source, start, end) })
