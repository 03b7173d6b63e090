import type { ImportedBy } from '../../facts/definitions-import.ts'
import { type QueueType, queueTypes } from '../../facts/queue-types.ts'
import type { Broker } from '../broker/broker.ts'
import { type Address, at, type Located, within } from '../kube/address.ts'
import { isString, type Json, member, objectOf } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { eachOf, found, type Lookup, type Seen, together, unknown } from '../kube/lookup.ts'
import { dig } from '../kube/read.ts'
import { labelOf } from './definition-problems.ts'
import { type Definitions, definitionItems } from './definitions.ts'
import { keysOf } from './policy.ts'
import type { Queue } from './queue.ts'
import { resourcesFor } from './topology.ts'

/** A queue that definitions or a resource of the topology operator declare. */
export interface DeclaredQueue extends Omit<Queue, 'type'> {
  readonly at: Address
  /** Unknown where nothing beside the queue says: its virtual host then decides. */
  readonly type: Lookup<QueueType>
  readonly arguments: ReadonlyMap<string, Located<Json>>
  /** How a message names it: by its name, or by its number where the file comes from a Secret. */
  readonly label: string
  /** Undefined where nothing is written. */
  readonly durable: boolean | undefined
  readonly exclusive: boolean
  readonly autoDelete: boolean
  /** How the definitions that declare it are imported; undefined for a resource of the topology operator. */
  readonly importedBy: ImportedBy | undefined
}

/** The queues that are declared beside the applications' own, as far as they were seen. */
export function queuesOf(broker: Broker, definitions: Seen<Definitions>): Seen<DeclaredQueue> {
  const imported = eachOf(definitions, file =>
    definitionItems(file, 'queues').map(({ value, at: place }, index) =>
      declared(value, place, labelOf(file, 'queue', value, index), file.importedBy),
    ),
  )
  const resources = eachOf(resourcesFor(broker, kinds.Queue), object => [
    declared(dig(object.value, ['spec']) ?? null, at(object, 'spec'), `Queue ${object.name}`, undefined),
  ])
  return together(imported, resources)
}

/** Resources and definitions name the same members, but for the one of two words. */
function declared(
  value: Json,
  place: Address,
  label: string,
  importedBy: ImportedBy | undefined,
): DeclaredQueue {
  const [name, vhost, durable] = ['name', 'vhost', 'durable'].map(key => member(value, key))
  const given = keysOf(objectOf(member(value, 'arguments')), within(place, 'arguments'))
  return {
    name: isString(name) ? name : '',
    // The topology operator's default; in definitions the virtual host is always there.
    vhost: isString(vhost) ? vhost : '/',
    type: typeOf(given.get('x-queue-type')?.value ?? member(value, 'type')),
    at: place,
    arguments: given,
    label,
    durable: typeof durable === 'boolean' ? durable : undefined,
    exclusive: member(value, 'exclusive') === true,
    autoDelete: member(value, importedBy ? 'auto_delete' : 'autoDelete') === true,
    importedBy,
  }
}

function typeOf(written: Json | undefined): Lookup<QueueType> {
  const type = queueTypes.find(known => known === written)
  return type === undefined ? unknown('the default type of the virtual host decides') : found(type)
}
