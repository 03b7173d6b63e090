/**
 * What the webhook costs beside an HTTPS server of express that does nothing, and beside pepr, in turns, with the bars that it has to clear:
 * `npm run bench:webhook`, or with a share of the usual length: `npm run bench:webhook -- 0.2`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fakeApi } from '../../test/webhook/fake-api.ts'
import { selfSigned } from '../../test/webhook/self-signed.ts'
import { type Contender, type Started, start } from './contender.ts'
import { contendersIn } from './contenders.ts'
import { oneByOne, post, quantile, steadily, type Target, throughput } from './load.ts'
import { create, kinds, largest, letThrough, objects, strangers } from './reviews.ts'
import { type Figure, table } from './table.ts'

const share = Number(process.argv[2] ?? 1)
/** Milliseconds in which ten thousand Services are listed, and reviews after which the code is compiled. */
const [settling, warmUp] = [3000, 1000]
const times = (count: number): number => Math.max(1, Math.round(count * share))
const folder = mkdtempSync(join(tmpdir(), 'warrener-bench-'))
const pair = selfSigned(['localhost'])
const api = await fakeApi([...objects, ...strangers(10_000)])
// Where pepr keeps its state.
api.fault = ({ url = '', method }, response) => {
  if (!url.includes('peprstores')) return false
  const name = /pepr-bench-\w+/.exec(url)?.[0] ?? ''
  const store = {
    ...{ apiVersion: 'pepr.dev/v1', kind: 'PeprStore', data: {} },
    metadata: { name, namespace: 'pepr-system', uid: name, resourceVersion: '1' },
  }
  response.writeHead(method === 'POST' ? 201 : 200, { 'content-type': 'application/json' })
  if (url.includes('watch=')) response.write(`${JSON.stringify({ type: 'ADDED', object: store })}\n`)
  else
    response.end(
      JSON.stringify(url.includes('fieldSelector') ? { ...store, kind: 'List', items: [store] } : store),
    )
  return true
}
const figures: Figure[] = []
const told = (what: string, value: number, unit: string): void => void figures.push({ what, value, unit })
const atMost = (what: string, value: number, most: number, unit: string): void =>
  void figures.push({ what, value, unit, bar: { at: 'most', value: most } })
const atLeast = (what: string, value: number, least: number, unit: string): void =>
  void figures.push({ what, value, unit, bar: { at: 'least', value: least } })
const megabytes = (bytes: number): number => bytes / 1024 / 1024
const median = (values: readonly number[]): number => quantile(values, 0.5)

/** A server for as long as something is measured. */
async function using<T>(
  contender: Contender,
  measure: (target: Target, server: Started) => Promise<T>,
): Promise<T> {
  const server = await start(contender)
  try {
    return await measure({ port: server.port, ca: pair.cert, path: contender.path }, server)
  } finally {
    await server.stop()
  }
}

/** Milliseconds from the start of a process to its first answer. */
async function firstAnswer(contender: Contender, end: 'SIGTERM' | 'SIGKILL'): Promise<number> {
  const begin = performance.now()
  const server = await start(contender)
  await post({ port: server.port, ca: pair.cert, path: contender.path }, create)
  const time = performance.now() - begin
  await server.stop(end)
  return time
}

/** Milliseconds of processor time of a review, once the code is warm. */
async function cpuOf(contender: Contender, body: string, count: number): Promise<number> {
  return using(contender, async (target, server) => {
    await wait(settling)
    await oneByOne(target, [body], warmUp)
    const before = server.cpu()
    await oneByOne(target, [body], count)
    return (server.cpu() - before) / count
  })
}

