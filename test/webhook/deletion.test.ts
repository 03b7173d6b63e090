import type { JsonObject } from '../../model/kube/json.ts'
import { defaultConfig, type WebhookConfig } from '../../webhook/config.ts'
import type { ObjectReader } from '../../webhook/reader.ts'
import { describe, expect, test } from '../jest.ts'
import { ask, objectsOf, pick, requestOf } from './ask.ts'
import { cluster, operated } from './cluster.ts'
import { inMemoryReader } from './in-memory-reader.ts'

const objects = objectsOf(cluster)
const [set, service] = [pick(objects, 'StatefulSet'), pick(objects, 'Service')]
const others = objects.filter(object => object !== set)

const withSpec = (object: JsonObject, more: JsonObject): JsonObject => ({
  ...object,
  spec: { ...(object.spec as JsonObject), ...more },
})
const withMetadata = (object: JsonObject, more: JsonObject): JsonObject => ({
  ...object,
  metadata: { ...(object.metadata as JsonObject), ...more },
})
const going = { deletionTimestamp: '2026-01-01T00:00:00Z' }
const withClusterIp = withSpec(service, { clusterIP: '10.0.0.7' })
const { selector: _, ...unselecting } = service.spec as JsonObject
const namespace = (metadata: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'mq', ...metadata },
})
/** Of everything but one kind. */
const blindFor = (kind: string): ObjectReader => {
  const reader = inMemoryReader(objects)
  const refuse = async (): Promise<never> => {
    throw new Error('forbidden')
  }
  return {
    ...reader,
    get: (wanted, ...rest) => (wanted.kind === kind ? refuse() : reader.get(wanted, ...rest)),
    list: (wanted, ...rest) => (wanted.kind === kind ? refuse() : reader.list(wanted, ...rest)),
  }
}

interface Row {
  readonly name: string
  readonly deleted?: JsonObject
  /** The rest of the cluster; the StatefulSet runs where it is left out. */
  readonly around?: readonly JsonObject[]
  readonly config?: Partial<WebhookConfig>
  readonly reader?: ObjectReader
  readonly dryRun?: boolean
  readonly denied?: string
  readonly warned?: readonly (string | RegExp)[]
}
const deleted = 'headless-service-deleted'
const missing = 'governing-service-missing'

/** The headless Service of a StatefulSet that runs, unless a row says otherwise. */
const rows: readonly Row[] = [
  { name: 'the headless Service of a StatefulSet that runs', denied: deleted },
  { name: 'the same in a dry run', dryRun: true, denied: deleted },
  { name: 'after the StatefulSet', around: others },
  { name: 'while the StatefulSet goes', around: [withMetadata(set, going), ...others] },
  { name: 'while the StatefulSet has no pods', around: [withSpec(set, { replicas: 0 }), ...others] },
  { name: 'in a namespace that goes', around: [namespace(going), ...objects] },
  { name: 'in a namespace that stays', around: [namespace({}), ...objects], denied: deleted },
  {
    name: 'by Helm, as its label says',
    deleted: withMetadata(service, { labels: { 'app.kubernetes.io/managed-by': 'Helm' } }),
    warned: [deleted],
  },
  {
    name: 'by Helm, as its annotation says',
    deleted: withMetadata(service, { annotations: { 'meta.helm.sh/release-name': 'mq' } }),
    warned: [deleted],
  },
  { name: 'where that only warns', config: { deletion: 'warn' }, warned: [deleted] },
  {
    name: 'with a word of its own',
    deleted: withMetadata(service, {
      annotations: { 'warrener.dev/ignore': `${deleted}=it is made again at once` },
    }),
  },
  {
    name: 'with a word that does not count',
    deleted: withMetadata(service, {
      annotations: { 'warrener.dev/ignore': `${deleted}=it is made again at once` },
    }),
    config: { allowSuppression: false },
    denied: deleted,
  },
  {
    name: 'with a word about something else',
    deleted: withMetadata(service, { annotations: { 'warrener.dev/ignore': `${missing}=no` } }),
    denied: deleted,
  },
  { name: 'that is on its way out already', deleted: withMetadata(service, going) },
  {
    name: 'with a cluster IP: so it is made headless',
    deleted: withClusterIp,
    warned: [missing],
  },
  {
    name: 'with a cluster IP, while the StatefulSet has no pods',
    deleted: withClusterIp,
    around: [withSpec(set, { replicas: 0 }), ...others],
  },
  { name: 'without a selector', deleted: { ...service, spec: unselecting }, warned: [missing] },
  {
    name: 'another Service, for clients',
    deleted: objects.find(({ kind, metadata }) => kind === 'Service' && metadata !== service.metadata) ?? {},
  },
  {
    name: 'where StatefulSets cannot be read',
    reader: blindFor('StatefulSet'),
    warned: [/the list of kind StatefulSet could not be read: forbidden/],
  },
  {
    name: 'where the namespace cannot be read',
    reader: blindFor('Namespace'),
    warned: [deleted, /Namespace mq could not be read: forbidden/],
  },
  ...[...objectsOf(operated), ...others.filter(({ kind }) => kind !== 'Service'), set].map(object => ({
    name: `anything else: ${object.kind}`,
    deleted: object,
    around: [...objects, ...objectsOf(operated)],
  })),
]

describe('the deletion of', () => {
  test.each(rows)(
    '$name',
    async ({ deleted: oldObject = service, around = objects, config, reader, dryRun, denied, warned }) => {
      const response = await ask(
        requestOf({ oldObject, ...(dryRun ? { dryRun } : {}) }),
        around.filter(({ metadata }) => metadata !== oldObject.metadata),
        { config: { ...defaultConfig, ...config }, ...(reader ? { reader } : {}) },
      )
      expect({
        denied: response.status?.details.causes.map(({ reason }) => reason).join(),
        warned: response.warnings,
      }).toEqual({
        denied,
        warned: warned?.map(text =>
          expect.stringMatching(text instanceof RegExp ? text : new RegExp(`^warrener: ${text}: `)),
        ),
      })
    },
  )
})

test('the denial says what to do', async () => {
  const { status } = await ask(requestOf({ oldObject: service }), objects)
  expect(status?.message.split('\n').slice(0, 2)).toEqual([
    'warrener: headless-service-deleted: Service rabbitmq-nodes is deleted, but it governs StatefulSet rabbitmq',
    '  What to do: delete StatefulSet rabbitmq first; if this command deletes both, repeat it.',
  ])
})

test('an update that loses what makes the Service headless, or its selector, is refused', async () => {
  const updates = [
    withClusterIp,
    { ...service, spec: unselecting },
    withSpec(service, { type: 'ExternalName', externalName: 'elsewhere.example', clusterIP: '' }),
  ]
  for (const object of updates) {
    const { status } = await ask(requestOf({ object, oldObject: service }), objects)
    expect(status?.details.causes.map(({ reason }) => reason)).toEqual([deleted])
  }
})
