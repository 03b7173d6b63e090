import { evaluate } from '../../engine/evaluate.ts'
import { readInput } from '../../lint/input.ts'
import { at } from '../../model/kube/address.ts'
import { worldOf } from '../../model/kube/world.ts'
import { objectRule } from '../../model/rule/rule.ts'
import topologyReferenceMissing from '../../policies/topology-reference-missing.ts'
import { describe, expect, test } from '../jest.ts'

const example = () => ({ bad: '', good: '' })
const everything = objectRule({
  id: 'every-object',
  group: 'kubernetes',
  title: 'Every object that it is run on',
  worst: 'info',
  rationale: '',
  sources: ['https://example.com'],
  evidence: { kind: 'docs', where: '' },
  example,
  check: ({ object }, tell) => tell.report({ at: at(object), message: object.name, why: '-', help: '-' }),
})
const resource = (kind: string, name: string, cluster: string): string => `apiVersion: rabbitmq.com/v1beta1
kind: ${kind}
metadata: {name: ${name}, namespace: mq}
spec: {name: ${name}, rabbitmqClusterReference: {name: ${cluster}}}
---
`
const broker = `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: rmq, namespace: mq}
spec: {image: "rabbitmq:4.2.1"}
---
`
const run = (text: string): readonly (readonly [string, string])[] =>
  readInput([{ name: 'a.yaml', text }]).worlds.flatMap(world =>
    evaluate(world, [everything], {}).findings.map(
      ({ message, cluster }) => [message, cluster?.name ?? ''] as const,
    ),
  )

describe('rules about objects', () => {
  test('run on what the topology operator makes in a cluster', () => {
    expect(run(broker + resource('Queue', 'q', 'rmq') + resource('Policy', 'p', 'rmq')).toSorted()).toEqual([
      ['p', 'mq/rmq'],
      ['q', 'mq/rmq'],
      ['rmq', 'mq/rmq'],
    ])
  })
  test('run on what it would make in a cluster that is not there', () => {
    expect(
      run(broker + resource('Queue', 'q', 'other') + resource('Policy', 'p', 'other')).toSorted(),
    ).toEqual([
      ['p', ''],
      ['q', ''],
      ['rmq', 'mq/rmq'],
    ])
  })
  test('take an empty namespace of a reference for that of the resource', () => {
    const elsewhere = resource('Queue', 'q', 'rmq, namespace: ""').replace(
      'namespace: mq}',
      'namespace: shop}',
    )
    expect(run(broker + elsewhere).toSorted()).toEqual([
      ['q', ''],
      ['rmq', 'mq/rmq'],
    ])
  })
  test('do not run on objects of other kinds that belong to nothing', () => {
    expect(run('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n')).toEqual([])
  })
})

test('what the API server says is not there is not made elsewhere', () => {
  const [world] = readInput([{ name: 'a.yaml', text: resource('Queue', 'q', 'gone') }]).worlds
  const live = worldOf('', world?.objects ?? [], () => 'live')
  const { findings } = evaluate(live, [topologyReferenceMissing], {})
  expect(findings.map(({ severity, help }) => [severity, help])).toEqual([
    ['warning', 'create the RabbitmqCluster, or name one that is there'],
  ])
})
