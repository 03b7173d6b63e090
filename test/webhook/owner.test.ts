import type { JsonObject } from '../../model/kube/json.ts'
import { defaultConfig } from '../../webhook/config.ts'
import type { ObjectReader } from '../../webhook/reader.ts'
import { describe, expect, test } from '../jest.ts'
import { ask, objectsOf, pick, requestOf, scaleRequest } from './ask.ts'
import { cluster, operated } from './cluster.ts'
import { inMemoryReader } from './in-memory-reader.ts'

const objects = objectsOf(cluster)
const [set, service] = [pick(objects, 'StatefulSet'), pick(objects, 'Service')]
const operator = pick(objectsOf(operated), 'RabbitmqCluster')
const withMetadata = (object: JsonObject, more: JsonObject): JsonObject => ({
  ...object,
  metadata: { ...(object.metadata as JsonObject), ...more },
})
const reference = {
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'RabbitmqCluster',
  name: 'rabbitmq',
  uid: 'u1',
  controller: true,
}
const owner = withMetadata(operator, { uid: 'u1' })
const paused = withMetadata(owner, { labels: { 'rabbitmq.com/pauseReconciliation': 'true' } })
const going = withMetadata(owner, {
  deletionTimestamp: '2026-01-01T00:00:00Z',
  finalizers: ['example.com/hold'],
})
/** A StatefulSet as it would be refused, as its Service is not there. */
const owned = (more: JsonObject = {}, name = 'rabbitmq-server'): JsonObject =>
  withMetadata(set, { name, ownerReferences: [{ ...reference, ...more }] })

/** A reader that cannot read RabbitmqClusters. */
function blind(all: readonly JsonObject[]): ObjectReader {
  const reader = inMemoryReader(all)
  const refuse = async (): Promise<never> => {
    throw new Error('forbidden')
  }
  return {
    ...reader,
    get: (kind, ...rest) => (kind.kind === 'RabbitmqCluster' ? refuse() : reader.get(kind, ...rest)),
    list: (kind, ...rest) => (kind.kind === 'RabbitmqCluster' ? refuse() : reader.list(kind, ...rest)),
  }
}

describe('an ownerReference to a RabbitmqCluster counts where that', () => {
  test.each<[string, JsonObject, readonly JsonObject[], boolean, RegExp | undefined]>([
    [
      'is there and controls it',
      owned(),
      [owner],
      true,
      /^RabbitmqCluster rabbitmq controls it: judged there$/,
    ],
    ['is not there', owned(), [], false, /is not there: judged in full$/],
    ['has another uid', owned({ uid: 'u2' }), [owner], false, /has another uid: judged in full$/],
    [
      'gives it no such name',
      owned({}, 'rabbitmq'),
      [owner],
      false,
      /does not make a StatefulSet of this name/,
    ],
    [
      'is paused',
      owned(),
      [paused],
      false,
      /^RabbitmqCluster rabbitmq is paused, and nobody writes this again: judged in full$/,
    ],
    [
      'is going, and only held by a finalizer of others',
      owned(),
      [going],
      false,
      /^RabbitmqCluster rabbitmq is being deleted, and nobody writes this again: judged in full$/,
    ],
    ['only holds on to it', owned({ controller: false }), [owner], false, undefined],
    ['is of another kind', owned({ apiVersion: 'example.com/v1' }), [owner], false, undefined],
  ])('%s', async (_, object, around, allowed, audit) => {
    const response = await ask(requestOf({ object }), around)
    expect(response.allowed).toBe(allowed)
    const said = response.auditAnnotations?.owner
    if (audit) expect(said).toMatch(audit)
    else expect(said).toBeUndefined()
  })

  test('cannot be read: judged, and nothing is refused', async () => {
    const { allowed, warnings, auditAnnotations } = await ask(requestOf({ object: owned() }), [], {
      reader: blind([]),
    })
    expect(allowed).toBe(true)
    expect(warnings).toContainEqual(expect.stringContaining('governing-service-missing'))
    expect(auditAnnotations?.owner).toBe(
      'RabbitmqCluster rabbitmq could not be read: forbidden: nothing is refused',
    )
  })

  test('nothing that it may make is changed by us', async () => {
    const { publishNotReadyAddresses: _, ...spec } = service.spec as JsonObject
    const made = { ...withMetadata(service, { ownerReferences: [reference] }), spec }
    for (const deps of [{}, { reader: blind(objects) }]) {
      const { patch } = await ask(requestOf({ object: made }), [owner, ...objects], {
        path: 'mutate',
        ...deps,
      })
      expect(patch).toBeUndefined()
    }
  })
})

