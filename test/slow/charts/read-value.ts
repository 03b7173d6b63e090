import { isObject, type JsonObject } from '../../../model/kube/json.ts'
import { readDocuments } from '../../../source/yaml/read.ts'

/** The map that YAML text is. */
export function readValue(text: string): JsonObject {
  const [document] = readDocuments('values.yaml', text)
  const value = document?.value
  if (!isObject(value)) throw new Error('no map')
  return value
}
