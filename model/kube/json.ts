/** Any value a Kubernetes object may hold, as the API server stores it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)
export const isString = (value: Json | undefined): value is string => typeof value === 'string'

/** The object at `value`, or an empty one: for reading optional maps without a check at every step. */
export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})
/** The list at `value`, or an empty one. */
export const listOf = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : [])
/** The own member `key` of `value`; undefined where there is none (also for `__proto__` and other inherited names). */
export const member = (value: Json | undefined, key: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
