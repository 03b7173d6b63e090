import type { Act } from './events.ts'
import type { Factor, QueueKind, Setup } from './setup.ts'

/** What the members of a cluster know of a queue. */
export interface QueueRecord {
  exists: boolean
  /** The node that leads it, or did last. */
  leader: number
  /** Whether the leader runs. */
  runs: boolean
  /** Mirrors that run, oldest first; the members of a quorum queue or stream. */
  others: number[]
  /** Mirrors that were running when their nodes stopped, oldest first. */
  stopped: number[]
}

/** What a node has on its disk when it does not run. */
interface Disk {
  /** The cluster that it belongs to: 0 for the one that there was at the beginning. */
  readonly cluster: number
  readonly members: ReadonlySet<number>
  /** Those that it saw stop before itself. */
  readonly downs: ReadonlySet<number>
  readonly records: readonly QueueRecord[]
}

/** A pod with its node. */
export interface Pod {
  exists: boolean
  /** Where its disk is: within reach, out of reach, gone. */
  machine: 'there' | 'away' | 'lost'
  node: 'off' | 'waiting' | 'up' | 'paused'
  /** Undefined: empty. */
  disk: Disk | undefined
  /** The next boot is forced. */
  forced: boolean
  /** The cluster that it is up in. */
  cluster: number
  /** Which side of a broken network it is on. */
  side: number
}

/** A queue of a kind whose leader is on a certain node: one for each place where it can be. */
export interface Placed {
  readonly kind: QueueKind
  readonly kindIndex: number
  /** What each node has of it: a bit for each batch of messages. */
  readonly contents: number[]
  /** The batches of which clients were told that they are safe. */
  confirmed: number
  /** Some of them may be in none of the copies that are left. */
  hasGap: boolean
  /** How it is led on the other side of a broken network. */
  twin: { leader: number; side: number } | undefined
  /** Whether it was out of service at a time, and for longer than a restart takes. */
  wasDown: boolean
  stayedDown: boolean
}

export const whats = [
  'act', 'stops', 'killed', 'unscheduled', 'held', 'starts', 'waits', 'unnamed', 'gives-up', 'killed-waiting', 'boots', 'loads', 'joins', 'empty', 'known-there', 'founds', 'refuses', 'halts', 'kept-size', 'turned-away', 'pauses', 'parted', 'heals', 'restarts',
  'claims-gone', 'machine-gone', 'machine-away', 'down', 'promoted', 'promoted-unsynced', 'not-promoted', 'recovers', 'emptied', 'deleted', 'no-majority', 'majority', 'shrunk', 'twin', 'twin-gone', 'leader-from-stopped', 'leader-gone',
] as const // biome-ignore format: one list
/** Something that happens: what a trace is made of. */
export interface Step {
  /** Seconds since the beginning, by what a start, a stop and a wait usually take. */
  readonly at: number
  readonly what: (typeof whats)[number]
  readonly pod?: number
  /** Other pods that it is about. */
  readonly others?: readonly number[]
  /** What a person does. */
  readonly act?: Act
  /** The queue that it is about, by its index. */
  readonly queue?: number
  /** What of the manifests makes it so. */
  readonly by?: readonly Factor[]
}

export interface Sim {
  readonly setup: Setup
  readonly pods: readonly Pod[]
  readonly queues: readonly Placed[]
  readonly trace: Step[]
  /** What the running members of cluster 0 know. */
  members: Set<number>
  records: QueueRecord[]
  /** The members of the clusters that were founded since. */
  readonly founded: Map<number, Set<number>>
  at: number
  wanted: number
  hasSet: boolean
  ordered: boolean
  refuses: boolean
  /** Names are there before their pods are ready. */
  named: boolean
  batch: number
  /** The nodes that lost sight of the others, until each is restarted. */
  outOfSight: readonly number[]
  /** What was noted since the last event, so that it is once. */
  readonly said: Set<string>
}

/** How long a node takes to start or to stop, for a trace to have times: seconds. */
export const usualSeconds = 10

const placesOf = (kind: QueueKind, size: number): readonly number[] => {
  const all = Array.from({ length: size }, (_, node) => node)
  const on = kind.type === 'mirrored' ? (kind.on ?? []).filter(node => node < size) : []
  return on.length > 0 ? on : all
}

