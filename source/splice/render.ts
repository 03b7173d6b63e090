import { isArray, type Json, type JsonObject } from '../../model/kube/json.ts'
import { type Layout, pad } from './layout.ts'
import { isBlockText, isScalar, keyText, type ScalarValue, scalarText } from './scalar-text.ts'

export type BlockLayout = Pick<Layout, 'lineBreak' | 'indent' | 'listIndent' | 'flowLists'>

/** What follows the colon of a key in block style; `column` is that of the key. Does not end with a line break. */
export function afterKey(value: Json, column: number, layout: BlockLayout): string {
  if (isInline(value, layout)) return inline(value, column + layout.indent, layout)
  const inner = column + (isArray(value) ? layout.listIndent : layout.indent)
  return `${layout.lineBreak}${pad(inner)}${blockLines(value, inner, layout)}`
}

/** What follows the dash of a list item in block style; `column` is that of the dash. */
export function afterDash(value: Json, column: number, layout: BlockLayout): string {
  if (isInline(value, layout)) return inline(value, column + 2, layout)
  return ` ${blockLines(value, column + 2, layout)}`
}

/** A collection that is not empty in block style, without the indentation of its first line. */
export function blockLines(value: JsonObject | readonly Json[], column: number, layout: BlockLayout): string {
  const lines = isArray(value)
    ? value.map(item => `-${afterDash(item, column, layout)}`)
    : Object.entries(value).map(
        ([key, member]) => `${keyText(key, false)}:${afterKey(member, column, layout)}`,
      )
  return lines.join(`${layout.lineBreak}${pad(column)}`)
}

/** What stands on the line of its key: scalars, what is empty, and lists of scalars where they are written so. */
const isInline = (value: Json, { flowLists }: BlockLayout): value is ScalarValue =>
  isScalar(value) ||
  isEmpty(value) ||
  (flowLists && isArray(value) && value.every(item => isScalar(item) && !isLong(item)))
const isLong = (item: Json): boolean => typeof item === 'string' && (item.includes('\n') || item.length > 60)

export const isEmpty = (value: Json): boolean => !isScalar(value) && Object.keys(value).length === 0

function inline(value: Json, column: number, layout: BlockLayout): string {
  const literal = typeof value === 'string' ? literalBlock(value, column, layout) : undefined
  return ` ${literal ?? flowText(value, false)}`
}

/** A text as a literal block with the lines at `column`; undefined where another style is simpler. */
function literalBlock(text: string, column: number, layout: BlockLayout): string | undefined {
  if (!isBlockText(text) || /^[ \t\n]|\n\n$/.test(text)) return undefined
  const ends = text.endsWith('\n')
  const lines = (ends ? text.slice(0, -1) : text).split('\n')
  if (lines.at(-1)?.trim() === '') return undefined
  const indented = lines.map(line => (line === '' ? '' : pad(column) + line))
  return [ends ? '|' : '|-', ...indented].join(layout.lineBreak)
}

/** A value on one line, with brackets: as YAML, or as JSON. */
export function flowText(value: Json, isJson: boolean): string {
  if (isScalar(value)) return scalarText(value, isJson ? 'double' : 'plain')
  if (isArray(value)) return `[${value.map(item => flowText(item, isJson)).join(', ')}]`
  return `{${Object.entries(value)
    .map(([key, member]) => flowEntry(key, member, isJson))
    .join(', ')}}`
}

export const flowEntry = (key: string, value: Json, isJson: boolean): string =>
  `${keyText(key, isJson)}: ${flowText(value, isJson)}`
