import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lint } from '../../index.ts'
import { isString, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import { readableKinds } from '../../webhook/reader.ts'
import { describe, expect, test } from '../jest.ts'
import { objectsOf, pick } from './ask.ts'

const root = join(import.meta.dirname, '../../manifests')
const files = globSync('**/*.yaml', { cwd: root })
  .toSorted()
  .map(name => ({ name, text: readFileSync(join(root, name), 'utf8') }))
const objectsIn = (folder: string): readonly JsonObject[] =>
  files.filter(({ name }) => name.startsWith(`${folder}/`)).flatMap(({ text }) => objectsOf(text))

describe('what we ship passes our own rules', () => {
  const clusters = globSync('clusters/*/', { cwd: root }).map(folder => folder.replace(/\/$/, ''))

  test('all of it together', () => {
    const { findings, notEvaluated, defects } = lint(files)
    expect({ findings, notEvaluated, defects }).toEqual({ findings: [], notEvaluated: [], defects: [] })
  })

  test('there are reference clusters for each way to run RabbitMQ', () => {
    expect(clusters.toSorted()).toEqual([
      'clusters/rabbitmq-3.13',
      'clusters/rabbitmq-4.2',
      'clusters/rabbitmqcluster',
    ])
  })

  test.each(clusters)('%s alone: one cluster, every rule evaluated, nothing found', folder => {
    const report = lint(files.filter(({ name }) => name.startsWith(folder)))
    expect(report.clusters).toEqual([expect.objectContaining({ name: 'rabbitmq/rabbitmq', replicas: 3 })])
    const { findings, notEvaluated, skipped, defects } = report
    expect({ findings, notEvaluated, skipped, defects }).toEqual({
      findings: [],
      notEvaluated: [],
      skipped: [],
      defects: [],
    })
  })

  test.each([...clusters, 'webhook'])('%s: the kustomization names every other file', folder => {
    const inFolder = files
      .filter(({ name }) => name.startsWith(`${folder}/`))
      .map(({ name }) => name.slice(folder.length + 1))
    const [kustomization] = objectsOf(readFileSync(join(root, folder, 'kustomization.yaml'), 'utf8'))
    expect([...listOf(member(kustomization, 'resources')), 'kustomization.yaml'].toSorted()).toEqual(
      inFolder.toSorted(),
    )
  })
})

describe('the installation of the webhook', () => {
  const objects = objectsIn('webhook')
  const namespace = 'warrener-system'
  const webhooks = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].flatMap(kind =>
    listOf(pick(objects, kind).webhooks).map(webhook => ({
      kind,
      name: `${kind} ${member(webhook, 'name')}`,
      webhook,
    })),
  )
  const rulesOf = (webhook: Json): readonly Json[] => listOf(member(webhook, 'rules'))
  const texts = (value: Json | undefined): readonly string[] => listOf(value).filter(isString)

  test('may read what the webhook reads, and nothing else', () => {
    const role = objects.find(
      ({ kind, metadata }) => kind === 'ClusterRole' && member(metadata, 'name') === 'warrener-webhook',
    )
    const allowed = listOf(role?.rules).flatMap(rule =>
      texts(member(rule, 'apiGroups')).flatMap(group =>
        texts(member(rule, 'resources')).flatMap(resource =>
          texts(member(rule, 'verbs')).map(verb => `${verb} ${group}/${resource}`),
        ),
      ),
    )
    const read = readableKinds.flatMap(({ group, resource, verbs }) =>
      verbs.map(verb => `${verb} ${group}/${resource}`),
    )
    expect(allowed.toSorted()).toEqual(read.toSorted())
  })

  test.each(webhooks)('$name is asked about as little as possible', ({ webhook }) => {
    const resources = rulesOf(webhook).flatMap(rule => texts(member(rule, 'resources')))
    const known = [
      'statefulsets',
      'statefulsets/scale',
      'services',
      'rabbitmqclusters',
      'rabbitmqclusters/scale',
      'policies',
      'operatorpolicies',
    ]
    expect(known).toEqual(expect.arrayContaining([...resources]))
    expect(JSON.stringify(rulesOf(webhook))).not.toContain('*')
    for (const rule of rulesOf(webhook)) expect(member(rule, 'scope')).toBe('Namespaced')
    const [selector] = listOf(dig(webhook, ['namespaceSelector', 'matchExpressions']))
    expect(selector).toEqual({
      key: 'kubernetes.io/metadata.name',
      operator: 'NotIn',
      values: ['kube-system', 'kube-public', 'kube-node-lease', namespace],
    })
    const core = resources.includes('statefulsets') || resources.includes('services')
    expect(listOf(member(webhook, 'matchConditions'))).toHaveLength(core ? 1 : 0)
  })

  test.each(webhooks)('$name lets everything pass when the webhook is down or slow', ({ kind, webhook }) => {
    const mutating = kind.startsWith('Mutating')
    expect(webhook).toMatchObject({
      failurePolicy: 'Ignore',
      timeoutSeconds: mutating ? 2 : 3,
      sideEffects: 'None',
      matchPolicy: 'Equivalent',
      admissionReviewVersions: ['v1'],
      ...(mutating ? { reinvocationPolicy: 'IfNeeded' } : {}),
      clientConfig: {
        service: { name: 'warrener-webhook', namespace, path: mutating ? '/mutate' : '/validate', port: 443 },
      },
    })
  })

  test('the mutating webhook is asked about the same objects as the validating one, and where it is not switched off', () => {
    const [validating, mutating] = ['Validating', 'Mutating'].map(
      kind =>
        new Map(
          webhooks
            .filter(webhook => webhook.kind.startsWith(kind))
            .map(({ webhook }) => [member(webhook, 'name'), webhook]),
        ),
    )
    for (const [name, webhook] of mutating ?? []) {
      expect(member(webhook, 'matchConditions')).toEqual(member(validating?.get(name), 'matchConditions'))
      expect(rulesOf(webhook).flatMap(rule => texts(member(rule, 'operations')))).not.toContain('DELETE')
      expect(listOf(dig(webhook, ['namespaceSelector', 'matchExpressions']))).toContainEqual({
        key: 'warrener.dev/mutate',
        operator: 'NotIn',
        values: ['off'],
      })
    }
  })

  test('names agree: certificate, Secret, Service, port, account, selectors', () => {
    const [deployment, service, certificate] = ['Deployment', 'Service', 'Certificate'].map(kind =>
      pick(objects, kind),
    )
    const pod = dig(deployment, ['spec', 'template', 'spec'])
    const container = dig(pod, ['containers', 0])
    expect(dig(certificate, ['spec', 'secretName'])).toBe(dig(pod, ['volumes', 0, 'secret', 'secretName']))
    expect(dig(certificate, ['spec', 'dnsNames'])).toContain(
      `${dig(service, ['metadata', 'name'])}.${namespace}.svc`,
    )
    expect(dig(service, ['spec', 'ports', 0, 'targetPort'])).toBe(dig(container, ['ports', 0, 'name']))
    expect(listOf(dig(container, ['args']))).toContain(
      `--port=${dig(container, ['ports', 0, 'containerPort'])}`,
    )
    expect(dig(pod, ['serviceAccountName'])).toBe(dig(pick(objects, 'ServiceAccount'), ['metadata', 'name']))
    const labels = dig(deployment, ['spec', 'template', 'metadata', 'labels'])
    for (const kind of ['Service', 'PodDisruptionBudget', 'Deployment']) {
      const selector = dig(pick(objects, kind), ['spec', 'selector'])
      expect(member(selector, 'matchLabels') ?? selector).toEqual(labels)
    }
    const inject = `${namespace}/${dig(certificate, ['metadata', 'name'])}`
    for (const kind of ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']) {
      expect(dig(pick(objects, kind), ['metadata', 'annotations', 'cert-manager.io/inject-ca-from'])).toBe(
        inject,
      )
    }
  })
})
