import type { ServerResponse } from 'node:http'
import type { JsonObject } from '../../model/kube/json.ts'
import { rules } from '../../policies/index.ts'
import { clusterReader, watchedReader } from '../../webhook/cluster-reader.ts'
import { claimKind, type ObjectReader, readableKinds } from '../../webhook/reader.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts'
import { ask, objectsOf, pick, requestOf } from './ask.ts'
import { cluster } from './cluster.ts'
import { type FakeApi, fakeApi } from './fake-api.ts'
import { until } from './until.ts'

const objects = objectsOf(cluster)
const set = pick(objects, 'StatefulSet')
const { volumeClaimTemplates: _, ...unclaimed } = set.spec as JsonObject
/** Wrong by itself: it takes no look-up to refuse it. */
const broken: JsonObject = { ...set, spec: unclaimed }

let api: FakeApi
let reader: ObjectReader
beforeAll(async () => {
  api = await fakeApi(objects)
  reader = clusterReader(api.kubeconfig)
})
beforeEach(() => {
  api.fault = () => false
  api.asked.length = 0
})
afterAll(() => api.close())

type Answer = (response: ServerResponse) => unknown
const answers: Readonly<Record<string, readonly [Answer, reason: string]>> = {
  '403': [response => response.writeHead(403).end('{"kind":"Status"}'), 'forbidden'],
  '401': [response => response.writeHead(401).end(), 'does not know who asks'],
  '429 again and again': [response => response.writeHead(429, { 'retry-after': '0' }).end(), '429'],
  '500': [response => response.writeHead(500).end('null'), 'answered 500'],
  '302': [response => response.writeHead(302, { location: 'https://localhost/' }).end(), 'answered 302'],
  'nothing, for ever': [() => undefined, 'no answer in time'],
  'nothing after its header': [response => response.writeHead(200).write('{"items":['), 'no answer in time'],
  'what is no JSON': [response => response.end('<html>'), 'no JSON object'],
  'an empty body': [response => response.end(), 'no JSON object'],
  null: [response => response.end('null'), 'no JSON object'],
  'a list': [response => response.end('[]'), 'no JSON object'],
  'a Status with 200': [response => response.end('{"kind":"Status","code":404}'), 'a Status'],
  'an object that is neither list nor asked for': [
    response => response.end('{"kind":"Service","metadata":{"name":"other"}}'),
    'another object|no list|did not say',
  ],
  'a connection that breaks': [response => response.destroy(), 'hang up|reset|aborted'],
}

describe.each(Object.entries(answers))('an API server that answers with %s', (_name, [fail, reason]) => {
  beforeEach(() => {
    api.fault = (_, response) => {
      fail(response)
      return true
    }
  })
  // Only where none comes the clock decides: on a busy machine an answer may take its time.
  const patience = reason === 'no answer in time' ? 400 : 60_000
  const asking = () => ({ reader, rules, signal: AbortSignal.timeout(patience) })

  test('makes nothing absent: what would be refused for it is allowed, with a warning that says why', async () => {
    const {
      allowed,
      warnings = [],
      auditAnnotations = {},
    } = await ask(requestOf({ object: set }), [], asking())
    expect(allowed).toBe(true)
    expect(warnings.at(-1)).toContain('not evaluated')
    expect(auditAnnotations['not-looked-up']).toMatch(new RegExp(reason))
  })

  test('keeps nothing from being refused that is wrong by itself', async () => {
    const { allowed, status } = await ask(requestOf({ object: broken }), [], asking())
    expect(allowed).toBe(false)
    expect(status?.message).toContain('volume-undefined')
  })
})

describe('a look-up that fails alone', () => {
  test('makes nothing absent, and nothing that is wrong by itself pass; what is known without it is known', async () => {
    const asked = async (): Promise<readonly string[]> => {
      api.asked.length = 0
      await ask(requestOf({ object: set }), [], { reader, rules })
      return [...new Set(api.asked)]
    }
    const paths = await asked()
    const whole = await ask(requestOf({ object: set }), [], { reader, rules })
    expect(paths.length).toBeGreaterThan(5)
    for (const path of paths) {
      api.fault = ({ method, url }, response) => {
        if (`${method} ${url}` !== path) return false
        response.writeHead(500).end()
        return true
      }
      const good = await ask(requestOf({ object: set }), [], { reader, rules })
      expect({ path, allowed: good.allowed }).toEqual({ path, allowed: true })
      // Said, unless all of it is known from another.
      const notes = Object.values(good.auditAnnotations ?? {}).join()
      if (!notes.includes('answered 500')) expect({ path, good }).toEqual({ path, good: whole })
      const bad = await ask(requestOf({ object: broken }), [], { reader, rules })
      expect({ path, allowed: bad.allowed }).toEqual({ path, allowed: false })
    }
  })
})

