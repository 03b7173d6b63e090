import type { Rule } from '../model/rule/rule.ts'
import { compareSeverity } from '../model/rule/severity.ts'

/** Rules as they are run at admission: what refuses comes first, for time may be over before all were run. */
export const inOrder = (rules: readonly Rule[]): readonly Rule[] =>
  rules.toSorted((a, b) => compareSeverity(b.worst, a.worst))
