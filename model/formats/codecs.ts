import type { Format } from '../address.ts'
import { base64Codec } from './base64.ts'
import type { Codec } from './codec.ts'
import { confCodec } from './conf-codec.ts'
import { erlangCodec } from './erlang-codec.ts'
import { embeddedJsonCodec } from './json.ts'
import { pluginsCodec } from './plugins.ts'
import { shellCodec } from './shell-codec.ts'

/** The codec of each embedded format that has places and edits of its own. */
export const codecs: Readonly<Record<Format, Codec>> = {
  base64: base64Codec,
  conf: confCodec,
  erlang: erlangCodec,
  json: embeddedJsonCodec,
  plugins: pluginsCodec,
  shell: shellCodec,
}
