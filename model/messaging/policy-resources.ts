import type { Broker } from '../broker/broker.ts'
import { at } from '../kube/address.ts'
import { objectOf } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { type Seen, someOf, whyOpen } from '../kube/lookup.ts'
import type { Kind, KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import type { World } from '../kube/world.ts'
import type { Workload } from '../pods/workload.ts'
import { clusterReference, refersTo } from './cluster-reference.ts'
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
export function policiesFor(broker: Broker): Seen<Policy> {
  const [own, operator] = [resourcesFor(broker, kinds.Policy), resourcesFor(broker, kinds.OperatorPolicy)]
  return someOf([...own.items, ...operator.items].map(policyOf), whyOpen(own) ?? whyOpen(operator))
}

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
