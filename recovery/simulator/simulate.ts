import type { Event } from './events.ts'
import { emptyDisk, removePod, runPods, stopPod } from './kubernetes.ts'
import { fillMirrors } from './mirrors.ts'
import { adopt, boot, bootNodes, isReady, leave } from './nodes.ts'
import { heal, part, restartOutOfSight } from './partition.ts'
import { eachQueue, forgetNode, growOn, lookAtQueues, publish, shrinkTo } from './queues.ts'
import { note, podOf, type Sim, usualSeconds } from './state.ts'

/*
 * Runs events over a cluster in discrete steps: each change that can happen by itself happens, until nothing does. What a scenario is called
 * is not known here.
 */

/** Lets one event happen, and all that follows by itself. */
export function play(sim: Sim, event: Event): void {
  sim.said.clear()
  const happen = happens[event.do] as (sim: Sim, event: Event) => void
  happen(sim, event)
  settle(sim)
  lookAtQueues(sim, true)
}

/** No run comes near it: each step starts a pod or boots a node. */
const mostSteps = 10_000

function settle(sim: Sim): void {
  for (let step = 0; step < mostSteps; step++) {
    if (!runPods(sim) && !bootNodes(sim)) break
    sim.at += usualSeconds
    lookAtQueues(sim, false)
  }
  const waiting = [...sim.pods.keys()].filter(pod => podOf(sim, pod).node === 'waiting')
  if (waiting.length === 0 || sim.refuses) return
  const { waits, killsWaiting } = sim.setup
  const isKilled = killsWaiting !== undefined && killsWaiting < waits
  sim.at += isKilled ? killsWaiting : waits
  if (isKilled) note(sim, 'killed-waiting', { others: waiting, by: ['liveness'] })
  else note(sim, 'gives-up', { others: waiting })
}

/** What each event does by itself. */
const happens: { readonly [K in Event['do']]: (sim: Sim, event: Extract<Event, { do: K }>) => void } = {
  scale: (sim, { to }) => scale(sim, to),
  kill: (sim, { pods, remade }) => kill(sim, pods, remade),
  replace: (sim, { pod }) => replace(sim, pod),
  lose: (sim, { pods }) => lose(sim, pods, 'lost'),
  away: (sim, { pods }) => lose(sim, pods, 'away'),
  back: ({ pods }) => {
    for (const pod of pods) if (pod.machine === 'away') pod.machine = 'there'
  },
  delete: sim => deleteSet(sim),
  part: (sim, { pods }) => part(sim, pods),
  heal: sim => heal(sim),
  publish: sim => publish(sim),
  apply: sim => {
    sim.hasSet = true
  },
  'start-together': sim => {
    sim.ordered = false
  },
  name: sim => {
    sim.named = true
  },
  mend: sim => {
    sim.refuses = false
  },
  'restore-size': sim => {
    sim.wanted = sim.setup.size
  },
  forget: (sim, { pod }) => forgetNode(sim, pod, false),
  'forget-offline': (sim, { pods, on }) => forgetOffline(sim, pods, on),
  'force-boot': (sim, { on }) => {
    podOf(sim, on).forced = true
  },
  // Seen on 4.3.6: the queues of the others stay, and are there again, empty, when nodes of their names are.
  'stand-alone': (sim, { on }) => {
    sim.members = new Set([on])
    if (podOf(sim, on).node !== 'up') boot(sim, on, 0)
  },
  shrink: (sim, { on }) => shrinkTo(sim, on),
  renew: (sim, { pod }) => {
    podOf(sim, pod).machine = 'there'
    leave(sim, [pod], 'planned')
    removePod(sim, pod, false)
  },
  join: (sim, { pod }) => {
    sim.members.add(pod)
    boot(sim, pod, 0)
  },
  grow: (sim, { pod }) => growOn(sim, pod),
  fill: sim => eachQueue(sim, queue => fillMirrors(sim, queue)),
  restart: sim => restartOutOfSight(sim),
}

function scale(sim: Sim, to: number): void {
  if (sim.setup.keepsSize && to < sim.wanted && to > 0) {
    note(sim, 'kept-size', { by: ['replicas'] })
    return
  }
  const { keeps, deletesScaled } = sim.setup
  for (let pod = sim.wanted - 1; pod >= to; pod--) {
    stopPod(sim, pod)
    removePod(sim, pod, keeps === 'pod' && !deletesScaled)
  }
  if (deletesScaled && keeps === 'pod' && to < sim.wanted)
    note(sim, 'claims-gone', { by: ['retention-scaled'] })
  sim.wanted = to
}

function kill(sim: Sim, pods: readonly number[], remade: boolean): void {
  note(sim, 'killed', { others: pods })
  leave(sim, pods, 'crash')
  const { keeps } = sim.setup
  for (const pod of pods) {
    if (remade) removePod(sim, pod, keeps === 'pod')
    else if (keeps === 'nothing') emptyDisk(sim, pod)
  }
}

function replace(sim: Sim, pod: number): void {
  const unready = [...sim.pods.keys()].find(other => other < sim.wanted && !isReady(sim, other))
  if (unready !== undefined) {
    note(sim, 'halts', { pod: unready })
    return
  }
  stopPod(sim, pod)
  removePod(sim, pod, sim.setup.keeps === 'pod')
}

/** Pods without a claim are made anew elsewhere; the others wait for their machine. */
function lose(sim: Sim, pods: readonly number[], machine: 'away' | 'lost'): void {
  leave(sim, pods, 'crash')
  const hasClaims = sim.setup.keeps === 'pod'
  for (const pod of pods) {
    if (hasClaims) podOf(sim, pod).machine = machine
    else removePod(sim, pod, false)
    if (machine === 'lost') emptyDisk(sim, pod)
  }
  note(sim, machine === 'lost' ? 'machine-gone' : 'machine-away', { others: pods })
}

function deleteSet(sim: Sim): void {
  const { keeps, deletesAll } = sim.setup
  for (let pod = sim.wanted - 1; pod >= 0; pod--) {
    stopPod(sim, pod)
    removePod(sim, pod, keeps === 'pod' && !deletesAll)
  }
  if (deletesAll && keeps === 'pod') note(sim, 'claims-gone', { by: ['retention-deleted'] })
  sim.hasSet = false
}

function forgetOffline(sim: Sim, pods: readonly number[], on: number): void {
  for (const pod of sim.pods.keys()) {
    leave(sim, [pod], 'planned')
    podOf(sim, pod).exists = false
  }
  const { disk } = podOf(sim, on)
  if (disk === undefined) return
  adopt(sim, disk)
  for (const pod of pods) forgetNode(sim, pod, true)
  podOf(sim, on).disk = { ...disk, members: sim.members, records: sim.records }
  podOf(sim, on).forced = true
}
