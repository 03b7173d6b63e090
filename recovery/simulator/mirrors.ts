import type { Factor, Mirrored } from './setup.ts'
import { note, type Placed, podOf, type QueueRecord, type Sim, upOn } from './state.ts'

/*
 * Mirrored classic queues. Sources, all @v3.13.7: rabbit_mirror_queue_master.erl:terminate, rabbit_mirror_queue_misc.erl:remove_from_queue and
 * promote_slave, rabbit_mirror_queue_slave.erl:init; what they come to was seen on 3.10.8 for every pair of keys.
 */

export type How = 'planned' | 'crash'

/** A queue with what its members know of it, and its index. */
export interface Queue {
  readonly index: number
  readonly placed: Placed
  readonly record: QueueRecord
}

/** Nodes stop that lead a mirrored queue or have a mirror of it, all in one moment. */
export function mirrorsLose(
  sim: Sim,
  { index, placed, record }: Queue,
  pods: readonly number[],
  how: How,
): void {
  const kind = placed.kind as Mirrored
  const gone = record.others.filter(pod => pods.includes(pod))
  record.others = record.others.filter(pod => !pods.includes(pod))
  record.stopped.push(...gone)
  if (pods.includes(record.leader) && record.runs) loseLeader(sim, { index, placed, record }, kind, how)
  if (record.runs) addMirrors(sim, placed, record, kind)
}

function loseLeader(sim: Sim, { index, placed, record }: Queue, kind: Mirrored, how: How): void {
  const [oldest] = record.others
  record.runs = false
  if (oldest === undefined) {
    note(sim, 'down', { queue: index, pod: record.leader, by: ['copies'] })
    return
  }
  const { isRefused, by } = promotion(placed, record, kind, how)
  if (isRefused) {
    note(sim, 'not-promoted', { queue: index, pod: record.leader, by })
    record.stopped.push(...record.others)
    record.others = []
    return
  }
  // The oldest one: no other has more of the messages.
  const isFull = placed.contents[oldest] === placed.contents[record.leader]
  const what = isFull ? 'promoted' : 'promoted-unsynced'
  note(sim, what, { queue: index, pod: oldest, others: [record.leader], by })
  record.leader = oldest
  record.others = record.others.slice(1)
  record.runs = true
}

/** Whether a mirror may lead where the leader has gone, and what of the policy says so. */
export function promotion(
  placed: Placed,
  { leader, others }: Pick<QueueRecord, 'leader' | 'others'>,
  { onShutdown, onFailure }: Mirrored,
  how: How,
): { readonly isRefused: boolean; readonly by: readonly Factor[] } {
  if (others.some(pod => placed.contents[pod] === placed.contents[leader]))
    return { isRefused: false, by: ['sync'] }
  if (how === 'planned' && onShutdown === 'when-synced')
    return { isRefused: true, by: ['sync', 'on-shutdown'] }
  const by: readonly Factor[] =
    how === 'planned' ? ['sync', 'on-shutdown', 'on-failure'] : ['sync', 'on-failure']
  return { isRefused: onFailure === 'when-synced', by }
}

/** Mirrors that are missing are begun on other nodes, empty. */
function addMirrors(sim: Sim, placed: Placed, record: QueueRecord, kind: Mirrored): void {
  const nodes = upOn(sim, podOf(sim, record.leader).side)
  for (const pod of nodes) {
    if (record.others.length + 1 >= Math.min(kind.copies, nodes.length)) return
    if (pod === record.leader || record.others.includes(pod) || kind.on?.includes(pod) === false) continue
    record.others.push(pod)
    record.stopped = record.stopped.filter(other => other !== pod)
    placed.contents[pod] = kind.syncs ? (placed.contents[record.leader] ?? 0) : 0
  }
}

/** A node has booted: it recovers the queues that it leads, and begins again with those that it mirrors. */
export function mirrorsGain(sim: Sim, { index, placed, record }: Queue, pod: number): void {
  if (record.leader === pod) {
    if (!record.runs) note(sim, 'recovers', { queue: index, pod })
    record.runs = true
  } else {
    const had = placed.contents[pod] ?? 0
    if (had !== 0 && (!record.runs || (had & ~(placed.contents[record.leader] ?? 0)) !== 0))
      note(sim, 'emptied', { queue: index, pod, others: [record.leader] })
    placed.contents[pod] = 0
  }
  if (record.runs) addMirrors(sim, placed, record, placed.kind as Mirrored)
}

/** Mirrors get all messages, because a person has them filled. */
export function fillMirrors(sim: Sim, { placed, record }: Queue): void {
  if (!record.runs || placed.kind.type !== 'mirrored') return
  addMirrors(sim, placed, record, placed.kind)
  for (const pod of record.others) placed.contents[pod] = placed.contents[record.leader] ?? 0
}