try {
  const { empty, pepr, alone, asking, following } = await contendersIn(folder, pair, api.kubeconfig)
  const all = [empty, ...(pepr ? [pepr] : []), alone, asking, following]

  const starts = new Map(all.map(({ name }) => [name, [] as number[]]))
  // One run more than is counted: the first fills the caches.
  for (let run = 0; run <= times(11); run++)
    for (const contender of all) {
      const time = await firstAnswer(contender, run === 0 ? 'SIGTERM' : 'SIGKILL')
      if (run > 0) starts.get(contender.name)?.push(time)
    }
  const started = ({ name }: Contender): number => median(starts.get(name) ?? [])
  for (const contender of all) told(`start to first answer: ${contender.name}`, started(contender), 'ms')
  for (const contender of [alone, asking, following])
    atMost(`start to first answer: ${contender.name}`, started(contender) / started(empty), 1.5, 'x empty')

  const rates = new Map(all.map(({ name }) => [name, [] as number[]]))
  const medians = new Map(all.map(({ name }) => [name, [] as number[]]))
  for (let turn = 0; turn < times(3); turn++)
    for (const contender of [empty, ...(pepr ? [pepr] : []), following])
      await using(contender, async target => {
        await wait(settling)
        await throughput(target, letThrough, { at: 8, ms: 1000 })
        rates
          .get(contender.name)
          ?.push(await throughput(target, letThrough, { at: 8, ms: Math.max(500, 3000 * share) }))
        medians.get(contender.name)?.push(median(await oneByOne(target, letThrough, 500)))
      })
  const rate = ({ name }: Contender): number => median(rates.get(name) ?? [])
  const p50 = ({ name }: Contender): number => median(medians.get(name) ?? [])
  for (const contender of [empty, ...(pepr ? [pepr] : []), following]) {
    told(`let through: ${contender.name}`, rate(contender), '/s')
    told(`let through, p50: ${contender.name}`, p50(contender), 'ms')
  }
  atLeast('let through', (rate(following) / rate(empty)) * 100, 35, '% of empty')
  atMost('let through, p50', p50(following) / p50(empty), 3, 'x empty')

  const count = times(1500)
  told('CPU of a review: express, empty', await cpuOf(empty, create, count), 'ms')
  const ofPepr = pepr && (await cpuOf(pepr, create, count))
  if (ofPepr !== undefined) told('CPU of a review: pepr 1.1.4', ofPepr, 'ms')
  for (const [kind, body] of Object.entries(kinds)) {
    const own = await cpuOf(alone, body, count)
    if (body === create) atMost(`CPU of ${kind}, no look-ups`, own, 1.5, 'ms')
    else told(`CPU of ${kind}, no look-ups`, own, 'ms')
    const with_ = await cpuOf(following, body, count)
    if (body === create && ofPepr !== undefined) atMost(`CPU of ${kind}, follows`, with_, ofPepr, 'ms')
    else told(`CPU of ${kind}, follows`, with_, 'ms')
  }
  told('CPU of CREATE StatefulSet, asks', await cpuOf(asking, create, times(500)), 'ms')

  const resting = (contender: Contender, ms: number): Promise<number> =>
    using(contender, async (target, server) => {
      await oneByOne(target, letThrough, 10)
      await wait(ms)
      return server.memory()
    })
  const ofEmpty = await resting(empty, 1000)
  told('RSS: express, empty', megabytes(ofEmpty), 'MB')
  if (pepr) told('RSS: pepr 1.1.4', megabytes(await resting(pepr, 1000)), 'MB')
  atMost('RSS: no look-ups', (await resting(alone, 1000)) / ofEmpty, 1.5, 'x empty')
  atMost('RSS: asks', (await resting(asking, 1000)) / ofEmpty, 1.5, 'x empty')
  atMost('RSS: follows 10,000 Services', megabytes(await resting(following, settling)), 150, 'MB')
  await using(following, async (target, server) => {
    await wait(settling)
    const reviews = [...letThrough, ...letThrough, ...letThrough, create]
    const end = times(50_000)
    for (let done = 0; done < end; done += 1000)
      await Promise.all(Array.from({ length: 8 }, () => oneByOne(target, reviews, 125)))
    // The limit of the Deployment in manifests/webhook.
    atMost(`RSS: after ${end} reviews`, megabytes(server.memory()), 256, 'MB')
    const steady = await steadily(target, letThrough, { perSecond: 500, ms: Math.max(2000, 10_000 * share) })
    atMost('500 reviews a second, let through, p99', quantile(steady, 0.99), 15, 'ms')
    const mixed = await steadily(target, reviews, { perSecond: 500, ms: Math.max(2000, 10_000 * share) })
    told('500 reviews a second, one in seven a CREATE of a StatefulSet, p99', quantile(mixed, 0.99), 'ms')
    const body = largest()
    const large = await oneByOne(target, [body], 5)
    atMost(`a review of ${megabytes(body.length).toFixed(1)} MB`, Math.max(...large), 1000, 'ms')
  })
  console.log(table(figures))
} finally {
  api.close()
  rmSync(folder, { recursive: true })
}
