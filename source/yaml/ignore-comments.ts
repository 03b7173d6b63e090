import type { Span } from '../../model/kube/span.ts'
import type { Document } from './document.ts'
import { skipPrologue } from './split.ts'
import type { Node, ScalarNode } from './tree.ts'
import { lineEnd, lineStart, nextLine, skipTrivia } from './trivia.ts'

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
  const coverage = coverageIn(document)
  const found: IgnoreComment[] = []
  for (let at = from; at < document.end; at = nextLine(source, at)) {
    const comment = commentOn(source.slice(at, lineEnd(source, at)))
    const covers = comment && coverage(at)
    if (!comment || !covers) continue
    const offset = source.indexOf('#', at)
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

/**
 * Tells what a comment on the line that begins at an offset covers; undefined where it is none, but text, or the next
 * document's. Asked in the order of the text: comments in a run share one answer.
 */
function coverageIn(document: Document): (at: number) => Span | undefined {
  const { source, root, start, end } = document
  const text = document.text()
  const content = start + skipTrivia(text, skipPrologue(text))
  const places = root && placesIn(root)
  let textLine: Span = { start: 0, end: 0 }
  let next = 0
  return at => {
    if (at < content) return { start, end }
    if (places === undefined) return undefined
    const holder = scalarAt(places.scalars, at)
    if (holder !== undefined) {
      if (holder.style !== 'literal') return undefined
      if (at >= textLine.start) textLine = nextTextLine(source, at, holder.end)
      return textLine
    }
    if (at >= next) next = skipTrivia(source, at)
    if (next >= end) return isOfNext(source, end) ? undefined : { start: next, end: next }
    return places.beginnings.get(next) ?? { start: next, end: next }
  }
}

const isOfNext = (source: string, end: number): boolean => source.startsWith('---', end)

function nextTextLine(source: string, from: number, end: number): Span {
  let at = nextLine(source, from)
  while (at < end && /^[ \t]*(?:#|$)/.test(source.slice(at, lineEnd(source, at)))) at = nextLine(source, at)
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

interface Places {
  /** In the order of the text; none lies in another. */
  readonly scalars: readonly ScalarNode[]
  /** The outermost entry or item that begins at an offset. */
  readonly beginnings: ReadonlyMap<number, Span>
}

function placesIn(root: Node): Places {
  const scalars: ScalarNode[] = []
  const beginnings = new Map<number, Span>()
  const visit = (node: Node): void => {
    if (node.kind === 'scalar') scalars.push(node)
    for (const { start, end, nodes } of partsOf(node)) {
      if (!beginnings.has(start)) beginnings.set(start, { start, end })
      for (const child of nodes) visit(child)
    }
  }
  visit(root)
  return { scalars, beginnings }
}

/** The scalar whose text an offset lies in. */
function scalarAt(scalars: readonly ScalarNode[], offset: number): ScalarNode | undefined {
  let [low, high] = [0, scalars.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((scalars[middle]?.start ?? offset) < offset) low = middle + 1
    else high = middle
  }
  const before = scalars[low - 1]
  return before && offset < before.end ? before : undefined
}
