import { isReady, leave } from './nodes.ts'
import { forgetContents } from './queues.ts'
import { note, noteOnce, podOf, type Sim, usualSeconds } from './state.ts'

/* What Kubernetes does to the pods of a set, step by step. Source: kubernetes pkg/controller/statefulset/stateful_set_control.go. */

/** Makes pods that are missing and starts their nodes, as far as the order lets it. Gives whether it did anything. */
export function runPods(sim: Sim): boolean {
  for (let pod = 0; pod < sim.wanted; pod++) {
    const state = podOf(sim, pod)
    if (!state.exists && !sim.hasSet) continue
    const isAbsent = !state.exists
    if (isAbsent && sim.ordered) {
      const before = [...sim.pods.keys()].find(other => other < pod && !isReady(sim, other))
      if (before !== undefined) {
        noteOnce(sim, 'held', { pod, others: [before], by: ['order', 'readiness'] })
        return false
      }
    }
    state.exists = true
    if (state.machine !== 'there') noteOnce(sim, 'unscheduled', { pod, by: ['storage'] })
    else if (state.node === 'off') {
      state.node = 'waiting'
      if (state.disk === undefined) note(sim, 'empty', { pod, by: ['storage'] })
      else note(sim, 'starts', { pod })
      return true
    }
  }
  return false
}

/** A node is asked to stop: if it is not given the time, it is killed. */
export function stopPod(sim: Sim, pod: number): void {
  const { node } = podOf(sim, pod)
  const { stopsInTime } = sim.setup
  if (node === 'up') note(sim, 'stops', { pod, ...(stopsInTime ? {} : { by: ['grace'] as const }) })
  leave(sim, [pod], stopsInTime ? 'planned' : 'crash')
  sim.at += usualSeconds
}

/** The pod is no more; `keeps`: its disk stays. */
export function removePod(sim: Sim, pod: number, keeps: boolean): void {
  const state = podOf(sim, pod)
  state.exists = false
  if (!sim.setup.remakes) sim.hasSet = false
  if (!keeps) emptyDisk(sim, pod)
}

export function emptyDisk(sim: Sim, pod: number): void {
  podOf(sim, pod).disk = undefined
  forgetContents(sim, pod)
}
