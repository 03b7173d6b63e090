import type { How } from './mirrors.ts'
import { forgetNode, queuesGain, queuesLose } from './queues.ts'
import { majorityOf, note, noteOnce, podOf, type QueueRecord, type Sim } from './state.ts'

/*
 * When a node boots: whom it waits for, whom it joins. Sources: rabbit_table.erl@v4.0.9:wait_for_replicated, mnesia_controller.erl of Erlang 25:
 * initial_safe_loads and orphan_tables, rabbit_khepri.erl@v4.3.5:wait_for_leader, rabbit_peer_discovery_k8s.erl@v4.3.5.
 */

/** Nodes stop, all in one moment. Each keeps what it knew then. */
export function leave(sim: Sim, pods: readonly number[], how: How): void {
  const up = pods.filter(pod => podOf(sim, pod).node === 'up' || podOf(sim, pod).node === 'paused')
  const disks = up.map(pod => diskOf(sim, pod))
  for (const [index, pod] of up.entries()) podOf(sim, pod).disk = disks[index]
  const serving = up.filter(pod => podOf(sim, pod).node === 'up' && podOf(sim, pod).cluster === 0)
  for (const pod of pods) podOf(sim, pod).node = 'off'
  if (serving.length > 0) queuesLose(sim, serving, how)
}

function diskOf(sim: Sim, pod: number) {
  const { cluster } = podOf(sim, pod)
  const members = new Set(membersOf(sim, cluster))
  const downs = new Set([...members].filter(other => !isUpIn(sim, other, cluster)))
  return { cluster, members, downs, records: cluster === 0 ? sim.records.map(copied) : [] }
}
const copied = (record: QueueRecord): QueueRecord => ({
  ...record,
  others: [...record.others],
  stopped: [...record.stopped],
})

const membersOf = (sim: Sim, cluster: number): Set<number> =>
  cluster === 0 ? sim.members : (sim.founded.get(cluster) ?? new Set())
const isUpIn = (sim: Sim, pod: number, cluster: number): boolean =>
  podOf(sim, pod).node === 'up' && podOf(sim, pod).cluster === cluster

export const isReady = (sim: Sim, pod: number): boolean => {
  const { node } = podOf(sim, pod)
  return node === 'up' || (node === 'waiting' && sim.setup.readyWhileWaiting)
}
const isNamed = (sim: Sim, pod: number): boolean => sim.named || isReady(sim, pod)

/** Lets each node that waits boot that can. Gives whether one did. */
export function bootNodes(sim: Sim): boolean {
  for (const [pod, { node, disk }] of sim.pods.entries()) {
    if (node !== 'waiting') continue
    if (!sim.setup.findsItself && !isNamed(sim, pod))
      noteOnce(sim, 'unnamed', { pod, others: [pod], by: ['names', 'readiness'] })
    else if (sim.refuses) noteOnce(sim, 'refuses', { pod, by: ['definitions', 'release'] })
    else if (disk === undefined ? bootEmpty(sim, pod) : bootWithData(sim, pod, disk)) return true
  }
  return false
}

type Disk = NonNullable<Sim['pods'][number]['disk']>

function bootWithData(sim: Sim, pod: number, disk: Disk): boolean {
  const { cluster } = disk
  const isRunning = sim.pods.some((_, other) => isUpIn(sim, other, cluster) && isNamed(sim, other))
  if (isRunning) {
    if (membersOf(sim, cluster).has(pod)) return boot(sim, pod, cluster)
    noteOnce(sim, 'turned-away', { pod })
    return false
  }
  const missing =
    sim.setup.store === 'khepri' ? missingOfMajority(sim, pod, disk) : missingTables(sim, pod, disk)
  if (missing.length > 0) {
    const unnamed = missing.filter(other => podOf(sim, other).node === 'waiting' && !isNamed(sim, other))
    if (unnamed.length > 0) noteOnce(sim, 'unnamed', { pod, others: unnamed, by: ['names', 'readiness'] })
    else noteOnce(sim, 'waits', { pod, others: missing, by: ['replicas'] })
    return false
  }
  if (sim.setup.store === 'mnesia') adopt(sim, disk)
  note(sim, 'loads', { pod })
  return boot(sim, pod, cluster)
}

