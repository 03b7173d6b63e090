import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { rules } from '../../index.ts'
import { docsUrl } from '../../lint/docs-url.ts'
import { type Json, type JsonObject, member, objectOf } from '../../model/kube/json.ts'
import { apart } from '../../webhook/apart/apart.ts'
import { defaultConfig } from '../../webhook/config.ts'
import { jsonLogger } from '../../webhook/log.ts'
import { whyNoReview, wrongStart } from '../../webhook/scan.ts'
import { appOf } from '../../webhook/server.ts'
import { turns } from '../../webhook/turns.ts'
import { afterEach, describe, expect, test } from '../jest.ts'
import { depsOver, objectsOf, pick } from './ask.ts'
import { cluster } from './cluster.ts'
import { call, review, start, stopAll } from './served.ts'

afterEach(stopAll)

const bytes = (text: string): Uint8Array => Buffer.from(text)
const mebibyte = 1024 * 1024

describe('bytes that are no review are told without making anything of them', () => {
  const empty = (count: number): string => `[${'[],'.repeat(count)}0]`
  test.each<[string, string, RegExp | undefined]>([
    ['a review', review, undefined],
    ['one with space', review.replaceAll(':', ' :\n'), undefined],
    ['members in another order', '{"request":{"a":"\\"}"},"apiVersion":"v","kind":"k"}', undefined],
    ['names that are written inside', '{"a":{"request":{},"kind":"k","apiVersion":"v"}}', /no request/],
    ['names that are texts', '{"kind":"request","apiVersion":"{"}', /no request/],
    ['names in a list', '["request",{}]', /no request/],
    ['a request that is none', '{"kind":"k","apiVersion":"v","request":[]}', /no request/],
    ['no kind', '{"request":{}}', /kind and apiVersion/],
    ['many members', `{${Array.from({ length: 17 }, (_, i) => `"m${i}":1`)}}`, /other members/],
    ['long names', `{"${'x'.repeat(65)}":1}`, /other members/],
    ['deep', `{"request":${'['.repeat(400)}`, /nested deeper/],
    ['much', `{"kind":"k","apiVersion":"v","request":{"a":${empty(1_200_000)}}}`, /more than 1100000/],
    ['nothing', '', /no request/],
    ['a text without end', '{"request', /no request/],
    ['backslashes', `{"a":"${'\\\\'.repeat(100)}","request":{},"kind":"k","apiVersion":"v"}`, undefined],
  ])('%s', (_, text, expected) => {
    const told = whyNoReview(bytes(text))
    if (expected === undefined) expect(told).toBeUndefined()
    else expect(told).toMatch(expected)
  })

  test.each([
    ['{', undefined],
    [' \n\t{', undefined],
    ['', undefined],
    ['[', 'the body is not a JSON object'],
    ['a=b', 'the body is not a JSON object'],
  ])('what begins with %j', (text, expected) => expect(wrongStart(bytes(text))).toBe(expected))
})

test.each<[string, string | Buffer]>([
  ['7 MB of lists', `[${'[],'.repeat(2_300_000)}0]`],
  ['7 MB of lists in no review', `{"a":[${'[],'.repeat(2_300_000)}0]}`],
  ['7 MB of lists in a review', review.replace('"object":{', `"object":{"a":[${'[],'.repeat(2_300_000)}0],`)],
  ['7 MB of brackets', Buffer.alloc(7 * mebibyte, '[')],
  [
    'a review that is nested too deep',
    review.replace('"object":{', `"object":{"a":${'['.repeat(1000)}${']'.repeat(1000)},`),
  ],
])('%s is refused quickly, and the server goes on', async (_, body) => {
  const { port } = await start()
  await call(port, { path: '/validate', body: review })
  const before = process.cpuUsage()
  expect((await call(port, { path: '/validate', body })).status).toBe(400)
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(2000)
  expect((await call(port, { path: '/validate', body: review })).status).toBe(200)
})

test('a large review is judged apart and tells the same; while one is judged, small ones are answered', async () => {
  const { port, log } = await start()
  const padded = review.replace('"object":{', `"object":{"padding":"${'x'.repeat(300_000)}",`)
  const [small, big] = await Promise.all(
    [review, padded].map(async body => JSON.parse((await call(port, { path: '/validate', body })).body)),
  )
  expect(big).toEqual(small)
  expect(log().filter(({ message }) => message === 'review')).toHaveLength(2)

  const variables = Array.from({ length: 60_000 }, (_, i) => `{"name":"V${i}","value":"$(V${i - 1})"}`).join(
    ',',
  )
  const large = review.replace('"env":[', `"env":[${variables},`)
  expect(large.length).toBeGreaterThan(2 * mebibyte)
  await call(port, { path: '/validate', body: review })
  let isDone = false
  const judged = call(port, { path: '/validate?timeout=30s', body: large }).then(({ status }) => {
    isDone = true
    return status
  })
  const times: number[] = []
  while (!isDone) {
    const begin = performance.now()
    expect((await call(port, { path: '/validate', body: review })).status).toBe(200)
    times.push(performance.now() - begin)
    await pause(20)
  }
  expect(await judged).toBe(200)
  expect(times.length).toBeGreaterThan(3)
})

