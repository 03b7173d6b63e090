import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from './cache-folder.ts'
import { oneAtATime } from './one-at-a-time.ts'

export interface GoTool {
  readonly name: string
  readonly module: string
  readonly version: string
  /** Below the module; '' for the module itself. */
  readonly path: string
  /** Tags of the build: what is left out. */
  readonly tags?: string
}

/** The path of a program that is built from the Go module proxy, once: it lies in the cache folder. */
export async function goTool({ name, module, version, path, tags = '' }: GoTool): Promise<string> {
  const folder = join(cacheFolder(), name, version)
  const program = join(folder, name)
  const build = async (): Promise<void> => {
    process.stderr.write(`Building ${name} ${version}, once: this takes some minutes ...\n`)
    const child = spawn(
      'go',
      ['install', `-tags=${tags}`, '-ldflags=-s -w', `${join(module, path)}@${version}`],
      {
        env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' },
        stdio: ['ignore', 2, 2],
      },
    )
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`go install of ${name} ended with ${code}`)
  }
  await oneAtATime(join(folder, '.lock'), async () => existsSync(program), build)
  return program
}

/** The folder of the sources of a program. */
export async function sourceOf({ module, version }: GoTool): Promise<string> {
  const { stdout } = await promisify(execFile)('go', ['mod', 'download', '-json', `${module}@${version}`])
  return JSON.parse(stdout).Dir
}
