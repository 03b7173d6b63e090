import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import type { Gathered } from './gather.ts'

/*
 * Runs the bundle, afresh for each mutant. It is told of one thing at a time, and says how it ended; whoever waits for it looks at the
 * clock, and ends it where a mutant never does.
 */
export interface Seen {
  readonly group: string
  readonly name: string
  readonly ms: number
  /** Mutants and files that it reached. */
  readonly mutants: readonly number[]
  readonly files: readonly number[]
  /** Why it does not hold without any mutant. */
  readonly error?: string
}
export type Order =
  | { readonly do: 'look' }
  | {
      readonly do: 'try'
      readonly mutant: number
      readonly checks: readonly (readonly [group: string, name: string, limit: number])[]
    }
export type Report =
  | { readonly did: 'look'; readonly atLoad: readonly number[]; readonly seen: readonly Seen[] }
  | { readonly did: 'try'; readonly mutant: number; readonly killedBy?: string; readonly group?: string }

interface Checks {
  readonly groups: ReadonlyMap<string, () => Promise<readonly Gathered[]>>
  readonly forget: () => void
}
const { code, root, mutants, files, clock } = workerData as {
  readonly code: string
  readonly root: string
  readonly mutants: number
  readonly files: number
  /** When the check that runs began, and how long it may take. */
  readonly clock: Float64Array
}
const script = new Script(`(function (module, exports, require, $m, $f) {${code}\n})`, {
  filename: join(root, 'mutants.cjs'),
})
const require = createRequire(join(root, 'package.json'))

type Switch = (id: number) => boolean
function instance(isOn: Switch, enter: (file: number) => void): Checks {
  const module = { exports: {} }
  script.runInThisContext()(module, module.exports, require, isOn, enter)
  return module.exports as Checks
}
const begin = (limit: number): void => {
  clock[1] = limit
  clock[0] = Date.now()
}

async function look(): Promise<Report> {
  const [reached, entered] = [new Uint8Array(mutants), new Uint8Array(files)]
  const { groups, forget } = instance(
    id => {
      reached[id] = 1
      return false
    },
    file => {
      entered[file] = 1
    },
  )
  const taken = (marks: Uint8Array): readonly number[] => {
    const set = [...marks.entries()].flatMap(([index, mark]) => (mark === 1 ? [index] : []))
    marks.fill(0)
    return set
  }
  const atLoad = taken(reached)
  taken(entered)
  const seen: Seen[] = []
  for (const [group, load] of groups) {
    const { checks, error: why } = await loaded(load)
    if (why !== undefined) seen.push({ group, name: 'all', ms: 0, mutants: [], files: [], error: why })
    const [loading, loadingFiles] = [taken(reached), taken(entered)]
    for (const { name, run } of checks) {
      const from = spent()
      const error = await outcome(run)
      const ms = spent() - from
      forget()
      const all = new Set([...loading, ...taken(reached)])
      const allFiles = new Set([...loadingFiles, ...taken(entered)])
      seen.push({
        group,
        name,
        ms,
        mutants: [...all],
        files: [...allFiles],
        ...(error === undefined ? {} : { error }),
      })
    }
  }
  return { did: 'look', atLoad, seen }
}

async function loaded(
  load: () => Promise<readonly Gathered[]>,
): Promise<{ readonly checks: readonly Gathered[]; readonly error?: string }> {
  try {
    return { checks: await load() }
  } catch (error) {
    return { checks: [], error: String(error) }
  }
}

/** What this thread has computed, in milliseconds: what else the machine does is not counted. */
function spent(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

async function outcome(run: () => unknown): Promise<string | undefined> {
  try {
    await run()
    return undefined
  } catch (error) {
    return String(error instanceof Error ? error.message : error).slice(0, 300)
  }
}

async function attempt({ mutant, checks }: Extract<Order, { do: 'try' }>): Promise<Report> {
  const did = { did: 'try', mutant } as const
  begin(20_000)
  try {
    const { groups } = instance(
      id => id === mutant,
      () => undefined,
    )
    const loaded = new Map<string, ReadonlyMap<string, () => unknown>>()
    for (const [group, name, limit] of checks) {
      begin(limit + 10_000)
      if (!loaded.has(group)) {
        const all = await groups.get(group)?.()
        loaded.set(group, new Map(all?.map(check => [check.name, check.run])))
      }
      begin(limit)
      const run = loaded.get(group)?.get(name)
      if (run === undefined) return { ...did, killedBy: `${group}: is gone: ${name}`, group }
      if ((await outcome(run)) !== undefined) return { ...did, killedBy: `${group}: ${name}`, group }
    }
    return did
  } catch {
    return { ...did, killedBy: 'it does not load' }
  }
}

parentPort?.on('message', (order: Order) => {
  void (order.do === 'look' ? look() : attempt(order)).then(report => {
    begin(Number.POSITIVE_INFINITY)
    parentPort?.postMessage(report)
  })
})
