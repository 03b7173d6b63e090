import { type Address, at } from '../kube/address.ts'
import { isObject, isString, listOf, member, objectOf } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { absent, found, type Lookup, unknown } from '../kube/lookup.ts'
import { type KubeObject, unsettledAt } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig } from '../kube/read.ts'
import type { World } from '../kube/world.ts'

/** The keys of a Secret, and where they are written. */
export interface SecretKeys {
  readonly keys: ReadonlySet<string>
  readonly at: Address
}

/** The keys of a Secret that is among the objects, or that an ExternalSecret among them makes. */
export function secretKeys(world: World, namespace: string, name: string): Lookup<SecretKeys> {
  const secret = world.get(kinds.Secret, namespace, name)
  if (secret.state === 'found') return found(keysOf(secret.value))
  const external = (byTarget(world).get(name) ?? []).find(
    object => object.namespace === namespace || object.namespace === '' || namespace === '',
  )
  if (external) return keysMadeBy(external)
  return secret.state === 'absent' ? absent(secret.proof) : secret
}

function keysOf(secret: KubeObject): SecretKeys {
  const fields = ['data', 'stringData'].filter(field => isObject(secret.value[field]))
  return {
    keys: new Set(fields.flatMap(field => Object.keys(objectOf(secret.value[field])))),
    at: fields[0] === undefined ? at(secret) : at(secret, fields[0]),
  }
}

const byTarget = onceEach(
  (world: World): ReadonlyMap<string, readonly KubeObject[]> =>
    Map.groupBy(world.ofKind(kinds.ExternalSecret), object => {
      const target = dig(object.value, ['spec', 'target', 'name'])
      return isString(target) && target !== '' ? target : object.name
    }),
)

/**
 * A template takes the place of the keys that are fetched, unless it is merged with them.
 * Source: external-secrets.io/v1, ExternalSecret, target.template.
 */
function keysMadeBy(object: KubeObject): Lookup<SecretKeys> {
  const spec = objectOf(object.value.spec)
  const why = unsettledAt(object, ['spec'])
  const template = dig(spec, ['target', 'template'])
  const isMerged = template === undefined || member(template, 'mergePolicy') === 'Merge'
  if (why !== undefined) return unknown(why)
  if (listOf(member(template, 'templateFrom')).length > 0 || (isMerged && listOf(spec.dataFrom).length > 0))
    return unknown(`what ExternalSecret ${object.name} fetches is not in it`)
  const fetched = listOf(spec.data).flatMap(entry => {
    const key = member(entry, 'secretKey')
    return isString(key) ? [key] : []
  })
  const own = Object.keys(objectOf(member(template, 'data')))
  return found({
    keys: new Set([...own, ...(isMerged ? fetched : [])]),
    at: template === undefined ? at(object, 'spec', 'data') : at(object, 'spec', 'target', 'template'),
  })
}
