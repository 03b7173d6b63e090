import type { KubeObject } from '../../kube/object.ts'
import type { World } from '../../kube/world.ts'
import type { Workload } from '../workload.ts'
import { chartValuesOf } from './chart-values.ts'
import { chartWorkload } from './chart-workload.ts'
import { operatorWorkload } from './operator.ts'
import { writtenWorkload } from './written.ts'

/** The workload that an object is, or that is made of it; undefined for all other objects. */
export function workloadOf(object: KubeObject): Workload | undefined {
  if (object.group === 'rabbitmq.com' && object.kind === 'RabbitmqCluster') return operatorWorkload(object)
  const written = writtenWorkload(object)
  if (written) return written
  const chart = chartValuesOf(object)
  return chart && chartWorkload(chart)
}

/** All workloads of a world, RabbitMQ or not; the same list each time it is asked for. */
export function workloadsOf(world: World): readonly Workload[] {
  const known = workloads.get(world) ?? world.objects.flatMap(object => workloadOf(object) ?? [])
  workloads.set(world, known)
  return known
}
const workloads = new WeakMap<World, readonly Workload[]>()
