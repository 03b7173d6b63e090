import rfc6902 from 'rfc6902'
import type { JsonPatchOp } from '../../model/kube/edit.ts'
import type { JsonObject } from '../../model/kube/json.ts'
import type { AdmissionResponse } from '../../webhook/admission.ts'
import { defaultConfig, type WebhookConfig } from '../../webhook/config.ts'
import type { Deps } from '../../webhook/deps.ts'
import { describe, expect, test } from '../jest.ts'
import { type Asked, ask, objectsOf, pick, requestOf, scaleRequest } from './ask.ts'
import { cluster } from './cluster.ts'

const objects = objectsOf(cluster)
const set = pick(objects, 'StatefulSet')
const service = pick(objects, 'Service')
const unpublished = pick(objectsOf(cluster.replace('publishNotReadyAddresses: true', '')), 'Service')
const withClusterIp = pick(objectsOf(cluster.replace('clusterIP: None', 'type: ClusterIP')), 'Service')
const publish: JsonPatchOp = { op: 'add', path: '/spec/publishNotReadyAddresses', value: true }
const postgres: JsonObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'postgres', namespace: 'mq' },
  spec: { clusterIP: 'None', selector: { app: 'postgres' } },
}

/** As the API server hands it over: with its defaults filled in, and what the user wrote in the annotation. */
function defaulted(object: JsonObject, defaults: JsonObject): JsonObject {
  const written = JSON.stringify(object)
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': written }
  return {
    ...object,
    metadata: { ...(object.metadata as JsonObject), annotations },
    spec: { ...defaults, ...(object.spec as JsonObject) },
  }
}
const ordered = defaulted(
  pick(objectsOf(cluster.replace('podManagementPolicy: Parallel', '')), 'StatefulSet'),
  {
    podManagementPolicy: 'OrderedReady',
  },
)
const orderedByUser = defaulted(
  pick(
    objectsOf(cluster.replace('podManagementPolicy: Parallel', 'podManagementPolicy: OrderedReady')),
    'StatefulSet',
  ),
  {},
)

const collision: JsonObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'rabbitmq-node', namespace: 'mq' },
  spec: { clusterIP: '10.0.0.1', selector: { app: 'other' }, ports: [{ port: 5672 }] },
}
/** The API server links Services where a pod does not say that it wants none. */
const withoutWord = pick(objectsOf(cluster.replace('enableServiceLinks: false', '')), 'StatefulSet')
const linkedByUser = pick(
  objectsOf(cluster.replace('enableServiceLinks: false', 'enableServiceLinks: true')),
  'StatefulSet',
)
const linked: JsonObject = { ...linkedByUser, metadata: defaulted(withoutWord, {}).metadata ?? {} }

/** As of `kubectl create` and Helm 3, which leave no record of what was written. */
const unrecorded = (object: JsonObject): JsonObject => {
  const { annotations: _, ...metadata } = object.metadata as JsonObject
  const managedFields = [
    {
      manager: 'kubectl-create',
      operation: 'Update',
      fieldsV1: { 'f:spec': { 'f:podManagementPolicy': {} } },
    },
  ]
  return { ...object, metadata: { ...metadata, managedFields } }
}
const together: JsonPatchOp = { op: 'replace', path: '/spec/podManagementPolicy', value: 'Parallel' }

const operationsOf = ({ patch }: AdmissionResponse): readonly JsonPatchOp[] =>
  patch === undefined ? [] : JSON.parse(Buffer.from(patch, 'base64').toString('utf8'))

