import type { Output } from '../cli/output.ts'
import { randomUUID } from './token.ts'

/**
 * Prints what may hold text of a manifest, in which the runner would find commands (`::error::`, and `##[add-mask]`
 * anywhere in a line). They are switched off meanwhile.
 */
export function log(out: Output, print: () => void): void {
  const token = randomUUID()
  out.write(`::stop-commands::${token}\n`)
  try {
    print()
  } finally {
    out.write(`::${token}::\n`)
  }
}
