import { jsonCodec } from '../model/formats/json/json.ts'
import { FormatError } from '../model/formats/text/codec.ts'
import { templatedJson } from '../model/formats/text/helm-text.ts'
import { remembering } from '../model/formats/text/remember.ts'
import type { Address } from '../model/kube/address.ts'
import { isString, type Json } from '../model/kube/json.ts'
import { isFilledIn, whyFilledIn } from '../model/kube/placeholders.ts'
import { dig } from '../model/kube/read.ts'

/**
 * Why a value in JSON text is not known: it is filled in before it reaches the broker. Of other values the readers know it;
 * a definitions file has too many for each of them to ask.
 */
export function whyFilledInAt({ object, path, part }: Address): string | undefined {
  const cut = path.findIndex(step => typeof step === 'object' && 'as' in step && step.as === 'json')
  if (cut < 0 || part === 'key') return undefined
  const text = dig(object.value, path.slice(0, cut))
  if (!isString(text) || !mayHoldPlaceholder(text)) return undefined
  const value = dig(decoded(text), path.slice(cut + 1))
  const last = path.at(-1)
  return isString(value) && isFilledIn(value, object)
    ? whyFilledIn(isString(last) ? last : 'a value')
    : undefined
}

/** One file may have many findings. */
const mayHoldPlaceholder = remembering(text => isFilledIn(text, { isTemplate: true }), 4)
const decoded = remembering((text: string): Json | undefined => {
  try {
    return jsonCodec.decode(templatedJson(text) ?? '')
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}, 4)
