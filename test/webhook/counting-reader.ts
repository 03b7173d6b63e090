import type { JsonObject } from '../../model/kube/json.ts'
import type { ObjectReader } from '../../webhook/reader.ts'
import { inMemoryReader } from './in-memory-reader.ts'

/** A reader over objects in memory that writes down what it is asked, as one whose every look-up is a call to the API server. */
export function countingReader(objects: readonly JsonObject[]): {
  readonly asked: string[]
  readonly reader: ObjectReader
} {
  const asked: string[] = []
  const { get, list, may } = inMemoryReader(objects)
  return {
    asked,
    reader: {
      isCostly: true,
      get(kind, namespace, name, signal) {
        asked.push(`get ${kind.kind} ${name}`)
        return get(kind, namespace, name, signal)
      },
      list(kind, namespace, signal) {
        asked.push(`list ${kind.kind}`)
        return list(kind, namespace, signal)
      },
      may(right, signal) {
        asked.push(`may ${right.verb} ${right.resource}`)
        return may(right, signal)
      },
    },
  }
}
