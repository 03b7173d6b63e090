import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { promisify } from 'node:util'
import { oneAtATime } from './one-at-a-time.ts'

const run = promisify(execFile)
const named = [process.env.WARRENER_CACHE, process.env.XDG_CACHE_HOME].find(dir => dir && isAbsolute(dir))

/** The path of a program that a package of PyPI brings, in an environment of its own: it lies in the cache folder. */
export async function pythonTool(name: string, version: string): Promise<string> {
  const folder = join(named ?? join(homedir(), '.cache'), 'warrener', name, version)
  const program = join(folder, 'bin', name)
  await mkdir(join(folder, '..'), { recursive: true })
  const install = async (): Promise<void> => {
    process.stderr.write(`Installing ${name} ${version}, once ...\n`)
    await run('python3', ['-m', 'venv', folder])
    await run(join(folder, 'bin/pip'), ['install', '--quiet', `${name}==${version}`])
  }
  await oneAtATime(join(folder, '..', `.${version}.lock`), async () => existsSync(program), install)
  return program
}
