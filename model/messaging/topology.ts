import type { Broker } from '../broker/broker.ts'
import { at } from '../kube/address.ts'
import { isObject, isString, objectOf } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { absent, eachOf, found, type Lookup, type Seen, someOf, together, unknown } from '../kube/lookup.ts'
import type { Kind, KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import { textsOf } from '../pods/texts.ts'
import type { Workload } from '../pods/workload.ts'
import { clusterReference, refersTo } from './cluster-reference.ts'
import { type Policy, policyFrom } from './policy.ts'

/*
 * Resources of the messaging topology operator.
 * Source: rabbitmq/messaging-topology-operator, api/v1beta1, v1.20.1 and main at e736e2d.
 */

/** Whether an object is something that the topology operator makes in a cluster. */
export const isTopology = (object: KubeObject): boolean =>
  object.group === 'rabbitmq.com' && isObject(dig(object.value, ['spec', 'rabbitmqClusterReference']))

/** Everything that is to be made in one cluster. */
export const topologyOf = ({ world, workload }: Broker): readonly KubeObject[] =>
  referring(topologyIn(world), workload)

/** What is to be made in a cluster that is not among the objects. */
export const orphanTopology = (world: World, brokers: readonly Broker[]): readonly KubeObject[] =>
  orphans(topologyIn(world), brokers)

/** All of a world that the topology operator makes; the same list each time it is asked for. */
const topologyIn = onceEach((world: World): readonly KubeObject[] => world.objects.filter(isTopology))

/**
 * The name that the broker knows a user by: what the Secret says that the credentials come from; absent where the
 * operator makes one up, or where the Secret holds none.
 */
export function brokerName(user: KubeObject, world: World): Lookup<string> {
  const secret = dig(user.value, ['spec', 'importCredentialsSecret', 'name'])
  if (!isString(secret)) return absent()
  const lookup = world.get(kinds.Secret, user.namespace, secret)
  if (lookup.state !== 'found') return unknown(`Secret ${secret} was not seen`)
  const name = textsOf(lookup.value).get('username')?.value
  return name === undefined ? absent() : found(name)
}

/** The Policy and OperatorPolicy resources of a world. */
const policyResources = (world: World): readonly KubeObject[] =>
  [kinds.Policy, kinds.OperatorPolicy].flatMap(kind => world.ofKind(kind))

const policyOf = (object: KubeObject): Policy => {
  const policy = policyFrom(
    objectOf(object.value.spec),
    at(object, 'spec'),
    'policy-resource',
    object.kind === 'OperatorPolicy',
  )
  return policy.name === '' ? { ...policy, name: object.name } : policy
}

/** The policies that resources give to one cluster: those of its namespace are asked for, those of others taken where seen. */
export const policiesFor = onceEach((broker: Broker): Seen<Policy> => {
  const resources = together(resourcesFor(broker, kinds.Policy), resourcesFor(broker, kinds.OperatorPolicy))
  return eachOf(resources, object => [policyOf(object)])
})

/** The resources of one kind of the topology operator for one cluster. */
export function resourcesFor({ world, workload }: Broker, kind: Kind): Seen<KubeObject> {
  if (!workload.made.takesTopology) return someOf([], undefined)
  const asked = world.list(kind, workload.namespace)
  const lists = [asked.items, world.ofKind(kind)]
  return { ...asked, items: [...new Set(lists.flatMap(list => referring(list, workload)))] }
}

/** Those of a list that are for the cluster of a workload, in their order. There may be as many clusters as resources. */
export function referring(
  list: readonly KubeObject[],
  { made, object, namespace }: Workload,
): readonly KubeObject[] {
  if (!made.takesTopology) return []
  const cluster = { name: object.name, namespace }
  return (byName(list).get(object.name) ?? []).filter(resource => refersTo(resource, cluster))
}
const byName = onceEach((list: readonly KubeObject[]) =>
  Map.groupBy(list, resource => clusterReference(resource)?.name),
)

/** Policies for a cluster that is not among the objects. */
export const orphanPolicies = (world: World, brokers: readonly Broker[]): readonly Policy[] =>
  orphans(policyResources(world), brokers).map(policyOf)

/** Those that are for none of the clusters. */
export function orphans(resources: readonly KubeObject[], brokers: readonly Broker[]): readonly KubeObject[] {
  const found = new Set(brokers.flatMap(({ workload }) => referring(resources, workload)))
  return resources.filter(object => !found.has(object))
}
