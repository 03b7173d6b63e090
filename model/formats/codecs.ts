import type { Format } from '../kube/step.ts'
import { shellCodec } from './commands/shell-codec.ts'
import { confCodec } from './conf/conf-codec.ts'
import { erlangCodec } from './erlang/erlang-codec.ts'
import { pluginsCodec } from './erlang/plugins.ts'
import { embeddedJsonCodec } from './json/json.ts'
import { base64Codec } from './text/base64.ts'
import type { Codec } from './text/codec.ts'

/** The codec of each embedded format that has places and edits of its own. */
export const codecs: Readonly<Record<Format, Codec>> = {
  base64: base64Codec,
  conf: confCodec,
  erlang: erlangCodec,
  json: embeddedJsonCodec,
  plugins: pluginsCodec,
  shell: shellCodec,
}
