import type { JsonObject } from '../../model/kube/json.ts'
import { rules } from '../../policies/index.ts'
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

describe('what is told of a node', () => {
  test.each<[JsonObject, string]>([
    [
      { 'warrener.dev/rabbitmq-version': 'latest' },
      'annotation warrener.dev/rabbitmq-version is no release, X.Y or X.Y.Z',
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
