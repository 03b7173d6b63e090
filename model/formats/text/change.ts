import { isArray, isObject, isString, type Json, type JsonObject, member } from '../../kube/json.ts'
import type { Span } from '../../kube/span.ts'
import type { Step } from '../../kube/step.ts'

/** What `Codec.edit` does to a document. */
export type Change = { readonly set: Json } | 'remove'

/**
 * The same change on a decoded document: what `decode(edit(text, path, change))` must equal. Missing parents are made:
 * an object for a key, a list for `-`, a list item with that name for `{ name }`. Undefined where that is impossible
 * (a parent that is a string, an index beyond the end) or where the whole document is removed. Removing what is not
 * there changes nothing.
 */
export function changed(document: Json, path: readonly Step[], change: Change): Json | undefined {
  const [step, ...rest] = path
  if (step === undefined) return change === 'remove' ? undefined : change.set
  if (isArray(document)) return changedList(document, step, rest, change)
  if (!isObject(document) || !isString(step)) return change === 'remove' ? document : undefined
  const old = member(document, step)
  if (change === 'remove' && old === undefined) return document
  if (change === 'remove' && rest.length === 0) return without(document, step)
  const value = old === undefined ? created(rest, change) : changed(old, rest, change)
  return value === undefined ? undefined : withMember(document, step, value)
}

function changedList(
  list: readonly Json[],
  step: Step,
  rest: readonly Step[],
  change: Change,
): Json | undefined {
  const index = indexOf(list, step)
  const old = list[index]
  if (old === undefined) {
    if (change === 'remove') return list
    const item = index === list.length ? created(rest, change) : undefined
    const named = item === undefined ? undefined : withName(item, step)
    return named === undefined ? undefined : [...list, named]
  }
  if (change === 'remove' && rest.length === 0) return list.filter((_, i) => i !== index)
  const value = changed(old, rest, change)
  return value === undefined ? undefined : list.map((item, i) => (i === index ? value : item))
}

/** The index a step means in a list: one past the end for `-` and for a name that is not there; -1 for a wrong step. */
export function indexOf(list: readonly Json[], step: Step): number {
  if (typeof step === 'number') return Number.isInteger(step) && step <= list.length ? step : -1
  if (step === '-') return list.length
  if (isString(step)) return /^(?:0|[1-9]\d{0,9})$/.test(step) ? indexOf(list, Number(step)) : -1
  if (!('name' in step)) return -1
  const index =
    list.length < few
      ? list.findIndex(item => member(item, 'name') === step.name)
      : (indexByName(list).get(step.name) ?? -1)
  return index < 0 ? list.length : index
}

/** In a longer list each of many findings may lead to an item of its own: which has a name is told once. */
const few = 32
const indexes = new WeakMap<readonly Json[], ReadonlyMap<unknown, number>>()
function indexByName(list: readonly Json[]): ReadonlyMap<unknown, number> {
  const known = indexes.get(list)
  if (known) return known
  const index = new Map<unknown, number>()
  // Of several with one name the first is meant.
  for (const [at, item] of list.entries()) {
    const name = member(item, 'name')
    if (!index.has(name)) index.set(name, at)
  }
  indexes.set(list, index)
  return index
}

/** The value that setting `path` makes where nothing is yet. */
export function created(path: readonly Step[], change: Change): Json | undefined {
  if (change === 'remove') return undefined
  const [step, ...rest] = path
  if (step === undefined) return change.set
  const value = created(rest, change)
  if (value === undefined) return undefined
  if (step === '-' || step === 0) return [value]
  if (isString(step)) return withMember({}, step, value)
  const named = typeof step === 'object' && 'name' in step ? withName(value, step) : undefined
  return named === undefined ? undefined : [named]
}

/** A list item that a `{ name }` step makes carries that name. Undefined where it cannot. */
export function withName(item: Json, step: Step): Json | undefined {
  if (typeof step !== 'object' || !('name' in step)) return item
  if (!isObject(item)) return undefined
  const name = member(item, 'name')
  if (name === undefined) return { name: step.name, ...item }
  return name === step.name ? item : undefined
}

const withMember = (object: JsonObject, key: string, value: Json): JsonObject => {
  const entries = Object.entries(object).map(([k, v]): [string, Json] => [k, k === key ? value : v])
  return Object.fromEntries(Object.hasOwn(object, key) ? entries : [...entries, [key, value]])
}
const without = (object: JsonObject, key: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([k]) => k !== key))

/** Whether two documents are the same, whatever the order of members. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (isArray(a) && isArray(b))
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
  if (!isObject(a) || !isObject(b)) return Object.is(a, b)
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  )
}

/** New text for a range of a text. */
export interface TextEdit extends Span {
  readonly text: string
}

/** Replaces ranges of a text; the ranges do not overlap. */
export function splice(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let from = 0
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(from, edit.start) + edit.text
    from = edit.end
  }
  return result + text.slice(from)
}
