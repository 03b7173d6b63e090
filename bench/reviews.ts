/**
 * What hostile input costs a review: `node bench/reviews.ts [part of a name] [create|update|mutate|mutate-update]`. Each shape is
 * made as large as the API server lets it through, and a half and a quarter of that; the figures are milliseconds of processor
 * time, the least of some runs, and how they grow from size to size. A growth counts where it takes long enough to be one.
 */
import { rules } from '../policies/index.ts'
import { depsOver, requestOf, wrapped } from '../test/webhook/ask.ts'
import { admit } from '../webhook/core.ts'
import { inOrder } from '../webhook/rule-order.ts'
import { fullSize, weigh } from './hostile/full-size.ts'
import type { Hostile, HostileCase } from './hostile/objects.ts'
import { shapes } from './hostile/shapes.ts'

/** At most so many milliseconds, and so many times as much for twice the size. */
const [mostMs, mostGrowth] = [1000, 2.3]
/** What takes less is more of a start than of growth. */
const leastMs = 100
/** What takes longer is run once, and not at twice the size. */
const tooLongMs = 4000
const runs = 3

const ways = {
  create: ({ object }: Hostile) => ({ path: 'validate', request: requestOf({ object }) }),
  update: ({ object, oldObject }: Hostile) => ({
    path: 'validate',
    request: requestOf({ object, ...(oldObject ? { oldObject } : {}) }),
  }),
  mutate: ({ object }: Hostile) => ({ path: 'mutate', request: requestOf({ object }) }),
  'mutate-update': ({ object, oldObject }: Hostile) => ({
    path: 'mutate',
    request: requestOf({ object, ...(oldObject ? { oldObject } : {}) }),
  }),
} as const
type Way = keyof typeof ways

const [word = '', only] = process.argv.slice(2)
const ordered = inOrder(rules)

/** Milliseconds of one review. */
async function once(made: Hostile, way: Way): Promise<number> {
  const { path, request } = ways[way](made)
  const body = JSON.stringify(wrapped(request))
  const deps = depsOver(made.others ?? [], { path, rules: ordered })
  globalThis.gc?.()
  const start = process.cpuUsage()
  await admit(JSON.parse(body), deps)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** The figures of one shape: at a quarter of its full size, at a half and at all of it. */
async function timesOf(known: HostileCase, full: number, way: Way): Promise<readonly number[]> {
  const times: number[] = []
  for (const share of [4, 2, 1]) {
    times.push(await once(known.of(Math.ceil(full / share)), way))
    if ((times.at(-1) ?? 0) > tooLongMs) break
  }
  return times
}

const growthsOf = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((time, step) => time / (times[step] ?? Number.NaN))
const isMet = (times: readonly number[]): boolean =>
  times.length === 3 &&
  (times.at(-1) ?? 0) <= mostMs &&
  growthsOf(times).every((growth, step) => growth <= mostGrowth || (times[step + 1] ?? 0) < leastMs)

/** One line of the table. What misses a bar is tried again: other work on the machine only adds to its time. */
async function line(known: HostileCase, way: Way): Promise<readonly (string | number)[]> {
  const full = fullSize(known)
  // The first review of a kind compiles what it runs.
  await once(known.of(Math.min(full, 200)), way)
  const first = await once(known.of(Math.ceil(full / 16)), way)
  if (first > mostMs) return [known.name, way, full, '', `${first.toFixed(0)} at a sixteenth`, '', 'MISSED']
  let best = await timesOf(known, full, way)
  for (let run = 1; run < runs && !isMet(best) && best.every(time => time < tooLongMs); run++) {
    const again = await timesOf(known, full, way)
    best = best.map((time, step) => Math.min(time, again[step] ?? time))
  }
  const megabytes = (weigh(known.of(full)).all / 1e6).toFixed(1)
  return [
    ...[known.name, way, full, megabytes],
    best.map(time => time.toFixed(0)).join(', '),
    growthsOf(best)
      .map(growth => growth.toFixed(2))
      .join(', '),
    isMet(best) ? 'met' : 'MISSED',
  ]
}

const row = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`)
row('shape', 'way', 'of them', 'MB', 'ms at a quarter, a half, all', 'growth', `${mostMs} ms, ${mostGrowth}`)
row(...Array.from({ length: 7 }, () => '---'))
for (const known of shapes.filter(({ name }) => name.includes(word)))
  for (const way of (Object.keys(ways) as Way[]).filter(way => only === undefined || way === only))
    row(...(await line(known, way)))
