import { isString, type Json, type JsonObject } from '../../kube/json.ts'
import type { Span } from '../../kube/span.ts'
import type { Step } from '../../kube/step.ts'
import { type Change, changed, sameJson, splice, type TextEdit } from '../text/change.ts'
import { type Codec, FormatError } from '../text/codec.ts'
import { lineSpan } from '../text/lines.ts'
import { remembering } from '../text/remember.ts'
import { type ErlangTerm, parseErlang } from './erlang.ts'
import { reservedWords } from './erlang-lexer.ts'

/**
 * advanced.config and rabbitmq.config: one list of `{application, settings}`. Lists of pairs with an atom in front are
 * read as objects, atoms and strings as text. A path names such pairs, or is a line (from 1) of the file. An edit changes
 * a number, an atom or a text that is there, adds a pair with a number or a boolean, or takes a pair out.
 */
export const erlangCodec: Codec = {
  decode: text => jsonOf(rootOf(text)),
  edit,
  locate(text, path) {
    const [first] = path
    if (typeof first === 'number') return lineSpan(text, first)
    return path.length === 0 ? { start: 0, end: text.length } : spanOf(rememberedRoot(text), path)
  },
}

function edit(text: string, path: readonly Step[], asked: Change): string {
  const change = asked === 'remove' || typeof asked.set !== 'boolean' ? asked : { set: String(asked.set) }
  const wanted = changed(jsonOf(rootOf(text)), path, change)
  if (wanted === undefined) throw new FormatError('not a setting that can be changed', 0)
  const result = splice(
    text,
    [editOf(rootOf(text), path, change)].flatMap(one => one ?? []),
  )
  if (!sameJson(jsonOf(rootOf(result)), wanted))
    throw new FormatError('the terms would mean something else', 0)
  return result
}

/** The one change of the text; undefined where there is nothing to do. */
function editOf(root: ErlangTerm, path: readonly Step[], change: Change): TextEdit | undefined {
  const keys = path.filter(isString)
  const key = keys.at(-1)
  if (key === undefined || keys.length !== path.length) throw new FormatError('not a pair of the terms', 0)
  const parent = keys
    .slice(0, -1)
    .reduce<ErlangTerm | undefined>((term, step) => term && pairIn(term, step), root)
  const old = parent && pairIn(parent, key)
  if (change === 'remove') return parent && old ? removed(parent, old) : undefined
  if (old) return { ...old.span, text: written(old.kind, change.set) }
  if (parent?.kind !== 'list') throw new FormatError('what should hold the setting is not there', 0)
  const last = parent.items.at(-1)
  const pair = `{${atom(key)}, ${written(undefined, change.set)}}`
  if (last) return { start: last.span.end, end: last.span.end, text: `, ${pair}` }
  return { start: parent.span.start + 1, end: parent.span.start + 1, text: pair }
}

/** A pair goes with the comma behind it; the last one with the comma before. */
function removed(parent: ErlangTerm, value: ErlangTerm): TextEdit | undefined {
  const items = parent.kind === 'list' ? parent.items : []
  const index = items.findIndex(item => pairOf(item)?.value === value)
  const [item, next, previous] = [items[index], items[index + 1], items[index - 1]]
  if (!item) return undefined
  if (next) return { start: item.span.start, end: next.span.start, text: '' }
  return { start: previous?.span.end ?? item.span.start, end: item.span.end, text: '' }
}

/** A value in the kind that stands there: Erlang has three kinds of text, and they are not the same to the broker. */
function written(kind: ErlangTerm['kind'] | undefined, value: Json): string {
  if (typeof value === 'number' && Number.isSafeInteger(value) && (kind === undefined || kind === 'integer'))
    return String(value)
  if ((value === 'true' || value === 'false') && kind === undefined) return value
  if (isString(value) && kind === 'atom') return atom(value)
  if (isString(value) && kind === 'string') return quoted(value, '"')
  if (isString(value) && kind === 'binary') return `<<${quoted(value, '"')}>>`
  throw new FormatError('not a value that can stand here', 0)
}
const atom = (name: string): string =>
  /^[a-z][a-zA-Z0-9_@]*$/.test(name) && !reservedWords.has(name) ? name : quoted(name, "'")
function quoted(text: string, quote: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no plain form in Erlang text.
  if (/[\u0000-\u001f\u007f-\uffff]/.test(text)) throw new FormatError('a character that needs an escape', 0)
  return (
    quote + text.replaceAll(/[\\'"]/g, char => (char === '\\' || char === quote ? `\\${char}` : char)) + quote
  )
}

/** The one term of a configuration file. Throws FormatError where there is none, or more than one. */
export function rootOf(text: string): ErlangTerm {
  const [root, second] = parseErlang(text)
  if (root === undefined) throw new FormatError('no term, where one list belongs', text.length)
  if (second !== undefined)
    throw new FormatError('more than one term, where one list belongs', second.span.start)
  if (root.kind !== 'list' || root.tail !== undefined)
    throw new FormatError('not a list in square brackets', root.span.start)
  return root
}

const rememberedRoot = remembering(rootOf)

/** The value of a pair `{key, value}` in a list; of several the first, as proplists:get_value/2 has it. */
export function pairIn(term: ErlangTerm, key: string): ErlangTerm | undefined {
  if (term.kind !== 'list') return undefined
  return term.items.map(pairOf).find(pair => pair?.key === key)?.value
}

function pairOf(term: ErlangTerm): { key: string; value: ErlangTerm } | undefined {
  if (term.kind !== 'tuple') return undefined
  const [key, value, ...more] = term.items
  return key?.kind === 'atom' && value && more.length === 0 ? { key: key.value, value } : undefined
}

function spanOf(root: ErlangTerm, path: readonly Step[]): Span | undefined {
  let here = root
  for (const step of path) {
    const next = isString(step) ? pairIn(here, step) : undefined
    if (next === undefined) return here === root ? undefined : here.span
    here = next
  }
  return here.span
}

function jsonOf(term: ErlangTerm): Json {
  switch (term.kind) {
    case 'integer':
      return Number(term.value)
    case 'list':
      return listJson(term.items)
    case 'tuple':
      return term.items.map(jsonOf)
    case 'map':
      return term.entries.map(([key, value]) => [jsonOf(key), jsonOf(value)])
    case 'fun':
      return `fun ${term.module}:${term.name}/${term.arity}`
    default:
      return term.value ?? ''
  }
}

function listJson(items: readonly ErlangTerm[]): Json {
  const pairs = items.map(pairOf)
  if (items.length === 0 || pairs.includes(undefined)) return items.map(jsonOf)
  // The first of equal keys counts, so it is put in last.
  const entries = pairs.flatMap(pair => (pair ? [[pair.key, jsonOf(pair.value)] as const] : [])).reverse()
  return Object.fromEntries(entries) as JsonObject
}