const waitsToo = (sim: Sim, pod: number, cluster: number): boolean =>
  podOf(sim, pod).node === 'waiting' && podOf(sim, pod).disk?.cluster === cluster && isNamed(sim, pod)

/** Whom a node needs that loads its tables: those that it did not see stop; or all, of which the first then loads. */
function missingTables(sim: Sim, pod: number, { members, downs, cluster }: Disk): readonly number[] {
  if (sim.setup.forced || podOf(sim, pod).forced) return []
  const later = [...members].filter(other => other !== pod && !downs.has(other))
  if (later.length === 0) return []
  const absent = [...members].filter(other => other !== pod && !waitsToo(sim, other, cluster))
  if (absent.length > 0)
    return later.some(other => absent.includes(other))
      ? later.filter(other => absent.includes(other))
      : absent
  const first = Math.min(...members)
  return first === pod ? [] : [first]
}

function missingOfMajority(sim: Sim, pod: number, { members, cluster }: Disk): readonly number[] {
  const others = [...members].filter(other => other !== pod)
  const absent = others.filter(other => !waitsToo(sim, other, cluster))
  return members.size - absent.length >= majorityOf(members.size) ? [] : absent
}

/** The cluster goes on with what a disk says: nothing of it runs yet. */
export function adopt(sim: Sim, { members, records, cluster }: Disk): void {
  if (cluster !== 0) return
  sim.members = new Set(members)
  sim.records = records.map((record, index) => {
    const type = sim.queues[index]?.kind.type
    const isMajority = type === 'quorum' || type === 'stream'
    return isMajority
      ? { ...record, others: [...record.others] }
      : { ...record, runs: false, others: [], stopped: [...record.others, ...record.stopped] }
  })
}

function bootEmpty(sim: Sim, pod: number): boolean {
  const { discovery, takesBackEmpty } = sim.setup
  if (discovery === 'none' || (discovery === 'seed' && pod === 0)) return found(sim, pod)
  const hosts = [...sim.pods.keys()].filter(
    other => podOf(sim, other).node === 'up' && isNamed(sim, other) && (discovery === 'lists' || other === 0),
  )
  const [host] = hosts.toSorted((a, b) => podOf(sim, a).cluster - podOf(sim, b).cluster)
  if (host === undefined) {
    if (
      discovery === 'lists' &&
      !sim.pods.some(({ node, disk }, other) => other < pod && node === 'waiting' && !disk)
    )
      return found(sim, pod)
    noteOnce(sim, 'waits', { pod, others: [0], by: ['discovery'] })
    return false
  }
  const { cluster } = podOf(sim, host)
  const members = membersOf(sim, cluster)
  if (members.has(pod)) {
    if (!takesBackEmpty) {
      noteOnce(sim, 'known-there', { pod, by: ['storage', 'release'] })
      return false
    }
    if (cluster === 0) forgetNode(sim, pod, true)
  }
  members.add(pod)
  note(sim, 'joins', { pod, others: [host] })
  return boot(sim, pod, cluster)
}

function found(sim: Sim, pod: number): true {
  const cluster = sim.founded.size + 1
  sim.founded.set(cluster, new Set([pod]))
  note(sim, 'founds', { pod, by: ['discovery'] })
  return boot(sim, pod, cluster)
}

export function boot(sim: Sim, pod: number, cluster: number): true {
  Object.assign(podOf(sim, pod), { node: 'up', cluster, forced: false })
  note(sim, 'boots', { pod })
  if (cluster === 0) queuesGain(sim, pod)
  return true
}
