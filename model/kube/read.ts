import { at, type Located } from './address.ts'
import { isArray, isObject, isString, type Json, member } from './json.ts'
import { absent, found, type Lookup, unknown } from './lookup.ts'
import { type KubeObject, unsettledAt } from './object.ts'
import { onceEach } from './once-each.ts'
import type { Step } from './step.ts'

/** The value at `path` below `value`; list items are found by index or by their `name`. Undefined in embedded text. */
export function dig(value: Json | undefined, path: readonly Step[]): Json | undefined {
  let here = value
  for (const step of path) {
    if (typeof step === 'object' && 'as' in step) return undefined
    here = childAt(here, keyOrIndex(here, step))
  }
  return here
}

/**
 * `path` as keys and indexes: a list item by its `name` becomes its index, and stays the name where there is none. Ends
 * where embedded text begins.
 */
export function keysAndIndexes(value: Json, path: readonly Step[]): readonly (string | number)[] {
  const keys: (string | number)[] = []
  let here: Json | undefined = value
  for (const step of path) {
    if (typeof step === 'object' && 'as' in step) break
    const key = keyOrIndex(here, step)
    keys.push(key)
    here = childAt(here, key)
  }
  return keys
}

const childAt = (value: Json | undefined, key: string | number): Json | undefined =>
  typeof key === 'string' ? member(value, key) : isArray(value) ? value[key] : undefined

function keyOrIndex(value: Json | undefined, step: Exclude<Step, { as: unknown }>): string | number {
  if (typeof step !== 'object') return step
  return (isArray(value) ? itemsByName(value).get(step.name) : undefined) ?? step.name
}

/** The first item of a list for each text that is a `name`: there may be a finding in each. */
const itemsByName = onceEach((list: readonly Json[]): ReadonlyMap<string, number> => {
  const known = new Map<string, number>()
  for (const [index, item] of list.entries()) {
    const name = member(item, 'name')
    if (isString(name) && !known.has(name)) known.set(name, index)
  }
  return known
})

/** A member of an object with its place: unknown where a patch may change it, absent where it is not written or null. */
export function read(object: KubeObject, path: readonly Step[]): Lookup<Located<Json>> {
  const why = unsettledAt(object, path)
  if (why !== undefined) return unknown(why)
  const value = dig(object.value, path)
  return value === undefined || value === null ? absent() : found({ value, at: at(object, ...path) })
}

/** As `read`, for text; any other type counts as absent: the API server refuses it, which other rules say. */
export function readString(object: KubeObject, path: readonly Step[]): Lookup<Located<string>> {
  return typed(read(object, path), isString)
}
export function readNumber(object: KubeObject, path: readonly Step[]): Lookup<Located<number>> {
  return typed(read(object, path), value => typeof value === 'number')
}

function typed<T extends Json>(
  lookup: Lookup<Located<Json>>,
  is: (value: Json) => value is T,
): Lookup<Located<T>> {
  if (lookup.state !== 'found') return lookup
  const { value, at: place } = lookup.value
  return is(value) ? found({ value, at: place }) : absent()
}

/** Text, numbers and booleans as Kubernetes prints them; undefined for lists and maps. */
export const scalarText = (value: Json | undefined): string | undefined =>
  value === null || value === undefined || isObject(value) || isArray(value) ? undefined : String(value)
