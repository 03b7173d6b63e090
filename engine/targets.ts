import type { KubernetesRelease } from '../facts/kubernetes-apis.ts'
import {
  newestOf,
  oldestOf,
  type Stand,
  type Stands,
  standsOf,
  standsOfAny,
} from '../facts/metadata-store.ts'
import { knownReleases, newestRelease } from '../facts/release.ts'
import type { Broker } from '../model/broker/broker.ts'
import { type Cluster, clusterOf } from '../model/cluster.ts'
import * as kinds from '../model/kube/kinds.ts'
import { isMissing } from '../model/kube/missing.ts'
import type { KubeObject } from '../model/kube/object.ts'
import type { World } from '../model/kube/world.ts'
import { clusterReference } from '../model/messaging/cluster-reference.ts'
import type { Policy } from '../model/messaging/policy.ts'
import { orphanPolicies, orphanTopology } from '../model/messaging/topology.ts'
import { misfitsIn } from '../model/misfits.ts'
import type { ObjectSubject, Rule, Tell } from '../model/rule/rule.ts'
import { placeKey } from './finding.ts'
import { clusterSubject } from './run-rule.ts'

/** What rules are run on, under each stand that it may have. */
export interface Target {
  readonly scope: Rule['scope']
  readonly stands: Stands
  /** Why there are several. */
  readonly why: string
  readonly cluster: (stand: Stand) => Cluster | undefined
  readonly subject: (rule: Rule, stand: Stand, tell: Tell) => unknown
  readonly name: string
  readonly context: string
  /** What all that is found here is about, where a person mends that in one go. */
  readonly thing?: string
}

/** All that there is to judge in a world: its clusters with their policies and objects, and what belongs to clusters elsewhere. */
export function targetsIn(
  world: World,
  brokers: readonly Broker[],
  active: readonly Rule[],
  kubernetes: KubernetesRelease,
): readonly Target[] {
  const judged = new Set<KubeObject>()
  const scopes = new Set(active.map(({ scope }) => scope))
  const objectTarget = (object: KubeObject): Target => targetOfObject({ object, world, kubernetes })
  // Where nothing asks for them, the policies and objects of a cluster are not looked for.
  return [
    ...brokers.flatMap(broker => [
      ...(scopes.has('cluster') ? [clusterTarget(broker)] : []),
      ...(scopes.has('policy') ? policyTargets(broker) : []),
      ...(scopes.has('object') ? objectsOf(broker, judged) : []).map(
        (object): Target => ({
          ...objectTarget(object),
          cluster: () => clusterOf(broker, newestOf(broker.stands)),
          name: broker.name,
        }),
      ),
    ]),
    ...(scopes.has('policy') ? orphanPolicies(world, brokers) : []).map(policy =>
      orphanTarget(world, policy),
    ),
    ...(scopes.has('object')
      ? [...orphanTopology(world, brokers), ...misfitsIn(world, brokers.length > 0)].filter(
          object => !judged.has(object),
        )
      : []
    ).map(objectTarget),
  ]
}

/** The objects of a broker, but for those that belong to one before it too: what is wrong with an object is said once. */
function objectsOf(broker: Broker, judged: Set<KubeObject>): readonly KubeObject[] {
  const { objects } = clusterOf(broker, oldestOf(broker.stands))
  return objects.filter(object => judged.size < judged.add(object).size)
}

/** Of what no release is known, and none matters. */
export const anyStands = standsOf(newestRelease)

/** A cluster as a whole. */
const clusterTarget = (broker: Broker): Target => ({
  ...sharedBy(broker),
  scope: 'cluster',
  subject: (rule, stand, tell) => clusterSubject(rule, clusterOf(broker, stand), stand, tell),
})

/** Each policy of a cluster. */
const policyTargets = (broker: Broker): readonly Target[] =>
  policiesUnder(broker.stands, stand => clusterOf(broker, stand)).map(({ policy, stands }) => ({
    ...sharedBy(broker),
    scope: 'policy',
    thing: placeKey(policy.at),
    subject: (_, release) =>
      stands.has(release) ? { policy, cluster: clusterOf(broker, release), release } : undefined,
  }))

const sharedBy = (broker: Broker): Pick<Target, 'stands' | 'why' | 'name' | 'context' | 'cluster'> => ({
  stands: broker.stands,
  why: broker.standUnknown,
  name: broker.name,
  context: broker.world.context,
  cluster: stand => clusterOf(broker, stand),
})

/** Each policy that some stand makes of what is written, and the stands that do: older ones do not read all that newer ones do. */
function policiesUnder(
  stands: readonly Stand[],
  cluster: (stand: Stand) => Cluster,
): readonly { readonly policy: Policy; readonly stands: ReadonlySet<Stand> }[] {
  const known = new Map<string, { readonly policy: Policy; readonly stands: Set<Stand> }>()
  const same = new Map<Policy, Set<Stand>>()
  const numbers = new Map<KubeObject, number>()
  const keyOf = ({ at: { object, path }, name, importedBy }: Policy): string => {
    const number = numbers.get(object) ?? numbers.size
    numbers.set(object, number)
    return JSON.stringify([number, path, name, importedBy?.key])
  }
  for (const stand of stands)
    for (const policy of cluster(stand).policies.items) {
      const its = same.get(policy)
      if (its) {
        its.add(stand)
        continue
      }
      const key = keyOf(policy)
      const entry = known.get(key) ?? { policy, stands: new Set<Stand>() }
      known.set(key, entry)
      same.set(policy, entry.stands)
      entry.stands.add(stand)
    }
  return [...known.values()]
}

/** A policy whose cluster was not seen: nothing tells its release. */
function orphanTarget(world: World, policy: Policy): Target {
  return {
    scope: 'policy',
    thing: placeKey(policy.at),
    stands: standsOfAny(knownReleases, { called: 'RabbitMQ' }),
    why: whyOrphan(world, policy),
    cluster: () => undefined,
    subject: (_, release) => ({ policy, cluster: undefined, release }),
    name: '',
    context: world.context,
  }
}

function whyOrphan(world: World, { at: { object } }: Policy): string {
  const reference = clusterReference(object)
  const cluster = reference && world.get(kinds.RabbitmqCluster, reference.namespace, reference.name)
  return cluster?.state === 'unknown'
    ? cluster.why
    : `the RabbitMQ cluster that this policy is for ${isMissing(world)}`
}

/** An object by itself. Its rules do not ask for the release; the cluster of a resource of the topology operator may not be seen. */
const targetOfObject = (subject: ObjectSubject): Target => ({
  scope: 'object',
  stands: anyStands,
  why: '',
  cluster: () => undefined,
  subject: () => subject,
  name: '',
  context: subject.world.context,
})
