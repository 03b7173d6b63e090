import type { Broker } from './broker.ts'
import type { Policy } from './policy.ts'

/** Policies that commands set. */
export const commandPolicies = (_broker: Broker): readonly Policy[] => []
