import { unknownRule } from '../config/explain.ts'
import { wrongUsage } from '../exit-code.ts'
import { pageForTerminal } from '../formats/page.ts'
import { coloured, plain, wantsColor } from '../formats/style.ts'
import type { Host } from '../host.ts'
import { pageOf } from '../pages.ts'
import { ruleIds } from '../rule-ids.ts'

/** `warrener explain RULE`: the page of a rule. Throws a Stop where there is no such rule. */
export function explainRule(id: string, host: Host): void {
  const page = pageOf(id)
  if (page === undefined) throw wrongUsage(unknownRule(id, ruleIds))
  const style = wantsColor('auto', host.env, host.out.isTTY) ? coloured : plain
  host.out.write(pageForTerminal(page, style))
}
