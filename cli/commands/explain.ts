import { rules } from '../../index.ts'
import { rulePage } from '../../lint/rule-page.ts'
import { unknownRule } from '../config/explain.ts'
import { wrongUsage } from '../exit-code.ts'
import type { Host } from '../host.ts'
import { ruleIds } from '../rule-ids.ts'

/** `warrener explain RULE`: the page of a rule. Throws a Stop where there is no such rule. */
export function explainRule(id: string, host: Host): void {
  const rule = rules.find(known => known.id === id)
  if (!rule) throw wrongUsage(unknownRule(id, ruleIds))
  host.out.write(rulePage(rule))
}
