import type { Review, ReviewOptions } from '../engine/review.ts'
import { wantedOf } from '../engine/settings.ts'
import { isSilenced } from '../engine/suppress.ts'
import { ifFound } from '../model/kube/lookup.ts'
import type { Rule } from '../model/rule/rule.ts'
import { isKept, type Wish } from './mutate.ts'
import type { Subject } from './subject.ts'

/**
 * What a new object lacks by its own signs, while the workload that it is for is not there. Afterwards nobody would add it:
 * whatever comes next does not touch this object. Nor does it lose it again to who does not know of it.
 */
export function earlyWishes(
  rules: readonly Rule[],
  { after }: Review,
  { before, after: object }: Subject,
  options: ReviewOptions,
): readonly Wish[] {
  if (!object) return []
  const isGoverning = after.brokers.some(
    ({ workload }) =>
      workload.namespace === object.namespace && ifFound(workload.serviceName)?.value === object.name,
  )
  if (isGoverning) return []
  return rules.flatMap(rule => {
    const fix = rule.early?.(object)
    if (!fix || wantedOf(options, rule, object) === 'off') return []
    if (before && !isKept(fix, before)) return []
    return isSilenced(object, rule, options) ? [] : [{ rule: rule.id, fix }]
  })
}