test('what the operator made is seen as such by a review of something else', async () => {
  const nodes = withMetadata(service, { name: 'rabbitmq-nodes', ownerReferences: [reference] })
  expect(await ask(requestOf({ oldObject: nodes }), [owner, owned()])).toMatchObject({ allowed: true })
  const byHand = withMetadata(service, { name: 'rabbitmq-nodes' })
  expect(await ask(requestOf({ oldObject: byHand }), [owner, owned()])).toMatchObject({ allowed: true })
  // Nobody made it: the reference is a claim.
  expect(await ask(requestOf({ oldObject: byHand }), [owned()])).toMatchObject({ allowed: false })
})

test('what was made for a RabbitmqCluster that is paused is judged as what others made, with its neighbours', async () => {
  const nodes = withMetadata(service, { name: 'rabbitmq-nodes', ownerReferences: [reference] })
  const around = [
    paused,
    nodes,
    ...objects.filter(({ kind }) => kind !== 'Service' && kind !== 'StatefulSet'),
  ]
  expect((await ask(requestOf({ object: owned() }), around)).status).toBeUndefined()
  expect((await ask(requestOf({ oldObject: nodes }), [...around, owned()])).allowed).toBe(false)
  expect((await ask(requestOf({ oldObject: nodes }), [...around, owner, owned()])).allowed).toBe(true)
})

test('garbage that is collected may go, in any order', async () => {
  const nodes = withMetadata(service, { name: 'rabbitmq-nodes', ownerReferences: [reference] })
  for (const around of [[], [going]]) {
    const { allowed, warnings } = await ask(requestOf({ oldObject: nodes }), [...around, owned()])
    expect({ allowed, warnings }).toEqual({ allowed: true, warnings: undefined })
  }
})

test('a scale of what the operator made is nothing to us, and of what only says so it is', async () => {
  expect((await ask(scaleRequest(owned(), 3, 1), [owner, owned()])).allowed).toBe(true)
  expect((await ask(scaleRequest(owned(), 3, 1), [owned()])).allowed).toBe(false)
  expect((await ask(scaleRequest(owned(), 3, 1), [paused, owned()])).allowed).toBe(false)
  expect((await ask(scaleRequest(owned(), 3, 1), [going, owned()])).allowed).toBe(false)
})

describe('warrener.dev/rabbitmq: "false" on what looks like a node', () => {
  const disowned = withMetadata(set, { annotations: { 'warrener.dev/rabbitmq': 'false' } })
  const text = 'StatefulSet rabbitmq looks like RabbitMQ and is not checked: warrener.dev/rabbitmq is "false"'
  test('leaves a trace', async () => {
    for (const request of [requestOf({ object: disowned }), scaleRequest(disowned, 3, 1)])
      expect(await ask(request, [disowned])).toMatchObject({
        allowed: true,
        warnings: [`warrener: ${text}`],
        auditAnnotations: { 'left-out': text },
      })
  })
  test('does not count where annotations silence nothing', async () => {
    const config = { ...defaultConfig, allowSuppression: false }
    for (const request of [requestOf({ object: disowned }), scaleRequest(disowned, 3, 1)]) {
      const { allowed, auditAnnotations } = await ask(request, [disowned], { config })
      expect({ allowed, trace: auditAnnotations?.['left-out'] }).toEqual({ allowed: false, trace: undefined })
    }
  })
  test('is nothing where there is no sign of a node', async () => {
    const postgres = {
      ...disowned,
      spec: { template: { spec: { containers: [{ name: 'db', image: 'postgres:17' }] } } },
    }
    expect((await ask(requestOf({ object: postgres }))).warnings).toBeUndefined()
  })
})
