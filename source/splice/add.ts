import type { Json } from '../../model/kube/json.ts'
import type { Entry, Item, ListNode, MapNode, Node } from '../yaml/tree.ts'
import { lineStart } from '../yaml/trivia.ts'
import { beginsLine, columnOf, type Layout, lastCommentEnd, pad } from './layout.ts'
import { NotFixableHere } from './not-fixable.ts'
import { afterDash, afterKey, flowEntry, flowText } from './render.ts'
import { hasQuotedItems, hasQuotedKeys, replaceValue } from './replace.ts'
import { indexOf, type Link, type Route, refuseMerged } from './route.ts'
import { keyText } from './scalar-text.ts'
import type { TextEdit } from './text-edit.ts'

/** Adds a member to the collection that a route leads to. Of an object, `token` is a key that it does not have. */
export function addMember({ links, node }: Route, token: string, value: Json, layout: Layout): TextEdit {
  if (node.kind === 'map') {
    refuseMerged(node)
    return addEntry(links.at(-1), node, token, value, layout)
  }
  if (node.kind === 'list') return addItem(links.at(-1), node, token, value, layout)
  throw new NotFixableHere('the parent is neither mapping nor list')
}

function addEntry(link: Link | undefined, map: MapNode, key: string, value: Json, layout: Layout): TextEdit {
  const isJson = layout.isJson || hasQuotedKeys(map)
  const last = map.entries.at(-1)
  if (last === undefined) return fill(link, map, { [key]: value }, flowEntry(key, value, isJson), layout)
  if (map.flow) return behindInFlow(map, last, memberEnd(last), flowEntry(key, value, isJson), layout)
  const column = columnOf(layout.source, map.start)
  return onNewLine(last.value, column, `${keyText(key, false)}:${afterKey(value, column, layout)}`, layout)
}

function addItem(
  link: Link | undefined,
  list: ListNode,
  token: string,
  value: Json,
  layout: Layout,
): TextEdit {
  const index = token === '-' ? list.items.length : indexOf(token)
  if (index < 0 || index > list.items.length) throw new NotFixableHere('there is no such place in the list')
  const next = list.items[index]
  const last = list.items.at(-1)
  const flow = flowText(
    value,
    layout.isJson || hasQuotedItems(list) || list.items.some(item => hasQuotedKeys(item.value)),
  )
  if (last === undefined) return fill(link, list, [value], flow, layout)
  if (list.flow) {
    if (next) return { start: next.start, end: next.start, insert: `${flow}, ` }
    return behindInFlow(list, last, memberEnd(last), flow, layout)
  }
  const column = columnOf(layout.source, last.start)
  const text = `-${afterDash(value, column, layout)}`
  if (next) return { start: next.start, end: next.start, insert: text + layout.lineBreak + pad(column) }
  return onNewLine(last.value, column, text, layout)
}

/** An empty collection gets its first member: below its key in block style, between its brackets elsewhere. */
function fill(link: Link | undefined, node: Node, whole: Json, inner: string, layout: Layout): TextEdit {
  if (link && !link.holder.flow && !layout.isJson) return replaceValue(link, whole, layout)
  const [start, end] = [node.start + 1, node.end - 1]
  if (layout.source.slice(start, end).trim() !== '') throw new NotFixableHere('the brackets hold a comment')
  return { start, end, insert: inner }
}

const memberEnd = (member: Entry | Item): number =>
  'keyNode' in member ? Math.max(member.keyNode.end, member.value.end) : member.value.end

/** Behind the last member between brackets: on a line of its own if that has one. */
function behindInFlow(
  holder: Node,
  last: Entry | Item,
  end: number,
  text: string,
  { source, lineBreak }: Layout,
): TextEdit {
  if (source[holder.start] !== '{' && source[holder.start] !== '[')
    throw new NotFixableHere('the mapping has no brackets')
  const indentation = source.slice(lineStart(source, last.start), last.start)
  const separator = beginsLine(source, last.start) ? `,${lineBreak}${indentation}` : ', '
  return { start: end, end, insert: separator + text }
}

/** A new line below the lines of a node. */
function onNewLine(node: Node, column: number, text: string, { source, lineBreak }: Layout): TextEdit {
  const at = lastCommentEnd(source, node, column)
  return { start: at, end: at, insert: `${lineBreak}${pad(column)}${text}` }
}
