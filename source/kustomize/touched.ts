import { isArray, isObject, isString, type Json, type JsonObject, member } from '../../model/kube/json.ts'
import type { KubeObject } from '../../model/kube/object.ts'

/** What a patch touches of one object: everything at and below these paths. `[]` is all of it. */
export type Touched = readonly (readonly string[])[]
const everything: Touched = [[]]

/**
 * Lists that a strategic merge patch merges by the names of their items, in kinds of Kubernetes itself. All others are
 * touched as a whole: replaced, or merged by another key. Source: patchMergeKey in k8s.io/api/core/v1/types.go.
 */
const mergedByName: ReadonlySet<string> = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
  'env',
  'volumes',
  'imagePullSecrets',
])
const isMerged = ({ group }: KubeObject, key: string | undefined): boolean =>
  (!group.includes('.') || group.endsWith('.k8s.io')) && key !== undefined && mergedByName.has(key)

/** Whether a strategic merge patch takes the whole object away. */
export const isDeletion = (patch: Json): boolean => member(patch, '$patch') === 'delete'

/**
 * The leaves that a strategic merge patch sets. A directive, `$patch` or one of its kin, touches all that is around it.
 * @param identity whether name and namespace of the patch may become those of the object; else they only find it
 */
export function touchedByMerge(patch: JsonObject, object: KubeObject, identity = false): Touched {
  const { apiVersion: _, kind: __, metadata, ...rest } = patch
  if (Object.keys(rest).some(isDirective)) return everything
  const { name: ___, namespace: ____, ...labels } = isObject(metadata) ? metadata : {}
  const described = identity ? metadata : labels
  return [
    ...(isObject(described) && Object.keys(described).length > 0
      ? leaves(described, ['metadata'], object)
      : []),
    ...Object.entries(rest).flatMap(([key, value]) => leaves(value, [key], object)),
  ]
}

const isDirective = (key: string): boolean => key.startsWith('$')

function leaves(value: Json, path: readonly string[], object: KubeObject): Touched {
  if (isArray(value)) return isMerged(object, path.at(-1)) ? itemLeaves(value, path, object) : [path]
  if (!isObject(value)) return [path]
  const members = Object.entries(value)
  if (members.length === 0 || members.some(([key]) => isDirective(key))) return [path]
  return members.flatMap(([key, member]) => leaves(member, [...path, key], object))
}

function itemLeaves(list: readonly Json[], path: readonly string[], object: KubeObject): Touched {
  const named = list.every(item => isString(member(item, 'name')) && member(item, '$patch') === undefined)
  if (!named) return [path]
  return list.flatMap(item => {
    const { name, ...rest } = isObject(item) ? item : {}
    return leaves(rest, [...path, String(name)], object)
  })
}

/** The paths of JSON Patch operations (RFC 6902) on one object. What is no operation touches everything. */
export function touchedByOperations(operations: readonly Json[], object: KubeObject): Touched {
  return operations.flatMap(operation => {
    const [op, path, from] = ['op', 'path', 'from'].map(key => member(operation, key))
    if (op === 'test') return []
    const paths = op === 'move' ? [path, from] : [path]
    return paths.flatMap(pointer => (isString(pointer) ? [byName(object, tokens(pointer))] : everything))
  })
}

const tokens = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))

/**
 * A path with the items of the lists that have them by name. It ends at every other list, and at a list of which an item
 * is added or taken away.
 */
export function byName(object: KubeObject, path: readonly string[]): readonly string[] {
  const named: string[] = []
  let here: Json | undefined = object.value
  for (const [depth, token] of path.entries()) {
    if (isArray(here)) {
      const item: Json | undefined = here[Number(token)]
      const name = member(item, 'name')
      if (depth === path.length - 1 || !isString(name) || !mergedByName.has(named.at(-1) ?? '')) return named
      named.push(name)
      here = item
    } else {
      named.push(token)
      here = member(here, token)
    }
  }
  return named
}
