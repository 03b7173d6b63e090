import * as kinds from '../kube/kinds.ts'
import { found, type Lookup, type Seen, someOf } from '../kube/lookup.ts'
import { type KubeObject, unsettledAt } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { layersOf, type World } from '../kube/world.ts'
import { type Service, serviceOf } from './service.ts'
import { inLayers } from './service-index.ts'
import type { Workload } from './workload.ts'

/** The Service a workload names as governing. Absent when it names none, or names one that is not there. */
export function governingService(world: World, { serviceName, made, namespace }: Workload): Lookup<Service> {
  if (serviceName.state !== 'found') return serviceName
  const own = made.services?.find(({ name }) => name === serviceName.value.value)
  if (own) return found(own)
  const object = world.get(kinds.Service, namespace, serviceName.value.value)
  return object.state === 'found' ? found(serviceOf(object.value)) : object
}

/** Services around a workload: those that its maker makes, and those that objects are. */
export type Services = Seen<Service> & {
  readonly own: readonly Service[]
  /** One list for all workloads of a namespace. */
  readonly listed: readonly Service[]
}

/** All Services of the workload's namespace, those that its maker makes included. */
export function servicesAround(world: World, { made, namespace }: Workload): Services {
  if (made.unseen !== undefined) return { ...someOf([], made.unseen), own: [], listed: [] }
  const all = world.list(kinds.Service, namespace)
  const { services: listed, open } = listOf(all.items)
  const seen = all.complete && open !== undefined ? someOf(all.items, open) : all
  const own = made.services ?? []
  if (own.length === 0) return { ...seen, items: listed, own, listed }
  return {
    ...seen,
    own,
    listed,
    // Put together when it is asked for: a list for each of many clusters would fill the memory.
    get items() {
      return [...own, ...listed]
    },
  }
}

interface Listed {
  readonly services: readonly Service[]
  /** Why some of them may select other pods than they seem to. */
  readonly open: string | undefined
}

/** The Services of a list. */
const listOf = onceEach((objects: readonly KubeObject[]): Listed => {
  const services = objects.map(serviceOf)
  const layers = layersOf(objects)
  if (layers === undefined) return { services, open: whyOpen(objects) }
  const [own, ofNone] = [listOf(layers[0]), listOf(layers[1])]
  inLayers(services, [own.services, ofNone.services])
  return { services, open: (own.open ?? ofNone.open) && whyOpen(objects) }
})

const whyOpen = (objects: readonly KubeObject[]): string | undefined =>
  objects
    .map(object => unsettledAt(object, ['spec', 'selector']) ?? unsettledAt(object, ['spec', 'ports']))
    .find(why => why !== undefined)
