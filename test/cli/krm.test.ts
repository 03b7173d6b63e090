import { parse } from 'yaml'
import { dig } from '../../model/kube/read.ts'
import { describe, expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { warrener } from './run.ts'

const krm = (input: string) => warrener(['krm'], { cwd: root, input })

/** As kustomize sends it. */
const list = (spec = '', more = '') => `apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig:
  apiVersion: warrener.dev/v1
  kind: Warrener
  metadata: { name: warrener }
${spec}items:
- apiVersion: apps/v1
  kind: StatefulSet
  metadata:
    name: rabbitmq
    namespace: mq
    annotations:
      internal.config.kubernetes.io/path: "base/set.yaml"
      internal.config.kubernetes.io/index: "1"
      internal.config.kubernetes.io/seqindent: "compact"
      note: "yes" # stays a text
  spec:
    serviceName: rabbitmq
    replicas: 3
    selector: {matchLabels: {app: rabbitmq}}
    template:
      metadata: {labels: {app: rabbitmq}}
      spec:
        containers:
        - {name: rabbitmq, image: "rabbitmq:3.13.7"}
${more}`

const service = `- apiVersion: v1
  kind: Service
  metadata: {name: web, namespace: mq}
  spec: {selector: {app: web}, ports: [{port: 80}]}
`

describe('a function of kustomize or kpt', () => {
  test('sends back what came to the letter, with results; people are told on standard error', async () => {
    const { code, out, err } = await krm(list())
    expect(code).toBe(1)
    expect(out.startsWith(list())).toBe(true)
    expect(out.slice(list().length)).toMatch(/^results: .*\n$/)
    expect(err).toMatch(/^error +governing-service-missing/m)
    const { results } = parse(out)
    expect(results).toContainEqual({
      message: expect.stringMatching(
        /^governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq/,
      ),
      severity: 'error',
      resourceRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'rabbitmq', namespace: 'mq' },
      field: { path: 'spec.serviceName' },
      file: { path: 'base/set.yaml', index: 1 },
      tags: expect.objectContaining({
        rule: 'governing-service-missing',
        docs: expect.stringMatching(/^https:/),
      }),
    })
    for (const { severity } of results) expect(severity).toMatch(/^(?:error|warning|info)$/)
  })

  test('a place in a list is an index', async () => {
    const fields = parse((await krm(list())).out).results.map((result: never) =>
      dig(result, ['field', 'path']),
    )
    expect(fields.join(' ')).toMatch(/spec\.template\.spec\.containers\[0\]/)
  })

  test('what has no RabbitMQ passes without a word', async () => {
    const text = list('', service).replace(/- apiVersion: apps[\s\S]*?(?=- apiVersion: v1)/, '')
    expect(await krm(text)).toEqual({ code: 0, out: `${text}results: []\n`, err: '' })
  })

  test('its configuration is the config file', async () => {
    const { code, out } = await krm(
      list('  spec: { failOn: never, rules: { governing-service-missing: off } }\n'),
    )
    expect(code).toBe(0)
    expect(out).not.toContain('"rule":"governing-service-missing"')
    const wrong = await krm(list('  spec: { failon: never }\n'))
    expect(wrong).toMatchObject({ code: 2, out: '' })
    expect(wrong.err).toMatch(/spec of the function's configuration: .*failon/)
  })

  test('JSON, and results of the one before, are written anew', async () => {
    const json = JSON.stringify(parse(list()))
    const { out } = await krm(json)
    const { results, ...rest } = JSON.parse(out)
    expect(rest).toEqual(parse(list()))
    expect(results.length).toBeGreaterThan(0)
    expect(parse((await krm(`${list()}results: [{message: old}]\n`)).out).results).toEqual(results)
  })

  test.each(['', 'kind: List\n', '{', 'a: b\n---\nkind: ResourceList\n'])('%j is none', async input => {
    expect(await krm(input)).toMatchObject({ code: 2, out: '' })
  })
})
