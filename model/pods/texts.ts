import { decodeBase64 } from '../formats/text/base64.ts'
import { type Address, at, type Located, within } from '../kube/address.ts'
import { isString, type Json, objectOf } from '../kube/json.ts'
import type { KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig } from '../kube/read.ts'

/** The texts that a ConfigMap or Secret holds, by key, each with its place. Data that is no base64 text is left out. */
export const textsOf = onceEach((object: KubeObject) => textsIn(object.value, object.kind, at(object)))

/** The same of one that is written somewhere. */
export function textsIn(
  value: Json,
  kind: string,
  place: Address,
  isSecret = kind === 'Secret',
): ReadonlyMap<string, Located<string>> {
  const texts = new Map<string, Located<string>>()
  const secret = kind === 'Secret'
  const encoded = secret ? 'data' : 'binaryData'
  const plain = secret ? 'stringData' : 'data'
  for (const [key, written] of Object.entries(objectOf(dig(value, [encoded])))) {
    const text = isString(written) ? decodeBase64(written) : undefined
    if (text !== undefined)
      texts.set(key, located(text, within(place, encoded, key, { as: 'base64' }), isSecret))
  }
  for (const [key, written] of Object.entries(objectOf(dig(value, [plain])))) {
    if (isString(written)) texts.set(key, located(written, within(place, plain, key), isSecret))
  }
  return texts
}
const located = (value: string, place: Address, sensitive: boolean): Located<string> =>
  sensitive ? { value, at: place, sensitive } : { value, at: place }