test('a small review beside a large file that it mounts is judged apart, and tells the same', async () => {
  const file = pick(objectsOf(cluster), 'ConfigMap')
  const settings = String(member(file.data, 'rabbitmq.conf'))
  const others = (lines: number): readonly JsonObject[] => [
    ...objectsOf(cluster).filter(({ kind }) => kind !== 'ConfigMap' && kind !== 'StatefulSet'),
    {
      ...file,
      data: { ...objectOf(file.data), 'rabbitmq.conf': `${settings}\n${'# a line\n'.repeat(lines)}` },
    },
  ]
  const answerOf = async (objects: readonly JsonObject[]): Promise<{ answer: Json; sent: number }> => {
    let sent = 0
    const thread = apart({ config: defaultConfig, options: {} })
    const app = appOf({
      deps: async () => depsOver(objects, { rules, docs: docsUrl }),
      ...{ phase: () => 'serving', notReady: () => undefined, log: jsonLogger(() => undefined) },
      apart: {
        ...thread,
        judge(posted) {
          sent++
          return thread.judge(posted)
        },
      },
    })
    const server = createServer(app)
    await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { status, body } = await call(port, { path: '/validate', body: review })
    expect(status).toBe(200)
    server.close()
    await thread.stop()
    return { answer: JSON.parse(body), sent }
  }
  const [small, large] = [await answerOf(others(1)), await answerOf(others(30_000))]
  expect([small.sent, large.sent]).toEqual([0, 1])
  expect(large.answer).toEqual(small.answer)
})

test('what holds too much at a time is asked to come again', async () => {
  const { port } = await start({ maxHeld: 1000 })
  expect(await call(port, { path: '/validate', body: review })).toMatchObject({
    status: 503,
    headers: { 'retry-after': '1' },
  })
})

test('so many go on at a time, so many wait, and the next is turned away', async () => {
  const queue = turns(1, 1)
  const [first, second] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()]
  const order: string[] = []
  const one = queue.take(async () => {
    order.push('first')
    return first.promise
  })
  const two = queue.take(async () => {
    order.push('second')
    return second.promise
  })
  expect(queue.take(async () => 0)).toBeUndefined()
  expect(order).toEqual(['first'])
  first.reject(new Error('failed'))
  await expect(one).rejects.toThrow('failed')
  second.resolve(2)
  expect(await two).toBe(2)
  expect(await queue.take(async () => 3)).toBe(3)
})

/** Sends the beginning of a request on a socket of its own; resolves with all that comes back once it is closed. */
function half(
  port: number,
  body: string,
  declared: number,
): { readonly answer: Promise<string>; end(): void } {
  const socket = connect({ host: '127.0.0.1', port })
  const answer = Promise.withResolvers<string>()
  let text = ''
  socket.setEncoding('utf8').on('data', chunk => {
    text += chunk
  })
  socket.on('error', () => undefined).on('close', () => answer.resolve(text))
  socket.write(
    `POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${declared}\r\n\r\n${body}`,
  )
  return { answer: answer.promise, end: () => socket.destroy() }
}

test('a body that does not come is not waited for', async () => {
  const { port } = await start({ requestMs: 300 })
  const slow = half(port, review.slice(0, 100), review.length)
  expect(await slow.answer).toMatch(/^HTTP\/1.1 408/)
  expect((await call(port, { path: '/validate', body: review })).status).toBe(200)
})

test('a client that goes away in the middle leaves nothing behind', async () => {
  const { port, logged } = await start({ maxHeld: 2 * review.length })
  for (let count = 0; count < 5; count++) {
    const gone = half(port, review.slice(0, -10), review.length)
    await pause(20)
    gone.end()
    await gone.answer
  }
  await logged('bad request')
  expect((await call(port, { path: '/validate', body: review })).status).toBe(200)
})

describe('forty variables, each of which is the one before it twice', () => {
  const names = Array.from({ length: 40 }, (_, index) => `V${index}`)
  const twice = (form: (name: string) => string): readonly string[] =>
    names.map((_, index) => (index === 0 ? 'x' : form(`V${index - 1}`).repeat(2)))
  const ofPod = names.map((name, index) => ({ name, value: twice(of => `$(${of})`)[index] ?? '' }))
  const inShell = names.map((name, index) => `${name}=${twice(of => `$${of}`)[index]}`).join('; ')
  const last = names.at(-1)
  test.each<[string, (container: Record<string, unknown>) => void]>([
    [
      'of Kubernetes',
      container => {
        container.env = [...ofPod, { name: 'RABBITMQ_NODENAME', value: `rabbit@$(${last})` }]
      },
    ],
    [
      'of a shell',
      container => {
        container.command = [
          'sh',
          '-c',
          `${inShell}; export RABBITMQ_NODENAME=rabbit@$${last}; exec rabbitmq-server`,
        ]
      },
    ],
  ])('%s: answered, in no more time than others', async (_, change) => {
    const asked = structuredClone(JSON.parse(review))
    for (const container of asked.request.object.spec.template.spec.containers) change(container)
    const { port } = await start()
    const before = process.cpuUsage()
    const { status, body } = await call(port, { path: '/validate', body: JSON.stringify(asked) })
    const { user, system } = process.cpuUsage(before)
    expect({ status, uid: JSON.parse(body).response.uid }).toEqual({ status: 200, uid: asked.request.uid })
    expect((user + system) / 1e6).toBeLessThan(3)
    expect(body.length).toBeLessThan(100_000)
  })
})
