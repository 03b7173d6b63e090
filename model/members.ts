import type { Broker } from './broker/broker.ts'
import { isString } from './kube/json.ts'
import * as kinds from './kube/kinds.ts'
import type { Lookup, Seen } from './kube/lookup.ts'
import type { Kind, KubeObject } from './kube/object.ts'
import { dig } from './kube/read.ts'
import { twinsOf } from './kube/twins.ts'
import type { World } from './kube/world.ts'
import type { Policy } from './messaging/policy.ts'
import { topologyOf } from './messaging/topology.ts'
import { referencesOf } from './pods/references.ts'
import type { Service } from './pods/service.ts'
import { inOrder, named, selecting } from './pods/service-index.ts'
import type { Services } from './pods/services.ts'
import { surrounding } from './surroundings.ts'

/** What a cluster knows of the objects around it. */
export interface MemberSources {
  readonly services: Services
  readonly governing: Lookup<Service>
  readonly policies: Seen<Policy>
}

/**
 * The objects one cluster consists of: its workload, the Services that select its pods or that it names, what its
 * pods name, what concerns them without being named, and what the topology operator makes in it.
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
  const topology = topologyOf(broker)
  // What the maker makes was not seen, and what it makes it of is no part of the cluster.
  if (workload.made.unseen !== undefined) return []
  return [
    ...new Set([
      workload.object,
      ...chosen.map(({ object }) => object),
      ...referencesOf(workload).flatMap(({ kind, name }) => objectsFor(broker, kind, name)),
      ...surrounding(broker.world, workload, chosen),
      ...policies.items.map(policy => policy.at.object),
      ...topology,
      ...topology.flatMap(object => secretsOf(object, broker.world)),
    ]),
  ]
}

/** The Secrets that a resource of the topology operator names. */
const secretsOf = ({ value, namespace }: KubeObject, world: World): readonly KubeObject[] =>
  [['importCredentialsSecret'], ['uriSecret'], ['rabbitmqClusterReference', 'connectionSecret']].flatMap(
    path => {
      const name = dig(value.spec, [...path, 'name'])
      const secret = isString(name) ? world.get(kinds.Secret, namespace, name) : undefined
      return secret?.state === 'found' ? [secret.value] : []
    },
  )

/** The object of a name, or all that are written under it. */
function objectsFor(
  { world, workload: { namespace } }: Broker,
  kind: Kind,
  name: string,
): readonly KubeObject[] {
  const object = world.get(kind, namespace, name)
  return object.state === 'found' ? [object.value] : twinsOf(world, { ...kind, namespace, name })
}
