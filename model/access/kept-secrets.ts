import type { Broker } from '../broker/broker.ts'
import { type Address, at } from '../kube/address.ts'
import { isString, objectOf } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { ifSeen } from '../kube/lookup.ts'
import type { KubeObject } from '../kube/object.ts'
import { isFilledIn } from '../kube/placeholders.ts'
import { dig } from '../kube/read.ts'
import { resourcesFor } from '../messaging/topology.ts'
import { referencesOf } from '../pods/references.ts'

/** A Secret of a broker whose text is in a file, with the first of its keys that is for a password or cookie. */
export interface KeptSecret {
  readonly key: string
  readonly at: Address
}

const telling = /pass|cookie|default_user\.conf|\.key$/i

/** The Secrets with a password or cookie that the pods, or users of the topology operator, name and that stand in files. */
export function keptSecretsOf(broker: Broker): readonly KeptSecret[] {
  const { world, workload } = broker
  const named = [
    ...referencesOf(workload).flatMap(({ kind, name, generated }) =>
      kind === kinds.Secret && !generated ? [name] : [],
    ),
    ...ifSeen(resourcesFor(broker, kinds.User)).flatMap(user => {
      const name = dig(user.value, ['spec', 'importCredentialsSecret', 'name'])
      return isString(name) ? [name] : []
    }),
  ]
  return [...new Set(named)].flatMap(name => {
    const object = world.get(kinds.Secret, workload.namespace, name)
    return object.state === 'found' ? keptIn(object.value) : []
  })
}

/** Not in one that SOPS encrypted, nor where the text is filled in later. What is no base64 is kept here all the same. */
function keptIn(object: KubeObject): readonly KeptSecret[] {
  if (object.origin.from !== 'file' || object.value.sops !== undefined) return []
  for (const field of ['data', 'stringData'])
    for (const [key, value] of Object.entries(objectOf(object.value[field])))
      if (telling.test(key) && isString(value) && value !== '' && !isFilledIn(value, object))
        return [{ key, at: at(object, field, key) }]
  return []
}
