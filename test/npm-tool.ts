import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from './cache-folder.ts'
import { oneAtATime } from './one-at-a-time.ts'

/** The folder of a package of the npm registry that only slow suites need, installed once in the cache folder. */
export async function npmTool(name: string, version: string): Promise<string> {
  const folder = join(cacheFolder(), 'npm', name.replace('/', '+'), version)
  const made = join(folder, 'node_modules', name)
  const install = (): Promise<unknown> =>
    promisify(execFile)('npm', [
      ...['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'],
      `${name}@${version}`,
    ])
  await oneAtATime(join(folder, '.lock'), async () => existsSync(made), install)
  return made
}
