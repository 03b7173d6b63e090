import type { Input } from '../lint/input.ts'
import type { StandOptions } from '../model/broker/standing.ts'
import { compareText } from '../model/kube/compare-text.ts'
import type { ClusterSurvival, QueueSurvival, SurvivalReport } from './report.ts'
import type { ScenarioId } from './scenarios.ts'
import { survive } from './survive.ts'

/** What becomes worse of queues of one type and policy in a scenario. */
export interface Worsening {
  readonly cluster: string
  readonly scenario: ScenarioId
  /** The scenario in a few words. */
  readonly title: string
  readonly before: QueueSurvival
  readonly after: QueueSurvival
}

/** What ends worse after a change of what was read, when something fails. */
export const worseBetween = (was: Input, is: Input, options: StandOptions): readonly Worsening[] =>
  worsenings(survive(was, options), survive(is, options))

/**
 * What ends worse after a change than before, of clusters and queues that are in both: that a cluster may be several things before or after
 * counts where all of them become worse. What is not known on a side is not compared.
 */
export function worsenings(before: SurvivalReport, after: SurvivalReport): readonly Worsening[] {
  const was = Map.groupBy(before.clusters, ({ name }) => name)
  const is = Map.groupBy(after.clusters, ({ name }) => name)
  return [...is]
    .flatMap(([name, stands]) => {
      const old = was.get(name)
      return old ? worseOf(old, stands) : []
    })
    .toSorted((a, b) => compareText(a.cluster, b.cluster))
}

function worseOf(
  before: readonly ClusterSurvival[],
  after: readonly ClusterSurvival[],
): readonly Worsening[] {
  const [first, ...others] = after.map(cluster => worseThan(before, cluster))
  return (first ?? []).filter(one => others.every(other => other.some(same => keyOf(same) === keyOf(one))))
}
const keyOf = ({ scenario, after: { type, policy } }: Worsening): string => `${scenario} ${type} ${policy}`

/** What is worse under one stand than under each that the cluster had. */
const worseThan = (
  before: readonly ClusterSurvival[],
  { name, scenarios }: ClusterSurvival,
): readonly Worsening[] =>
  scenarios.flatMap(({ id, title, queues }) =>
    queues.flatMap(queue => {
      const old = before.flatMap(cluster => cellIn(cluster, id, queue) ?? [])
      const [worst] = old.toSorted((a, b) => badness(b) - badness(a))
      return worst &&
        old.length === before.length &&
        isKnown(queue) &&
        old.every(isKnown) &&
        badness(queue) > badness(worst)
        ? [{ cluster: name, scenario: id, title, before: worst, after: queue }]
        : []
    }),
  )

const cellIn = (
  cluster: ClusterSurvival,
  id: ScenarioId,
  { type, policy }: QueueSurvival,
): QueueSurvival | undefined =>
  cluster.scenarios
    .find(scenario => scenario.id === id)
    ?.queues.find(queue => queue.type === type && queue.policy === policy)

const isKnown = ({ availability, messages }: QueueSurvival): boolean =>
  availability !== 'unknown' && messages !== 'unknown'
const badness = ({ availability, messages }: QueueSurvival): number =>
  10 * { survives: 0, unknown: 0, 'by-hand': 1, lost: 2 }[availability] +
  { kept: 0, unknown: 0, 'by-hand': 1, lost: 2 }[messages]
