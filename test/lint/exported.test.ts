import { dump, loadAll } from 'js-yaml'
import { lint } from '../../index.ts'
import type { Report } from '../../lint/report.ts'
import type { JsonObject } from '../../model/kube/json.ts'
import { cluster } from '../../policies/sample.ts'
import { badExamples } from '../bad-examples.ts'
import { describe, expect, test } from '../jest.ts'

/*
 * What a live cluster or Helm prints is read like what was written by hand: `kubectl get -o yaml`, `helm get manifest`,
 * `helm get all`.
 */
const said = ({ findings, notEvaluated, clusters }: Report): unknown => ({
  findings: findings
    .map(({ rule, severity, message, object }) => [rule, severity, message, object.name])
    .sort(),
  gaps: notEvaluated.map(({ rule, cluster: name, why }) => [rule, name, why]).sort(),
  clusters: clusters.map(({ name, version, replicas }) => [name, version, replicas]),
})
const lintText = (text: string): Report => lint([{ name: 'all.yaml', text }])

/** What the API server adds to an object. */
const live = (object: JsonObject): JsonObject => ({
  ...object,
  metadata: {
    ...(object.metadata as JsonObject),
    creationTimestamp: '2026-01-01T00:00:00Z',
    generation: 3,
    resourceVersion: '4711',
    uid: '6d0b7c2e-0000-4000-8000-000000000000',
  },
  ...(object.kind === 'StatefulSet' ? { status: { replicas: 3, readyReplicas: 3 } } : {}),
})
const list = (text: string, items = (loadAll(text) as JsonObject[]).filter(Boolean)): string =>
  dump({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items: items.map(live) })

const heading = `NAME: shop
LAST DEPLOYED: Sun Nov 29 06:42:17 2026
NAMESPACE: mq
STATUS: deployed
REVISION: 2
TEST SUITE: None
USER-SUPPLIED VALUES:
replicaCount: 3
auth: {erlangCookie: x}

COMPUTED VALUES:
replicaCount: 3
extraPlugins: rabbitmq_shovel
image:
  repository: rabbitmq
  tag: 3.8.9

`
const hook = `HOOKS:
---
# Source: shop/templates/test.yaml
apiVersion: v1
kind: Pod
metadata: {name: shop-test, namespace: mq}
spec: {containers: [{name: curl, image: curl}]}
`
const notes = `
NOTES:
** Please be patient: it takes a while **
  kubectl get pods --namespace mq
--- see you
`
const rendered = (text: string): string =>
  text
    .split(/^---\n/m)
    .map(document => `---\n# Source: shop/templates/part.yaml\n${document}`)
    .join('')

const examples = badExamples.filter(({ scope }) => ['cluster', 'policy', 'object'].includes(scope))

describe('a List of a live cluster', () => {
  test.each(examples.map(example => [example.id, example] as const))('%s', (_, { text, report }) =>
    expect(said(lintText(list(text)))).toEqual(said(report)),
  )
})

describe('what the cluster operator made', () => {
  const resource = (spec = 'replicas: 3', uid = 'u1'): string => `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: orders, namespace: mq, uid: ${uid}}
spec:
  image: rabbitmq:3.13.7
  ${spec}
`
  const owner = (changes: JsonObject = {}): JsonObject => ({
    apiVersion: 'rabbitmq.com/v1beta1',
    kind: 'RabbitmqCluster',
    name: 'orders',
    uid: 'u1',
    controller: true,
    ...changes,
  })
  /** The sample as if the operator had written it, with faults of its own. */
  const made = (reference: JsonObject = owner(), name = 'orders-server'): string => {
    const text = cluster({
      storage: 'emptyDir',
      service: { clusterIP: '10.96.0.10' },
      conf: 'no.such.key = 1\n',
    })
    const objects = (loadAll(text) as JsonObject[]).map((object): JsonObject => {
      const named = { StatefulSet: name, Service: 'orders-nodes', ConfigMap: 'orders-server-conf' }[
        String(object.kind)
      ]
      if (named === undefined) return object
      const metadata = { ...(object.metadata as JsonObject), name: named, ownerReferences: [reference] }
      return { ...object, metadata }
    })
    return objects
      .map(object => dump(object))
      .join('---\n')
      .replaceAll('rabbitmq-headless', 'orders-nodes')
      .replaceAll(
        'configMap:\n            name: rabbitmq\n',
        'configMap:\n            name: orders-server-conf\n',
      )
  }
  const errors = ({ findings }: Report): readonly string[] =>
    findings.flatMap(({ rule, severity }) => (severity === 'error' ? [rule] : []))
  const inFull = errors(lintText(made({ ...owner(), controller: false })))

  test('has faults that are errors of what a user wrote', () => expect(inFull).toContain('conf-key-unknown'))
  test('is judged at its owner where that is seen', () =>
    expect(said(lintText(`${resource()}---\n${made()}`))).toEqual(said(lintText(resource()))))
  test('is a warning at most where its owner was not seen', () => {
    const report = lintText(made())
    expect(errors(report)).toEqual([])
    expect(report.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...inFull]))
    expect(report.notEvaluated).toContainEqual({
      rule: 'broker',
      cluster: 'mq/orders-server',
      why: 'RabbitmqCluster orders, which made it, was not seen: what is found is a warning at most',
    })
  })
  test.each<[string, string]>([
    ['another uid', `${resource('replicas: 3', 'u2')}---\n${made()}`],
    ['another name', `${resource()}---\n${made().replaceAll('orders-', 'copy-')}`],
    ['another kind of owner', made({ ...owner(), kind: 'Other' })],
  ])('is judged in full where it has %s', (_, text) =>
    expect(errors(lintText(text))).toEqual(expect.arrayContaining([...inFull])),
  )
})

