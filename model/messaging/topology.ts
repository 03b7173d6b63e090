import type { Broker } from '../broker/broker.ts'
import { isObject, isString } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { absent, found, type Lookup } from '../kube/lookup.ts'
import type { KubeObject } from '../kube/object.ts'
import { dig } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import { textsOf } from '../pods/texts.ts'
import { orphans, referring } from './policy-resources.ts'

/** Resources of the messaging topology operator. Source: rabbitmq/messaging-topology-operator, api/v1beta1, v1.20.1 and main at e736e2d. */

/** Whether an object is something that the topology operator makes in a cluster. */
export const isTopology = (object: KubeObject): boolean =>
  object.group === 'rabbitmq.com' && isObject(dig(object.value, ['spec', 'rabbitmqClusterReference']))

/** Everything that is to be made in one cluster. */
export const topologyOf = (broker: Broker): readonly KubeObject[] =>
  broker.workload.made.takesTopology ? referring(topologyIn(broker.world), broker) : []

/** What is to be made in a cluster that is not among the objects. */
export const orphanTopology = (world: World, brokers: readonly Broker[]): readonly KubeObject[] =>
  orphans(topologyIn(world), brokers)

/** All of a world that the topology operator makes; the same list each time it is asked for. */
function topologyIn(world: World): readonly KubeObject[] {
  const known = topology.get(world) ?? world.objects.filter(isTopology)
  topology.set(world, known)
  return known
}
const topology = new WeakMap<World, readonly KubeObject[]>()

/** The RabbitmqCluster that a resource names; absent where it names none, but a Secret with the connection. */
export interface ClusterReference {
  readonly name: string
  readonly namespace: string
}
export function clusterReference(object: KubeObject): ClusterReference | undefined {
  const [name, namespace] = ['name', 'namespace'].map(key =>
    dig(object.value, ['spec', 'rabbitmqClusterReference', key]),
  )
  if (!isString(name) || name === '') return undefined
  return { name, namespace: isString(namespace) && namespace !== '' ? namespace : object.namespace }
}

/** Whether a resource is for a RabbitmqCluster. */
export function refersToCluster(resource: KubeObject, cluster: KubeObject): boolean {
  if (cluster.kind !== kinds.RabbitmqCluster.kind || cluster.group !== kinds.RabbitmqCluster.group)
    return false
  const reference = clusterReference(resource)
  if (reference?.name !== cluster.name) return false
  return reference.namespace === cluster.namespace || reference.namespace === '' || cluster.namespace === ''
}

/** Whether two resources are for one cluster. */
export function sameCluster(a: KubeObject, b: KubeObject): boolean {
  const [first, second] = [clusterReference(a), clusterReference(b)]
  if (!first || !second || first.name !== second.name) return false
  return first.namespace === second.namespace || first.namespace === '' || second.namespace === ''
}

/**
 * The name that the broker knows a user by: what the Secret says that the credentials come from; absent where the
 * operator makes one up, or where the Secret holds none.
 */
export function brokerName(user: KubeObject, world: World): Lookup<string> {
  const secret = dig(user.value, ['spec', 'importCredentialsSecret', 'name'])
  if (!isString(secret)) return absent()
  const lookup = world.get(kinds.Secret, user.namespace, secret)
  if (lookup.state !== 'found') return { state: 'unknown', why: `Secret ${secret} was not seen` }
  const name = textsOf(lookup.value).get('username')?.value
  return name === undefined ? absent() : found(name)
}
