/**
 * What the webhook costs beside an HTTPS server of express that does nothing, and beside pepr, with the bars that it has to clear:
 * `npm run bench:webhook`, or with a share of the usual length: `npm run bench:webhook -- 0.2`. Who is compared is measured in turns, and
 * the ratios are those within a turn: on a machine with other work they still tell, single times do not.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fakeApi } from '../../test/webhook/fake-api.ts'
import { selfSigned } from '../../test/webhook/self-signed.ts'
import { type Contender, type Started, start } from './contender.ts'
import { contendersIn } from './contenders.ts'
import { oneByOne, post, quantile, steadily, type Target, throughput } from './load.ts'
import { answerForPepr } from './pepr-store.ts'
import { create, kinds, largest, letThrough, objects, strangers } from './reviews.ts'
import { atLeast, atMost, type Figure, table, told } from './table.ts'

const share = Number(process.argv[2] ?? 1)
const times = (count: number): number => Math.max(1, Math.round(count * share))
/** What lasts longest, reviews one after the other, ends here; how many there were is said. */
const mostMs = 240_000
const folder = mkdtempSync(join(tmpdir(), 'warrener-bench-'))
const pair = selfSigned(['localhost'])
const api = await fakeApi([...objects, ...strangers(10_000)])
api.fault = answerForPepr
const deployment = readFileSync(
  join(import.meta.dirname, '../../manifests/webhook/base/deployment.yaml'),
  'utf8',
)
const limit = Number(/limits:\s+memory: (\d+)Mi/.exec(deployment)?.[1])

const mebibytes = (bytes: number): number => bytes / 2 ** 20
const median = (values: readonly number[]): number => quantile(values, 0.5)
const targetOf = ({ path }: Contender, { port }: Started): Target => ({
  ...{ port, ca: pair.cert },
  ...(path === undefined ? {} : { path }),
})

/** A server that runs while the others are measured too. */
interface Running extends Started {
  readonly name: string
  readonly target: Target
}
const running: Running[] = []
async function run(contender: Contender): Promise<Running> {
  const started = await start(contender)
  const server = { ...started, name: contender.name, target: targetOf(contender, started) }
  running.push(server)
  return server
}

/** Ends when a server has nothing to do: when ten thousand Services are listed. */
async function settled(server: Running): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const before = server.cpu()
    await wait(500)
    if (server.cpu() - before < 10) return
  }
}

/** Milliseconds from the start of a process to its first answer, and of processor time until then. */
async function firstAnswer(
  contender: Contender,
  end: 'SIGTERM' | 'SIGKILL',
): Promise<{ readonly time: number; readonly cpu: number }> {
  const begin = performance.now()
  const server = await start(contender)
  await post(targetOf(contender, server), create)
  const first = { time: performance.now() - begin, cpu: server.cpu() }
  await server.stop(end)
  return first
}

async function starts(all: readonly Contender[], empty: Contender): Promise<readonly Figure[]> {
  const waits = new Map(all.map(({ name }) => [name, [] as number[]]))
  const cpus = new Map(all.map(({ name }) => [name, [] as number[]]))
  // One run more than is counted: the first fills the caches.
  for (let turn = 0; turn <= times(9); turn++)
    for (const contender of all) {
      const { time, cpu } = await firstAnswer(contender, turn === 0 ? 'SIGTERM' : 'SIGKILL')
      if (turn === 0) continue
      waits.get(contender.name)?.push(time)
      cpus.get(contender.name)?.push(cpu)
    }
  const beside = [waits.get(empty.name) ?? [], cpus.get(empty.name) ?? []] as const
  return all.flatMap(({ name }) => {
    const [time, cpu] = [waits.get(name) ?? [], cpus.get(name) ?? []]
    const figures = [
      told(`start to first answer: ${name}`, median(time), 'ms'),
      told(`start to first answer, CPU: ${name}`, median(cpu), 'ms'),
    ]
    if (!name.startsWith('webhook')) return figures
    return [
      ...figures,
      atMost(`start to first answer: ${name}`, ratio(time, beside[0]), 1.5, 'x empty'),
      told(`start to first answer, CPU: ${name}`, ratio(cpu, beside[1]), 'x empty'),
    ]
  })
}

/** The median of the ratios within the turns. */
const ratio = (own: readonly number[], beside: readonly number[]): number =>
  median(own.map((value, turn) => value / (beside[turn] ?? Number.NaN)))

async function lettingThrough(servers: readonly Running[], empty: Running): Promise<readonly Figure[]> {
  const rates = new Map(servers.map(server => [server, [] as number[]]))
  const waits = new Map(servers.map(server => [server, [] as number[]]))
  const cpus = new Map(servers.map(server => [server, [] as number[]]))
  for (let turn = -1; turn < times(7); turn++)
    for (const server of servers) {
      const rate = await throughput(server.target, letThrough, { at: 8, ms: Math.max(400, 1000 * share) })
      const before = server.cpu()
      const wait50 = median(await oneByOne(server.target, letThrough, 200))
      const cpu = (server.cpu() - before) / 200
      // The code is compiled in the first turn.
      if (turn < 0) continue
      rates.get(server)?.push(rate)
      waits.get(server)?.push(wait50)
      cpus.get(server)?.push(cpu)
    }
  const beside = [rates.get(empty) ?? [], waits.get(empty) ?? [], cpus.get(empty) ?? []] as const
  return servers.flatMap(server => {
    const [rate, wait50, cpu] = [rates.get(server) ?? [], waits.get(server) ?? [], cpus.get(server) ?? []]
    const figures = [
      told(`let through: ${server.name}`, median(rate), '/s'),
      told(`let through, p50: ${server.name}`, median(wait50), 'ms'),
      told(`let through, CPU: ${server.name}`, median(cpu), 'ms'),
    ]
    if (!server.name.startsWith('webhook')) return figures
    return [
      ...figures,
      atLeast(`let through: ${server.name}`, ratio(rate, beside[0]) * 100, 35, '% of empty'),
      atMost(`let through, p50: ${server.name}`, ratio(wait50, beside[1]), 3, 'x empty'),
      // What the rate comes to where a whole processor is there for it.
      atMost(`let through, CPU: ${server.name}`, ratio(cpu, beside[2]), 1 / 0.35, 'x empty'),
    ]
  })
}

