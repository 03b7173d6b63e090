import type { Json } from '../../kube/json.ts'
import type { JsonNode } from './json-tree.ts'

/** How a document is laid out around one node, so that what is added looks like what is there. */
export interface JsonStyle {
  /** Between `:` and before the value, colon included. */
  readonly colon: string
  /** After the comma that separates two children of the node. */
  readonly between: string
  /** After the opening and before the closing bracket of a node that had no children. */
  readonly first: string
  readonly last: string
  /** The layout of a child of the node. */
  readonly inner: Layout
  readonly unit: string
  readonly lineStart: string
}

/** A value on one line (`unit` empty), or one member a line with this indent. */
export interface Layout {
  readonly unit: string
  readonly lineStart: string
  readonly colon: string
}

const lineStartBefore = /(\r?\n)([ \t]*)$/

/** The layout in and around `node`. A node that is written on one line gets its additions on that line. */
export function styleOf(text: string, node: JsonNode, parent: JsonNode | undefined): JsonStyle & Layout {
  const own = childLine(text, node)
  const around = parent ? childLine(text, parent) : undefined
  const unit = unitOf(text)
  const colon = colonOf(text, node) ?? (parent && colonOf(text, parent)) ?? ': '
  const isEmpty = own === undefined
  const lineStart = around?.trimmed ?? lineEndOf(text)
  const spread = isEmpty
    ? around?.spread === true || (parent === undefined && text.includes('\n'))
    : own.spread
  const childStart = own?.trimmed ?? `${lineStart}${unit}`
  return {
    colon,
    between: own ? (own.spread ? own.trimmed : ' ') : '',
    first: spread ? childStart : '',
    last: spread ? lineStart : '',
    inner: { unit: spread ? unit : '', lineStart: childStart, colon },
    unit: (around?.spread ?? text.includes('\n')) ? unit : '',
    lineStart,
  }
}

/** Whether the first child of a node begins a line, and what stands before it. */
function childLine(
  text: string,
  node: JsonNode,
): { readonly spread: boolean; readonly trimmed: string } | undefined {
  if (node.kind === 'scalar') return undefined
  const first = node.kind === 'list' ? node.items[0]?.span.start : node.members[0]?.keySpan.start
  if (first === undefined) return undefined
  const before = text.slice(Math.max(node.span.start, first - 200), first)
  const match = lineStartBefore.exec(before)
  return match ? { spread: true, trimmed: match[0] } : { spread: false, trimmed: lineEndOf(text) }
}

const lineEndOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

/** The indent of the first indented line; two blanks where none is. */
const unitOf = (text: string): string => /\n([ \t]+)\S/.exec(text.slice(0, 10_000))?.[1] ?? '  '

function colonOf(text: string, node: JsonNode): string | undefined {
  if (node.kind !== 'object') return undefined
  const last = node.members.at(-1)
  const between = last && text.slice(last.keySpan.end, last.value.span.start)
  return between !== undefined && /^[ \t]*:[ \t]*$/.test(between) ? between : undefined
}

/** A value in a layout. */
export function renderJson(value: Json, { unit, lineStart, colon }: Layout): string {
  if (unit !== '') return JSON.stringify(value, null, unit).replaceAll('\n', lineStart)
  return oneLine(value, colon)
}

function oneLine(value: Json, colon: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(item => oneLine(item, colon)).join(`,${gap(colon)}`)}]`
  const members = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}${colon}${oneLine(item, colon)}`,
  )
  return `{${members.join(`,${gap(colon)}`)}}`
}
/** A document that writes a blank after colons writes one after commas too. */
const gap = (colon: string): string => (colon.endsWith(' ') ? ' ' : '')
