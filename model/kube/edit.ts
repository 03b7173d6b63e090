import type { Address } from './address.ts'
import type { Json, JsonObject } from './json.ts'
import type { KubeObject } from './object.ts'

/**
 * What a fix changes, in terms of addresses. `set` creates missing parents; `-` as last step appends to a list.
 * `remove` takes out a member, or, where the address has no steps, the object itself: in files its document, or its item of
 * a `List`; no patch of an object can do that.
 * `create` writes a whole new object beside an existing one (only ever an unsafe fix in files).
 */
export type Edit =
  | { readonly op: 'set'; readonly at: Address; readonly value: Json }
  | { readonly op: 'remove'; readonly at: Address }
  | { readonly op: 'create'; readonly object: JsonObject; readonly beside: KubeObject }

/** One RFC 6902 operation; paths are JSON Pointers into the object. */
export type JsonPatchOp =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string }
