/**
 * The memory that the webhook needs at worst, as it is shipped, beside the limit of its Deployment: `npm run bench:memory`. It follows ten
 * thousand Services, judges reviews at eight connections, and is sent more of the largest ones at once than it takes.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fakeApi } from '../../test/webhook/fake-api.ts'
import { selfSigned } from '../../test/webhook/self-signed.ts'
import { start } from './contender.ts'
import { contendersIn } from './contenders.ts'
import { oneByOne, post, type Target } from './load.ts'
import { create, largest, letThrough, objects, strangers } from './reviews.ts'
import { type Figure, table } from './table.ts'

const deployment = readFileSync(
  join(import.meta.dirname, '../../manifests/webhook/base/deployment.yaml'),
  'utf8',
)
const limit = Number(/limits:\s+memory: (\d+)Mi/.exec(deployment)?.[1])
const folder = mkdtempSync(join(tmpdir(), 'warrener-bench-'))
const pair = selfSigned(['localhost'])
const api = await fakeApi([...objects, ...strangers(10_000)])
const figures: Figure[] = []

try {
  const { following } = await contendersIn(folder, pair, api.kubeconfig)
  const server = await start(following)
  const target: Target = { port: server.port, ca: pair.cert }
  const told = (what: string): void => {
    const bar = { at: 'most', value: limit } as const
    figures.push({ what, value: server.peak() / 2 ** 20, unit: 'MiB', bar })
  }
  const ordinary = (): Promise<unknown> =>
    Promise.all(Array.from({ length: 8 }, () => oneByOne(target, [...letThrough, create], 400)))
  try {
    await wait(3000)
    told('follows 10,000 Services')
    await ordinary()
    told('3,200 reviews at eight connections')
    const body = largest()
    // What it takes no more is answered with 503, to be sent again.
    const large = Array.from({ length: 16 }, () => post(target, body).catch(() => undefined))
    await Promise.all([...large, ordinary()])
    told('16 of the largest at once, beside others')
  } finally {
    await server.stop()
  }
  console.log(table(figures))
} finally {
  api.close()
  rmSync(folder, { recursive: true })
}
