import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { exitCode, Stop, wrongUsage } from '../exit-code.ts'
import { nameOf } from '../files/discover.ts'
import { entryOf, isBelow } from '../files/paths.ts'
import { readText } from '../files/read.ts'
import { repositoryRoot, upwards } from '../files/repository.ts'
import type { ConfigFile } from './config.ts'
import { parseConfig } from './parse.ts'

export interface LoadedConfig {
  readonly config: ConfigFile
  /** Folder that its paths are relative to; the working directory where there is no file. */
  readonly folder: string
  /** Absolute path; undefined where there is none. */
  readonly file?: string
}

const names = ['.warrener.yaml', '.warrener.yml', '.warrener.json']

/**
 * The config file that counts in a folder. Throws a Stop for wrong usage where it is not there or not right.
 * @param wish a file, true to look for one upwards to the root of the repository, false for none
 * @param cwd absolute path
 */
export function loadConfig(wish: string | boolean, cwd: string, ruleIds: readonly string[]): LoadedConfig {
  const file = typeof wish === 'string' ? resolve(cwd, wish) : wish ? findConfig(cwd) : undefined
  if (file === undefined) return { config: {}, folder: cwd }
  const shown = nameOf(file, file, cwd)
  const read = readText(file)
  if (!('text' in read)) throw wrongUsage(`${shown} ${read.why}`)
  const parsed = parseConfig(file, read.text, ruleIds)
  if ('config' in parsed) return { config: parsed.config, folder: dirname(file), file }
  const problems = parsed.problems.map(problem => ({ file: shown, ...problem }))
  const lines = problems.map(({ line, column, message }) => `${shown}:${line}:${column}: ${message}`)
  throw new Stop(exitCode.usage, lines.join('\n'), problems)
}

/** The nearest config file upwards to the root of the repository; outside of one, only in the folder itself. */
export function findConfig(cwd: string): string | undefined {
  const root = repositoryRoot(cwd) ?? cwd
  const folders = upwards(cwd).filter(folder => folder === root || isBelow(folder, root))
  return folders.flatMap(folder => names.map(name => entryOf(folder, name))).find(file => existsSync(file))
}
