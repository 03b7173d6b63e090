import {
  accessSync,
  chmodSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf, readText } from './read.ts'

/**
 * Replaces the text of a file in one step: readers see the old text or the new one, never a part. The file keeps its
 * mode; a symbolic link stays and its target changes.
 * @param before the text that was read: a file that changed since is left alone
 * @returns why it was not written; undefined where it was
 */
export function replaceText(path: string, before: string, after: string): string | undefined {
  if (before === after) return undefined
  const current = readText(path)
  if (!('text' in current)) return current.why
  if (current.text !== before) return 'changed while it was being checked'
  let temporary: string | undefined
  try {
    const target = realpathSync(path)
    accessSync(target, constants.W_OK)
    temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
    writeFileSync(temporary, after, { flag: 'wx' })
    chmodSync(temporary, statSync(target).mode)
    renameSync(temporary, target)
    return undefined
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true })
    return `cannot be written: ${codeOf(error)}`
  }
}
