import type { JsonObject } from '../../model/kube/json.ts'
import { connectionTo } from '../../webhook/api-connection.ts'
import { type Informer, type InformerTimes, informerOf, usualTimes } from '../../webhook/informer.ts'
import { type ServedKind, servedKind } from '../../webhook/reader.ts'
import { afterEach, describe, expect, test } from '../jest.ts'
import { type FakeApi, fakeApi } from './fake-api.ts'
import { until } from './until.ts'

const service = (name: string, more: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'mq', managedFields: [{ manager: 'kubectl' }] },
  ...more,
})
const kindOf = (group: string, kind: string): ServedKind => {
  const found = servedKind({ group, kind })
  if (!found) throw new Error(`${kind} is not read`)
  return found
}
const services = kindOf('', 'Service')
const quick: InformerTimes = { ...usualTimes, begin: 0, pause: [10, 50], unserved: 50 }

let api: FakeApi
let stopped: AbortController
const said: (string | undefined)[] = []
function follow(kind = services, times = quick): Informer {
  stopped = new AbortController()
  said.length = 0
  return informerOf(kind, connectionTo(api.kubeconfig), stopped.signal, problem => said.push(problem), times)
}
afterEach(() => {
  stopped.abort()
  api.close()
})

const names = (informer: Informer): readonly unknown[] =>
  (informer.held()?.list('mq') ?? []).map(({ metadata }) => (metadata as JsonObject).name)
const watching = (count: number): Promise<void> => until(() => api.watches.length === count)

describe('an informer', () => {
  test('lists page by page, keeps members that no client knows, and follows what changes', async () => {
    api = await fakeApi(
      Array.from({ length: 25 }, (_, number) => service(`s${number}`, { unknown: { kept: number } })),
      10,
    )
    const informer = follow()
    expect(informer.held()).toBeUndefined()
    await watching(1)
    expect(api.asked.filter(path => path.includes('limit=')).length).toBe(3)
    expect(informer.held()?.get('mq', 's7')).toMatchObject({ unknown: { kept: 7 } })
    expect(JSON.stringify(informer.held()?.get('mq', 's7'))).not.toContain('managedFields')
    api.put(service('new'))
    api.put(service('s1', { spec: { clusterIP: 'None' } }))
    api.drop(service('s2'))
    await until(() => names(informer).includes('new'))
    await until(() => !names(informer).includes('s2'))
    expect(informer.held()?.get('mq', 's1')).toMatchObject({ spec: { clusterIP: 'None' } })
    expect(names(informer).length).toBe(25)
  })

  test('goes on where a watch ended, without a new list; what is told twice counts once', async () => {
    api = await fakeApi([service('a')])
    const informer = follow()
    await watching(1)
    api.put(service('b'))
    await until(() => names(informer).length === 2)
    const version = Number(informer.held()?.version('mq', 'b')?.resourceVersion)
    api.tell('Service', JSON.stringify({ type: 'ADDED', object: informer.held()?.get('mq', 'b') ?? {} }))
    api.tell(
      'Service',
      JSON.stringify({ type: 'BOOKMARK', object: { kind: 'Service', metadata: { resourceVersion: '900' } } }),
    )
    api.endWatches()
    await watching(2)
    expect(version).toBeGreaterThan(100)
    expect(api.watches[1]).toContain('resourceVersion=900')
    expect(api.asked.length).toBe(1)
    expect(names(informer)).toEqual(['a', 'b'])
  })

  test.each([
    [
      '410 Gone',
      '{"type":"ERROR","object":{"kind":"Status","code":410,"message":"too old resource version"}}',
    ],
    ['what is no JSON', '<html>'],
    ['null', 'null'],
    ['an event without an object', '{"type":"ADDED","object":null}'],
  ])('lists anew after %s', async (_name, line) => {
    api = await fakeApi([service('a')])
    const informer = follow()
    await watching(1)
    api.tell('Service', line)
    await watching(2)
    expect(api.asked.length).toBe(2)
    expect(names(informer)).toEqual(['a'])
    expect(said.some(problem => problem !== undefined)).toBe(true)
    expect(said.at(-1)).toBeUndefined()
  })

  test('lists anew after a while, whatever the watch told', async () => {
    api = await fakeApi([service('a')])
    follow(services, { ...quick, relist: 1000 })
    await watching(1)
    await until(() => api.asked.length === 2)
  })

  test('is not believed where its watch falls silent, and watches again', async () => {
    api = await fakeApi([service('a')])
    const informer = follow(services, { ...quick, silence: 150, gap: 50, pause: [400, 400] })
    await watching(1)
    expect(names(informer)).toEqual(['a'])
    await until(() => informer.held() === undefined)
    await until(() => api.watches.length > 1)
  })

  test.each([403, 429, 500, 404])('is not believed where a watch is answered with %d', async status => {
    api = await fakeApi([service('a')])
    api.fault = ({ url }, response) => {
      if (!url?.includes('watch=1')) return false
      response.writeHead(status).end('{}')
      return true
    }
    const informer = follow(services, { ...quick, gap: 1, pause: [300, 300] })
    await until(() => said.some(problem => problem !== undefined))
    await until(() => informer.held() === undefined)
  })

  test('knows nothing where it may not list, and knows all once it may', async () => {
    api = await fakeApi([service('a')])
    api.fault = (_, response) => {
      response.writeHead(403).end('{}')
      return true
    }
    const informer = follow()
    await until(() => said.length > 0)
    expect(said[0]).toBe('forbidden: the ServiceAccount of the webhook lacks the right')
    expect(informer.held()).toBeUndefined()
    api.fault = () => false
    await until(() => informer.held() !== undefined)
  })

  test('a kind that is not served has no objects, until it is', async () => {
    api = await fakeApi([])
    let isServed = false
    api.fault = ({ url }, response) => {
      if (isServed || !url?.includes('rabbitmqclusters')) return false
      response.writeHead(404).end('{}')
      return true
    }
    const informer = follow(kindOf('rabbitmq.com', 'RabbitmqCluster'))
    await until(() => informer.held() !== undefined)
    expect(informer.held()?.list('mq')).toEqual([])
    isServed = true
    await watching(1)
  })

  test('of some kinds only the names are held', async () => {
    api = await fakeApi([{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j', namespace: 'mq' } }])
    let accepted = ''
    api.fault = ({ headers }) => {
      accepted = headers.accept ?? ''
      return false
    }
    const informer = follow(kindOf('batch', 'Job'))
    await watching(1)
    expect(accepted).toBe('application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1')
    expect([informer.held()?.hasAny('mq'), informer.held()?.hasAny('other')]).toEqual([true, false])
    expect(informer.held()?.list('mq')).toEqual([])
  })
})
