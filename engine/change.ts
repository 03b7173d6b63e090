import { newestOf, type Stand } from '../facts/metadata-store.ts'
import { compareReleases } from '../facts/release.ts'
import type { Broker } from '../model/broker/broker.ts'
import { clusterOf } from '../model/cluster.ts'
import type { Rule } from '../model/rule/rule.ts'
import { judge } from './families.ts'
import type { Outcome } from './finding.ts'
import type { EvaluateOptions } from './options.ts'
import { clusterSubject } from './run-rule.ts'
import { isOff } from './settings.ts'
import type { Target } from './targets.ts'

/**
 * Runs the rules that compare on every cluster that is there before and after, whether or not there is time: they are few and
 * cheap, and most of what they find cannot be undone. The brokers are those of one context.
 */
export function compareClusters(
  was: readonly Broker[],
  is: readonly Broker[],
  rules: readonly Rule[],
  options: EvaluateOptions,
): Outcome {
  const active = rules.filter(rule => rule.scope === 'change' && !isOff(options, rule))
  const known = Map.groupBy(was, identity)
  const targets = is.flatMap(after => {
    const [before] = known.get(identity(after)) ?? []
    return before ? [targetOf(before, after)] : []
  })
  return judge(targets, active, { ...options, outOfTime: () => false })
}

/** What makes two brokers of one context the same cluster, before and after a change; the context may be called otherwise. */
export const identity = ({ workload }: Broker): string =>
  JSON.stringify([workload.kind, workload.object.name, workload.namespace])

/**
 * One cluster under each stand that it may have after the change. Before, it stood the same way where it could, else as
 * the newest that it may have been.
 */
function targetOf(before: Broker, after: Broker): Target {
  return {
    scope: 'change',
    stands: after.stands,
    why: after.standUnknown,
    cluster: stand => clusterOf(after, stand),
    subject: (rule, stand, tell) => {
      const old = before.stands.find(known => isSameStand(known, stand)) ?? newestOf(before.stands)
      const was = clusterSubject(rule, clusterOf(before, old), old, tell)
      const is = clusterSubject(rule, clusterOf(after, stand), stand, tell)
      return was && is ? { before: was, after: is } : undefined
    },
    context: after.world.context,
    name: after.name,
  }
}
const isSameStand = (a: Stand, b: Stand): boolean => a.store === b.store && compareReleases(a, b) === 0
