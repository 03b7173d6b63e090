import * as kinds from '../../kube/kinds.ts'
import type { KubeObject } from '../../kube/object.ts'
import { onceEach } from '../../kube/once-each.ts'
import type { World } from '../../kube/world.ts'
import { accountOf } from '../rights.ts'
import type { Workload } from '../workload.ts'
import { chartWorkload } from './chart.ts'
import { holderKinds } from './charts/holders.ts'
import { operatorWorkload } from './operator.ts'
import { writtenKinds, writtenWorkload } from './written.ts'

interface Maker {
  /** The kinds of its objects. */
  readonly kinds: readonly string[]
  /** The workload that it makes of an object; undefined for objects that are not its own. */
  make(object: KubeObject): Workload | undefined
}

/** Who makes pods: a manifest, the cluster operator, a chart. Nobody else knows who it was. */
const makers: readonly Maker[] = [
  { kinds: [kinds.RabbitmqCluster.kind], make: operatorWorkload },
  { kinds: writtenKinds, make: writtenWorkload },
  { kinds: holderKinds, make: chartWorkload },
]
/** The kinds of objects that pods are made of. */
export const podMakers: ReadonlySet<string> = new Set(makers.flatMap(({ kinds: own }) => own))

/** The workload that an object is, or that is made of it, the same each time; undefined for all other objects. */
export const workloadOf = onceEach((object: KubeObject): Workload | undefined => {
  for (const { make } of makers) {
    const workload = make(object)
    if (workload) return workload
  }
  return undefined
})

/** All workloads of a world, RabbitMQ or not; the same list each time it is asked for. */
export function workloadsOf(world: World): readonly Workload[] {
  const known = workloads.get(world) ?? world.objects.flatMap(object => workloadOf(object) ?? [])
  workloads.set(world, known)
  return known
}
const workloads = new WeakMap<World, readonly Workload[]>()

/** Whether other pods than these run under the same ServiceAccount. */
export const isAccountShared = (world: World, workload: Workload): boolean =>
  (byAccount(world).get(accountKey(workload)) ?? []).some(({ object }) => object !== workload.object)
const byAccount = onceEach((world: World) => Map.groupBy(workloadsOf(world), accountKey))
const accountKey = (workload: Workload): string => `${workload.namespace}/${accountOf(workload)}`
