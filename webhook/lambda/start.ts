import { loader } from './compiled.ts'
import type { Handler } from './event.ts'

/** What Lambda calls: the handler of the bundle beside this file. */
export const handler = (
  loader(__dirname, id => require(id))('webhook.cjs').exports as { readonly handler: Handler }
).handler
