import { type How, mirrorsGain, mirrorsLose, type Queue } from './mirrors.ts'
import { isAvailable, majorityOf, note, type Placed, podOf, type QueueRecord, type Sim } from './state.ts'

/* What becomes of queues when nodes stop, boot and are forgotten. */

export const eachQueue = (sim: Sim, visit: (queue: Queue) => void): void => {
  for (const [index, placed] of sim.queues.entries()) {
    const record = sim.records[index]
    if (record?.exists) visit({ index, placed, record })
  }
}

/** Looks which queues are out of service; `settled`: nothing more happens by itself. */
export function lookAtQueues(sim: Sim, settled: boolean): void {
  for (const [index, placed] of sim.queues.entries()) {
    if (isAvailable(sim, index)) continue
    placed.wasDown = true
    if (settled) placed.stayedDown = true
  }
}

/** Nodes have stopped that were up, all in one moment. */
export function queuesLose(sim: Sim, pods: readonly number[], how: How): void {
  eachQueue(sim, queue => {
    const { index, placed, record } = queue
    const { type } = placed.kind
    if (type === 'mirrored') mirrorsLose(sim, queue, pods, how)
    else if (type === 'classic') {
      if (!pods.includes(record.leader) || !record.runs) return
      record.runs = false
      note(sim, 'down', { queue: index, pod: record.leader, by: ['queue'] })
    } else if (record.others.some(pod => pods.includes(pod))) noteMajority(sim, record, index)
  })
  lookAtQueues(sim, false)
}

function noteMajority(sim: Sim, { others }: QueueRecord, index: number): void {
  const has = isAvailable(sim, index)
  note(sim, has ? 'majority' : 'no-majority', { queue: index, others, by: ['replicas', 'queue'] })
}

/** A node has booted into the cluster that there was at the beginning. */
export function queuesGain(sim: Sim, pod: number): void {
  eachQueue(sim, queue => {
    const { index, placed, record } = queue
    if (placed.kind.type === 'mirrored') mirrorsGain(sim, queue, pod)
    else if (placed.kind.type === 'classic' && record.leader === pod && !record.runs) {
      record.runs = true
      note(sim, 'recovers', { queue: index, pod })
    }
  })
}

/**
 * The members forget one that does not run. Of a mirrored queue that it led a stopped mirror is taken where that is done on a disk, before
 * the mirrors begin again; its other queues go with it. Source: rabbit_amqqueue.erl@v3.13.7:forget_all_durable.
 */
export function forgetNode(sim: Sim, pod: number, offline: boolean): void {
  sim.members.delete(pod)
  eachQueue(sim, ({ index, placed, record }) => {
    const { type } = placed.kind
    if (type === 'quorum' || type === 'stream') {
      // To take a member out is a decision of its majority; one that is none any more begins again, empty.
      const isAsked = !offline && isAvailable(sim, index) && record.others.length > 1
      if (isAsked) record.others = record.others.filter(other => other !== pod)
      return
    }
    const wasMirror = record.stopped.includes(pod) || record.others.includes(pod)
    record.stopped = record.stopped.filter(other => other !== pod)
    record.others = record.others.filter(other => other !== pod)
    if (wasMirror || record.leader !== pod) return
    const [heir] = offline ? [...record.others, ...record.stopped] : []
    if (heir === undefined) {
      deleteQueue(sim, record, index, pod)
      return
    }
    note(sim, 'leader-from-stopped', { queue: index, pod: heir, others: [pod] })
    record.leader = heir
    record.runs = false
    record.others = []
    record.stopped = record.stopped.filter(other => other !== heir)
  })
}

function deleteQueue(sim: Sim, record: QueueRecord, queue: number, pod: number): void {
  record.exists = false
  note(sim, 'deleted', { queue, pod })
}

/** A disk has gone, with what lay on it. */
export function forgetContents(sim: Sim, pod: number): void {
  for (const placed of sim.queues) placed.contents[pod] = 0
  eachQueue(sim, ({ index, record }) => {
    if (!record.runs && record.leader === pod)
      note(sim, 'leader-gone', { queue: index, pod, by: ['storage'] })
  })
}

/** Quorum queues are cut down to their member on a node: what only the others had is gone. */
export function shrinkTo(sim: Sim, pod: number): void {
  eachQueue(sim, ({ index, placed, record }) => {
    if (placed.kind.type !== 'quorum' || !record.others.includes(pod)) return
    const size = record.others.length
    // One member has all that is safe only where a majority is all of them.
    if (size - majorityOf(size) >= 1) placed.hasGap = true
    record.others = [pod]
    note(sim, 'shrunk', { queue: index, pod })
  })
}

/** Quorum queues and streams get a member on a node, up to as many as they should have. */
export function growOn(sim: Sim, pod: number): void {
  eachQueue(sim, ({ placed, record }) => {
    const { kind } = placed
    if (kind.type !== 'quorum' && kind.type !== 'stream') return
    if (record.others.length < kind.copies && !record.others.includes(pod)) record.others.push(pod)
  })
}

/** Messages are sent to each queue that takes them, and confirmed. */
export function publish(sim: Sim): void {
  sim.batch += 1
  // More batches than bits are not told apart.
  const bit = 1 << Math.min(sim.batch, 30)
  eachQueue(sim, ({ index, placed, record }) => {
    if (!isAvailable(sim, index)) return
    placed.confirmed |= bit
    if (placed.kind.type !== 'classic' && placed.kind.type !== 'mirrored') return
    for (const pod of [record.leader, ...record.others])
      placed.contents[pod] = (placed.contents[pod] ?? 0) | bit
    publishToTwin(sim, placed)
  })
}

/** The clients of the other side are told the same of other messages. */
function publishToTwin(sim: Sim, placed: Placed): void {
  if (placed.twin === undefined || podOf(sim, placed.twin.leader).node !== 'up') return
  sim.batch += 1
  const bit = 1 << Math.min(sim.batch, 30)
  placed.confirmed |= bit
  placed.contents[placed.twin.leader] = (placed.contents[placed.twin.leader] ?? 0) | bit
}
