import type { Cluster } from './cluster.ts'
import { isString, listOf, member } from './json.ts'
import * as kinds from './kinds.ts'
import type { KubeObject } from './object.ts'
import { selects } from './service.ts'
import { topologyOf } from './topology.ts'

/**
 * The objects one cluster consists of: its workload, the Services that select its pods or that it names, what its
 * pods mount, and what the topology operator makes in it.
 */
export function belongingTo(cluster: Cluster): readonly KubeObject[] {
  const { workload, services, broker } = cluster
  const governing = cluster.facts.governingService
  const chosen = services.items.filter(
    service =>
      !service.generated &&
      (selects(service, workload.template.labels) ||
        (governing.state === 'found' && governing.value.object === service.object)),
  )
  // Values are no object of the cluster, and what the chart makes of them was not seen.
  if (workload.chart) return []
  return [
    ...new Set([
      workload.object,
      ...chosen.map(({ object }) => object),
      ...mounted(cluster).flatMap(ref => objectFor(broker.world, workload.namespace, ref)),
      ...cluster.policies.items.map(policy => policy.at.object),
      ...topologyOf(broker),
    ]),
  ]
}

type Reference = { readonly kind: typeof kinds.ConfigMap; readonly name: string }

function objectFor(
  world: Cluster['broker']['world'],
  namespace: string,
  { kind, name }: Reference,
): readonly KubeObject[] {
  const object = world.get(kind, namespace, name)
  return object.state === 'found' ? [object.value] : []
}

/** The ConfigMaps and Secrets that the volumes of a pod name. */
function mounted({ workload }: Cluster): readonly Reference[] {
  const sources = listOf(workload.template.spec.volumes).flatMap(volume => [
    volume,
    ...listOf(member(member(volume, 'projected'), 'sources')),
  ])
  return sources.flatMap(source => {
    const configMap = member(member(source, 'configMap'), 'name')
    const secret = member(member(source, 'secret'), 'secretName') ?? member(member(source, 'secret'), 'name')
    return [
      ...(isString(configMap) ? [{ kind: kinds.ConfigMap, name: configMap }] : []),
      ...(isString(secret) ? [{ kind: kinds.Secret, name: secret }] : []),
    ]
  })
}
