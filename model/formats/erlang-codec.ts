import type { Step } from '../address.ts'
import { isString, type Json, type JsonObject } from '../json.ts'
import { type Codec, FormatError, type Span } from './codec.ts'
import { type ErlangTerm, parseErlang } from './erlang.ts'
import { lineSpan } from './lines.ts'
import { remembering } from './remember.ts'

/**
 * advanced.config and rabbitmq.config: one list of `{application, settings}`. Lists of pairs with an atom in front are
 * read as objects, atoms and strings as text. A path names such pairs, or is a line (from 1) of the file. Read only:
 * nothing here changes Erlang terms.
 */
export const erlangCodec: Codec = {
  decode: text => jsonOf(rootOf(text)),
  edit() {
    throw new FormatError('Erlang terms are not edited', 0)
  },
  locate(text, path) {
    const [first] = path
    if (typeof first === 'number') return lineSpan(text, first)
    return path.length === 0 ? { start: 0, end: text.length } : spanOf(rememberedRoot(text), path)
  },
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