interface Row {
  readonly name: string
  readonly asked: Asked
  readonly config?: Partial<WebhookConfig>
  readonly more?: readonly JsonObject[]
  readonly patch: readonly JsonPatchOp[]
}
const rows: readonly Row[] = [
  { name: 'a Service that hides not-ready addresses', asked: { object: unpublished }, patch: [publish] },
  {
    name: 'the same when it is updated',
    asked: { object: unpublished, oldObject: service },
    patch: [publish],
  },
  { name: 'in a dry run too', asked: { object: unpublished, dryRun: true }, patch: [publish] },
  { name: 'a sound Service', asked: { object: service }, patch: [] },
  { name: 'a sound StatefulSet', asked: { object: set }, patch: [] },
  { name: 'mutate: off', asked: { object: unpublished }, config: { mutate: 'off' }, patch: [] },
  { name: 'a deletion', asked: { oldObject: unpublished }, patch: [] },
  {
    name: 'a default that the API server filled in',
    asked: { object: ordered },
    patch: [together],
  },
  {
    name: 'a default of which there is no record: nobody knows who wrote it',
    asked: { object: unrecorded(ordered) },
    patch: [together],
  },
  {
    name: 'what was added and is not known to who sends the whole object again: kept',
    asked: { object: unrecorded(ordered), oldObject: set },
    patch: [together],
  },
  {
    name: 'what was added, and the user’s word against it: the API server refuses it',
    asked: { object: orderedByUser, oldObject: set },
    patch: [],
  },
  {
    name: 'a fix that is asked for by what stands in another object',
    asked: { object: linked },
    more: [collision, service],
    patch: [{ op: 'replace', path: '/spec/template/spec/enableServiceLinks', value: false }],
  },
  {
    name: 'a default that the user spelt out',
    asked: { object: defaulted(linkedByUser, {}) },
    more: [collision, service],
    patch: [],
  },
  { name: 'the same value where the user wrote it', asked: { object: orderedByUser }, patch: [] },
  {
    name: 'an immutable field of an old object',
    asked: {
      object: { ...ordered, metadata: { ...(ordered.metadata as JsonObject), labels: { a: 'b' } } },
      oldObject: ordered,
    },
    patch: [],
  },
  { name: 'a safe fix where only additive ones are wanted', asked: { object: withClusterIp }, patch: [] },
  {
    name: 'a safe fix where they are wanted',
    asked: { object: withClusterIp },
    config: { mutate: 'safe' },
    patch: [{ op: 'add', path: '/spec/clusterIP', value: 'None' }],
  },
  {
    name: 'a safe fix of a new object on an old one',
    asked: { object: withClusterIp, oldObject: withClusterIp },
    config: { mutate: 'safe' },
    patch: [],
  },
  { name: 'a fix that belongs to another object', asked: { object: set }, more: [unpublished], patch: [] },
]

/** A headless Service that is alone, and how it is written. */
interface Early {
  readonly name: string
  readonly metadata?: JsonObject
  readonly spec?: JsonObject
  /** What kubectl apply was given, where that is another thing. */
  readonly written?: JsonObject
  readonly old?: true
  readonly deps?: Partial<Deps>
  readonly corrected: boolean
}
const ports = (...numbers: readonly number[]): JsonObject => ({
  ports: numbers.map(port => ({ name: `p${port}`, port })),
})
const ignoring = (text: string): JsonObject => ({ annotations: { 'warrener.dev/ignore': text } })
const early: readonly Early[] = [
  { name: 'its name says so', metadata: { name: 'my-rabbitmq-nodes' }, corrected: true },
  {
    name: 'a label says so',
    metadata: { labels: { 'app.kubernetes.io/name': 'RabbitMQ' } },
    corrected: true,
  },
  { name: 'what it selects says so', spec: { selector: { app: 'rabbitmq' } }, corrected: true },
  { name: 'its ports are those between nodes', spec: ports(4369, 5672, 25672), corrected: true },
  { name: 'AMQP alone: other brokers have it', spec: ports(5672), corrected: false },
  { name: 'the port mapper alone', spec: ports(4369), corrected: false },
  { name: 'nothing says so', corrected: false },
  { name: 'not headless', metadata: { name: 'rabbitmq' }, spec: { clusterIP: '10.0.0.1' }, corrected: false },
  { name: 'without a selector', metadata: { name: 'rabbitmq' }, spec: { selector: {} }, corrected: false },
  {
    name: 'it publishes them',
    metadata: { name: 'rabbitmq' },
    spec: { publishNotReadyAddresses: true },
    corrected: false,
  },
  { name: 'it is there already', metadata: { name: 'rabbitmq' }, old: true, corrected: false },
  {
    name: 'the user wrote false, which the API server leaves out',
    metadata: { name: 'rabbitmq' },
    written: { spec: { publishNotReadyAddresses: false } },
    corrected: false,
  },
  {
    name: 'the user wrote nothing of it',
    metadata: { name: 'rabbitmq' },
    written: { spec: {} },
    corrected: true,
  },
  {
    name: 'the user silenced the rule',
    metadata: { name: 'rabbitmq', ...ignoring('not-ready-addresses-unpublished=clients resolve it') },
    corrected: false,
  },
  {
    name: 'the user silenced it where nobody may',
    metadata: { name: 'rabbitmq', ...ignoring('not-ready-addresses-unpublished=clients resolve it') },
    deps: { config: { ...defaultConfig, allowSuppression: false } },
    corrected: true,
  },
  {
    name: 'the rule is off',
    metadata: { name: 'rabbitmq' },
    deps: { options: { severities: new Map([['not-ready-addresses-unpublished', 'off']]) } },
    corrected: false,
  },
  { name: 'without look-ups', metadata: { name: 'rabbitmq' }, deps: { reader: undefined }, corrected: true },
]

