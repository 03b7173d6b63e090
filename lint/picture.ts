import { newestOf } from '../facts/metadata-store.ts'
import type { Broker } from '../model/broker/broker.ts'
import { clusterOf } from '../model/cluster.ts'
import * as kinds from '../model/kube/kinds.ts'
import { ifFound, ifSeen } from '../model/kube/lookup.ts'
import { refOf } from '../model/kube/object.ts'
import { onceEach } from '../model/kube/once-each.ts'
import { serviceOf } from '../model/pods/service.ts'
import type { ClusterPicture } from './report.ts'

/** What a picture of a cluster shows, as far as it was seen. Nothing of it hangs on the release but the store. */
export const pictureOf = onceEach((broker: Broker): ClusterPicture => {
  const cluster = clusterOf(broker, newestOf(broker.stands))
  const [store, ...others] = new Set(broker.stands.map(stand => stand.store))
  const governing = ifFound(cluster.governingService)
  const members = cluster.objects.filter(
    ({ group, kind }) => group === kinds.Service.group && kind === kinds.Service.kind,
  )
  const services = [...(broker.workload.made.services ?? []), ...members.map(serviceOf)]
  return {
    object: broker.workload.object.standsFor ? null : refOf(broker.workload.object),
    store: store === undefined || others.length > 0 ? null : store,
    nodes: ifFound(cluster.nodeNames) ?? null,
    services: services.map(({ name, headless, ports }) => ({
      name,
      headless,
      governs: name === governing?.name,
      ports: ports.map(({ port }) => port),
    })),
    dns: ifSeen(cluster.dns).map(({ pod, host, service }) => ({ pod, host, service: service.name })),
  }
})
