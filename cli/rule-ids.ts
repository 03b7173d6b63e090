import { rules } from '../bound.ts'

/** The ids of the built-in rules, in the order of the list. */
export const ruleIds: readonly string[] = rules.map(({ id }) => id)