/** Milliseconds of processor time of a review by each, once the code is warm, in turns. */
async function cpuOf(
  servers: readonly Running[],
  body: string,
  count: number,
): Promise<ReadonlyMap<Running, number>> {
  for (const { target } of servers) await oneByOne(target, [body], count)
  const known = new Map(servers.map(server => [server, [] as number[]]))
  for (let turn = 0; turn < 5; turn++)
    for (const server of servers) {
      const before = server.cpu()
      await oneByOne(server.target, [body], Math.ceil(count / 5))
      known.get(server)?.push((server.cpu() - before) / Math.ceil(count / 5))
    }
  return new Map([...known].map(([server, all]) => [server, median(all)]))
}

async function costs(by: {
  readonly empty: Running
  readonly pepr: Running | undefined
  readonly alone: Running
  readonly asking: Running
  readonly following: Running
}): Promise<readonly Figure[]> {
  const { empty, pepr, alone, asking, following } = by
  const figures: Figure[] = []
  for (const [kind, body] of Object.entries(kinds)) {
    if (body === create) continue
    const cpu = await cpuOf([alone, following], body, times(250))
    for (const [{ name }, ms] of cpu) figures.push(told(`CPU of ${kind}: ${name}`, ms, 'ms'))
  }
  // Last, so that all is compiled that a server of some hours has compiled.
  const all = [empty, ...(pepr ? [pepr] : []), alone, following, asking]
  const cpu = await cpuOf(all, create, times(1000))
  for (const [server, ms] of cpu) {
    const what = `CPU of CREATE StatefulSet: ${server.name}`
    if (server === alone) figures.push(atMost(what, ms, 1.5, 'ms'))
    else if (server === following && pepr) figures.push(atMost(what, ms, cpu.get(pepr) ?? 0, 'ms, as pepr'))
    else figures.push(told(what, ms, 'ms'))
  }
  return figures
}

async function steady(server: Running, empty: Running): Promise<readonly Figure[]> {
  const mixed = [...letThrough, ...letThrough, ...letThrough, create]
  const load = { perSecond: 500, ms: Math.max(2000, 6000 * share) }
  const p99 = async ({ target }: Running, bodies: readonly string[]): Promise<number> =>
    quantile(await steadily(target, bodies, load), 0.99)
  return [
    told(`500 reviews a second, p99: ${empty.name}`, await p99(empty, letThrough), 'ms'),
    atMost('500 reviews a second, let through, p99', await p99(server, letThrough), 15, 'ms'),
    told('500 reviews a second, one in seven a CREATE of a StatefulSet, p99', await p99(server, mixed), 'ms'),
  ]
}

async function lasting(server: Running): Promise<readonly Figure[]> {
  const reviews = [...letThrough, ...letThrough, ...letThrough, create]
  const end = times(50_000)
  let done = 0
  for (; done < end && performance.now() < mostMs; done += 1000)
    await Promise.all(Array.from({ length: 8 }, () => oneByOne(server.target, reviews, 125)))
  const body = largest()
  const large = await Promise.all([oneByOne(server.target, [body], 3)])
  return [
    atMost(`RSS: after ${done} reviews`, mebibytes(server.memory()), limit, 'MiB'),
    atMost(`a review of ${mebibytes(body.length).toFixed(1)} MiB`, Math.max(...large.flat()), 1000, 'ms'),
  ]
}

try {
  const contenders = await contendersIn(folder, pair, api.kubeconfig)
  const { pepr: peprToo } = contenders
  const all = [contenders.empty, ...(peprToo ? [peprToo] : [])]
  const figures: Figure[] = []
  const ours = [contenders.alone, contenders.asking, contenders.following]
  figures.push(...(await starts([...all, ...ours], contenders.empty)))

  const empty = await run(contenders.empty)
  const pepr = peprToo && (await run(peprToo))
  const [alone, asking, following] = await Promise.all([
    run(contenders.alone),
    run(contenders.asking),
    run(contenders.following),
  ])
  for (const { target } of running) await oneByOne(target, letThrough, 10)
  await wait(1000)
  for (const server of running) await settled(server)
  for (const { name, memory } of running) figures.push(told(`RSS: ${name}`, mebibytes(memory()), 'MiB'))
  for (const server of [alone, asking])
    figures.push(atMost(`RSS: ${server.name}`, server.memory() / empty.memory(), 1.5, 'x empty'))
  figures.push(atMost('RSS: follows 10,000 Services', mebibytes(following.memory()), 150, 'MiB'))

  figures.push(...(await lettingThrough([empty, ...(pepr ? [pepr] : []), alone, following], empty)))
  figures.push(...(await costs({ empty, pepr, alone, asking, following })))
  figures.push(...(await steady(following, empty)))
  figures.push(...(await lasting(following)))
  console.log(table(figures))
  const load = loadavg()[0]?.toFixed(1)
  console.log(
    `\n${(performance.now() / 1000).toFixed(0)} s at a load of ${load}; share of the usual length ${share}`,
  )
} finally {
  await Promise.all(running.map(server => server.stop()))
  api.close()
  rmSync(folder, { recursive: true })
}
