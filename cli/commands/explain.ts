import { unknownRule } from '../config/explain.ts'
import { wrongUsage } from '../exit-code.ts'
import type { Host } from '../host.ts'
import { shownPage } from '../pages.ts'
import { ruleIds } from '../rule-ids.ts'

/** `warrener explain RULE`: the page of a rule. Throws a Stop where there is no such rule. */
export function explainRule(id: string, { out, env }: Host): void {
  const page = shownPage(id, { env, isTTY: out.isTTY })
  if (page === undefined) throw wrongUsage(unknownRule(id, ruleIds))
  out.write(page)
}
