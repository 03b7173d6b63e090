import { isString, type Json } from '../../model/kube/json.ts'
import type { Node, ScalarNode } from '../yaml/tree.ts'
import { lineEnd, skipBlanks } from '../yaml/trivia.ts'
import { columnOf, type Layout, lastCommentEnd, lastLineEnd } from './layout.ts'
import { rewriteBlock } from './literal.ts'
import { NotFixableHere } from './not-fixable.ts'
import { afterDash, afterKey, flowText, isEmpty } from './render.ts'
import { type Link, refuseAnchors } from './route.ts'
import { isBlockText, isScalar, type ScalarValue, scalarText } from './scalar-text.ts'
import type { TextEdit } from './text-edit.ts'

/** Puts a value in place of the one that a link leads to. */
export function replaceValue(link: Link, value: Json, layout: Layout): TextEdit {
  const node = link.member.value
  refuseAnchors(node)
  if (layout.source.slice(node.start, node.end).includes('{{'))
    throw new NotFixableHere('the value holds template braces')
  if (link.holder.flow) return inFlow(link, node, value, layout)
  if (node.kind === 'scalar' && node.block !== undefined)
    return inPlaceOfBlockScalar(link, node, value, layout)
  if ((node.kind === 'map' || node.kind === 'list') && !node.flow)
    return inPlaceOfBlockCollection(link, node, value, layout)
  const needsLines = isScalar(value) ? wantsBlock(node, value) : !isEmpty(value) && !isFilled(node)
  return needsLines ? onOwnLines(link, node, value, layout) : onOneLine(node, value, layout)
}

/** A plain value that becomes a text of several lines becomes a literal block; a quoted one stays quoted. */
const wantsBlock = (node: Node, value: ScalarValue): boolean =>
  isString(value) && isBlockText(value) && node.kind === 'scalar' && node.style === 'plain'
const isFilled = (node: Node): boolean =>
  (node.kind === 'map' && node.entries.length > 0) || (node.kind === 'list' && node.items.length > 0)

function onOneLine(node: Node, value: Json, layout: Layout): TextEdit {
  const style = node.kind === 'scalar' ? node.style : 'plain'
  const text = isScalar(value)
    ? scalarText(value, style)
    : flowText(value, layout.isJson || hasQuotedKeys(node) || hasQuotedItems(node))
  return { start: node.start, end: node.end, insert: node.start === node.end ? ` ${text}` : text }
}

function inFlow(link: Link, node: Node, value: Json, layout: Layout): TextEdit {
  const isJson = layout.isJson || hasQuotedKeys(link.holder)
  const style = node.kind === 'scalar' && node.style !== 'plain' ? node.style : isJson ? 'double' : 'plain'
  const text = isScalar(value) ? scalarText(value, style) : flowText(value, isJson)
  const hasColon = 'colon' in link.member ? link.member.colon !== undefined : true
  const before = node.start < node.end ? '' : hasColon ? ' ' : ': '
  return { start: node.start, end: node.end, insert: before + text }
}

/** Whether a flow mapping is written like JSON. */
export const hasQuotedKeys = (node: Node): boolean => {
  const key = node.kind === 'map' && node.flow ? node.entries[0]?.keyNode : undefined
  return key?.kind === 'scalar' && key.style === 'double'
}

/** Whether a list between brackets has all its texts in double quotes. */
export const hasQuotedItems = (node: Node): boolean =>
  node.kind === 'list' &&
  node.flow &&
  node.items.length > 0 &&
  node.items.every(({ value }) => value.kind === 'scalar' && value.style === 'double')

/** Column of the key or dash that a value belongs to. */
export const columnOfLink = ({ holder, member }: Link, source: string): number =>
  columnOf(source, holder.kind === 'map' ? holder.start : member.start)

/** Behind the colon or the dash. */
const behindSign = ({ member }: Link): number =>
  ('colon' in member ? (member.colon ?? member.value.start - 1) : member.start) + 1

const rendered = (link: Link, value: Json, layout: Layout): string =>
  link.holder.kind === 'map'
    ? afterKey(value, columnOfLink(link, layout.source), layout)
    : afterDash(value, columnOfLink(link, layout.source), layout)

/** A value of one line becomes one of several: what stands behind it on its line, a comment, stays on that line. */
function onOwnLines(link: Link, node: Node, value: Json, layout: Layout): TextEdit {
  const { source } = layout
  const start = behindSign(link)
  const end = lineEnd(source, node.end)
  if (skipBlanks(source, start) < node.start)
    throw new NotFixableHere('the value begins on another line than its key')
  return {
    start,
    end,
    insert: withComment(rendered(link, value, layout), source.slice(node.end, end), layout),
  }
}

/** Text of one or more lines with a comment at the end of the first. */
function withComment(text: string, comment: string, { lineBreak }: Layout): string {
  if (comment.trim() === '') return text
  const [first = '', ...lines] = text.split(lineBreak)
  const isDashLine = lines.length > 0 && first !== '' && !/^ [|>][-+0-9]*$/.test(first)
  if (isDashLine) throw new NotFixableHere('a comment would have to move')
  return [`${first} ${comment.trim()}`, ...lines].join(lineBreak)
}

function inPlaceOfBlockScalar(link: Link, node: ScalarNode, value: Json, layout: Layout): TextEdit {
  const { source } = layout
  const block = isString(value) ? rewriteBlock(node, value, columnOfLink(link, source), layout) : undefined
  if (block) return block
  const headerEnd = lineEnd(source, node.start)
  const comment = source.slice(node.start, headerEnd).replace(/^[|>][-+0-9]*/, '')
  const style = isString(value) ? 'double' : 'plain'
  const text = isScalar(value) ? ` ${scalarText(value, style)}` : rendered(link, value, layout)
  const end = Math.max(headerEnd, node.text === '' ? 0 : lastLineEnd(source, node))
  return { start: behindSign(link), end, insert: withComment(text, comment, layout) }
}

function inPlaceOfBlockCollection(link: Link, node: Node, value: Json, layout: Layout): TextEdit {
  const { source } = layout
  const start = behindSign(link)
  const between = source.slice(start, node.start)
  const end = lastCommentEnd(source, node, columnOfLink(link, source))
  const lineBreak = /\r\n?|\n/.exec(between)
  const comment = lineBreak ? between.slice(0, lineBreak.index) : between
  if (between.slice(comment.length).includes('#')) throw new NotFixableHere('a comment would be lost')
  return { start, end, insert: withComment(rendered(link, value, layout), comment, layout) }
}
