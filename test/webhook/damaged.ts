import fc from 'fast-check'
import { isArray, isObject, type Json, type JsonObject } from '../../model/kube/json.ts'

/* Objects as nobody writes them, and as an API server lets them through. */

type Key = string | number
/** All places of a value. */
const placesOf = (value: Json, path: readonly Key[] = []): readonly (readonly Key[])[] => [
  ...(path.length > 0 ? [path] : []),
  ...(isArray(value)
    ? value.flatMap((item, index) => placesOf(item, [...path, index]))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))
      : []),
]

interface Damage {
  readonly path: readonly Key[]
  /** Undefined: the place is taken out. */
  readonly value: Json | undefined
}
const odd: fc.Arbitrary<Json | undefined> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  fc.constantFrom<Json>(
    null,
    '',
    'None',
    'true',
    0,
    3,
    true,
    false,
    [],
    {},
    [null],
    [{}],
    [{ name: 'rabbitmq' }],
  ),
)
/** Whatever else is odd, the API server has seen to it that an object has the name and namespace of the request. */
export const damaged = (object: JsonObject): fc.Arbitrary<JsonObject> =>
  fc
    .array(fc.record({ path: fc.constantFrom(...placesOf(object)), value: odd }), { maxLength: 6 })
    .map(all => {
      const { metadata, ...rest } = all.reduce(damage, structuredClone(object))
      const { kind, apiVersion } = object
      const { name, namespace } = object.metadata as JsonObject
      return {
        ...rest,
        kind,
        apiVersion,
        metadata: { ...(isObject(metadata) ? metadata : {}), name, namespace },
      } as JsonObject
    })

function damage(object: JsonObject, { path, value }: Damage): JsonObject {
  let here: unknown = object
  for (const key of path.slice(0, -1)) here = (here as Record<Key, unknown> | null | undefined)?.[key]
  const last = path.at(-1) ?? ''
  if (typeof here !== 'object' || here === null) return object
  if (value === undefined) delete (here as Record<Key, unknown>)[last]
  else (here as Record<Key, unknown>)[last] = structuredClone(value)
  if (isArray(here as Json))
    (here as Json[]).splice(
      0,
      (here as Json[]).length,
      ...(here as Json[]).filter(item => item !== undefined),
    )
  return object
}
