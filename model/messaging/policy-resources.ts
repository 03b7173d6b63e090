import type { Broker } from '../broker/broker.ts'
import { at } from '../kube/address.ts'
import { isString, type Json, objectOf } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import type { Kind, KubeObject } from '../kube/object.ts'
import { dig } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import { type Policy, policyFrom } from './policy.ts'

/** The Policy and OperatorPolicy resources of a world. Source: rabbitmq/messaging-topology-operator, api/v1beta1. */
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
export const policiesFor = (broker: Broker): readonly Policy[] =>
  [kinds.Policy, kinds.OperatorPolicy].flatMap(kind => resourcesFor(broker, kind)).map(policyOf)

/** The resources of one kind of the topology operator for one cluster. */
export function resourcesFor(broker: Broker, kind: Kind): readonly KubeObject[] {
  const { world, workload } = broker
  if (!workload.made.takesTopology) return []
  const asked = world.list(kind, workload.namespace).items
  return [...new Set([asked, world.ofKind(kind)].flatMap(list => referring(list, broker)))]
}

/** Those of a list that are for a cluster, in their order. There may be as many clusters as resources. */
export function referring(list: readonly KubeObject[], broker: Broker): readonly KubeObject[] {
  const byName = named.get(list) ?? Map.groupBy(list, referredName)
  named.set(list, byName)
  return (byName.get(broker.workload.object.name) ?? []).filter(object => refersTo(object, broker))
}
const named = new WeakMap<readonly KubeObject[], ReadonlyMap<Json | undefined, readonly KubeObject[]>>()
const referredName = ({ value }: KubeObject): Json | undefined =>
  dig(value, ['spec', 'rabbitmqClusterReference', 'name'])

/** Policies for a cluster that is not among the objects. */
export const orphanPolicies = (world: World, brokers: readonly Broker[]): readonly Policy[] =>
  orphans(policyResources(world), brokers).map(policyOf)

/** Those that are for none of the clusters. */
export function orphans(resources: readonly KubeObject[], brokers: readonly Broker[]): readonly KubeObject[] {
  const found = new Set(brokers.flatMap(broker => referring(resources, broker)))
  return resources.filter(object => !found.has(object))
}

/** Whether a resource of the topology operator is for this cluster. */
function refersTo(object: KubeObject, { workload }: Broker): boolean {
  if (!workload.made.takesTopology) return false
  const reference = dig(object.value, ['spec', 'rabbitmqClusterReference'])
  const [name, namespace] = [dig(reference, ['name']), dig(reference, ['namespace'])]
  const wanted = isString(namespace) ? namespace : object.namespace
  return (
    name === workload.object.name &&
    (wanted === workload.namespace || wanted === '' || workload.namespace === '')
  )
}
