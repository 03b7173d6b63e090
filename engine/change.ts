import type { Release } from '../facts/release.ts'
import type { Broker } from '../model/broker/broker.ts'
import { clusterOf } from '../model/cluster.ts'
import type { Rule } from '../model/rule/rule.ts'
import { type EvaluateOptions, type Evaluation, outcomeOf } from './evaluate.ts'
import { type Finding, joinOutcomes, type Outcome } from './finding.ts'
import { applies } from './releases.ts'
import { clusterSubject, runRule } from './run-rule.ts'
import { isOff } from './settings.ts'

/** Runs the rules that compare on every cluster that is there before and after. */
export function compareClusters(
  was: Evaluation,
  is: Evaluation,
  rules: readonly Rule[],
  options: EvaluateOptions,
): Outcome {
  const active = rules.filter(rule => rule.scope === 'change' && !isOff(options, rule))
  return joinOutcomes(
    is.brokers.flatMap(after => {
      const before = was.brokers.find(candidate => sameCluster(candidate, after))
      return before ? active.map(rule => compare(rule, before, after, options)) : []
    }),
  )
}

const sameCluster = (a: Broker, b: Broker): boolean =>
  a.world.context === b.world.context &&
  a.workload.kind === b.workload.kind &&
  a.workload.object.name === b.workload.object.name &&
  a.workload.namespace === b.workload.namespace

/** One rule on one cluster, judged as the release that runs after the change (the newest it may be). */
function compare(rule: Rule, before: Broker, after: Broker, options: EvaluateOptions): Outcome {
  const [old, release] = [before.releases.at(-1), after.releases.at(-1)]
  if (!old || !release || applies(rule, release) !== true) return joinOutcomes([])
  const run = runRule(rule, tell => {
    const [left, right] = [
      clusterSubject(rule, clusterOf(before, old), old, tell),
      clusterSubject(rule, clusterOf(after, release), release, tell),
    ]
    return left && right ? { before: left, after: right } : undefined
  })
  const target = {
    cluster: (known: Release) => clusterOf(after, known),
    releases: after.releases,
    context: after.world.context,
    name: after.name,
  }
  return outcomeOf(target, rule, run, options)
}

/** Whether a change says already what another finding says of the state after it: a deleted Service is one cause, not two. */
export const replaces = (change: Finding, finding: Finding): boolean =>
  change.cluster?.name === finding.cluster?.name && change.rule.replaces.includes(finding.rule.id)
