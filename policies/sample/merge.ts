import { isArray, isObject, type Json, type JsonObject } from '../../model/kube/json.ts'

/**
 * An object with a part merged in, as by a strategic merge patch: objects member by member, lists of named items by name
 * and mounts by their path, other lists as a whole. What the part has as null is taken away.
 */
export const merge = (object: JsonObject, part: JsonObject): JsonObject => {
  const merged = new Map(Object.entries(object))
  for (const [name, value] of Object.entries(part)) {
    if (value === null) merged.delete(name)
    else merged.set(name, mergeValue(merged.get(name), value))
  }
  return Object.fromEntries(merged)
}

function mergeValue(old: Json | undefined, value: Json): Json {
  if (isObject(value)) return merge(isObject(old) ? old : {}, value)
  return isArray(value) && isArray(old) ? mergeLists(old, value) : value
}

function mergeLists(old: readonly Json[], added: readonly Json[]): readonly Json[] {
  const key = ['mountPath', 'name'].find(name =>
    [...old, ...added].every(item => isObject(item) && name in item),
  )
  if (key === undefined) return added
  const merged = new Map(old.map(item => [keyOf(item, key), item]))
  for (const item of added) merged.set(keyOf(item, key), mergeValue(merged.get(keyOf(item, key)), item))
  return [...merged.values()]
}

const keyOf = (item: Json, key: string): Json | undefined => (isObject(item) ? item[key] : undefined)
