import type { Broker } from '../broker/broker.ts'
import { type Address, at, type Located, within } from '../kube/address.ts'
import { isString, type Json, member, objectOf } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { eachOf, ifSeen, type Seen, someOf, whyOpen } from '../kube/lookup.ts'
import { dig } from '../kube/read.ts'
import { type Definitions, definitionItems } from './definitions.ts'
import { keysOf } from './policy.ts'
import { resourcesFor } from './policy-resources.ts'

/** A queue that definitions or a resource of the topology operator declare. */
export interface DeclaredQueue {
  readonly name: string
  readonly at: Address
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
    const name = member(value, 'name')
    return [
      {
        name: isString(name) ? name : '',
        at: place,
        arguments: keysOf(objectOf(member(value, 'arguments')), within(place, 'arguments')),
      },
    ]
  })
}
