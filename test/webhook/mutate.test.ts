import fc from 'fast-check'
import rfc6902 from 'rfc6902'
import type { JsonPatchOp } from '../../model/kube/edit.ts'
import type { JsonObject } from '../../model/kube/json.ts'
import type { AdmissionResponse } from '../../webhook/admission.ts'
import { defaultConfig, type WebhookConfig } from '../../webhook/config.ts'
import { describe, expect, test } from '../jest.ts'
import { type Asked, ask, objectsOf, pick, requestOf, scaleRequest } from './ask.ts'
import { cluster } from './cluster.ts'

const objects = objectsOf(cluster)
const set = pick(objects, 'StatefulSet')
const service = pick(objects, 'Service')
const unpublished = pick(objectsOf(cluster.replace('publishNotReadyAddresses: true', '')), 'Service')
const withClusterIp = pick(objectsOf(cluster.replace('clusterIP: None', 'type: ClusterIP')), 'Service')
const publish: JsonPatchOp = { op: 'add', path: '/spec/publishNotReadyAddresses', value: true }

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
const orderedByUser = pick(
  objectsOf(cluster.replace('podManagementPolicy: Parallel', 'podManagementPolicy: OrderedReady')),
  'StatefulSet',
)

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
    patch: [{ op: 'replace', path: '/spec/podManagementPolicy', value: 'Parallel' }],
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
      'not-ready-addresses-unpublished: set spec.publishNotReadyAddresses to true (publish them)',
    ])
    expect(auditAnnotations).toEqual({ verdict: 'patched', patched: '["not-ready-addresses-unpublished"]' })
  })

  test('says what it did not change because it is in another object', async () => {
    const others = objects.filter(({ kind }) => kind !== 'Service')
    const { warnings } = await ask(requestOf({ object: set }), [unpublished, ...others], { path: 'mutate' })
    expect(warnings).toEqual([
      expect.stringMatching(/^not-ready-addresses-unpublished: not corrected here \(publish them\): /),
    ])
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

  test('whatever a Service looks like, the patch applies and only adds', async () => {
    const value = fc.oneof(fc.constant(null), fc.boolean(), fc.string(), fc.constant({}), fc.constant([]))
    const spec = fc.record(
      {
        clusterIP: fc.constantFrom('None', '', null),
        publishNotReadyAddresses: value,
        selector: fc.constantFrom({ 'app.kubernetes.io/name': 'rabbitmq' }, null, {}),
        ports: value,
        type: value,
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(spec, value), async any => {
        const object = { ...service, spec: any } as JsonObject
        const response = await ask(
          requestOf({ object }),
          objects.filter(({ kind }) => kind !== 'Service'),
          { path: 'mutate' },
        )
        const copy = structuredClone(object)
        expect(rfc6902.applyPatch(copy, [...operationsOf(response)]).every(error => error === null)).toBe(
          true,
        )
        expect(
          operationsOf(response)
            .map(({ op }) => op)
            .filter(op => op !== 'add' && op !== 'replace'),
        ).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
