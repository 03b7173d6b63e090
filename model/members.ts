import type { Broker } from './broker/broker.ts'
import { isString, listOf, member } from './kube/json.ts'
import * as kinds from './kube/kinds.ts'
import type { Lookup, Seen } from './kube/lookup.ts'
import type { KubeObject } from './kube/object.ts'
import type { World } from './kube/world.ts'
import type { Policy } from './messaging/policy.ts'
import { topologyOf } from './messaging/topology.ts'
import type { Service } from './pods/service.ts'
import { inOrder, named, selecting } from './pods/service-index.ts'
import type { Services } from './pods/services.ts'

/** What a cluster knows of the objects around it. */
export interface MemberSources {
  readonly services: Services
  readonly governing: Lookup<Service>
  readonly policies: Seen<Policy>
}

/**
 * The objects one cluster consists of: its workload, the Services that select its pods or that it names, what its
 * pods mount, and what the topology operator makes in it.
 */
export function membersOf(
  broker: Broker,
  { services, governing, policies }: MemberSources,
): readonly KubeObject[] {
  const { workload } = broker
  const { listed } = services
  const governs = governing.state === 'found' ? named(listed, governing.value.name) : []
  const chosen = inOrder(listed, [
    ...selecting({ own: [], listed }, workload.template.labels),
    ...governs.filter(({ object }) => governing.state === 'found' && governing.value.object === object),
  ])
  // What the maker makes was not seen, and what it makes it of is no part of the cluster.
  if (workload.made.unseen !== undefined) return []
  return [
    ...new Set([
      workload.object,
      ...chosen.map(({ object }) => object),
      ...mounted(broker).flatMap(ref => objectFor(broker.world, workload.namespace, ref)),
      ...policies.items.map(policy => policy.at.object),
      ...topologyOf(broker),
    ]),
  ]
}

type Reference = { readonly kind: typeof kinds.ConfigMap; readonly name: string }

function objectFor(world: World, namespace: string, { kind, name }: Reference): readonly KubeObject[] {
  const object = world.get(kind, namespace, name)
  return object.state === 'found' ? [object.value] : []
}

/** The ConfigMaps and Secrets that the volumes of a pod name. */
function mounted({ workload }: Broker): readonly Reference[] {
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
