import type { Entry, Item } from '../yaml/tree.ts'
import { lineStart, skipBlanks, skipLineBreak } from '../yaml/trivia.ts'
import { beginsLine, columnOf, contentEnd, type Layout, lastCommentEnd } from './layout.ts'
import { NotFixableHere } from './not-fixable.ts'
import { replaceValue } from './replace.ts'
import { type Link, type Route, refuseAnchors } from './route.ts'
import type { TextEdit } from './text-edit.ts'

/** Takes out what a route leads to: whole lines in block style. The last member leaves an empty collection behind. */
export function removeMember({ links }: Route, layout: Layout): TextEdit {
  const link = links.at(-1)
  if (link === undefined) throw new NotFixableHere('the document itself cannot be removed')
  refuseAnchors(link.member.value)
  const members: readonly (Entry | Item)[] =
    link.holder.kind === 'map' ? link.holder.entries : link.holder.items
  if (members.length === 1) return removeLast(link, links.at(-2), layout)
  return link.holder.flow ? fromFlow(link, members, layout) : fromBlock(link, members[link.index + 1], layout)
}

function removeLast({ holder }: Link, outer: Link | undefined, layout: Layout): TextEdit {
  if (holder.flow) {
    const [start, end] = [holder.start + 1, holder.end - 1]
    refuseComment(layout.source.slice(start, end))
    return { start, end, insert: '' }
  }
  if (outer === undefined) throw new NotFixableHere('nothing would be left of the document')
  return replaceValue(outer, holder.kind === 'map' ? {} : [], layout)
}

function fromFlow(
  { holder, index, member }: Link,
  members: readonly (Entry | Item)[],
  { source }: Layout,
): TextEdit {
  const next = members[index + 1]
  const previous = members[index - 1]
  const [start, end] = next
    ? [member.start, next.start]
    : [previous ? endOf(previous) : holder.start + 1, endOf(member)]
  refuseComment(source.slice(start, member.start) + source.slice(endOf(member), end))
  return { start, end, insert: '' }
}

const endOf = (member: Entry | Item): number =>
  'keyNode' in member ? Math.max(member.keyNode.end, member.value.end) : member.value.end

function fromBlock({ member }: Link, next: Entry | Item | undefined, { source }: Layout): TextEdit {
  if (beginsLine(source, member.start)) {
    const last = lastCommentEnd(source, member.value, columnOf(source, member.start))
    return { start: lineStart(source, member.start), end: skipLineBreak(source, last), insert: '' }
  }
  // The first key of a list item shares its line with the dash: the next one moves there, unless a comment stands between.
  const end = contentEnd(source, member.value)
  if (next === undefined) throw new NotFixableHere('the entry shares its line with another one')
  const between = source.slice(end, next.start)
  return {
    start: member.start,
    end: between.includes('#') ? skipBlanks(source, end) : next.start,
    insert: '',
  }
}

function refuseComment(text: string): void {
  if (text.includes('#')) throw new NotFixableHere('a comment would be lost')
}
