import type { Cluster } from '../model/cluster.ts'
import { isBetter, type Outcome, worstIn } from './outcome.ts'
import type { Scenario } from './scenarios.ts'
import type { QueueKind, Setup } from './simulator/setup.ts'

/*
 * What would change an end: the same is simulated with one thing changed, and the first that ends better is named.
 */

interface Change {
  readonly says: string
  readonly setup: Setup
}

/** The change that helps; undefined where none of those that are known does, or nothing has to. */
export function betterBy(cluster: Cluster, scenario: Scenario, outcome: Outcome): Change | undefined {
  const { availability, messages, run } = outcome
  if (availability === 'survives' && messages === 'kept') return undefined
  const kind = run.setup.queues[outcome.kind]
  if (kind === undefined) return undefined
  return changesOf(cluster, { ...run.setup, queues: [kind] }, kind).find(({ setup }) => {
    const [end] = worstIn(setup, scenario)
    return end !== undefined && isBetter(end, outcome)
  })
}

function changesOf({ workload, release }: Cluster, setup: Setup, kind: QueueKind): readonly Change[] {
  const { wording } = workload.made
  const change = (says: string, part: Partial<Setup>): Change => ({ says, setup: { ...setup, ...part } })
  const onto = (says: string, other: QueueKind, part: Partial<Setup> = {}): Change =>
    change(says, { queues: [other], ...part })
  const { size } = setup
  return [
    ...(setup.refuses
      ? [change('the policies without the keys that the release refuses', { refuses: false })]
      : []),
    ...(setup.ordered
      ? [change(`${wording.ofSet('podManagementPolicy')}: Parallel`, { ordered: false })]
      : []),
    ...(setup.namedBeforeReady
      ? []
      : [
          change('publishNotReadyAddresses: true in the headless Service', {
            namedBeforeReady: true,
            findsItself: true,
          }),
        ]),
    ...(setup.keeps === 'pod'
      ? []
      : [change('a claim for each pod, under a name that stays', { keeps: 'pod' })]),
    ...(setup.deletesScaled ? [change('whenScaled: Retain', { deletesScaled: false })] : []),
    ...(setup.deletesAll ? [change('whenDeleted: Retain', { deletesAll: false })] : []),
    ...(setup.stopsInTime
      ? []
      : [change(`more ${wording.ofPods('terminationGracePeriodSeconds')}`, { stopsInTime: true })]),
    ...(setup.forced ? [change('no forced start', { forced: false })] : []),
    ...mirrorChanges(kind, onto),
    ...(setup.partitions === 'ignore' || setup.partitions === 'autoheal'
      ? [change('cluster_partition_handling = pause_minority', { partitions: 'pause_minority' })]
      : []),
    ...(size === 2 && (kind.type === 'quorum' || kind.type === 'stream')
      ? [onto('three nodes', { ...kind, copies: 3 }, { size: 3 })]
      : []),
    ...(size > 2 && kind.type !== 'quorum' && kind.type !== 'stream' && release.major >= 3
      ? [onto('a quorum queue', { type: 'quorum', copies: 3 })]
      : []),
    ...(size <= 2 && kind.type !== 'stream'
      ? [
          onto(
            'three nodes and a quorum queue',
            { type: 'quorum', copies: 3 },
            { size: 3, discovery: setup.discovery === 'none' ? 'lists' : setup.discovery },
          ),
        ]
      : []),
  ]
}

function mirrorChanges(kind: QueueKind, onto: (says: string, other: QueueKind) => Change): readonly Change[] {
  if (kind.type !== 'mirrored') return []
  return [
    ...(kind.onFailure === 'always' && kind.onShutdown === 'when-synced'
      ? [
          onto('ha-promote-on-failure: when-synced (it then waits for its leader)', {
            ...kind,
            onFailure: 'when-synced',
          }),
        ]
      : []),
    ...(kind.onShutdown === 'always'
      ? [onto('ha-promote-on-shutdown: when-synced', { ...kind, onShutdown: 'when-synced' })]
      : []),
    ...(kind.syncs
      ? []
      : [
          onto('ha-sync-mode: automatic, and a preStop hook that waits for mirrors', {
            ...kind,
            syncs: true,
          }),
        ]),
  ]
}
