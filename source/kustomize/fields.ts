import { isArray, isObject, isString, type Json, member } from '../../model/kube/json.ts'
import type { KubeObject } from '../../model/kube/object.ts'

/**
 * A field of some objects, as kustomize's own tables have it. Lists on the way are gone through; `key[]` is a list that
 * is never made.
 */
export interface Field {
  readonly path: readonly string[]
  readonly kind?: string
  readonly group?: string
  readonly version?: string
  /** Whether it is made where it is missing. */
  readonly create?: boolean
}

export const appliesTo = (field: Field, { apiVersion, group, kind }: KubeObject): boolean =>
  (field.kind === undefined || field.kind === kind) &&
  (field.group === undefined || field.group === group) &&
  (field.version === undefined || field.version === apiVersion.slice(apiVersion.indexOf('/') + 1))

/** The new value of what stands at `path` (keys; list items by name, else index); the old one where nothing changes. */
export type Change = (old: Json | undefined, path: readonly string[]) => Json | undefined

/**
 * `value` with what stands at `path` changed, in every item of the lists on the way. The same value if nothing changes.
 * @param create whether what is missing is made; else `change` is only asked about what is there
 */
export function changeAt(value: Json, path: readonly string[], change: Change, create = false): Json {
  return walk(value, path, change, create, []) ?? value
}

function walk(
  value: Json | undefined,
  [key, ...rest]: readonly string[],
  change: Change,
  create: boolean,
  at: readonly string[],
): Json | undefined {
  if (key === undefined) return change(value, at)
  if (isArray(value)) {
    return mapItems(
      value,
      (item, index) => walk(item, [key, ...rest], change, create, [...at, itemKey(item, index)]) ?? item,
    )
  }
  const isMissing = value === undefined || value === null
  if (isMissing ? !create : !isObject(value)) return value
  const map = isObject(value) ? value : {}
  const isList = key.endsWith('[]')
  const name = isList ? key.slice(0, -2) : key
  const old = member(map, name)
  if ((old === undefined || old === null) && (isList || !create)) return value
  const changed = walk(old, rest, change, create, [...at, name])
  return changed === old || changed === undefined ? value : { ...map, [name]: changed }
}

/** The same list where no item changes. */
export function mapItems(
  list: readonly Json[],
  change: (item: Json, index: number) => Json,
): readonly Json[] {
  const changed = list.map(change)
  return changed.some((item, index) => item !== list[index]) ? changed : list
}

/** How an item of a list is named in the paths of `Unsettled` and `Borrowed`. */
export function itemKey(item: Json, index: number): string {
  const name = member(item, 'name')
  return isString(name) ? name : String(index)
}
