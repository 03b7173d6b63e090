import { execFileSync } from 'node:child_process'
import { lint } from '../../index.ts'
import { isString, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import { describe, expect, test } from '../jest.ts'
import { pick } from '../webhook/ask.ts'
import { built } from '../webhook/built.ts'
import { helm } from './charts/helm.ts'
import { chart, objectsIn, rendered } from './install/chart.ts'

/* Our chart, by the real helm: what it makes of values is what manifests/webhook has for the same wish. */

const authority = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'

/** In an order of their own; the namespace is made by `helm install --create-namespace`; of text that is YAML what it says. */
const compared = (objects: readonly JsonObject[]): readonly JsonObject[] =>
  objects
    .filter(({ kind }) => kind !== 'Namespace')
    .map(object => (object.kind === 'ConfigMap' ? { ...object, data: parsed(object) } : object))
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
const key = ({ kind, metadata }: JsonObject): string => `${kind} ${member(metadata, 'name')}`
const parsed = (object: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(object.data as JsonObject).map(([name, text]) => [name, objectsIn(String(text))[0] ?? {}]),
  )

const trusting = (objects: readonly JsonObject[]): readonly JsonObject[] =>
  objects.map(object => {
    const webhooks = listOf(object.webhooks).map(webhook => ({
      ...(webhook as JsonObject),
      clientConfig: {
        ...(member(webhook, 'clientConfig') as JsonObject),
        caBundle: Buffer.from(authority).toString('base64'),
      },
    }))
    return webhooks.length === 0 ? object : { ...object, webhooks }
  })

const certificate = built('certificate')
test.each<[string, JsonObject, readonly JsonObject[]]>([
  ['certificate and base', {}, [...certificate, ...built('base')]],
  ['enforce', { enforce: true }, [...certificate, ...built('enforce')]],
  ['configuration', { configuration: true }, [...certificate, ...built('base', 'configuration')]],
  ['self-signed', { certificate: { mode: 'self-signed' } }, built('base', 'self-signed/component')],
  [
    'own-certificate',
    { certificate: { mode: 'secret', authority }, configuration: true },
    trusting(built('base', 'configuration', 'own-certificate')),
  ],
  [
    'monitoring',
    { serviceMonitor: { enabled: true }, prometheusRule: { enabled: true } },
    [...certificate, ...built('base', 'monitoring')],
  ],
  [
    'warn-first',
    { config: { webhook: { enforce: { error: 'warn' } } } },
    [...certificate, ...built('warn-first')],
  ],
])('is %s', async (_, values, expected) => {
  const text = await rendered(values)
  expect(compared(objectsIn(text))).toEqual(compared(expected))
  const { findings, notEvaluated } = lint([{ name: 'rendered.yaml', text }])
  expect({ findings, notEvaluated }).toEqual({ findings: [], notEvaluated: [] })
})

describe('values', () => {
  const podOf = async (values: JsonObject): Promise<JsonObject> =>
    dig(pick(objectsIn(await rendered(values)), 'Deployment'), ['spec', 'template', 'spec']) as JsonObject
  const containerOf = (pod: JsonObject): JsonObject => listOf(pod.containers)[0] as JsonObject

  test('another namespace is named wherever this one was', async () => {
    const text = await rendered({}, 'guard')
    expect(text).not.toContain('warrener-system')
    expect(text).toContain('warrener-webhook.guard.svc')
    const [webhook] = listOf(pick(objectsIn(text), 'ValidatingWebhookConfiguration').webhooks)
    expect(dig(webhook, ['namespaceSelector', 'matchExpressions', 0, 'values'])).toContain('guard')
    expect(dig(webhook, ['clientConfig', 'service', 'namespace'])).toBe('guard')
  })

  test.each([
    [{ registry: 'mirror.example:5000' }, /^mirror\.example:5000\/warrener\/warrener:0\.1\.0$/],
    [{ repository: 'tools/warrener', tag: 'edge' }, /^ghcr\.io\/tools\/warrener:edge$/],
    [{ digest: `sha256:${'a'.repeat(64)}` }, /^ghcr\.io\/warrener\/warrener@sha256:a{64}$/],
  ])('the image %j', async (image, expected) => {
    expect(containerOf(await podOf({ image })).image).toMatch(expected)
  })

  test.each([
    ['1Gi', 320],
    ['256Mi', 80],
  ])('the heap follows the limit %s', async (memory, heap) => {
    const container = containerOf(await podOf({ resources: { limits: { memory } } }))
    expect(JSON.stringify(container.env)).toContain(`--max-old-space-size=${heap} `)
    expect(dig(container, ['resources', 'limits', 'memory'])).toBe(memory)
  })

  test('where pods go, and how they are reached', async () => {
    const pod = await podOf({
      image: { pullSecrets: ['regcred'] },
      nodeSelector: { pool: 'system' },
      tolerations: [{ key: 'system', operator: 'Exists' }],
      hostNetwork: true,
      port: 9443,
    })
    expect(pod).toMatchObject({
      imagePullSecrets: [{ name: 'regcred' }],
      nodeSelector: { pool: 'system' },
      tolerations: [{ key: 'system', operator: 'Exists' }],
      ...{ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
    })
    expect(containerOf(pod)).toMatchObject({
      args: expect.arrayContaining(['--port=9443']),
      ports: [{ name: 'https', containerPort: 9443 }],
    })
  })

  test('annotations are added to what is there', async () => {
    const objects = objectsIn(
      await rendered({
        webhookAnnotations: { 'admissions.enforcer/disabled': 'true' },
        podAnnotations: { a: 'b' },
      }),
    )
    expect(dig(pick(objects, 'ValidatingWebhookConfiguration'), ['metadata', 'annotations'])).toEqual({
      'admissions.enforcer/disabled': 'true',
      'cert-manager.io/inject-ca-from': 'warrener-system/warrener-webhook',
    })
    expect(dig(pick(objects, 'Deployment'), ['spec', 'template', 'metadata', 'annotations'])).toMatchObject({
      a: 'b',
    })
  })

  test('by URL: who asks, and the rights of whoever answers', async () => {
    const url = 'https://warrener.example/a-secret-of-32-characters-or-more'
    const objects = objectsIn(await rendered({ url, enforce: true, certificate: { authority } }))
    expect(new Set(objects.map(({ kind }) => kind))).toEqual(
      new Set([
        ...['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding'],
        ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
        ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
      ]),
    )
    const caBundle = Buffer.from(authority).toString('base64')
    const webhooks = objects.flatMap(object => listOf(object.webhooks))
    expect(webhooks.map(webhook => member(webhook, 'clientConfig'))).toEqual(
      ['/mutate', '/validate', '/validate/warn'].map(path => ({ url: `${url}${path}`, caBundle })),
    )
    for (const webhook of webhooks) expect(member(webhook, 'timeoutSeconds')).toBe(10)
    expect(JSON.stringify(objects)).not.toContain('cert-manager')
  })

  test('one replica has no budget, and a NetworkPolicy may say who asks, or not be there', async () => {
    const kinds = async (values: JsonObject): Promise<readonly string[]> =>
      objectsIn(await rendered(values)).map(({ kind }) => String(kind))
    expect(await kinds({ replicas: 1 })).not.toContain('PodDisruptionBudget')
    expect(await kinds({ networkPolicy: { enabled: false } })).not.toContain('NetworkPolicy')
    const from = [{ ipBlock: { cidr: '10.0.0.0/8' } }]
    const policy = pick(objectsIn(await rendered({ networkPolicy: { from } })), 'NetworkPolicy')
    expect(dig(policy, ['spec', 'ingress', 0, 'from'])).toEqual(from)
  })
})

describe('half an installation is refused', () => {
  const said = (values: JsonObject): Promise<string> =>
    rendered(values).then(
      () => 'rendered',
      ({ stderr }) => (isString(stderr) ? stderr : ''),
    )
  test.each([
    [
      'a value that there is not',
      { replica: 3 },
      /additional properties 'replica' not allowed|Additional property replica/,
    ],
    [
      'a certificate that nobody trusts',
      { certificate: { mode: 'secret' } },
      /certificate\.mode is secret, and certificate\.authority does not say whom the API server is to trust/,
    ],
  ])('%s', async (_, values, sentence) => expect(await said(values)).toMatch(sentence))
})

test('helm lint has nothing against it', async () => {
  const text = execFileSync(await helm(), ['lint', '--strict', chart], { encoding: 'utf8', stdio: 'pipe' })
  expect(text).toContain('0 chart(s) failed')
  expect(text).not.toMatch(/\[(?:WARNING|ERROR)\]/)
})
