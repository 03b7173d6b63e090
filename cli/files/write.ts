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
import { basename, dirname, join, resolve } from 'node:path'
import { exitCode, Stop } from '../exit-code.ts'
import { readText } from './read.ts'
import { reasonOf } from './reason.ts'

/** How a reason begins that the system has. */
export const notWritable = 'cannot be written'

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
  try {
    const target = realpathSync(path)
    accessSync(target, constants.W_OK)
    inOneStep(target, after, statSync(target).mode)
    return undefined
  } catch (error) {
    return `${notWritable}: ${reasonOf(error)}`
  }
}

/**
 * Writes a file of a report or a list, whatever is there. Throws a Stop where the system refuses.
 * @param shown its path as the user gave it, relative to `cwd`
 */
export function writeWhole(shown: string, cwd: string, text: string): void {
  const path = resolve(cwd, shown)
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    // A pipe, a terminal or /dev/null is written to, and stays what it is.
    if (stats === undefined || stats.isFile()) inOneStep(stats ? realpathSync(path) : path, text, stats?.mode)
    else writeFileSync(path, text)
  } catch (error) {
    throw new Stop(exitCode.defect, `${shown} cannot be written: ${reasonOf(error)}`)
  }
}

/** Writes beside a file and moves it there: a full disk or an end in between leaves what was there. */
function inOneStep(path: string, text: string, mode: number | undefined): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    writeFileSync(temporary, text, { flag: 'wx' })
    if (mode !== undefined) chmodSync(temporary, mode)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}
