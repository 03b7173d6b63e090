import type { Act } from './simulator/events.ts'
import { isAvailable, isUp, majorityOf, podOf, type Sim, upOn } from './simulator/state.ts'

/*
 * What a person has to do next, told from what is there, until nothing is missing. Sources: rabbitmqctl(8)@v3.13.7 (forget_cluster_node,
 * force_boot), https://www.rabbitmq.com/docs/clustering#restarting.
 */

/** The next things to do; none where all is well, or nothing helps. */
export function nextActs(sim: Sim): readonly Act[] {
  if (!sim.hasSet) return [{ do: 'apply' }]
  if (sim.refuses && sim.pods.some(({ node }) => node === 'waiting')) return [{ do: 'mend' }]
  if (isUnnamed(sim)) return [{ do: 'name' }]
  if (sim.outOfSight.length > 0) return [{ do: 'restart', pods: sim.outOfSight }]
  if (sim.wanted < sim.setup.size) return [{ do: 'restore-size' }]
  const ready = upOn(sim)
  const [host] = ready
  return host === undefined ? toStart(sim) : toComplete(sim, host)
}

/** Whether nodes wait that do not find each other's names. */
const isUnnamed = (sim: Sim): boolean =>
  !sim.named && sim.trace.slice(-10).some(({ what }) => what === 'unnamed')

/** Nodes that still have the data of the cluster. */
const survivors = (sim: Sim): readonly number[] =>
  [...sim.pods.keys()].filter(
    pod => podOf(sim, pod).disk?.cluster === 0 && podOf(sim, pod).machine === 'there',
  )

function toStart(sim: Sim): readonly Act[] {
  const left = survivors(sim)
  // The one that saw most of the others stop knows most.
  const best = left.toSorted((a, b) => downsOf(sim, b) - downsOf(sim, a))[0]
  if (best === undefined) return toBeginAgain(sim)
  const gone = [...sim.members].filter(pod => !left.includes(pod))
  const isHeld = sim.ordered && left.some(pod => !podOf(sim, pod).exists)
  if (sim.setup.store === 'mnesia') {
    if (gone.length > 0)
      return [
        ...(isHeld ? [{ do: 'start-together' } as const] : []),
        { do: 'forget-offline', pods: gone, on: best },
      ]
    return [isHeld ? { do: 'start-together' } : { do: 'force-boot', on: best }]
  }
  if (isHeld) return [{ do: 'start-together' }]
  const hasMajority = left.length >= majorityOf(sim.members.size)
  return hasMajority ? [] : [{ do: 'stand-alone', on: best }]
}
/** Nothing is left to bring back: new disks, for an empty cluster. */
const toBeginAgain = (sim: Sim): readonly Act[] =>
  [...sim.pods.keys()].flatMap(pod =>
    podOf(sim, pod).machine === 'lost' ? [{ do: 'renew', pod } as const] : [],
  )
const downsOf = (sim: Sim, pod: number): number => podOf(sim, pod).disk?.downs.size ?? 0

function toComplete(sim: Sim, host: number): readonly Act[] {
  // Without a majority Khepri decides nothing, not even whom to forget.
  const left = [...sim.members].filter(pod => isUp(sim, pod) || hasData(sim, pod))
  if (sim.setup.store === 'khepri' && left.length < majorityOf(sim.members.size))
    return [{ do: 'stand-alone', on: host }]
  const missing = [...sim.pods.keys()].filter(pod => !isUp(sim, pod))
  const gone = missing.filter(pod => !hasData(sim, pod))
  // Before the members that are gone are forgotten, which asks the queues' majorities; and before new disks come: members without a
  // message could agree among themselves that there never was one.
  if (gone.length > 0 && sim.setup.shrinks && hasLostMajority(sim)) return [{ do: 'shrink', on: host }]
  const listed = gone.filter(pod => sim.members.has(pod))
  if (listed.length > 0) return listed.map(pod => ({ do: 'forget', pod, on: host }) as const)
  const apart = missing.find(pod => podOf(sim, pod).node === 'up')
  if (apart !== undefined) return [{ do: 'join', pod: apart, to: host }]
  const renewed = missing.find(
    pod => podOf(sim, pod).machine === 'lost' || podOf(sim, pod).disk !== undefined,
  )
  if (renewed !== undefined) return [{ do: 'renew', pod: renewed }]
  return missing.length > 0 ? [] : toFill(sim, host)
}
/** Whether it is a member that comes back by itself. */
const hasData = (sim: Sim, pod: number): boolean => {
  const { disk, machine } = podOf(sim, pod)
  return disk?.cluster === 0 && machine !== 'lost'
}

/** Whether a quorum queue has a member on a node that runs, and too few of them. */
const hasLostMajority = (sim: Sim): boolean =>
  [...sim.queues.entries()].some(([index, { kind }]) => {
    const record = sim.records[index]
    const isHeld = record?.exists === true && record.others.some(pod => isUp(sim, pod))
    return kind.type === 'quorum' && isHeld && !isAvailable(sim, index)
  })

/** All nodes are there: now each queue needs its copies. */
function toFill(sim: Sim, host: number): readonly Act[] {
  const majorities = [...sim.queues.entries()].filter(
    ([, { kind }]) => kind.type === 'quorum' || kind.type === 'stream',
  )
  if (sim.setup.shrinks && hasLostMajority(sim)) return [{ do: 'shrink', on: host }]
  const short = new Set(
    majorities.flatMap(([index, { kind }]) => {
      const record = sim.records[index]
      const copies = kind.type === 'quorum' || kind.type === 'stream' ? kind.copies : 0
      const isShort = record?.exists && isAvailable(sim, index) && record.others.length < copies
      return isShort
        ? upOn(sim)
            .filter(pod => !record.others.includes(pod))
            .slice(0, 1)
        : []
    }),
  )
  if (short.size > 0) return [...short].map(pod => ({ do: 'grow', pod, on: host }) as const)
  const isUnfilled = [...sim.queues.entries()].some(([index, { kind, contents }]) => {
    const record = sim.records[index]
    return (
      kind.type === 'mirrored' &&
      record?.runs === true &&
      record.others.some(pod => contents[pod] !== contents[record.leader])
    )
  })
  return isUnfilled ? [{ do: 'fill', on: host }] : []
}