test('an API server that has too much to do is asked once more, when it says', async () => {
  const busy = new Set<string | undefined>()
  api.fault = ({ url }, response) => {
    if (busy.has(url)) return false
    busy.add(url)
    response.writeHead(429, { 'retry-after': '0' }).end()
    return true
  }
  expect(await ask(requestOf({ object: set }), [], { reader })).toMatchObject({ allowed: true })
  expect(api.asked.length).toBe(2 * busy.size)
  expect((await ask(requestOf({ object: set }), [], { reader })).warnings).toBeUndefined()
})

test('a slow one is waited for, over few connections', async () => {
  const sockets = new Set<unknown>()
  let most = 0
  let count = 0
  api.fault = (request, response) => {
    sockets.add(request.socket)
    most = Math.max(most, ++count)
    response.on('close', () => count--)
    return false
  }
  const answered = await Promise.all(
    Array.from({ length: 20 }, () => ask(requestOf({ object: set }), [], { reader })),
  )
  expect(answered.every(({ allowed }) => allowed)).toBe(true)
  expect(sockets.size).toBeLessThanOrEqual(4)
  expect(most).toBeLessThanOrEqual(4)
})

describe('connections that hang', () => {
  const hanging = (path: RegExp): void => {
    api.fault = ({ url = '' }) => path.test(url)
  }
  const answeredWithin = async (other: ObjectReader): Promise<number> => {
    const start = performance.now()
    await ask(requestOf({ object: set }), [], { reader: other, rules, signal: AbortSignal.timeout(300) })
    return performance.now() - start
  }

  test('keep nobody waiting who has none yet', async () => {
    hanging(/./)
    const patient = new AbortController()
    const kind = readableKinds.find(served => served.kind === 'Service')
    if (!kind) throw new Error('there is no such kind')
    const others = Array.from({ length: 8 }, () =>
      reader.list(kind, 'mq', patient.signal).catch(() => undefined),
    )
    expect(await answeredWithin(reader)).toBeLessThan(10_000)
    patient.abort()
    await Promise.all(others)
  })

  test('of what is followed keep nobody waiting who asks about one object', async () => {
    hanging(/limit=/)
    const stopped = new AbortController()
    const quiet = { info: () => undefined, warn: () => undefined }
    const followed = watchedReader(api.kubeconfig, false, stopped.signal, quiet)
    await until(() => api.asked.some(path => path.includes('limit=')))
    const { warnings } = await ask(requestOf({ object: set }), [], { reader: followed, rules })
    expect(warnings).toBeUndefined()
    stopped.abort()
  })
})

test('a right that the API server denies is looked for in roles and bindings', async () => {
  api.mayDo = false
  expect(await ask(requestOf({ object: set }), [], { reader })).toMatchObject({ allowed: true })
  expect(api.asked.some(path => path.includes('rolebindings'))).toBe(true)
  api.mayDo = true
})

describe('a cluster that is followed', () => {
  const stopped = new AbortController()
  let watched: ObjectReader
  beforeAll(async () => {
    const followed = new Set<unknown>()
    watched = watchedReader(api.kubeconfig, false, stopped.signal, {
      info: (_, fields) => void followed.add(fields?.kind),
      warn: () => undefined,
    })
    const kinds = [...readableKinds, claimKind].filter(kind => kind.watched !== undefined)
    await until(() => api.watches.length === kinds.length)
  })
  afterAll(() => stopped.abort())

  test('CREATE of a StatefulSet takes one question, and one for each ConfigMap that is new', async () => {
    await ask(requestOf({ object: set }), [], { reader: watched, rules })
    const paths = (): readonly string[] => api.asked.map(path => path.split('/').at(-1) ?? '').toSorted()
    expect(paths()).toEqual(['rabbitmq-config', 'subjectaccessreviews'])
    api.asked.length = 0
    await ask(requestOf({ object: set }), [], { reader: watched, rules })
    expect(paths()).toEqual(['subjectaccessreviews'])
    const config = pick(objects, 'ConfigMap')
    api.put(config)
    // When it is told of the change, nobody knows.
    await until(async () => {
      api.asked.length = 0
      await ask(requestOf({ object: set }), [], { reader: watched, rules })
      return paths().length > 1
    })
    expect(paths()).toEqual(['rabbitmq-config', 'subjectaccessreviews'])
  })

  test('what it is refused for is asked of the API server itself', async () => {
    const lying: ObjectReader = { ...watched, list: async () => [], get: async () => undefined }
    const { allowed } = await ask(requestOf({ object: set }), [], { reader: lying, rules })
    expect(allowed).toBe(true)
  })

  test('and is refused where that says so too', async () => {
    for (const object of objects.filter(({ kind }) => kind === 'Service')) api.drop(object)
    const asking = () => ask(requestOf({ object: set }), [], { reader: watched, rules })
    await until(async () => !(await asking()).allowed)
    expect((await asking()).status?.message).toContain('governing-service-missing')
  })
})
