import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'

/** A server that is measured: arguments of Node, with what surrounds them. It says on standard error, as a line of JSON, where it listens. */
export interface Contender {
  readonly name: string
  readonly args: readonly string[]
  readonly cwd: string
  /** Where reviews are posted. */
  readonly path?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A process of one that listens. */
export interface Started {
  readonly port: number
  /** Milliseconds of processor time since its start. */
  cpu(): number
  /** Bytes of memory that it holds. */
  memory(): number
  /** The most it ever held. */
  peak(): number
  /** @param signal SIGTERM lets Node write its compile cache, SIGKILL is quicker */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

export async function start({ name, args, cwd, env }: Contender): Promise<Started> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    const port = await portOf(child, name)
    return {
      port,
      cpu: () => cpuOf(child.pid ?? 0),
      memory: () => memoryOf(child.pid ?? 0, 'VmRSS'),
      peak: () => memoryOf(child.pid ?? 0, 'VmHWM'),
      async stop(signal = 'SIGKILL') {
        const ended = once(child, 'exit')
        child.kill(signal)
        await ended
      },
    }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

function portOf(child: ChildProcess, name: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  let told = ''
  child.once('error', reject)
  child.once('exit', code => reject(new Error(`${name} ended with ${code}: ${told}`)))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told = (told + text).slice(-20_000)
    const port = /"port":(\d+)/.exec(told)?.[1]
    if (port !== undefined) resolve(Number(port))
  })
  return promise
}

/** Of all its threads. Source: Documentation/scheduler/sched-stats.rst of Linux: the first number, in nanoseconds. */
function cpuOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`)
  const times = threads.map(thread =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  )
  return times.reduce((sum, time) => sum + time, 0) / 1e6
}

function memoryOf(pid: number, which: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`${which}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1]) * 1024
}
