import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a whole process took: milliseconds from its start to its end and of processor time, and bytes at its peak. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
  /** Not known of other programs than Node. */
  readonly memory: number | undefined
}
/** What is measured: arguments of Node, or another program with its own. */
export interface Contender {
  readonly name: string
  readonly args: readonly string[]
  readonly program?: string
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** How often, where it takes too long for every turn. */
  readonly turns?: number
}

const tellCost = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  require('node:fs').writeSync(2, '\\n' + (userCPUTime + systemCPUTime) / 1000 + ' ' + maxRSS * 1024)
})`

/** What each contender took, turn by turn. */
export type Costs = ReadonlyMap<string, readonly Cost[]>

/**
 * Measures contenders in turns, so that a busy moment of the machine touches alike what is measured one after the other. Throws where one
 * fails.
 */
export function measure(contenders: readonly Contender[], turns: number, folder: string): Costs {
  const preload = join(folder, 'tell-cost.cjs')
  writeFileSync(preload, tellCost)
  const costs = new Map(contenders.map(({ name }) => [name, [] as Cost[]]))
  // The first turn fills the caches of files and of compiled code, as on a user's second run.
  for (let turn = 0; turn <= turns; turn++) {
    for (const contender of contenders) {
      if (turn > (contender.turns ?? turns)) continue
      const cost = costOf(contender, preload, folder)
      if (turn > 0) costs.get(contender.name)?.push(cost)
    }
  }
  return costs
}

function costOf({ name, args, program, env, cwd }: Contender, preload: string, folder: string): Cost {
  const [command, ...rest] =
    program === undefined
      ? [process.execPath, '-r', preload, ...args]
      : ['bash', '-c', `TIMEFORMAT='%3U %3S'; time "$@" >/dev/null`, 'bash', program, ...args]
  const start = performance.now()
  const { status, stderr } = spawnSync(command ?? '', rest, {
    cwd: cwd ?? folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  const wall = performance.now() - start
  // Kubeconform fails where it finds something.
  if (status !== 0 && program === undefined) throw new Error(`${name} failed: ${stderr}`)
  const [first = Number.NaN, second = Number.NaN] = (stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number)
  return program === undefined
    ? { wall, cpu: first, memory: second }
    : { wall, cpu: (first + second) * 1000, memory: undefined }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** How many times as much one takes as another: the median of what each turn says, in which both met the same machine. */
export const ratioOf = (its: readonly Cost[], beside: readonly Cost[], of: 'cpu' | 'wall'): number =>
  median(its.flatMap((cost, turn) => (beside[turn] ? [cost[of] / beside[turn][of]] : [])))

export function medians(costs: readonly Cost[]): Cost {
  const memories = costs.flatMap(({ memory }) => memory ?? [])
  return {
    wall: median(costs.map(({ wall }) => wall)),
    cpu: median(costs.map(({ cpu }) => cpu)),
    memory: memories.length > 0 ? median(memories) : undefined,
  }
}
