import { promotion } from './mirrors.ts'
import { boot, leave } from './nodes.ts'
import { eachQueue, queuesLose } from './queues.ts'
import type { Mirrored } from './setup.ts'
import { note, podOf, type Sim } from './state.ts'

/* The network between the nodes breaks. Source: rabbit_node_monitor.erl@v3.13.7; with Khepri nobody looks (@v4.2.9). */

export function part(sim: Sim, pods: readonly number[]): void {
  for (const pod of pods) podOf(sim, pod).side = 1
  note(sim, 'parted', { others: pods, by: ['partitions'] })
  const { partitions } = sim.setup
  const rest = [...sim.pods.keys()].filter(pod => !pods.includes(pod))
  if (partitions === 'pause_minority') {
    const paused = [pods, rest].filter(side => side.length * 2 <= sim.pods.length).flat()
    pause(sim, paused)
  } else if (partitions !== 'none') {
    sim.outOfSight = pods
    eachQueue(sim, queue => {
      if (queue.placed.kind.type === 'mirrored') makeTwin(sim, queue)
    })
  }
  // Only who is on the side of a queue reaches it.
  eachQueue(sim, ({ placed, record }) => {
    const isElsewhere = placed.twin === undefined && pods.includes(record.leader)
    if (isElsewhere && (placed.kind.type === 'classic' || placed.kind.type === 'mirrored')) {
      placed.wasDown = true
      placed.stayedDown = true
    }
  })
}

function pause(sim: Sim, pods: readonly number[]): void {
  const up = pods.filter(pod => podOf(sim, pod).node === 'up')
  for (const pod of up) {
    note(sim, 'pauses', { pod, by: ['partitions'] })
    podOf(sim, pod).node = 'paused'
  }
  queuesLose(sim, up, 'crash')
}

/** The nodes that do not see the leader any more take one of theirs, as after a crash. */
function makeTwin(sim: Sim, { index, placed, record }: Parameters<Parameters<typeof eachQueue>[1]>[0]): void {
  const { side } = podOf(sim, record.leader)
  const there = record.others.filter(pod => podOf(sim, pod).side !== side)
  const [oldest] = there
  if (oldest === undefined) return
  record.others = record.others.filter(pod => !there.includes(pod))
  record.stopped.push(...there)
  const { isRefused, by } = promotion(
    placed,
    { leader: record.leader, others: there },
    placed.kind as Mirrored,
    'crash',
  )
  if (isRefused) return
  placed.twin = { leader: oldest, side: 1 - side }
  note(sim, 'twin', { queue: index, pod: oldest, others: [record.leader], by: ['partitions', ...by] })
}

/** The network is whole again. Nodes that paused come back; others go on apart until they are restarted. */
export function heal(sim: Sim): void {
  note(sim, 'heals', { by: ['partitions'] })
  for (const pod of sim.pods) pod.side = 0
  for (const [pod, { node }] of sim.pods.entries()) if (node === 'paused') boot(sim, pod, 0)
  if (sim.setup.partitions === 'autoheal') restartOutOfSight(sim)
}

/** The nodes on the losing side are restarted: their copies go, whatever only they have. */
export function restartOutOfSight(sim: Sim): void {
  const pods = sim.outOfSight
  if (pods.length === 0) return
  sim.outOfSight = []
  eachQueue(sim, ({ index, placed, record }) => {
    const { twin } = placed
    placed.twin = undefined
    if (twin === undefined) return
    const goes = pods.includes(twin.leader) ? twin.leader : record.leader
    if (pods.includes(record.leader)) record.leader = twin.leader
    note(sim, 'twin-gone', { queue: index, pod: goes, by: ['partitions'] })
  })
  note(sim, 'restarts', { others: pods })
  leave(sim, pods, 'planned')
}
