import type { Document } from '../yaml/document.ts'
import type { ListNode, MapNode, Node } from '../yaml/tree.ts'
import { lineEnd, lineStart, skipBlanks, skipLineBreak, trimEnd } from '../yaml/trivia.ts'

/** How a file is written: what new lines must look like. */
export interface Layout {
  readonly source: string
  readonly lineBreak: string
  /** Columns by which a mapping in a mapping is indented. */
  readonly indent: number
  /** Columns by which the dashes of a list stand behind the key above them. */
  readonly listIndent: number
  /** Whether lists of scalars are written between brackets. */
  readonly flowLists: boolean
  /** JSON, or YAML written like it: keys and strings in double quotes, collections in brackets. */
  readonly isJson: boolean
}

export function layoutOf(document: Document): Layout {
  const { source, root } = document
  const indent = root ? indentIn(source, root) : 2
  const lists = root ? listsIn(root) : []
  return {
    source,
    lineBreak: /\r\n|\n/.exec(source)?.[0] ?? '\n',
    indent,
    ...listStyle(source, lists, indent),
    isJson: root?.kind === 'map' && root.flow,
  }
}

function indentIn(source: string, root: Node): number {
  if (root.kind !== 'map') return 2
  for (const { value } of root.entries) {
    if (value.kind === 'map' && !value.flow)
      return columnOf(source, value.start) - columnOf(source, root.start)
  }
  return 2
}

/** A list with items, and the mapping that it is a member of, where it is one. */
interface Placed {
  readonly list: ListNode
  readonly holder: MapNode | undefined
}

function listsIn(node: Node, holder?: MapNode): readonly Placed[] {
  if (node.kind === 'map') return node.entries.flatMap(({ value }) => listsIn(value, node))
  if (node.kind !== 'list' || node.items.length === 0) return []
  return [{ list: node, holder }, ...node.items.flatMap(({ value }) => listsIn(value))]
}

/** As most lists of the document are written; lists of one style only say nothing of the other. */
function listStyle(
  source: string,
  lists: readonly Placed[],
  indent: number,
): Pick<Layout, 'listIndent' | 'flowLists'> {
  const ofScalars = lists.filter(({ list }) => list.items.every(({ value }) => value.kind === 'scalar'))
  const flow = ofScalars.filter(({ list }) => list.flow).length
  const indents = lists.flatMap(({ list, holder }) =>
    list.flow || !holder || holder.flow ? [] : columnOf(source, list.start) - columnOf(source, holder.start),
  )
  const flush = indents.filter(columns => columns === 0).length
  return {
    listIndent: flush * 2 > indents.length ? 0 : indent,
    flowLists: flow * 2 > ofScalars.length,
  }
}

/** Columns before an offset on its line. A byte order mark takes none. */
export function columnOf(source: string, offset: number): number {
  const start = lineStart(source, offset)
  return offset - start - (source.charCodeAt(start) === 0xfeff && offset > start ? 1 : 0)
}

export const pad = (columns: number): string => ' '.repeat(columns)

/** Whether nothing but blanks stands before an offset on its line. */
export const beginsLine = (source: string, offset: number): boolean =>
  /^\uFEFF?[ \t]*$/.test(source.slice(lineStart(source, offset), offset))

/** The end of what a node says: without line breaks and blank lines that a block scalar counts as its own. */
export const contentEnd = (source: string, { start, end }: Node): number => trimEnd(source, start, end)

/** The end of the last line of a node, before its line break: a new line put there does not become part of the node. */
export function lastLineEnd(source: string, node: Node): number {
  const last = lastNode(node)
  return isOpenEnded(last) ? beforeLineBreak(source, last.end) : lineEnd(source, contentEnd(source, node))
}

/**
 * The same with the comments below that are indented deeper than `column`: they belong to what stands above them, and
 * would become text of a block scalar that took its place.
 */
export function lastCommentEnd(source: string, node: Node, column: number): number {
  let last = lastLineEnd(source, node)
  for (let at = skipLineBreak(source, last); at < source.length; ) {
    const text = skipBlanks(source, at)
    const end = lineEnd(source, at)
    const isDeeper = source[text] === '#' && text - at > column
    if (!isDeeper && text !== end) break
    if (isDeeper) last = end
    at = skipLineBreak(source, end)
  }
  return last
}

function lastNode(node: Node): Node {
  const last =
    node.kind === 'map' ? node.entries.at(-1) : node.kind === 'list' ? node.items.at(-1) : undefined
  return last ? lastNode(last.value) : node
}

/** A block scalar whose blank lines at the end count. */
const isOpenEnded = (node: Node): boolean =>
  node.kind === 'scalar' &&
  node.block !== undefined &&
  (node.block.chomping === 'keep' || /(?:^|\n)[ \t]+\n?$/.test(node.text))

const beforeLineBreak = (source: string, at: number): number =>
  at - (source.startsWith('\r\n', at - 2) ? 2 : /[\r\n]/.test(source.charAt(at - 1)) ? 1 : 0)
