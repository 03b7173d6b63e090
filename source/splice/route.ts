import type { Entry, Item, ListNode, MapNode, Node } from '../yaml/tree.ts'
import { NotFixableHere } from './not-fixable.ts'

/** One step down the tree: the collection, and the entry or item in it. */
export type Link =
  | { readonly holder: MapNode; readonly index: number; readonly member: Entry }
  | { readonly holder: ListNode; readonly index: number; readonly member: Item }

export interface Route {
  readonly links: readonly Link[]
  /** What the links lead to. */
  readonly node: Node
}

/**
 * The way to a value that may be edited where it stands. Throws NotFixableHere where the text of a place counts
 * elsewhere, too, or is not what it looks like: anchors, aliases, merge keys, tags, keys written twice.
 */
export function routeTo(root: Node, tokens: readonly string[]): Route {
  const links: Link[] = []
  let node = root
  for (const token of tokens) {
    refuseShared(node)
    const link = step(node, token)
    links.push(link)
    node = link.member.value
  }
  refuseShared(node)
  return { links, node }
}

function step(node: Node, token: string): Link {
  if (node.kind === 'list') {
    const index = indexOf(token)
    const member = node.items[index]
    if (member) return { holder: node, index, member }
  }
  if (node.kind === 'map') {
    refuseMerged(node)
    const index = node.entries.findLastIndex(entry => entry.key === token)
    const member = node.entries[index]
    if (member) {
      refuseUnusual(node, member)
      return { holder: node, index, member }
    }
  }
  throw new NotFixableHere('the place is not in the text')
}

export const indexOf = (token: string): number => (/^(?:0|[1-9]\d{0,9})$/.test(token) ? Number(token) : -1)

function refuseShared(node: Node): void {
  if (node.kind === 'alias') throw new NotFixableHere('the value is an alias')
  if (node.anchor !== undefined) throw new NotFixableHere(`the value has the anchor &${node.anchor}`)
  if (node.tag !== undefined) throw new NotFixableHere('the value has a tag')
}

export function refuseMerged(node: MapNode): void {
  if (node.entries.some(entry => entry.merge)) throw new NotFixableHere('the mapping has a merge key <<')
}

function refuseUnusual(node: MapNode, member: Entry): void {
  if (member.explicit) throw new NotFixableHere('the key is written with ?')
  if (member.keyNode.kind !== 'scalar' || member.keyNode.outer !== member.keyNode.start) {
    throw new NotFixableHere('the key is an alias or has an anchor or a tag')
  }
  if (node.entries.filter(entry => entry.key === member.key).length > 1) {
    throw new NotFixableHere('the key stands in the mapping more than once')
  }
}

/** What is about to be taken out must not be what aliases refer to. */
export function refuseAnchors(node: Node): void {
  if (node.anchor !== undefined) throw new NotFixableHere(`the value holds the anchor &${node.anchor}`)
  if (node.kind === 'list') for (const { value } of node.items) refuseAnchors(value)
  if (node.kind !== 'map') return
  for (const { keyNode, value } of node.entries) {
    refuseAnchors(keyNode)
    refuseAnchors(value)
  }
}
