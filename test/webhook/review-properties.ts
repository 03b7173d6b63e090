import fc from 'fast-check'
import type { Json, JsonObject } from '../../model/kube/json.ts'
import type { AdmissionRequest } from '../../webhook/admission.ts'
import { BadReview } from '../../webhook/decode.ts'
import { expect, test } from '../jest.ts'
import type { Tries } from '../tries.ts'
import { ask, objectsOf, requestOf, scaleRequest } from './ask.ts'
import { cluster, operated } from './cluster.ts'
import { damaged } from './damaged.ts'

/*
 * Whatever is asked, the API server can use the answer: `ask` holds each to the API server's own check.
 */

const objects = objectsOf(`${cluster}---\n${operated}`)
/** The same with faults that are refused. */
const faulty = objectsOf(
  `${cluster}---\n${operated}`
    .replace('serviceName: rabbitmq-nodes', 'serviceName: rabbitmq')
    .replace('clusterIP: None', '')
    .replace('ha-params: 2', 'ha-promote-on-shutdown: always')
    .replace('additionalConfig: |', '$&\n      no.such.key = 1'),
)
const json = fc.jsonValue({ maxDepth: 3, noUnicodeString: false }) as fc.Arbitrary<Json>

/** What belongs to a cluster, more or less as it should be; kinds that nobody has heard of; a List. */
const object: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...objects, ...faulty).chain(damaged) },
  { weight: 4, arbitrary: fc.constantFrom(...faulty) },
  fc.record({
    apiVersion: fc.constantFrom('v1', 'apps/v1', 'rabbitmq.com/v1beta1', 'example.com/v1'),
    kind: fc.constantFrom(
      'Service',
      'StatefulSet',
      'RabbitmqCluster',
      'Policy',
      'Node',
      'Namespace',
      'Unheard',
    ),
    metadata: fc.record(
      {
        name: fc.constantFrom('rabbitmq', 'rabbitmq-nodes', ''),
        generateName: fc.constant('rabbitmq-'),
        namespace: fc.constantFrom('mq', ''),
        annotations: json,
        labels: json,
        ownerReferences: json,
        deletionTimestamp: json,
      },
      { requiredKeys: [] },
    ),
    spec: json,
    data: json,
    items: json,
  }) as fc.Arbitrary<JsonObject>,
  fc
    .array(fc.constantFrom(...objects))
    .map((items): JsonObject => ({ apiVersion: 'v1', kind: 'List', metadata: {}, items })),
)

const request: fc.Arbitrary<AdmissionRequest> = fc
  .record({
    object: fc.option(object, { nil: null, freq: 5 }),
    oldObject: fc.option(object, { nil: null, freq: 2 }),
    operation: fc.constantFrom('CREATE', 'CREATE', 'UPDATE', 'UPDATE', 'DELETE', 'CONNECT'),
    subResource: fc.constantFrom('', '', '', 'scale', 'status', 'unheard'),
    dryRun: fc.constantFrom(true, false, null),
    isNamed: fc.boolean(),
    isSound: fc.constantFrom(true, true, true, false),
    replicas: fc.nat(5),
  })
  .map(({ object: any, oldObject: old, operation, subResource, dryRun, isNamed, isSound, replicas }) => {
    const now = isSound && operation === 'DELETE' ? null : any
    const oldObject = isSound ? (operation === 'CREATE' ? null : (old ?? any)) : old
    const made = requestOf({ ...(now ? { object: now } : {}), ...(oldObject ? { oldObject } : {}) })
    const asked = { ...made, operation, object: now, oldObject, subResource, dryRun } as AdmissionRequest
    const base = subResource === 'scale' && now ? { ...scaleRequest(now, 3, replicas), operation } : asked
    return isNamed ? base : { ...base, name: '' }
  })

const deps = fc.record({
  path: fc.constantFrom('validate' as const, 'validate' as const, 'mutate' as const),
  warnOnly: fc.boolean(),
})

/** @param inputs how many reviews are made up */
export function reviewProperties(inputs: Tries): void {
  test('whatever is asked, the API server can use the answer', async () => {
    let denied = 0
    const property = fc.asyncProperty(
      request,
      fc.subarray([...objects]),
      deps,
      async (any, around, other) => {
        try {
          const { allowed } = await ask(any, around, other)
          if (!allowed) denied++
        } catch (error) {
          if (!(error instanceof BadReview)) throw error
        }
      },
    )
    await fc.assert(property, { numRuns: 100, seed: 2 })
    expect(denied).toBeGreaterThan(1)
    await fc.assert(property, inputs)
  })
}
