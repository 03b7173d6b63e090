import { annotationSuppressions, suppress } from '../../engine/suppress.ts'
import type { JsonObject } from '../../model/kube/json.ts'
import { rules } from '../../policies/index.ts'
import { kubeObject } from '../../source/objects.ts'
import type { AdmissionRequest } from '../../webhook/admission.ts'
import { defaultConfig } from '../../webhook/config.ts'
import type { Deps } from '../../webhook/deps.ts'
import { describe, expect, test } from '../jest.ts'
import { ask, objectsOf, pick, requestOf, scaleRequest } from './ask.ts'
import { cluster, operated } from './cluster.ts'

/* Annotations for Warrener that say nothing: whoever writes one is told, as by the command. */
const objects = objectsOf(cluster)
const [set, service] = [pick(objects, 'StatefulSet'), pick(objects, 'Service')]
const annotated = (annotations: JsonObject, object = set): JsonObject => ({
  ...object,
  metadata: { ...(object.metadata as JsonObject), annotations },
})
const ignoring = (entry: string, object = set): JsonObject =>
  annotated({ 'warrener.dev/ignore': entry }, object)
async function said(request: AdmissionRequest, deps: Partial<Deps> = {}): Promise<readonly string[]> {
  const { warnings = [] } = await ask(request, objects, { rules, ...deps })
  return warnings.filter(text => /suppression|annotation/.test(text))
}
const unknown =
  'warrener: suppression-unknown: the suppression names scaledown, which is no rule; did you mean scale-down?'

describe('an entry of warrener.dev/ignore', () => {
  test.each<[string, AdmissionRequest, readonly string[]]>([
    [
      'that names no rule, on a new object',
      requestOf({ object: ignoring('scaledown=they left') }),
      [unknown],
    ],
    [
      'that comes with an annotation',
      requestOf({ object: ignoring('scaledown=they left'), oldObject: set }),
      [unknown],
    ],
    [
      'that was there',
      requestOf({
        object: { ...ignoring('scaledown=they left'), spec: { ...(set.spec as JsonObject), replicas: 5 } },
        oldObject: ignoring('scaledown=they left'),
      }),
      [`${unknown} (as before)`],
    ],
    [
      'on a Service that goes',
      requestOf({ oldObject: ignoring('headless-service-delete=renamed', service) }),
      [
        'warrener: suppression-unknown: the suppression names headless-service-delete, which is no rule; did you mean headless-service-deleted? (as before)',
      ],
    ],
    [
      'without a reason',
      requestOf({ object: ignoring('scale-down') }),
      [
        'warrener: suppression-unknown: the suppression of scale-down is not understood: no reason is given: write rule=reason',
      ],
    ],
    [
      'that is over',
      requestOf({ object: ignoring('scale-down=they left until 2025-12-31') }),
      ['warrener: suppression-expired: the suppression of scale-down ended on 2025-12-31'],
    ],
    ['that is not needed yet', requestOf({ object: ignoring('scale-down=they will leave') }), []],
    [
      'on a policy',
      requestOf({
        object: ignoring('promote-on-shutdown-allways=we know', pick(objectsOf(operated), 'Policy')),
      }),
      [
        'warrener: suppression-unknown: the suppression names promote-on-shutdown-allways, which is no rule; did you mean promote-on-shutdown-always?',
      ],
    ],
  ])('%s', async (_, request, expected) => expect(await said(request)).toEqual(expected))

  test('before a scale that it was meant for: said beside the refusal', async () => {
    const parent = ignoring('scaledown=they left')
    const { allowed, warnings } = await ask(
      scaleRequest(parent, 3, 1),
      [...objects.filter(each => each !== set), parent],
      { rules },
    )
    expect([allowed, warnings]).toEqual([false, [`${unknown} (as before)`]])
  })
  test('is nothing where annotations silence nothing', async () => {
    const config = { ...defaultConfig, allowSuppression: false }
    expect(await said(requestOf({ object: ignoring('scaledown=they left') }), { config })).toEqual([])
  })
})

test('an annotation that an image leaves behind: said when the image comes', async () => {
  const told = annotated({ 'warrener.dev/rabbitmq-version': '3.13.7' })
  const image = (object: JsonObject, name: string): JsonObject =>
    JSON.parse(JSON.stringify(object).replace(/"image":"[^"]*"/, `"image":"${name}"`))
  const text =
    'warrener: annotation warrener.dev/rabbitmq-version says 3.13.7, and the image 4.2.1: judged as the image says'
  expect(await said(requestOf({ object: image(told, 'rabbitmq:4.2.1'), oldObject: told }))).toEqual([text])
  // Images of one's own have numbers of their own.
  expect(await said(requestOf({ object: image(told, 'mq/rabbitmq:12.1.0'), oldObject: told }))).toEqual([])
})

test('of thousands a few are said, and compared with what there is', async () => {
  const text = Array.from({ length: 8000 }, (_, index) => `scale-dwon-${index}=they left`).join(';')
  const object = ignoring(text)
  expect((await said(requestOf({ object }))).length).toBeLessThanOrEqual(8)
  const written = annotationSuppressions(kubeObject(object, { from: 'api' }))
  const { entries } = suppress([], written, rules, new Set(), '2026-01-01')
  expect(entries).toHaveLength(8000)
  expect(entries.filter(({ hint }) => hint !== undefined).length).toBeLessThanOrEqual(50)
  const annotations = Object.fromEntries(
    Array.from({ length: 8000 }, (_, index) => [`warrener.dev/rabbitm-${index}`, 'x']),
  )
  const names = await said(requestOf({ object: annotated(annotations) }))
  expect(names).toHaveLength(4)
  expect(names.at(-1)).toBe('warrener: … and 7997 more annotations that say nothing')
})

describe('what is told of a node', () => {
  test.each<[JsonObject, string]>([
    [
      { 'warrener.dev/rabbitmq-version': 'latest' },
      'annotation warrener.dev/rabbitmq-version is no release, X.Y or X.Y.Z',
    ],
    [
      { 'warrener.dev/rabbitmq-version': '4.0.5' },
      'annotation warrener.dev/rabbitmq-version says 4.0.5, and the image 3.13.7: judged as the image says',
    ],
    [
      { 'warrener.dev/metadata-store': 'khepri', 'warrener.dev/rabbitmq-version': '3.12.0' },
      'annotation warrener.dev/rabbitmq-version says 3.12.0, and the image 3.13.7: judged as the image says',
    ],
    [{ 'warrener.dev/rabbitmq': 'no' }, 'annotation warrener.dev/rabbitmq is neither true nor false'],
    [
      { 'warrener.dev/metadata-store': 'raft' },
      'annotation warrener.dev/metadata-store is neither mnesia nor khepri',
    ],
    [
      { 'warrener.dev/ignored': 'scale-down=they left' },
      'annotation warrener.dev/ignored is none that is known; did you mean warrener.dev/ignore?',
    ],
    [{ 'warrener.dev/owner': 'team a' }, 'annotation warrener.dev/owner is none that is known'],
  ])('%j: said when it comes, and not again', async (annotations, text) => {
    const object = annotated(annotations)
    expect(await said(requestOf({ object }))).toEqual([`warrener: ${text}`])
    expect(await said(requestOf({ object, oldObject: set }))).toEqual([`warrener: ${text}`])
    const scaled = { ...object, spec: { ...(set.spec as JsonObject), replicas: 5 } }
    expect(await said(requestOf({ object: scaled, oldObject: object }))).toEqual([])
  })
})
