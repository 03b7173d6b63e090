import type { Span } from '../../model/formats/codec.ts'
import type { Document } from './document.ts'
import { skipPrologue } from './split.ts'
import type { Node } from './tree.ts'
import { lineEnd, lineStart, skipLineBreak, skipTrivia } from './trivia.ts'

/** `# warrener-ignore rule-id, other-rule -- reason`, alone on its line. */
export interface IgnoreComment {
  /** Offset of the `#` in the file, and its 1-based line. */
  readonly offset: number
  readonly line: number
  readonly rules: readonly string[]
  /** '' where none is given. */
  readonly reason: string
  /** Offsets in the file that it speaks about; empty where nothing follows it. */
  readonly covers: Span
}

const keyword = 'warrener-ignore'
const pattern = /^[ \t]*#[ \t]*warrener-ignore(?=[ \t]|$)/

/**
 * The comments of a document that silence rules. One covers the mapping entry, list item or document that begins on the
 * next line that is neither blank nor a comment, with all below it; in a literal block, the next such line of its text.
 * Before the `---` or before the first content of a document it covers the document.
 */
export function ignoreComments(document: Document): readonly IgnoreComment[] {
  const { source } = document
  const from = leadingComments(source, document.start)
  if (!source.slice(from, document.end).includes(keyword)) return []
  const found: IgnoreComment[] = []
  for (let at = from; at < document.end; at = skipLineBreak(source, lineEnd(source, at))) {
    const comment = commentOn(source.slice(at, lineEnd(source, at)))
    const covers = comment && coverage(document, at)
    if (!comment || !covers) continue
    const offset = at + source.slice(at).indexOf('#')
    found.push({ offset, line: document.position(offset).line, ...comment, covers })
  }
  return found
}

/** Where the comment lines begin that stand right above a document: those before its `---`. */
function leadingComments(source: string, start: number): number {
  let from = start
  while (from > 0) {
    const above = lineStart(source, from - (source.startsWith('\r\n', from - 2) ? 2 : 1))
    if (!/^[ \t]*(?:#|$)/.test(source.slice(above, lineEnd(source, above)))) break
    from = above
  }
  return from
}

function commentOn(line: string): Pick<IgnoreComment, 'rules' | 'reason'> | undefined {
  const match = pattern.exec(line)
  if (match === null) return undefined
  const text = line.slice(match[0].length)
  const dashes = text.indexOf('--')
  const rules = (dashes < 0 ? text : text.slice(0, dashes)).split(/[\s,]+/).filter(rule => rule !== '')
  return { rules, reason: dashes < 0 ? '' : text.slice(dashes + 2).trim() }
}

/** What a comment on the line that begins at `at` covers; undefined where it is none, but text, or the next document's. */
function coverage(document: Document, at: number): Span | undefined {
  const { source, root, start, end } = document
  const text = document.text()
  const content = start + skipTrivia(text, skipPrologue(text))
  if (at < content) return { start, end }
  if (root === undefined) return undefined
  const holder = scalarAt(root, at)
  if (holder !== undefined)
    return holder.style === 'literal' ? nextTextLine(source, at, holder.end) : undefined
  const next = skipTrivia(source, at)
  if (next >= end) return isOfNext(source, end) ? undefined : { start: next, end: next }
  return beginningAt(root, next) ?? { start: next, end: next }
}

const isOfNext = (source: string, end: number): boolean => source.startsWith('---', end)

function nextTextLine(source: string, from: number, end: number): Span {
  let at = skipLineBreak(source, lineEnd(source, from))
  while (at < end && /^[ \t]*(?:#|$)/.test(source.slice(at, lineEnd(source, at)))) {
    at = skipLineBreak(source, lineEnd(source, at))
  }
  return { start: Math.min(at, end), end: Math.min(lineEnd(source, at), end) }
}

interface Part extends Span {
  readonly nodes: readonly Node[]
}

const partsOf = (node: Node): readonly Part[] => {
  if (node.kind === 'map') {
    return node.entries.map(({ start, keyNode, value }) => ({
      start,
      end: Math.max(keyNode.end, value.end),
      nodes: [keyNode, value],
    }))
  }
  return node.kind === 'list'
    ? node.items.map(({ start, value }) => ({ start, end: value.end, nodes: [value] }))
    : []
}

/** The outermost entry or item that begins at an offset. */
function beginningAt(node: Node, offset: number): Span | undefined {
  for (const { start, end, nodes } of partsOf(node)) {
    if (start === offset) return { start, end }
    if (start > offset || offset >= end) continue
    const inner = nodes.map(child => beginningAt(child, offset)).find(found => found !== undefined)
    if (inner) return inner
  }
  return undefined
}

/** The scalar whose text an offset lies in. */
function scalarAt(node: Node, offset: number): (Node & { kind: 'scalar' }) | undefined {
  if (node.kind === 'scalar') return node.start < offset && offset < node.end ? node : undefined
  for (const { start, end, nodes } of partsOf(node)) {
    if (offset < start || offset >= end) continue
    const inner = nodes.map(child => scalarAt(child, offset)).find(found => found !== undefined)
    if (inner) return inner
  }
  return undefined
}
