import type { Format } from '../address.ts'
import { base64Codec } from './base64.ts'
import type { Codec } from './codec.ts'
import { confCodec } from './conf-codec.ts'
import { jsonCodec } from './json.ts'

/** The codec of each embedded format that has places and edits of its own. */
export const codecs: Readonly<Partial<Record<Format, Codec>>> = {
  base64: base64Codec,
  conf: confCodec,
  json: jsonCodec,
}
