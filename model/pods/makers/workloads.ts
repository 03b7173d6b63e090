import type { KubeObject } from '../../kube/object.ts'
import type { World } from '../../kube/world.ts'
import type { Workload } from '../workload.ts'
import { chartWorkload } from './chart.ts'
import { operatorWorkload } from './operator.ts'
import { writtenWorkload } from './written.ts'

/** The workload that whoever makes pods makes of an object; undefined for objects that are not its own. */
type Maker = (object: KubeObject) => Workload | undefined

/** Who makes pods: a manifest, the cluster operator, a chart. Nobody else knows who it was. */
const makers: readonly Maker[] = [operatorWorkload, writtenWorkload, chartWorkload]

/** The workload that an object is, or that is made of it; undefined for all other objects. */
export function workloadOf(object: KubeObject): Workload | undefined {
  for (const make of makers) {
    const workload = make(object)
    if (workload) return workload
  }
  return undefined
}

/** All workloads of a world, RabbitMQ or not; the same list each time it is asked for. */
export function workloadsOf(world: World): readonly Workload[] {
  const known = workloads.get(world) ?? world.objects.flatMap(object => workloadOf(object) ?? [])
  workloads.set(world, known)
  return known
}
const workloads = new WeakMap<World, readonly Workload[]>()
