import { identity } from '../engine/change.ts'
import type { Broker } from '../model/broker/broker.ts'
import { keyOf } from './creation.ts'
import type { Linted } from './lint.ts'
import { uniqueClusters } from './make-report.ts'
import type { ReportedCluster } from './report.ts'

/** A cluster that is on one side of a change only, or lies elsewhere there. */
export interface ChangedCluster {
  readonly cluster: ReportedCluster
  /** The folder of its context, where there are several contexts. */
  readonly context: string
}
/** What becomes of whole clusters: places of what goes are in the files before, all others in those after. */
export interface ClusterChanges {
  readonly come: readonly ChangedCluster[]
  readonly gone: readonly ChangedCluster[]
  readonly moved: readonly { readonly from: ChangedCluster; readonly to: ChangedCluster }[]
}

/** A context before a change, and the one after it that it is compared with; an empty one where there is none. */
export interface ContextPair {
  readonly before: string
  readonly after: string
}

/**
 * Pairs the contexts of two states by name. A folder with another name is the same context all the same: one that lost its
 * clusters is compared with the one that gained a cluster of the same name, and shares most with it.
 */
export function pairContexts(old: Linted, now: Linted): readonly ContextPair[] {
  const names = [...new Set([old, now].flatMap(({ input }) => input.worlds.map(({ context }) => context)))]
  const only = (one: Linted, other: Linted): string[] =>
    names.filter(name => brokersOf(one, name).length > 0 && brokersOf(other, name).length === 0).sort()
  const [lost, gained] = [only(old, now), only(now, old)]
  const moved = new Map<string, string>()
  for (const after of gained) {
    const brokers = new Set(brokersOf(now, after).map(identity))
    const candidates = lost.filter(before =>
      brokersOf(old, before).some(broker => brokers.has(identity(broker))),
    )
    const objects = objectsOf(now, after)
    const shared = (before: string): number =>
      [...objectsOf(old, before)].filter(object => objects.has(object)).length
    const [best] = candidates.toSorted((a, b) => shared(b) - shared(a))
    if (best === undefined) continue
    moved.set(after, best)
    lost.splice(lost.indexOf(best), 1)
  }
  const taken = new Set(moved.values())
  return names
    .filter(name => !taken.has(name))
    .sort()
    .map(after => ({ before: moved.get(after) ?? after, after }))
}

/** Which clusters come, go and move, of contexts that were paired. */
export function clusterChanges(old: Linted, now: Linted, pairs: readonly ContextPair[]): ClusterChanges {
  const [come, gone]: ChangedCluster[][] = [[], []]
  const moved: { from: ChangedCluster; to: ChangedCluster }[] = []
  for (const { before, after } of pairs) {
    const [was, is] = [brokersOf(old, before), brokersOf(now, after)]
    const [known, left] = [new Map(was.map(broker => [identity(broker), broker])), new Set(was)]
    for (const broker of is) {
      const former = known.get(identity(broker))
      if (former) left.delete(former)
      if (!former) come?.push(...changed(now, [broker], after))
      else if (before !== after) {
        const [from] = changed(old, [former], before)
        const [to] = changed(now, [broker], after)
        if (from && to) moved.push({ from, to })
      }
    }
    gone?.push(...changed(old, [...left], before))
  }
  return { come: come ?? [], gone: gone ?? [], moved }
}

const changed = ({ input }: Linted, brokers: readonly Broker[], context: string): readonly ChangedCluster[] =>
  uniqueClusters(input, brokers).map(cluster => ({ cluster, context }))

const brokersOf = ({ evaluations }: Linted, context: string): readonly Broker[] =>
  evaluations.find(({ world }) => world.context === context)?.brokers ?? []

const objectsOf = ({ input }: Linted, context: string): ReadonlySet<string> =>
  new Set((input.worlds.find(world => world.context === context)?.objects ?? []).map(keyOf))
