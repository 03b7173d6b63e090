import type { ScenarioId } from '../../../recovery/scenarios.ts'
import type { Event } from '../../../recovery/simulator/events.ts'
import type { Promotion, QueueKind, Setup } from '../../../recovery/simulator/setup.ts'
import type { Suite } from '../../brokers/install.ts'
import { classic, mirrored, quorum, setup } from '../../recovery/setups.ts'

/** A cluster of real nodes, and what happens to it. All its queues are looked at, each with its leader on each node. */
export interface RecoveryRow {
  readonly name: string
  readonly suite: Suite
  readonly setup: Setup
  /** The keys of the policy of each kind of queue. */
  readonly keys: readonly Keys[]
  /** Its first way. */
  readonly scenario?: ScenarioId
  /** In the place of a scenario. */
  readonly events?: readonly Event[]
}
export type Keys = Readonly<Record<string, string | number>>
interface Queue {
  readonly kind: QueueKind
  readonly keys: Keys
}

const promotions: readonly (Promotion | undefined)[] = [undefined, 'when-synced', 'always']
/** Mirrored queues with every pair of the keys that say who is promoted, and mirrors that are filled or not. */
const everyPair: readonly Queue[] = [false, true].flatMap(syncs =>
  promotions.flatMap(shutdown => promotions.map(failure => mirroredQueue(syncs, shutdown, failure))),
)
function mirroredQueue(syncs: boolean, shutdown?: Promotion, failure?: Promotion): Queue {
  return {
    kind: mirrored({
      copies: 2,
      syncs,
      onShutdown: shutdown ?? 'when-synced',
      onFailure: failure ?? 'always',
    }),
    keys: {
      'ha-mode': 'all',
      ...(syncs ? { 'ha-sync-mode': 'automatic' } : {}),
      ...(shutdown ? { 'ha-promote-on-shutdown': shutdown } : {}),
      ...(failure ? { 'ha-promote-on-failure': failure } : {}),
    },
  }
}
const onAll = ({ kind, keys }: Queue, size: number): Queue => ({
  kind: kind.type === 'mirrored' ? { ...kind, copies: size } : kind,
  keys,
})
const plain = (size: number): readonly Queue[] => [
  { kind: classic, keys: {} },
  { kind: quorum(size), keys: {} },
]

const row = (
  suite: Suite,
  size: number,
  happens: ScenarioId | { readonly name: string; readonly events: readonly Event[] },
  queues: readonly Queue[],
): RecoveryRow => {
  const isKhepri = suite === 'sid'
  const of = setup({
    size,
    readyWhileWaiting: true,
    waits: 6,
    shrinks: suite !== 'bookworm',
    partitions: isKhepri ? 'none' : 'ignore',
    queues: queues.map(({ kind }) => kind),
    ...(isKhepri ? { store: 'khepri', takesBackEmpty: true } : {}),
  })
  const keys = queues.map(queue => queue.keys)
  const name = `${typeof happens === 'string' ? happens : happens.name}, ${size} nodes`
  return typeof happens === 'string'
    ? { name, suite, setup: of, keys, scenario: happens }
    : { name, suite, setup: of, keys, events: happens.events }
}

const unmirrored: readonly Queue[] = [{ kind: classic, keys: {} }]
const few = [mirroredQueue(false), mirroredQueue(true), mirroredQueue(true, 'when-synced', 'when-synced')]
const ofThree = [onAll(mirroredQueue(true), 3), ...plain(3)]
const stopTwo: readonly Event[] = [
  { do: 'scale', to: 1 },
  { do: 'scale', to: 0 },
]

/** The same, and a policy is in the definitions that the release refuses. */
function refusing(of: RecoveryRow): RecoveryRow {
  return { ...of, name: `${of.name}, a policy that is refused`, setup: { ...of.setup, refuses: true } }
}

export const recoveryRows: readonly RecoveryRow[] = [
  row('bookworm', 2, 'one-crash', [...everyPair, ...plain(2)]),
  row('bookworm', 2, 'rolling-update', [...everyPair, ...plain(2)]),
  row('bookworm', 2, 'stop-in-order', [...everyPair, ...plain(2)]),
  row('bookworm', 2, 'last-lost', [...few, ...plain(2)]),
  row('bookworm', 2, 'last-survives', [...few, ...unmirrored]),
  row('bookworm', 3, 'last-lost', ofThree),
  row('bookworm', 3, 'last-survives', ofThree),
  row('trixie', 3, 'last-lost', plain(3)),
  row('sid', 3, 'all-at-once', plain(3)),
  row('sid', 3, 'last-survives', plain(3)),
  row('sid', 2, 'last-lost', plain(2)),
  refusing(row('trixie', 1, 'one-crash', unmirrored)),
  refusing(row('sid', 1, 'one-crash', unmirrored)),
  row(
    'bookworm',
    2,
    {
      name: 'the last to stop is lost, and the other is forced to boot before it forgets',
      events: [
        ...stopTwo,
        { do: 'lose', pods: [0] },
        { do: 'force-boot', on: 1 },
        { do: 'scale', to: 2 },
        { do: 'forget', pod: 0, on: 1 },
      ],
    },
    [mirroredQueue(true), ...unmirrored],
  ),
  row('sid', 3, { name: 'two nodes are lost', events: [{ do: 'lose', pods: [0, 1] }] }, plain(3)),
  row('trixie', 3, { name: 'two nodes are lost', events: [{ do: 'lose', pods: [0, 1] }] }, plain(3)),
  row('bookworm', 3, { name: 'one node is lost', events: [{ do: 'lose', pods: [0] }] }, plain(3)),
]
