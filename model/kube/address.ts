import type { KubeObject } from './object.ts'
import type { Step } from './step.ts'

/**
 * A place in one object, also inside text embedded in it: `data / rabbitmq.conf / as conf / heartbeat`.
 * The object is the instance itself, not its name, so that equal objects of two overlays stay two places.
 */
export interface Address {
  readonly object: KubeObject
  readonly path: readonly Step[]
  /** The key itself is meant, not its value: for findings about a key. Only where it is shown differs. */
  readonly part?: 'key'
}

/** A value together with the place it was read from. `sensitive` values must never be printed. */
export interface Located<T> {
  readonly value: T
  readonly at: Address
  readonly sensitive?: boolean
}

export const at = (object: KubeObject, ...path: readonly Step[]): Address => ({ object, path })
export const within = (address: Address, ...steps: readonly Step[]): Address => ({
  object: address.object,
  path: [...address.path, ...steps],
})

/** The key of a place instead of its value. */
export const keyOf = (address: Address): Address => ({ ...address, part: 'key' })

/** Splits a path at its first `as` step: the part in the object's own structure, and the part inside the embedded text. */
export function splitPath(path: readonly Step[]): {
  readonly outer: readonly Step[]
  readonly inner: readonly Step[]
} {
  const cut = path.findIndex(step => typeof step === 'object' && 'as' in step)
  return cut < 0 ? { outer: path, inner: [] } : { outer: path.slice(0, cut), inner: path.slice(cut) }
}
