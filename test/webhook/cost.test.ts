import type { JsonObject } from '../../model/kube/json.ts'
import { clusterRule } from '../../model/rule/rule.ts'
import { rules } from '../../policies/index.ts'
import type { AdmissionRequest } from '../../webhook/admission.ts'
import { admit } from '../../webhook/core.ts'
import { recallOf } from '../../webhook/recall.ts'
import { describe, expect, test } from '../jest.ts'
import { ask, depsOver, objectsOf, pick, requestOf, scaleRequest, wrapped } from './ask.ts'
import { cluster, operated } from './cluster.ts'
import { countingReader } from './counting-reader.ts'

const objects = objectsOf(cluster)
const set = pick(objects, 'StatefulSet')
const service = pick(objects, 'Service')
const operatedObjects = objectsOf(operated)
const without = (kind: string): readonly JsonObject[] => objects.filter(object => object.kind !== kind)
const withReplicas = (replicas: number): JsonObject => ({
  ...set,
  spec: { ...(set.spec as JsonObject), replicas },
})
const scaler: JsonObject = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'a', namespace: 'mq' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'rabbitmq' }, maxReplicas: 5 },
}
const postgres: JsonObject = {
  ...set,
  metadata: { name: 'postgres', namespace: 'mq' },
  spec: { replicas: 3, template: { spec: { containers: [{ name: 'db', image: 'postgres:17' }] } } },
}

const aroundSet = [
  'get ConfigMap rabbitmq-config',
  'get ServiceAccount rabbitmq',
  'list CronJob',
  'list Ingress',
  'list Job',
  'list PodDisruptionBudget',
  'list Service',
  'may get endpoints',
]
const aroundOperated = [
  'list CronJob',
  'list Ingress',
  'list Job',
  'list PodDisruptionBudget',
  'list Service',
]

interface Row {
  readonly name: string
  readonly request: AdmissionRequest
  readonly objects?: readonly JsonObject[]
  readonly asked: readonly string[]
}
/** What the API server is asked for each kind of review, where every look-up is a call. */
const rows: readonly Row[] = [
  { name: 'CREATE of a StatefulSet', request: requestOf({ object: set }), asked: aroundSet },
  {
    name: 'UPDATE of a StatefulSet',
    request: requestOf({
      object: set,
      oldObject: { ...set, spec: { ...(set.spec as JsonObject), replicas: 1 } },
    }),
    asked: aroundSet,
  },
  { name: 'CREATE of another StatefulSet', request: requestOf({ object: postgres }), asked: [] },
  {
    name: 'scale of another StatefulSet',
    request: scaleRequest(postgres, 3, 1),
    objects: [postgres],
    asked: ['get StatefulSet postgres'],
  },
  {
    name: 'CREATE of a Service, before its StatefulSet',
    request: requestOf({ object: service }),
    objects: without('StatefulSet'),
    asked: ['list RabbitmqCluster', 'list StatefulSet'],
  },
  {
    name: 'DELETE of its Service, which is refused',
    request: requestOf({ oldObject: service }),
    asked: [
      ...['get ConfigMap rabbitmq-config', 'get Namespace mq', 'list RabbitmqCluster', 'list Service'],
      'list StatefulSet',
    ],
  },
  { name: 'DELETE of a StatefulSet', request: requestOf({ oldObject: set }), asked: [] },
  {
    name: 'UPDATE of labels',
    request: requestOf({
      object: { ...set, metadata: { name: 'rabbitmq', namespace: 'mq' } },
      oldObject: set,
    }),
    asked: [],
  },
  {
    name: 'CREATE of a RabbitmqCluster',
    request: requestOf({ object: pick(operatedObjects, 'RabbitmqCluster') }),
    objects: operatedObjects,
    // Whether what the operator makes takes over something that is there.
    asked: [
      ...[...aroundOperated, 'list OperatorPolicy', 'list Policy', 'list Queue'],
      ...['get ConfigMap rabbitmq-plugins-conf', 'get ConfigMap rabbitmq-server-conf'],
      ...[
        'get Role rabbitmq-peer-discovery',
        'get ServiceAccount rabbitmq-server',
        'get StatefulSet rabbitmq-server',
      ],
    ],
  },
]

