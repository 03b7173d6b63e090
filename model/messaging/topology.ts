import type { Broker } from '../broker/broker.ts'
import { isObject, isString } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { absent, found, type Lookup } from '../kube/lookup.ts'
import type { KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import { textsOf } from '../pods/texts.ts'
import { orphans, referring } from './policy-resources.ts'

/** Resources of the messaging topology operator. Source: rabbitmq/messaging-topology-operator, api/v1beta1, v1.20.1 and main at e736e2d. */

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
  if (lookup.state !== 'found') return { state: 'unknown', why: `Secret ${secret} was not seen` }
  const name = textsOf(lookup.value).get('username')?.value
  return name === undefined ? absent() : found(name)
}
