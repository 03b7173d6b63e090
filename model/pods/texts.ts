import { decodeBase64 } from '../formats/text/base64.ts'
import { type Address, at, type Located, within } from '../kube/address.ts'
import { isString, objectOf } from '../kube/json.ts'
import type { KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig } from '../kube/read.ts'

/** The texts that a ConfigMap or Secret holds, by key, each with its place. Data that is no base64 text is left out. */
export const textsOf = onceEach((object: KubeObject): ReadonlyMap<string, Located<string>> => {
  const texts = new Map<string, Located<string>>()
  const secret = object.kind === 'Secret'
  const encoded = secret ? 'data' : 'binaryData'
  const plain = secret ? 'stringData' : 'data'
  for (const [key, value] of Object.entries(objectOf(dig(object.value, [encoded])))) {
    const text = isString(value) ? decodeBase64(value) : undefined
    if (text !== undefined)
      texts.set(key, located(text, within(at(object, encoded, key), { as: 'base64' }), secret))
  }
  for (const [key, value] of Object.entries(objectOf(dig(object.value, [plain])))) {
    if (isString(value)) texts.set(key, located(value, at(object, plain, key), secret))
  }
  return texts
})
const located = (value: string, place: Address, sensitive: boolean): Located<string> =>
  sensitive ? { value, at: place, sensitive } : { value, at: place }
