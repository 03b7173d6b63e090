import type { ScalarNode } from '../yaml/tree.ts'
import { lineEnd, skipLineBreak } from '../yaml/trivia.ts'
import { contentEnd, type Layout, pad } from './layout.ts'
import { isBlockText } from './scalar-text.ts'
import type { TextEdit } from './text-edit.ts'

/**
 * A block scalar with another text, as a literal block with the indentation and the comment it has. Lines that do not
 * change keep their bytes. Undefined where the text cannot stand in a literal block. `parentColumn` is the column of the
 * key or dash.
 */
export function rewriteBlock(
  node: ScalarNode,
  text: string,
  parentColumn: number,
  layout: Layout,
): TextEdit | undefined {
  const { block } = node
  if (block === undefined || !(isBlockText(text) || isBlockText(`${text}\n`)) || /^\n*$/.test(text))
    return undefined
  const { source, lineBreak } = layout
  const indent = block.indent >= 0 ? block.indent : parentColumn + layout.indent
  const chomping = chompingFor(text, block.chomping)
  const header = newHeader(source, node, chomping, needsIndicator(text) ? indent - parentColumn : undefined)
  if (header === undefined) return undefined
  const keeps = chomping === '+' || block.chomping === 'keep'
  const start = node.start
  const end = keeps ? node.end : blockEnd(source, node)
  const body = bodyLines(source, node, linesOf(text), indent)
  return { start, end, insert: [header, ...body].join(lineBreak) + (keeps ? lineBreak : '') }
}

type Chomping = '' | '-' | '+'

/** What the header must say for this text; as before where that fits. */
function chompingFor(text: string, before: 'clip' | 'strip' | 'keep'): Chomping {
  if (!text.endsWith('\n')) return '-'
  return before === 'keep' || text.endsWith('\n\n') ? '+' : ''
}

const needsIndicator = (text: string): boolean => /^\n*[ \t]/.test(text)

function newHeader(
  source: string,
  node: ScalarNode,
  chomping: Chomping,
  indicator: number | undefined,
): string | undefined {
  const old = source.slice(node.start, lineEnd(source, node.start))
  const [indicators = '', digit] = /^[|>][-+]?([1-9])?[-+]?/.exec(old) ?? []
  if (digit === undefined && indicator !== undefined && (indicator < 1 || indicator > 9)) return undefined
  return `|${digit ?? indicator ?? ''}${chomping}${old.slice(indicators.length)}`
}

/** The end of the last line with text, or of the header where there is none. */
const blockEnd = (source: string, node: ScalarNode): number =>
  lineEnd(
    source,
    Math.max(lineEnd(source, node.start), node.text.trim() === '' ? 0 : contentEnd(source, node)),
  )

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n')
  return text.endsWith('\n') ? lines.slice(0, -1) : lines
}

/** The new lines: those that the block has already, at its beginning and its end, as they are in the source. */
function bodyLines(
  source: string,
  node: ScalarNode,
  lines: readonly string[],
  indent: number,
): readonly string[] {
  const before = linesOf(node.text)
  const old = node.style === 'literal' ? sourceLines(source, node, before.length) : []
  const shorter = Math.min(old.length, lines.length)
  let head = 0
  while (head < shorter && before[head] === lines[head]) head++
  let tail = 0
  while (tail < shorter - head && before[old.length - 1 - tail] === lines[lines.length - 1 - tail]) tail++
  const written = lines.slice(head, lines.length - tail).map(line => (line === '' ? '' : pad(indent) + line))
  return [...old.slice(0, head), ...written, ...old.slice(old.length - tail)]
}

/** The lines of the source that make the text of a literal block, one for one. */
function sourceLines(source: string, node: ScalarNode, count: number): readonly string[] {
  const lines: string[] = []
  let at = node.block?.body ?? node.end
  while (lines.length < count && at < node.end) {
    const end = lineEnd(source, at)
    lines.push(source.slice(at, end))
    at = skipLineBreak(source, end)
  }
  return lines
}
