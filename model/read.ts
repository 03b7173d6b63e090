import { at, type Located, type Step } from './address.ts'
import { isArray, isObject, isString, type Json, member } from './json.ts'
import { absent, found, type Lookup, unknown } from './lookup.ts'
import { type KubeObject, unsettledAt } from './object.ts'

/** The value at `path` below `value`; list items are found by index or by their `name`. Stops at embedded text. */
export function dig(value: Json | undefined, path: readonly Step[]): Json | undefined {
  let here = value
  for (const step of path) {
    if (typeof step === 'string') here = member(here, step)
    else if (typeof step === 'number') here = isArray(here) ? here[step] : undefined
    else if ('name' in step)
      here = isArray(here) ? here.find(item => member(item, 'name') === step.name) : undefined
    else return undefined
  }
  return here
}

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