test('pods of a workload are judged at that', () => {
  const text = cluster({ storage: 'emptyDir' })
  const set = (loadAll(text) as JsonObject[]).find(({ kind }) => kind === 'StatefulSet') ?? {}
  const template = (set.spec as JsonObject).template as JsonObject
  const pod = (name: string): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'mq',
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'rabbitmq', controller: true }],
    },
    spec: template.spec ?? {},
  })
  const items = [...(loadAll(text) as JsonObject[]), pod('rabbitmq-0'), pod('rabbitmq-1')]
  expect(said(lintText(list('', items)))).toEqual(said(lintText(text)))
  expect(lintText(dump(pod('rabbitmq-0'))).clusters).toHaveLength(1)
})

test('a workload of the user may name what the operator made', () => {
  const text = `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: orders, namespace: mq}
---
${cluster({ serviceName: 'orders-nodes' })}---
apiVersion: v1
kind: Service
metadata:
  name: orders-nodes
  namespace: mq
  ownerReferences: [{apiVersion: rabbitmq.com/v1beta1, kind: RabbitmqCluster, name: orders, controller: true}]
spec: {clusterIP: None, selector: {app: x}, ports: [{port: 4369}]}
`
  const { findings, notEvaluated } = lintText(text)
  expect(findings.filter(({ rule }) => rule === 'governing-service-missing')).toEqual([])
  expect(notEvaluated.find(({ rule }) => rule === 'governing-service-missing')?.why).toBe(
    'Service orders-nodes: it is made by its owner, and judged there',
  )
})

describe('what Helm prints', () => {
  const text = cluster({ storage: 'emptyDir', conf: 'no.such.key = 1\n' })
  const expected = said(lintText(text))
  test.each([
    ['helm get manifest', rendered(text)],
    ['helm get all', `${heading}${hook}MANIFEST:\n${rendered(text)}${notes}`],
    ['helm get all, without hooks', `${heading}HOOKS:\nMANIFEST:\n${rendered(text)}${notes}`],
    [
      'helm get all, with Windows line ends',
      `${heading}HOOKS:\nMANIFEST:\n${rendered(text)}${notes}`.replaceAll('\n', '\r\n'),
    ],
    [
      'helm get of Helm 2',
      `REVISION: 1\nRELEASED: Sun Nov 29 06:42:17 2020\nCHART: rabbitmq-ha-1.40.0\nCOMPUTED VALUES:\nextraPlugins: rabbitmq_shovel\nreplicaCount: 3\n\nHOOKS:\nMANIFEST:\n\n${rendered(text)}`,
    ],
    [
      'a heading above the manifests',
      `${heading.replace(/USER[\s\S]*COMPUTED/, 'COMPUTED')}MANIFEST:\n\n---\n${text}`,
    ],
  ])('%s', (_, output) => {
    const report = lintText(output)
    expect(said(report)).toEqual(expected)
    expect(report.skipped).toEqual([])
  })
  test('places are those of the output', () => {
    const { findings } = lintText(`${heading}HOOKS:\nMANIFEST:\n${rendered(text)}${notes}`)
    const lines = `${heading}HOOKS:\nMANIFEST:\n${rendered(text)}`.split('\n')
    const found = findings.find(({ rule }) => rule === 'conf-key-unknown')
    expect(lines[(found?.line ?? 0) - 1]?.trim()).toBe('no.such.key = 1')
  })
  test('the values of a chart are the only document of their file', () => {
    const values = 'replicaCount: 3\nauth: {erlangCookie: x}\nextraPlugins: rabbitmq_shovel\n'
    expect(lintText(values).clusters).toHaveLength(1)
    expect(said(lintText(`${values}---\n${text}`))).toEqual(expected)
  })
})
