import type { Located } from '../kube/address.ts'
import type { Json } from '../kube/json.ts'
import type { Lookup } from '../kube/lookup.ts'

/** What holds back who evicts pods. */
export interface Budget {
  /** How a message names it. */
  readonly called: string
  /** Where its user writes the limits: in front of their names. */
  readonly place: string
  limit(field: 'maxUnavailable' | 'minAvailable'): Lookup<Located<Json>>
}
