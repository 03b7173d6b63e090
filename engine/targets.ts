import { type Stand, standsOf } from '../facts/metadata-store.ts'
import { knownReleases, newestRelease } from '../facts/release.ts'
import type { Broker } from '../model/broker/broker.ts'
import { type Cluster, clusterOf } from '../model/cluster.ts'
import type { KubeObject } from '../model/kube/object.ts'
import type { World } from '../model/kube/world.ts'
import type { Policy } from '../model/messaging/policy.ts'
import { orphanPolicies } from '../model/messaging/policy-resources.ts'
import { orphanTopology } from '../model/messaging/topology.ts'
import type { Rule, Tell } from '../model/rule/rule.ts'
import { placeKey } from './finding.ts'
import { clusterSubject } from './run-rule.ts'

/** What rules are run on, under each stand that it may have. */
export interface Target {
  readonly rules: readonly Rule[]
  readonly stands: readonly Stand[]
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
export const targetsIn = (
  world: World,
  brokers: readonly Broker[],
  active: readonly Rule[],
): readonly Target[] => [
  ...brokers.flatMap(broker => targetsOf(broker, active)),
  ...orphanPolicies(world, brokers).map(policy => orphanTarget(world, policy, active)),
  ...orphanTopology(world, brokers).map(object => orphanObject(world, object, active)),
]

const anyStands = standsOf(newestRelease)
/** The newest stand that a broker may have. */
export const newestStand = ({ stands }: Pick<Broker, 'stands'>): Stand => stands.at(-1) ?? anyStands[0]

/** A cluster as a whole, and each of its policies and objects. */
function targetsOf(broker: Broker, active: readonly Rule[]): readonly Target[] {
  const shared = {
    stands: broker.stands,
    why: broker.standUnknown,
    name: broker.name,
    context: broker.world.context,
  }
  const cluster = (stand: Stand): Cluster => clusterOf(broker, stand)
  const inScope = (scope: Rule['scope']): readonly Rule[] => active.filter(rule => rule.scope === scope)
  const first = clusterOf(broker, broker.stands[0] ?? newestStand(broker))
  return [
    {
      ...shared,
      cluster,
      rules: inScope('cluster'),
      subject: (rule, stand, tell) => clusterSubject(rule, cluster(stand), stand, tell),
    },
    ...policiesUnder(broker.stands, cluster).map(
      ({ policy, stands }): Target => ({
        ...shared,
        cluster,
        rules: inScope('policy'),
        thing: placeKey(policy.at),
        subject: (_, release) =>
          stands.has(release) ? { policy, cluster: cluster(release), release } : undefined,
      }),
    ),
    ...first.objects.map(
      (object): Target => ({
        ...shared,
        cluster,
        rules: inScope('object'),
        subject: () => ({ object, world: broker.world }),
      }),
    ),
  ]
}

/** Each policy that some stand makes of what is written, and the stands that do: older ones do not read all that newer ones do. */
function policiesUnder(
  stands: readonly Stand[],
  cluster: (stand: Stand) => Cluster,
): readonly { readonly policy: Policy; readonly stands: ReadonlySet<Stand> }[] {
  const known = new Map<string, { readonly policy: Policy; readonly stands: Set<Stand> }>()
  const numbers = new Map<KubeObject, number>()
  const keyOf = ({ at: { object, path }, name, importedBy }: Policy): string => {
    const number = numbers.get(object) ?? numbers.size
    numbers.set(object, number)
    return JSON.stringify([number, path, name, importedBy?.key])
  }
  for (const stand of stands)
    for (const policy of cluster(stand).policies.items) {
      const key = keyOf(policy)
      const entry = known.get(key) ?? { policy, stands: new Set<Stand>() }
      known.set(key, entry)
      entry.stands.add(stand)
    }
  return [...known.values()]
}

/** A policy whose cluster was not seen: nothing tells its release. */
function orphanTarget(world: World, policy: Policy, active: readonly Rule[]): Target {
  return {
    rules: active.filter(rule => rule.scope === 'policy'),
    thing: placeKey(policy.at),
    stands: knownReleases.flatMap(release => standsOf(release, { called: 'RabbitMQ' })),
    why: 'the RabbitMQ cluster that this policy is for is not among the objects',
    cluster: () => undefined,
    subject: (_, release) => ({ policy, cluster: undefined, release }),
    name: '',
    context: world.context,
  }
}

/** A resource of the topology operator whose cluster was not seen: rules of scope object do not ask for the release. */
function orphanObject(world: World, object: KubeObject, active: readonly Rule[]): Target {
  return {
    rules: active.filter(rule => rule.scope === 'object'),
    stands: anyStands,
    why: '',
    cluster: () => undefined,
    subject: () => ({ object, world }),
    name: '',
    context: world.context,
  }
}
