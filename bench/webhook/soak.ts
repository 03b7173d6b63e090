/**
 * Ten minutes of a webhook that is shipped, with whatever comes: reviews good, bad, large and hostile, clients that go away, and an API server
 * that fails in every way: `npm run soak`, or with other minutes: `npm run soak -- 2`. Every answer has to be the right one, and the
 * memory may not grow. Ends with 1 where that is not so.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { objectsOf } from '../../test/webhook/ask.ts'
import { cluster } from '../../test/webhook/cluster.ts'
import { type Fault, fakeApi } from '../../test/webhook/fake-api.ts'
import { selfSigned } from '../../test/webhook/self-signed.ts'
import { type Started, start } from './contender.ts'
import { webhooksIn } from './contenders.ts'
import { strangers } from './reviews.ts'
import { isLate, type Question, questions } from './soak-questions.ts'

const minutes = Number(process.argv[2] ?? 10)
/** So many ask at the same time, and wait so many milliseconds in between. */
const [askers, pause] = [8, 40]
/** No API server waits for an answer as long. */
const patienceMs = 35_000
/** The API server fails in another way after so many milliseconds. */
const faultMs = 7000
/** So much may the memory grow in the second half: until then the heap is filled to where it is collected. */
const mostGrowth = 1.25

const faults: Readonly<Record<string, Fault>> = {
  none: () => false,
  '403': (_, response) => Boolean(response.writeHead(403).end('{"kind":"Status"}')),
  '429': (_, response) => Boolean(response.writeHead(429, { 'retry-after': '1' }).end()),
  '500': (_, response) => Boolean(response.writeHead(500).end('null')),
  hangs: () => true,
  'is slow': (_, response) => {
    setTimeout(() => response.writeHead(503).end(), 1000)
    return true
  },
  'is no JSON': (_, response) => Boolean(response.end('<html>')),
  null: (_, response) => Boolean(response.end('null')),
  breaks: (_, response) => Boolean(response.destroy()),
}

const folder = mkdtempSync(join(tmpdir(), 'warrener-soak-'))
const pair = selfSigned(['localhost'])
// A RabbitmqCluster of the same name would be its owner, where the StatefulSet cannot be read.
const api = await fakeApi([...objectsOf(cluster), ...strangers(2000)])
const agent = new Agent({ keepAlive: true, maxSockets: askers })
const lost: string[] = []
let late = 0
const counts = new Map<string, number>()

/** The status and the body of an answer; undefined where the client goes away before it. */
function ask(
  port: number,
  { path, body: asked, headers, leaves = false, mayBreak = false }: Question,
): Promise<readonly [number, string] | undefined> {
  // What was read for a request is kept for its second review: each is one of its own.
  const body = asked.replace(/"uid":"f[-0-9a-f]{35}"/, `"uid":"${randomUUID()}"`)
  const { promise, resolve, reject } = Promise.withResolvers<readonly [number, string] | undefined>()
  const isLone = leaves || mayBreak
  const sent = request(
    {
      ...{ host: '127.0.0.1', port, servername: 'localhost', ca: pair.cert, path, method: 'POST' },
      agent: isLone ? false : agent,
      signal: AbortSignal.timeout(patienceMs),
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
    },
    async response => resolve([response.statusCode ?? 0, Buffer.concat(await response.toArray()).toString()]),
  )
  sent.once('error', isLone ? () => resolve(undefined) : reject)
  if (leaves) sent.write(body.slice(0, body.length / 2), () => setTimeout(() => sent.destroy(), 20))
  else sent.end(body)
  return promise
}

async function asker(port: number, from: number, until: number): Promise<void> {
  for (let turn = from; performance.now() < until; turn += 1) {
    const question = questions[turn % questions.length]
    if (!question) return
    const { name } = question
    counts.set(name, (counts.get(name) ?? 0) + 1)
    try {
      const answer = await ask(port, question)
      if (answer && isLate(answer[1])) late++
      else if (answer && !question.isRight(...answer))
        lost.push(`${name}: ${answer[0]} ${answer[1].slice(0, 600)}`)
    } catch (error) {
      lost.push(`${name}: ${error}`)
    }
    await wait(pause)
  }
}

async function soak(server: Started): Promise<boolean> {
  const memory: number[] = [server.memory()]
  const told = (minute: number): void => {
    const mebibytes = Math.round((memory.at(-1) ?? 0) / 2 ** 20)
    const answers = [...counts.values()].reduce((sum, count) => sum + count, 0)
    console.log(
      `${minute} min: ${mebibytes} MiB, ${answers} requests, ${lost.length} lost, ${late} late, ${Math.round(server.cpu() / 1000)} s of CPU`,
    )
  }
  told(0)
  const until = performance.now() + minutes * 60_000
  const kinds = Object.values(faults)
  let turn = 0
  const failing = setInterval(() => {
    api.fault = kinds[turn++ % kinds.length] ?? (() => false)
  }, faultMs)
  const asking = Promise.all(
    Array.from({ length: askers }, (_, index) => asker(server.port, index * 13, until)),
  )
  for (let minute = 1; minute <= minutes; minute++) {
    await wait(60_000)
    memory.push(server.memory())
    told(minute)
  }
  await asking
  clearInterval(failing)
  for (const [name, count] of counts) console.log(`  ${name}: ${count}`)
  for (const line of lost.slice(0, 20)) console.log(`lost: ${line}`)
  const early = memory[Math.ceil(minutes / 2)] ?? 0
  return lost.length === 0 && (memory.at(-1) ?? 0) <= early * mostGrowth
}

try {
  const { following } = webhooksIn(folder, pair, api.kubeconfig)
  const server = await start(following)
  await wait(3000)
  const isRight = await soak(server)
  await server.stop('SIGTERM')
  if (!isRight) process.exitCode = 1
} finally {
  agent.destroy()
  api.close()
  rmSync(folder, { recursive: true })
}
