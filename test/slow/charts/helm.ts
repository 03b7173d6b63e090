import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { promisify } from 'node:util'
import { oneAtATime } from '../../one-at-a-time.ts'

const version = 'v3.18.4'
const named = [process.env.WARRENER_CACHE, process.env.XDG_CACHE_HOME].find(dir => dir && isAbsolute(dir))
const folder = join(named ?? join(homedir(), '.cache'), 'warrener', 'helm', version)
const program = join(folder, 'helm')

/** Builds helm from the Go module proxy, once: it lies in the cache folder. */
async function build(): Promise<void> {
  process.stderr.write(`Building helm ${version}, once: this takes some minutes ...\n`)
  const child = spawn('go', ['install', `helm.sh/helm/v3/cmd/helm@${version}`], {
    env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' },
    stdio: ['ignore', 2, 2],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`go install of helm ended with ${code}`)
}

/** The path of helm. */
export async function helm(): Promise<string> {
  await oneAtATime(join(folder, '.lock'), async () => existsSync(program), build)
  return program
}

/** What a chart makes of values, as a release `rabbitmq` in the namespace `mq`. */
export async function rendered(chart: string, values: string): Promise<string> {
  const command = [
    'template',
    'rabbitmq',
    chart,
    '--namespace',
    'mq',
    '--kube-version',
    '1.33.0',
    '--values',
    '-',
  ]
  const running = promisify(execFile)(await helm(), command, { encoding: 'utf8' })
  running.child.stdin?.end(values)
  return (await running).stdout
}