/** The other nodes that hold a queue at the beginning: those that follow its leader. */
function othersOf(kind: QueueKind, leader: number, size: number): number[] {
  if (kind.type === 'classic') return []
  const places = placesOf(kind, size)
  const start = places.indexOf(leader)
  const following = places.map((_, index) => places[(start + index) % places.length] ?? 0)
  const held = following.slice(0, Math.max(1, Math.min(kind.copies, size)))
  return kind.type === 'mirrored' ? held.filter(node => node !== leader) : held
}

/** A cluster that runs, with one queue of each kind at each place, and messages in them that clients were told are safe. */
export function begin(setup: Setup): Sim {
  const { size } = setup
  const pods = Array.from(
    { length: size },
    (): Pod => ({
      ...{ exists: true, machine: 'there', node: 'up', disk: undefined, forced: false, cluster: 0, side: 0 },
    }),
  )
  const queues: Placed[] = []
  const records: QueueRecord[] = []
  for (const [kindIndex, kind] of setup.queues.entries())
    for (const leader of placesOf(kind, size)) {
      const others = othersOf(kind, leader, size)
      const isFull = (node: number): boolean =>
        node === leader || (others.includes(node) && (kind.type !== 'mirrored' || kind.syncs))
      records.push({ exists: true, leader, runs: true, others, stopped: [] })
      queues.push({
        ...{
          kind,
          kindIndex,
          confirmed: 1,
          hasGap: false,
          twin: undefined,
          wasDown: false,
          stayedDown: false,
        },
        contents: pods.map((_, node) => (isFull(node) ? 1 : 0)),
      })
    }
  return {
    ...{ setup, pods, queues, records, trace: [], founded: new Map(), at: 0, wanted: size, hasSet: true },
    ...{
      ordered: setup.ordered,
      refuses: setup.refuses,
      named: setup.namedBeforeReady,
      batch: 0,
      outOfSight: [],
      said: new Set(),
    },
    members: new Set(pods.keys()),
  }
}

export const podOf = (sim: Sim, pod: number): Pod => {
  const found = sim.pods[pod]
  if (!found) throw new RangeError(`no pod ${pod}`)
  return found
}
/** Notes what happens. */
export const note = (sim: Sim, what: Step['what'], step: Omit<Step, 'at' | 'what'> = {}): void => {
  sim.trace.push({ at: sim.at, what, ...step })
}
/** Notes what goes on, once until the next event. */
export function noteOnce(sim: Sim, what: Step['what'], step: Omit<Step, 'at' | 'what'>): void {
  const key = `${what} ${step.pod} ${step.others}`
  if (sim.said.has(key)) return
  sim.said.add(key)
  note(sim, what, step)
}
/** Whether a node serves clients of the cluster that there was at the beginning. */
export const isUp = (sim: Sim, pod: number): boolean => {
  const { node, cluster } = podOf(sim, pod)
  return node === 'up' && cluster === 0
}
/** The nodes that do, on one side of a broken network. */
export const upOn = (sim: Sim, side: number | undefined = undefined): number[] =>
  [...sim.pods.keys()].filter(pod => isUp(sim, pod) && (side === undefined || podOf(sim, pod).side === side))

export const majorityOf = (count: number): number => Math.floor(count / 2) + 1

/** Whether a queue takes messages. */
export function isAvailable(sim: Sim, queue: number): boolean {
  const [record, placed] = [sim.records[queue], sim.queues[queue]]
  if (!record?.exists || !placed) return false
  const { type } = placed.kind
  if (type === 'classic' || type === 'mirrored') return record.runs && isUp(sim, record.leader)
  const needed = majorityOf(record.others.length)
  return [0, 1].some(
    side => record.others.filter(pod => isUp(sim, pod) && podOf(sim, pod).side === side).length >= needed,
  )
}

/** Whether all messages of a queue are there of which clients were told that they are safe. */
export function isWhole(sim: Sim, queue: number): boolean {
  const [record, placed] = [sim.records[queue], sim.queues[queue]]
  if (!record?.exists || !placed || placed.hasGap) return false
  const { type } = placed.kind
  const { confirmed, contents } = placed
  if (type === 'quorum' || type === 'stream') {
    // Each message was safe on a majority: so many may have lost their disks that one of it is left.
    const copies = Math.min(placed.kind.copies, sim.setup.size)
    return contents.filter(bits => bits !== 0).length > copies - majorityOf(copies)
  }
  return ((contents[record.leader] ?? 0) & confirmed) === confirmed
}
