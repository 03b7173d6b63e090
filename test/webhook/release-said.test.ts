import type { JsonObject } from '../../model/kube/json.ts'
import { rules as allRules } from '../../policies/index.ts'
import { merge } from '../../policies/sample/merge.ts'
import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { defaultConfig, type WebhookConfig } from '../../webhook/config.ts'
import { describe, expect, test } from '../jest.ts'
import { ask, objectsOf, pick, requestOf } from './ask.ts'

/* What an annotation says of the release against what the image's tag tells: it is said, and nobody gets past a refusal by it. */

const version = 'warrener.dev/rabbitmq-version'
const refusing = 'environment-variable-refused'
const rules = allRules.filter(({ id }) => id === refusing || id === 'conf-key-unknown')

interface Made {
  readonly image: string
  /** Without what the image of 4.0.5 does not start with, and that of 3.8 does. */
  readonly fine?: true
}
const pods =
  (kind: 'StatefulSet' | 'Deployment' | 'Pod') =>
  ({ image, fine }: Made): readonly JsonObject[] =>
    objectsOf(
      cluster({
        ...{ kind, image, namespace: 'mq' },
        env: fine ? {} : { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '0.6' },
      }),
    )
const operated = ({ image, fine }: Made): readonly JsonObject[] => {
  const rabbitmq = fine ? {} : { additionalConfig: 'mirroring_sync_max_throughput = 1\nheartbat = 10' }
  return objectsOf(yaml(rabbitmqCluster({ image, rabbitmq }, { namespace: 'mq' })))
}
const kinds: readonly (readonly [string, rule: string, (made: Made) => readonly JsonObject[]])[] = [
  ['StatefulSet', refusing, pods('StatefulSet')],
  ['Deployment', refusing, pods('Deployment')],
  ['Pod', refusing, pods('Pod')],
  ['RabbitmqCluster', 'conf-key-unknown', operated],
]

const [newer, older] = ['rabbitmq:4.0.5', '3.7.28']
const contradicted = [
  [newer, older, '4.0.5'],
  ['rabbitmq:4.0', older, '4.0'],
  ['registry.example/mirror/rabbitmq:4.0.5-management', '3.6', '4.0.5'],
  [newer, '2.0.0', '4.0.5'],
] as const

const annotated = (object: JsonObject, told: string): JsonObject =>
  merge(object, { metadata: { annotations: { [version]: told } } })
const saying = (told: string, shown: string): string =>
  `warrener: annotation ${version} says ${told}, and the image ${shown}: judged as the image says`

describe.each(kinds)('a %s', (kind, rule, made) => {
  const of = (image: string, fine?: true): JsonObject =>
    pick(made({ image, ...(fine ? { fine } : {}) }), kind)
  const around = made({ image: newer }).filter(object => object.kind !== kind)
  async function answer(object: JsonObject, oldObject?: JsonObject, config: WebhookConfig = defaultConfig) {
    const request = requestOf(oldObject ? { object, oldObject } : { object })
    const {
      allowed,
      status,
      warnings = [],
    } = await ask(request, [...around, oldObject ?? []].flat(), {
      ...{ rules, config },
    })
    return {
      by: allowed ? undefined : /^warrener: ([\w-]+): /.exec(status?.message ?? '')?.[1],
      said: warnings.filter(text => text.includes(version)),
    }
  }

  test.each(contradicted)(
    '%s, said to be %s: refused as without it, and said',
    async (image, told, shown) => {
      expect(await answer(of(image))).toEqual({ by: rule, said: [] })
      expect(await answer(annotated(of(image), told))).toEqual({ by: rule, said: [saying(told, shown)] })
    },
  )
  test('an annotation that comes: said', async () => {
    const said = [saying(older, '4.0.5')]
    expect(await answer(annotated(of(newer), older), of(newer))).toEqual({ by: undefined, said })
    expect(await answer(annotated(of(newer), older), of(newer, true))).toEqual({ by: rule, said })
  })
  test('an annotation that was there: what comes after it is refused', async () => {
    const was = annotated(of(newer, true), older)
    expect(await answer(annotated(of(newer), older), was)).toEqual({ by: rule, said: [] })
  })
  test('an image that goes past what the annotation says: refused, and said', async () => {
    const was = annotated(of('rabbitmq:3.7.28'), older)
    const said = [saying(older, '4.0.5')]
    expect(await answer(annotated(of(newer), older), was)).toEqual({ by: rule, said })
  })
  test('an image that does not tell: judged as the annotation says', async () => {
    expect(await answer(annotated(of('registry.example/rabbitmq:stable'), '4.0.5'))).toMatchObject({
      said: [],
    })
    expect(await answer(annotated(of('rabbitmq:latest'), '4.0.5'))).toEqual({ by: rule, said: [] })
  })
  test('an old release of an image that does not tell: not where nothing may be silenced', async () => {
    const strict = { ...defaultConfig, allowSuppression: false }
    const [object, was] = [annotated(of('rabbitmq:latest'), older), of('rabbitmq:latest', true)]
    expect(await answer(object, was)).toEqual({ by: undefined, said: [] })
    expect(await answer(object, was, strict)).toEqual({
      by: kind === 'RabbitmqCluster' ? rule : undefined, // what the image of 3.8 takes is not held against all releases
      said: [
        `warrener: annotation ${version} says ${older}, and does not count: no rule may be silenced here, and most do not know a release this old`,
      ],
    })
  })
  if (kind === 'StatefulSet' || kind === 'Deployment')
    test('on its pods: the same', async () => {
      const metadata = { annotations: { [version]: older } }
      const object = merge(of(newer), { spec: { template: { metadata } } })
      expect(await answer(object)).toEqual({ by: rule, said: [saying(older, '4.0.5')] })
    })
})
