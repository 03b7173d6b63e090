import type { Broker } from '../broker/broker.ts'
import { type Address, at, type Located, within } from '../kube/address.ts'
import { isString, type Json, member, objectOf } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { eachOf, found, ifSeen, type Lookup, type Seen, someOf, unknown, whyOpen } from '../kube/lookup.ts'
import { dig } from '../kube/read.ts'
import { type Definitions, definitionItems } from './definitions.ts'
import { keysOf } from './policy.ts'
import { resourcesFor } from './policy-resources.ts'
import { type Queue, type QueueType, queueTypes } from './queue.ts'

/** A queue that definitions or a resource of the topology operator declare. */
export interface DeclaredQueue extends Omit<Queue, 'type'> {
  readonly at: Address
  /** Unknown where nothing beside the queue says: its virtual host then decides. */
  readonly type: Lookup<QueueType>
  readonly arguments: ReadonlyMap<string, Located<Json>>
}

/** The queues that are declared beside the applications' own, as far as they were seen. */
export function queuesOf(broker: Broker, definitions: Seen<Definitions>): Seen<DeclaredQueue> {
  const imported = eachOf(definitions, file => definitionItems(file, 'queues'))
  const resources = eachOf(resourcesFor(broker, kinds.Queue), object => [
    { value: dig(object.value, ['spec']) ?? null, at: at(object, 'spec') },
  ])
  const all = [...ifSeen(imported), ...ifSeen(resources)]
  return eachOf(someOf(all, whyOpen(imported) ?? whyOpen(resources)), ({ value, at: place }) => {
    const [name, vhost] = [member(value, 'name'), member(value, 'vhost')]
    const given = keysOf(objectOf(member(value, 'arguments')), within(place, 'arguments'))
    return [
      {
        name: isString(name) ? name : '',
        // The topology operator's default; in definitions the virtual host is always there.
        vhost: isString(vhost) ? vhost : '/',
        type: typeOf(given.get('x-queue-type')?.value ?? member(value, 'type')),
        at: place,
        arguments: given,
      },
    ]
  })
}

function typeOf(written: Json | undefined): Lookup<QueueType> {
  const type = queueTypes.find(known => known === written)
  return type === undefined ? unknown('the default type of the virtual host decides') : found(type)
}
