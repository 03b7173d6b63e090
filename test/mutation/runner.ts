import { Worker } from 'node:worker_threads'
import type { Bundle } from './bundle.ts'
import type { Numbered } from './instrument.ts'
import type { Result } from './summary.ts'
import type { Order, Report, Seen } from './worker.ts'

/** What a mutant may take longer than the code, in milliseconds. */
const patience = 10_000
const neverEnds = 'it never ends'

/** Runs the checks on mutants, in a thread of its own that can be ended. */
export class Runner {
  readonly #root: string
  readonly #bundle: Bundle
  readonly #mutants: readonly Numbered[]
  readonly #budget: number
  readonly #clock = new Float64Array(new SharedArrayBuffer(16))
  #worker: Worker | undefined
  #answer: (report: Report | undefined) => void = () => undefined
  #atLoad: ReadonlySet<number> = new Set()
  #seen: readonly Seen[] = []
  readonly #kills = new Map<string, number>()

  /** @param budget the milliseconds that the checks of one mutant may take: what they do not notice by then counts as not noticed */
  constructor(root: string, bundle: Bundle, mutants: readonly Numbered[], budget: number) {
    this.#budget = budget
    this.#root = root
    this.#bundle = bundle
    this.#mutants = mutants
  }

  /** Runs all checks without any mutant, to know what they reach; gives those that fail. */
  async look(): Promise<readonly Seen[]> {
    const report = await this.#ask({ do: 'look' })
    if (report?.did !== 'look') throw new Error('the checks do not end')
    this.#atLoad = new Set(report.atLoad)
    this.#seen = report.seen.filter(({ error }) => error === undefined)
    return report.seen.filter(({ error }) => error !== undefined)
  }

  async tryAll(tell: (result: Result, done: number) => void): Promise<readonly Result[]> {
    const results: Result[] = []
    for (const mutant of this.#mutants) {
      const result = await this.#try(mutant)
      results.push(result)
      tell(result, results.length)
    }
    return results
  }

  async end(): Promise<void> {
    await this.#worker?.terminate()
  }

  async #try(mutant: Numbered): Promise<Result> {
    const checks = this.#checksFor(mutant)
    const isUnreached = checks.length === 0
    const report = await this.#ask({
      do: 'try',
      mutant: mutant.id,
      checks: checks.map(({ group, name, ms }) => [group, name, patience + 20 * ms] as const),
    })
    if (report === undefined) return { mutant, killedBy: neverEnds, isUnreached }
    const killedBy = report.did === 'try' ? report.killedBy : undefined
    if (killedBy !== undefined) this.#kills.set(killedBy, (this.#kills.get(killedBy) ?? 0) + 1)
    return { mutant, killedBy, isUnreached }
  }

  /** Those that reach it, the likeliest to notice first. What runs while modules load may matter to whoever enters them. */
  #checksFor({ id, file }: Numbered): readonly Seen[] {
    const near = new Set(
      [file, ...(this.#bundle.importers.get(file) ?? [])].map(name => this.#bundle.files.indexOf(name)),
    )
    const own = /^policies\/([^/]*)\.ts$/.exec(file)?.[1]
    const reaches = (seen: Seen): boolean =>
      this.#atLoad.has(id)
        ? seen.group === own || seen.files.some(number => near.has(number))
        : seen.mutants.includes(id)
    const rank = ({ group, name }: Seen): number =>
      (group === own ? 0 : 4) +
      (name.startsWith('nothing is claimed') ? 2 : 0) -
      Math.min(3, this.#kills.get(`${group}: ${name}`) ?? 0)
    let left = this.#budget
    return this.#seen
      .filter(reaches)
      .toSorted((a, b) => rank(a) - rank(b) || a.ms - b.ms)
      .filter(({ ms }, index) => {
        left -= ms
        return index === 0 || left > 0
      })
  }

  /** Undefined where it never ends, or takes all memory. */
  async #ask(order: Order): Promise<Report | undefined> {
    const worker = this.#worker ?? this.#start()
    this.#worker = worker
    this.#clock[0] = Date.now()
    this.#clock[1] = Number.POSITIVE_INFINITY
    const { promise, resolve } = Promise.withResolvers<Report | undefined>()
    this.#answer = resolve
    const watch = setInterval(() => {
      const [begun = 0, limit = 0] = this.#clock
      if (Date.now() - begun > limit) resolve(undefined)
    }, 250)
    worker.postMessage(order)
    const report = await promise
    clearInterval(watch)
    if (report === undefined) {
      this.#worker = undefined
      await worker.terminate()
    }
    return report
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: {
        code: this.#bundle.code,
        root: this.#root,
        mutants: this.#mutants.length,
        files: this.#bundle.files.length,
        clock: this.#clock,
      },
      resourceLimits: { maxOldGenerationSizeMb: 3000 },
    })
    worker.on('message', (report: Report) => this.#answer(report))
    worker.on('error', error => {
      // It has taken all memory.
      if (!('code' in error)) console.error(error)
      this.#answer(undefined)
    })
    return worker
  }
}
