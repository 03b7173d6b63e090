import { describe, expect, test } from '@jest/globals'
import { dump, loadAll } from 'js-yaml'
import { lint } from '../../index.ts'
import type { Report } from '../../lint/report.ts'
import type { JsonObject } from '../../model/kube/json.ts'
import { rules } from '../../policies/index.ts'
import { cluster } from '../../policies/sample.ts'

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

const examples = rules
  .filter(({ scope }) => ['cluster', 'policy', 'object'].includes(scope))
  .map(({ id, example }) => [id, example().bad] as const)

describe('a List of a live cluster', () => {
  test.each(examples)('%s', (_, text) => expect(said(lintText(list(text)))).toEqual(said(lintText(text))))
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
