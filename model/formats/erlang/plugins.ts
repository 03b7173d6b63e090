import { isArray, isString, type Json } from '../../kube/json.ts'
import type { Span } from '../../kube/span.ts'
import type { Step } from '../../kube/step.ts'
import { type Change, changed, splice, type TextEdit } from '../text/change.ts'
import { type Codec, FormatError } from '../text/codec.ts'
import { remembering } from '../text/remember.ts'
import { type ErlangTerm, parseErlang } from './erlang.ts'
import { atomText } from './erlang-text.ts'

/** What is wrong with an enabled_plugins file. `stopsBoot`: the node does not start; else it starts without the plugin. */
export interface PluginsProblem {
  readonly kind: 'syntax' | 'hyphen' | 'no-dot' | 'not-a-list' | 'several-terms' | 'not-an-atom'
  readonly message: string
  readonly offset: number
  readonly stopsBoot: boolean
}

/** The plugins a file switches on, in its order, and its problems. With a problem that stops the boot there are none. */
export interface Plugins {
  readonly names: readonly { readonly name: string; readonly span: Span }[]
  readonly problems: readonly PluginsProblem[]
}

/** Reads an enabled_plugins file: one list of atoms with a final dot. An empty file is an empty list. Never throws. */
export const readPlugins: (text: string) => Plugins = remembering(readAnew, 4)
function readAnew(text: string): Plugins {
  try {
    const items = itemsOf(text)
    const isAtom = (item: ErlangTerm): item is ErlangTerm & { kind: 'atom' } => item.kind === 'atom'
    const strays = items.filter(item => !isAtom(item))
    return {
      names: items.filter(isAtom).map(({ value, span }) => ({ name: value, span })),
      problems: strays.map(({ span }) => ({
        kind: 'not-an-atom',
        message: 'a plugin is named by an atom, without double quotes; this entry is ignored in silence',
        offset: span.start,
        stopsBoot: false,
      })),
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return { names: [], problems: [problemOf(text, error)] }
  }
}

class ShapeError extends FormatError {
  readonly kind: PluginsProblem['kind']
  constructor(kind: PluginsProblem['kind'], message: string, offset: number) {
    super(message, offset)
    this.kind = kind
  }
}

/** The items of the one list. Throws FormatError. */
function itemsOf(text: string): readonly ErlangTerm[] {
  const [list, second] = parseErlang(text)
  if (list === undefined) return []
  if (second !== undefined)
    throw new ShapeError('several-terms', 'more than one term, where one list belongs', second.span.start)
  if (list.kind !== 'list' || list.tail !== undefined)
    throw new ShapeError('not-a-list', 'not a list in square brackets', list.span.start)
  return list.items
}

function problemOf(text: string, error: FormatError): PluginsProblem {
  const { message, offset } = error
  const stopsBoot = true
  if (error instanceof ShapeError) return { kind: error.kind, message, offset, stopsBoot }
  if (/[a-z]$/.test(text.slice(0, offset)) && /^-[a-z]/.test(text.slice(offset, offset + 2)))
    return { kind: 'hyphen', message: 'a hyphen; names of plugins have underscores', offset, stopsBoot }
  if (message.startsWith("the final '.'")) return { kind: 'no-dot', message, offset, stopsBoot }
  if (text[offset] === '#')
    return { kind: 'syntax', message: "'#' begins no comment here, '%' does", offset, stopsBoot }
  return { kind: 'syntax', message, offset, stopsBoot }
}

/** enabled_plugins as a list of names. Paths are an index, or `-` to append. */
export const pluginsCodec: Codec = {
  decode: text => namesOf(itemsOf(text)),
  edit,
  locate,
}

function namesOf(items: readonly ErlangTerm[]): readonly string[] {
  return items.map(item => {
    if (item.kind !== 'atom') throw new FormatError('not an atom', item.span.start)
    return item.value
  })
}

const rememberedItems = remembering(itemsOf)

function locate(text: string, path: readonly Step[]): Span | undefined {
  if (path.length === 0) return { start: 0, end: text.length }
  const [index, ...rest] = path
  const items = rememberedItems(text)
  return rest.length === 0 && typeof index === 'number' ? items[index]?.span : undefined
}

function edit(text: string, path: readonly Step[], change: Change): string {
  const items = itemsOf(text)
  const before = namesOf(items)
  const after = changed(before, path, change)
  if (!isArray(after) || !after.every(isString) || path.length > 1)
    throw new FormatError('an enabled_plugins file holds a list of names, nothing else', 0)
  const [list] = parseErlang(text)
  if (!list) return after.length === 0 ? text : added(text, after)
  if (path.length === 0) return splice(text, [{ ...list.span, text: listText(after) }])
  const index = before.findIndex((name, at) => name !== after[at])
  if (after.length === before.length)
    return index < 0 ? text : splice(text, [{ ...spanAt(items, index), text: atomText(after[index] ?? '') }])
  return after.length > before.length
    ? splice(text, [appended(text, list, items, after.at(-1) ?? '')])
    : splice(text, [removed(items, Number(path[0]))])
}

const listText = (names: readonly Json[]): string =>
  `[${names.map(name => atomText(String(name))).join(',')}]`
const spanAt = (items: readonly ErlangTerm[], index: number): Span =>
  items[index]?.span ?? { start: 0, end: 0 }

/** A file of blanks and comments stays as it is; the list goes behind it. */
function added(text: string, names: readonly Json[]): string {
  const lineEnd = text === '' || text.endsWith('\n') ? '' : '\n'
  return `${text}${lineEnd}${listText(names)}.\n`
}

/** A name at the end, behind a separator like the ones that are there. */
function appended(text: string, list: ErlangTerm, items: readonly ErlangTerm[], name: string): TextEdit {
  const [beforeLast, last] = [items.at(-2), items.at(-1)]
  if (!last) return { start: list.span.start + 1, end: list.span.start + 1, text: atomText(name) }
  const between = beforeLast
    ? text.slice(beforeLast.span.end, last.span.start)
    : `,${text.slice(list.span.start + 1, last.span.start)}`
  const separator = /^\s*,\s*$/.test(between) ? between : ','
  return { start: last.span.end, end: last.span.end, text: `${separator}${atomText(name)}` }
}

function removed(items: readonly ErlangTerm[], index: number): TextEdit {
  const [previous, next] = [items[index - 1], items[index + 1]]
  const { start, end } = spanAt(items, index)
  if (next) return { start, end: next.span.start, text: '' }
  return { start: previous?.span.end ?? start, end, text: '' }
}