describe('a headless Service before its StatefulSet', () => {
  test.each(early)('$name', async ({ metadata, spec, written, old, deps, corrected }) => {
    const applied = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(written) }
    const object: JsonObject = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'nodes', namespace: 'mq', ...(written ? { annotations: applied } : {}), ...metadata },
      spec: { clusterIP: 'None', selector: { app: 'mq' }, ...spec },
    }
    const asked: Asked = old ? { object, oldObject: { ...object, spec: {} } } : { object }
    const response = await ask(requestOf(asked), [], { path: 'mutate', ...deps })
    expect(operationsOf(response)).toEqual(corrected ? [publish] : [])
  })

  test('an old one keeps what it was given, whoever sends it again without', async () => {
    const published = structuredClone(unpublished)
    rfc6902.applyPatch(published, [publish])
    const again = { object: unpublished, oldObject: published }
    expect(operationsOf(await ask(requestOf(again), [], { path: 'mutate' }))).toEqual([publish])
    const never = { object: unpublished, oldObject: { ...unpublished, spec: { clusterIP: 'None' } } }
    expect(operationsOf(await ask(requestOf(never), [], { path: 'mutate' }))).toEqual([])
  })

  test('where pairing only warns, one command is enough, its StatefulSet first', async () => {
    const deps = { config: { ...defaultConfig, pairing: 'warn' as const } }
    const others = objects.filter(({ kind }) => kind !== 'Service' && kind !== 'StatefulSet')
    const first = await ask(requestOf({ object: set }), others, deps)
    expect(first.allowed).toBe(true)
    expect(first.warnings).toEqual([expect.stringContaining('governing-service-missing')])
    const second = await ask(requestOf({ object: unpublished }), [...others, set], {
      ...deps,
      path: 'mutate',
    })
    expect(operationsOf(second)).toEqual([publish])
    const corrected = structuredClone(unpublished)
    rfc6902.applyPatch(corrected, [publish])
    const { allowed, warnings } = await ask(requestOf({ object: corrected }), [...others, set], deps)
    expect({ allowed, warnings }).toEqual({ allowed: true, warnings: undefined })
  })

  test('once its StatefulSet is there, the cluster tells: nobody asks for the records of a single node', async () => {
    const single = objectsOf(
      cluster
        .replace('replicas: 3', 'replicas: 1')
        .replace(/cluster_formation.*/g, '')
        .replace(/rabbitmq_peer_discovery_k8s/, 'rabbitmq_shovel'),
    )
    const response = await ask(requestOf({ object: unpublished }), single, { path: 'mutate' })
    expect(operationsOf(response)).toEqual([])
  })
})

describe('the mutating webhook', () => {
  test.each(rows)('$name', async ({ asked, config, more = [], patch }) => {
    const others = objects.filter(({ kind }) => !more.some(other => other.kind === kind))
    const response = await ask(requestOf(asked), [...more, ...others], {
      path: 'mutate',
      config: { ...defaultConfig, ...config },
    })
    expect(response.allowed).toBe(true)
    expect(operationsOf(response)).toEqual(patch)
    expect({ patch: 'patch' in response, patchType: 'patchType' in response }).toEqual({
      patch: patch.length > 0,
      patchType: patch.length > 0,
    })
  })

  test('says what it changed, to the user and in the audit log', async () => {
    const { warnings, auditAnnotations } = await ask(requestOf({ object: unpublished }), objects, {
      path: 'mutate',
    })
    expect(warnings).toEqual([
      'warrener: not-ready-addresses-unpublished: set spec.publishNotReadyAddresses to true (publish them)',
    ])
    expect(auditAnnotations).toEqual({ verdict: 'patched', patched: '["not-ready-addresses-unpublished"]' })
  })

  test('says nothing of what is wrong with others', async () => {
    const others = objects.filter(({ kind }) => kind !== 'Service')
    for (const object of [set, postgres])
      expect(await ask(requestOf({ object }), [unpublished, ...others], { path: 'mutate' })).toEqual({
        uid: expect.any(String),
        allowed: true,
      })
  })

  test('never touches a scale', async () => {
    const response = await ask(scaleRequest(ordered, 3, 5), objects, { path: 'mutate' })
    expect(response).toEqual({ uid: expect.any(String), allowed: true })
  })

  test('applied to its own output it changes nothing, and the validating webhook has nothing left to say of it', async () => {
    for (const object of [unpublished, ordered]) {
      const first = await ask(requestOf({ object }), objects, { path: 'mutate' })
      const patched = structuredClone(object)
      rfc6902.applyPatch(patched, [...operationsOf(first)])
      expect(operationsOf(await ask(requestOf({ object: patched }), objects, { path: 'mutate' }))).toEqual([])
      const others = objects.filter(({ kind }) => kind !== object.kind)
      const { allowed, warnings } = await ask(requestOf({ object: patched }), others)
      expect({ allowed, warnings }).toEqual({ allowed: true, warnings: undefined })
    }
  })
})
