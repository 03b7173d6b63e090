import { isString, type JsonObject, member } from '../../model/kube/json.ts'
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
  }
}

const metadata = (object: JsonObject, key: string): string => {
  const value = member(object.metadata, key)
  return isString(value) ? value : ''
}
