import { candidatesIn } from './broker/broker.ts'
import type { Cluster } from './cluster.ts'
import type { Address } from './kube/address.ts'
import { isString, listOf, member } from './kube/json.ts'
import * as kinds from './kube/kinds.ts'
import { type Absent, ifFound, type Lookup, type Unknown } from './kube/lookup.ts'
import type { Kind, KubeObject } from './kube/object.ts'
import { onceEach } from './kube/once-each.ts'
import type { World } from './kube/world.ts'
import { referencesOf } from './pods/references.ts'
import { selects, serviceOf } from './pods/service.ts'

/** An object that a cluster needs in the namespace of its pods, and that is in another one. */
export interface Misplaced {
  readonly object: KubeObject
  readonly part: 'governing' | 'asked' | 'file' | 'rights'
  /** Where it is named. */
  readonly namedAt: Address
  /** That it is not where it should be. */
  readonly absence: Absent
  /** That its own namespace has no RabbitMQ, for which it may be. */
  readonly ownBroker: Absent | Unknown
}
type Found = Omit<Misplaced, 'ownBroker'>

/**
 * What is absent in the namespace of the pods, and there under that very name in one other namespace that has no RabbitMQ of its own.
 * Where no namespace is written, all may be one.
 */
export function misplacedFor(cluster: Cluster): readonly Misplaced[] {
  const { world } = cluster.broker
  return foundFor(cluster).map(found => {
    const { namespace } = found.object
    const seen = makers.map(kind => world.absence(kind, namespace))
    return { ...found, ownBroker: seen.find(({ state }) => state === 'unknown') ?? seen[0] ?? found.absence }
  })
}
/** What is most often a RabbitMQ. */
const makers = [kinds.StatefulSet, kinds.RabbitmqCluster]

function foundFor(cluster: Cluster): readonly Found[] {
  const { workload, broker, governingService, askedService, services, serviceName } = cluster
  const { world } = broker
  if (workload.namespace === '' || workload.made.unseen !== undefined) return []
  const elsewhere = (kind: Kind, name: string): readonly KubeObject[] => {
    const found = byNameIn(world).get(keyOf(kind, name)) ?? []
    const others = found.filter(({ namespace }) => namespace !== '' && namespace !== workload.namespace)
    return others.length === 1 && !others.some(({ namespace }) => hasBroker(world, namespace)) ? others : []
  }
  const service = (name: string, part: Misplaced['part'], namedAt: Address, absence: Absent): Found[] =>
    elsewhere(kinds.Service, name)
      .filter(object => selects(serviceOf(object), workload.template.labels))
      .map(object => ({ object, part, namedAt, absence }))
  const governs = ifFound(serviceName)
  const asked = ifFound(askedService)
  const absentService =
    asked === undefined ? undefined : absenceOf(world.get(kinds.Service, workload.namespace, asked))
  return [
    ...(governs && governingService.state === 'absent'
      ? service(governs.value, 'governing', governs.at, governingService)
      : []),
    ...(asked !== undefined && asked !== governs?.value && absentService && services.complete
      ? service(
          asked,
          'asked',
          ifFound(cluster.discovery.setting('service_name'))?.at ?? cluster.at,
          absentService,
        )
      : []),
    ...referencesOf(workload).flatMap(({ kind, name, at: namedAt, isNeeded }) => {
      if (!isNeeded || kind !== kinds.ConfigMap) return []
      const absence = absenceOf(world.get(kind, workload.namespace, name))
      return absence
        ? elsewhere(kind, name).map(object => ({ object, part: 'file' as const, namedAt, absence }))
        : []
    }),
    ...rightsElsewhere(cluster),
  ]
}

const absenceOf = (lookup: Lookup<unknown>): Absent | undefined =>
  lookup.state === 'absent' ? lookup : undefined

/** A binding of the account of the pods, and its Role, where discovery asks the API server and may not. */
function rightsElsewhere({ workload, broker, rights, askedService }: Cluster): readonly Found[] {
  const asked = ifFound(askedService)
  if (asked === undefined) return []
  const absence = absenceOf(rights.may('get', 'endpoints', asked))
  if (!absence) return []
  const { world } = broker
  const bindings = (bindingsIn(world).get(rights.account) ?? [])
    .filter(
      ({ object: { namespace }, where }) =>
        namespace !== '' &&
        namespace !== workload.namespace &&
        (where === undefined || where === workload.namespace) &&
        !hasBroker(world, namespace),
    )
    .map(({ object }) => object)
  const roles = bindings.flatMap(({ namespace, value }) => {
    const name = member(member(value, 'roleRef'), 'name')
    if (member(member(value, 'roleRef'), 'kind') !== 'Role' || !isString(name)) return []
    return (byNameIn(world).get(keyOf(kinds.Role, name)) ?? []).filter(role => role.namespace === namespace)
  })
  return [...new Set([...roles, ...bindings])].map(object => ({
    object,
    part: 'rights',
    namedAt: rights.accountAt,
    absence,
  }))
}

/** The accounts that bindings name, each with the namespace that is written there. */
const bindingsIn = onceEach((world: World) =>
  Map.groupBy(
    world.ofKind(kinds.RoleBinding).flatMap(object =>
      listOf(object.value.subjects).flatMap(subject => {
        const [name, where] = [member(subject, 'name'), member(subject, 'namespace')]
        return member(subject, 'kind') === 'ServiceAccount' && isString(name)
          ? [{ object, name, where: isString(where) ? where : undefined }]
          : []
      }),
    ),
    ({ name }) => name,
  ),
)

const keyOf = ({ group, kind }: Kind, name: string): string => `${group}/${kind}/${name}`
const byNameIn = onceEach((world: World) => {
  const all = [kinds.Service, kinds.ConfigMap, kinds.Role].flatMap(kind => world.ofKind(kind))
  return Map.groupBy(all, object => keyOf(object, object.name))
})

const namespacesOfBrokers = onceEach(
  (world: World) => new Set(candidatesIn(world).map(({ namespace }) => namespace)),
)
const hasBroker = (world: World, namespace: string): boolean => namespacesOfBrokers(world).has(namespace)
