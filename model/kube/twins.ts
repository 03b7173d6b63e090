import { isArray, isObject, type Json } from './json.ts'
import type { KubeObject } from './object.ts'
import { onceEach } from './once-each.ts'
import { isFilledIn } from './placeholders.ts'
import { kindKey, type World } from './world.ts'

const keyOf = (object: Pick<KubeObject, 'group' | 'kind' | 'namespace' | 'name'>): string =>
  `${kindKey(object)}/${object.namespace}/${object.name}`

const byIdentity = onceEach(
  (world: World): ReadonlyMap<string, readonly KubeObject[]> => Map.groupBy(world.objects, keyOf),
)

/** The objects of a world that are one object to the API server, in their order. */
export const twinsOf = (
  world: World,
  object: Pick<KubeObject, 'group' | 'kind' | 'namespace' | 'name' | 'isTemplate'>,
): readonly KubeObject[] =>
  isFilledIn(object.name, object) ? [] : (byIdentity(world).get(keyOf(object)) ?? [])

/** Whether two values are equal, whatever the order of their keys. */
export function isSame(a: Json, b: Json): boolean {
  if (isArray(a))
    return isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index] ?? null))
  if (!isObject(a) || !isObject(b)) return a === b
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null))
  )
}
