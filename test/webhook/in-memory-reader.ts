import { isString, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import type { Right } from '../../model/kube/world.ts'
import { apiVersionOf, type ObjectReader, type ServedKind } from '../../webhook/reader.ts'

/** A reader over objects in memory, which answers as an API server that has just these. */
export function inMemoryReader(objects: readonly JsonObject[]): ObjectReader {
  const ofKind = (kind: ServedKind, namespace: string): readonly JsonObject[] =>
    objects.filter(
      object =>
        object.apiVersion === apiVersionOf(kind) &&
        object.kind === kind.kind &&
        metadata(object, 'namespace') === namespace,
    )
  return {
    get: async (kind, namespace, name) =>
      ofKind(kind, namespace).find(object => metadata(object, 'name') === name),
    list: async (kind, namespace) => ofKind(kind, namespace),
    may: async right => objects.some(object => grants(objects, object, right)),
    isCostly: false,
  }
}

/** Whether an object is a binding of an account to a role that has a right, as far as these tests have any. */
function grants(objects: readonly JsonObject[], binding: JsonObject, right: Right): boolean {
  if (!/^(?:Cluster)?RoleBinding$/.test(String(binding.kind))) return false
  if (!['', right.namespace].includes(metadata(binding, 'namespace'))) return false
  const isBound = listOf(binding.subjects).some(
    subject => member(subject, 'name') === right.account && member(subject, 'namespace') === right.namespace,
  )
  const role = objects.find(
    object =>
      object.kind === member(binding.roleRef, 'kind') &&
      metadata(object, 'name') === member(binding.roleRef, 'name') &&
      ['', right.namespace].includes(metadata(object, 'namespace')),
  )
  const allows = (rule: Json): boolean =>
    listOf(member(rule, 'verbs')).includes(right.verb) &&
    listOf(member(rule, 'resources')).includes(right.resource)
  return isBound && listOf(role?.rules).some(allows)
}

const metadata = (object: JsonObject, key: string): string => {
  const value = member(object.metadata, key)
  return isString(value) ? value : ''
}
