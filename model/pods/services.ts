import * as kinds from '../kube/kinds.ts'
import { found, type Lookup, type Seen } from '../kube/lookup.ts'
import type { World } from '../kube/world.ts'
import { type Service, serviceOf } from './service.ts'
import type { Workload } from './workload.ts'

/** The Service a workload names as governing. Absent when it names none, or names one that is not there. */
export function governingService(world: World, { serviceName, made, namespace }: Workload): Lookup<Service> {
  if (serviceName.state !== 'found') return serviceName
  const own = made.services?.find(({ name }) => name === serviceName.value.value)
  if (own) return found(own)
  const object = world.get(kinds.Service, namespace, serviceName.value.value)
  return object.state === 'found' ? found(serviceOf(object.value)) : object
}

/** All Services of the workload's namespace, those that its maker makes included. */
export function servicesAround(world: World, { made, namespace }: Workload): Seen<Service> {
  if (made.unseen !== undefined) return { items: [], complete: false, why: made.unseen }
  const seen = world.list(kinds.Service, namespace)
  return { ...seen, items: [...(made.services ?? []), ...seen.items.map(serviceOf)] }
}
