import type { Address, Located } from '../kube/address.ts'
import type { JsonObject } from '../kube/json.ts'

/** What only pods of the cluster operator have: rules about the operator itself ask for it. */
export interface OperatorFacts {
  /** The kinds and names of all that it makes. */
  readonly gives: readonly (readonly [kind: string, name: string])[]
  /** The Secret that it keeps the first user in; undefined where its user says another place. */
  readonly userSecret: string | undefined
  /** The Secret that the first user is to come from instead. */
  readonly givenUserSecret: Located<string> | undefined
  /** Where the annotation stands, or would, that brings back the startup probe of before; undefined where another probe is chosen. */
  readonly startupProbe: Address | undefined
  /** It enables feature flags by itself. */
  readonly enablesFlags: boolean
  /** Parts of overrides that newer operators refuse, in words. */
  readonly refused: readonly Located<string>[]
  readonly override: Overrides
}

/** What an override says instead of what the operator makes; undefined where it says nothing. */
export interface Overrides {
  /** The names of claim templates. */
  readonly claims: Located<readonly string[]> | undefined
  /** A LabelSelector for the pods of the set. */
  readonly selector: Located<JsonObject> | undefined
  readonly replicas: (Located<number> & { readonly instead: number }) | undefined
  /** All labels by which the Service for clients then selects. */
  readonly service: Located<JsonObject> | undefined
}
