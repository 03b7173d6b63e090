import type { JsonObject } from '../../model/kube/json.ts'
import { rules as allRules } from '../../policies/index.ts'
import type { AdmissionResponse } from '../../webhook/admission.ts'
import { defaultConfig } from '../../webhook/config.ts'
import { inOrder } from '../../webhook/rule-order.ts'
import { describe, expect, test } from '../jest.ts'
import { ask, objectsOf, pick, requestOf, scaleRequest } from './ask.ts'
import { cluster } from './cluster.ts'

/* What a user is told at the terminal fits what was typed: true of an object that is not there yet, and of a cluster. */
const rules = inOrder(allRules)
const objects = objectsOf(cluster)
const [set, service] = [pick(objects, 'StatefulSet'), pick(objects, 'Service')]
const texts = ({ status, warnings = [], auditAnnotations = {} }: AdmissionResponse): readonly string[] => [
  ...(status ? [status.message, ...status.details.causes.map(({ message }) => message)] : []),
  ...warnings,
  ...Object.values(auditAnnotations),
]
const spec = (object: JsonObject, more: JsonObject): JsonObject => ({
  ...object,
  spec: { ...(object.spec as JsonObject), ...more },
})

test.each(
  allRules
    .filter(({ scope, worst }) => worst === 'error' && ['cluster', 'policy', 'object'].includes(scope))
    .map(({ id, example }) => [id, example().bad] as const),
)('%s: nothing is said of files, nor how to change what is not there', async (_, bad) => {
  const all = objectsOf(bad)
  for (const object of all)
    for (const around of [all.filter(other => other !== object), []])
      for (const text of texts(await ask(requestOf({ object }), around, { rules })))
        expect(text).not.toMatch(/\(immutable|among the (?:objects|files)/)
})

describe('a name of the governing Service that is misspelt', () => {
  const misspelt = spec(set, { serviceName: 'rabbitmq-nodez' })
  test('is one thing, with one advice', async () => {
    const { status } = await ask(
      requestOf({ object: misspelt }),
      objects.filter(object => object !== set),
      { rules },
    )
    expect(status?.message).toBe(
      [
        'warrener: governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodez, which is to govern it',
        '  What to do: the names of the nodes lie below Service rabbitmq-nodes: name it in spec.serviceName.',
        '  Why: without it no pod has a DNS record: a node cannot resolve even its own name, and does not boot.',
        '  https://docs.example/governing-service-missing',
      ].join('\n'),
    )
  })
})

test.each<[string, JsonObject, JsonObject | undefined, RegExp]>([
  ['a new Service', spec(service, { clusterIP: '10.0.0.1' }), undefined, /set clusterIP: None\.$/m],
  [
    'a new StatefulSet that names none',
    spec(set, { serviceName: '' }),
    undefined,
    /What to do: name Service rabbitmq-nodes in spec\.serviceName\.$/m,
  ],
])('%s is advised as what is not there yet', async (_, object, oldObject, expected) => {
  const asked = oldObject ? { object, oldObject } : { object }
  const { status } = await ask(
    requestOf(asked),
    objects.filter(other => other.kind !== object.kind || other.metadata !== object.metadata),
    { rules },
  )
  expect(status?.message).toMatch(expected)
})

test('a scale to more nodes than none, whose Service is gone: it brings none', async () => {
  const stopped = spec(set, { replicas: 0 })
  const around = [...objects.filter(({ kind }) => kind !== 'Service' && kind !== 'StatefulSet'), stopped]
  const { status } = await ask(scaleRequest(stopped, 0, 3), around, { rules })
  expect(status?.message).toContain(
    '  What to do: apply Service rabbitmq-nodes first; if there is none yet, add a Service rabbitmq-nodes ',
  )
})

describe('a scale-down', () => {
  const message = async (allowSuppression: boolean): Promise<string | undefined> =>
    (await ask(scaleRequest(set, 3, 1), objects, { rules, config: { ...defaultConfig, allowSuppression } }))
      .status?.message
  const way = 'then say so, warrener.dev/ignore: "scale-down=they have left", and scale'
  test('says how it passes once the nodes have left', async () => {
    expect(await message(true)).toContain(`${way}.`)
    const annotated = {
      ...set,
      metadata: {
        ...(set.metadata as JsonObject),
        annotations: { 'warrener.dev/ignore': 'scale-down=they have left' },
      },
    }
    const around = objects.map(object => (object === set ? annotated : object))
    expect((await ask(scaleRequest(annotated, 3, 1), around, { rules })).allowed).toBe(true)
  })
  test('and that nobody can say so where annotations silence nothing', async () => {
    expect(await message(false)).toContain(
      `${way} (annotations silence nothing here: who runs Warrener has to let it pass)`,
    )
  })
})