describe('what a review asks the API server', () => {
  test.each(rows)('$name', async ({ request, objects: around = objects, asked: expected }) => {
    const { asked, reader } = countingReader(around)
    await ask(request, [], { rules, reader })
    expect(asked.toSorted()).toEqual([...expected].toSorted())
  })

  test('a missing right is looked for in roles and bindings, and refused for nothing less', async () => {
    const { asked, reader } = countingReader(without('RoleBinding'))
    const { allowed } = await ask(requestOf({ object: set }), [], { rules, reader })
    expect(allowed).toBe(false)
    expect(asked.toSorted()).toEqual([...aroundSet, 'list ClusterRoleBinding', 'list RoleBinding'].toSorted())
  })

  test('a binding that the API server has not taken in yet counts', async () => {
    const { reader } = countingReader(objects)
    const late = { ...reader, may: async () => false }
    expect((await ask(requestOf({ object: set }), [], { rules, reader: late })).allowed).toBe(true)
  })

  test('what /mutate has read is not read again for /validate of the same request, but for a denial', async () => {
    const sound = countingReader(objects)
    const recall = recallOf()
    const asking = { rules, recall, reader: sound.reader }
    await ask(requestOf({ object: set }), [], { ...asking, path: 'mutate' })
    const { length } = sound.asked
    expect((await ask(requestOf({ object: set }), [], asking)).allowed).toBe(true)
    expect(sound.asked.length).toBe(length)
    await ask(requestOf({ object: set }), [], asking)
    expect(sound.asked.length).toBe(2 * length)
    const broken = countingReader(without('Service'))
    await ask(requestOf({ object: set }), [], { rules, recall, reader: broken.reader, path: 'mutate' })
    // The Service came in the meantime.
    expect((await ask(requestOf({ object: set }), objects, { rules, recall })).allowed).toBe(true)
  })

  test('what was read for one request is kept for seconds, and for that request only', async () => {
    let now = 0
    const recall = recallOf(() => now)
    const request = requestOf({ object: set })
    const seen = { places: [], objects: [], rights: new Map() }
    recall.keep(request, seen)
    expect(recall.take({ ...request, name: 'other' })).toBeUndefined()
    expect(recall.take({ ...request, operation: 'UPDATE' })).toBeUndefined()
    now = 2000
    expect(recall.take(request)).toBe(seen)
    expect(recall.take(request)).toBeUndefined()
    recall.keep(request, seen)
    now = 4001
    expect(recall.take(request)).toBeUndefined()
    for (let number = 0; number < 100; number++) recall.keep({ ...request, name: `n${number}` }, seen)
    const kept = Array.from({ length: 100 }, (_, number) => recall.take({ ...request, name: `n${number}` }))
    expect(kept.filter(found => found !== undefined).length).toBe(32)
  })
})

describe('what is let through before any rule is looked at', () => {
  const asked = new Error('a rule is asked for')
  const deps = Object.defineProperty(depsOver([]), 'rules', {
    get: () => {
      throw asked
    },
  })
  const told = (annotations: JsonObject): JsonObject => ({
    ...postgres,
    metadata: { name: 'postgres', namespace: 'mq', annotations },
  })
  const admitted = async (request: AdmissionRequest): Promise<unknown> =>
    (await admit(wrapped(request), deps)).response

  test.each<[string, AdmissionRequest]>([
    ['no RabbitMQ', requestOf({ object: postgres })],
    ['a change of no RabbitMQ', requestOf({ object: told({ 'team/a': 'b' }), oldObject: postgres })],
    ['nothing but metadata', requestOf({ object: set, oldObject: { ...set, status: {} } })],
  ])('%s', async (_, request) => {
    expect(await admitted(request)).toEqual({ uid: request.uid, allowed: true })
  })

  test.each<[string, AdmissionRequest]>([
    ['what has become no RabbitMQ', requestOf({ object: postgres, oldObject: set })],
    ['what becomes RabbitMQ', requestOf({ object: set, oldObject: postgres })],
    ['what is told something of RabbitMQ', requestOf({ object: told({ 'warrener.dev/rabitmq': 'true' }) })],
  ])('but not %s', async (_, request) => {
    await expect(admitted(request)).rejects.toBe(asked)
  })
})

describe('the rules run once, when all is seen', () => {
  /** How often a rule is run in one review, before and after the change together. */
  async function runs(request: AdmissionRequest, around: readonly JsonObject[]): Promise<number> {
    let count = 0
    const probe = clusterRule({
      id: 'probe',
      group: 'kubernetes',
      title: 'counts its runs',
      worst: 'info',
      needs: [],
      rationale: '',
      sources: [''],
      evidence: { kind: 'docs', where: '' },
      example: () => ({ bad: '', good: '' }),
      check: () => {
        count++
      },
    })
    await ask(request, around, { rules: [...rules, probe] })
    return count
  }
  test.each<[string, AdmissionRequest, readonly JsonObject[]]>([
    ['CREATE of a StatefulSet', requestOf({ object: set }), objects],
    ['without its Service', requestOf({ object: set }), without('Service')],
    ['UPDATE', requestOf({ object: set, oldObject: withReplicas(1) }), objects],
    ['CREATE of a Service', requestOf({ object: service }), objects],
    ['CREATE of an autoscaler', requestOf({ object: scaler }), objects],
    ['a scale', scaleRequest(set, 3, 5), objects],
  ])('%s', async (_name, request, around) => {
    expect(await runs(request, around)).toBe(1)
  })
})
