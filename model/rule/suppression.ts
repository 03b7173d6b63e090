import type { Address } from '../kube/address.ts'

/** One `rule=reason` of a `warrener.dev/ignore` annotation or of a comment, and what came of it. */
export interface SuppressionEntry {
  readonly rule: string
  readonly reason: string
  /** Last day that counts, `YYYY-MM-DD`. */
  readonly until: string | undefined
  readonly at: Address
  readonly state: 'used' | 'unused' | 'unknown-rule' | 'expired' | 'malformed'
  /** What is wrong with a malformed entry, or the rule that an unknown one may mean. */
  readonly hint?: string
}
