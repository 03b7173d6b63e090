import type { JsonPatchOp } from './edit.ts'
import { isArray, isObject, type Json, type JsonObject } from './json.ts'
import { fromPointer } from './json-pointer.ts'

/** An operation that does not fit the document: no such member, an index beyond the end, a parent that is no container. */
export class PatchError extends Error {}

/**
 * The document with one RFC 6902 operation applied; the one that was given stays as it is. Throws PatchError where the
 * RFC demands an error.
 */
export const applyPatch = (document: Json, op: JsonPatchOp): Json => apply(document, fromPointer(op.path), op)

function apply(value: Json, path: readonly string[], op: JsonPatchOp): Json {
  const [token, ...rest] = path
  if (token === undefined) {
    if (op.op === 'remove') throw new PatchError('the whole document cannot be removed')
    return op.value
  }
  if (isArray(value)) return inList(value, token, rest, op)
  if (isObject(value)) return inObject(value, token, rest, op)
  throw new PatchError('the path goes through a value that is neither object nor list')
}

function inObject(object: JsonObject, token: string, rest: readonly string[], op: JsonPatchOp): JsonObject {
  const isLast = rest.length === 0
  const old = Object.hasOwn(object, token) ? object[token] : undefined
  if (old === undefined && !(isLast && op.op === 'add')) throw new PatchError('there is no such member')
  if (isLast && op.op === 'remove')
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== token))
  const changed = apply(old ?? null, rest, op)
  // Not by assignment, which would not make a member of the name `__proto__`.
  return Object.fromEntries(
    old === undefined
      ? [...Object.entries(object), [token, changed]]
      : Object.entries(object).map(([key, member]) => [key, key === token ? changed : member]),
  )
}

function inList(
  list: readonly Json[],
  token: string,
  rest: readonly string[],
  op: JsonPatchOp,
): readonly Json[] {
  const isLast = rest.length === 0
  const index = token === '-' ? list.length : /^(?:0|[1-9]\d{0,9})$/.test(token) ? Number(token) : -1
  if (isLast && op.op === 'add') {
    if (index < 0 || index > list.length) throw new PatchError('there is no such place in the list')
    return list.toSpliced(index, 0, op.value)
  }
  const old = list[index]
  if (old === undefined) throw new PatchError('there is no such item in the list')
  if (isLast && op.op === 'remove') return list.toSpliced(index, 1)
  return list.with(index, apply(old, rest, op))
}
