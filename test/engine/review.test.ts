import { lint, reviewFiles } from '../../index.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'

const files = (text: string) => [{ name: 'rabbitmq.yaml', text }]
const ids = (findings: readonly { rule: string }[]): readonly string[] => findings.map(({ rule }) => rule)

describe('what a change introduces', () => {
  test('a finding that gets worse', () => {
    const of = (replicas: number): string => cluster({ replicas, service: { type: 'ClusterIP' } })
    expect(reviewFiles(files(of(1)), files(of(3))).introduced).toMatchObject([
      { rule: 'service-not-headless', severity: 'error' },
    ])
    expect(ids(reviewFiles(files(of(3)), files(of(5))).left)).toEqual(['service-not-headless'])
  })
  test('not what a comment or an annotation silences', () => {
    const commented = cluster({ memory: '2Gi' }).replace(
      '              memory:',
      '              # warrener-ignore memory-limit-unseen -- load test\n              memory:',
    )
    const annotated = cluster({
      memory: '2Gi',
      annotations: { 'warrener.dev/ignore': 'memory-limit-unseen=load test' },
    })
    for (const text of [commented, annotated]) {
      expect(ids(lint(files(text)).findings)).toEqual([])
      expect(ids(reviewFiles(files(cluster()), files(text)).introduced)).toEqual([])
      expect(ids(reviewFiles(files(cluster()), files(text), { inlineConfig: false }).introduced)).toEqual([
        'memory-limit-unseen',
      ])
    }
  })
  test('not what lies in files that are only context', () => {
    const context = [
      {
        name: 'services.yaml',
        text: cluster({
          only: ['Service'],
          service: { type: 'ClusterIP' },
        }),
      },
    ]
    expect(ids(reviewFiles([], files(cluster({ without: ['Service'] })), { context }).introduced)).toEqual([])
  })
})

describe('a suppression that several overlays share', () => {
  test('is used where one of them needs it', () => {
    const shared = cluster({
      storage: 'emptyDir',
      annotations: { 'warrener.dev/ignore': 'boot-order-deadlock=known; storage-not-persistent=load test' },
    })
    const report = lint([
      { name: 'base/rabbitmq.yaml', text: shared },
      {
        name: 'overlays/a/x.yaml',
        text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: mq}\n',
      },
      {
        name: 'overlays/b/x.yaml',
        text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: mq}\n',
      },
    ])
    expect(report.findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'suppression-unused: the suppression of boot-order-deadlock silences nothing',
    ])
  })
})

describe('what was written and could not be taken as it is', () => {
  const said = (text: string): readonly string[] =>
    lint(files(text))
      .notEvaluated.filter(({ rule }) => rule === 'broker')
      .map(({ why }) => why)

  test.each([
    [
      'a release newer than known',
      cluster({ image: 'rabbitmq:5' }),
      /^5\.0\.0 is newer than any release known here/,
    ],
    [
      'a version that is none',
      cluster({ annotations: { 'warrener.dev/rabbitmq-version': 'garbage' } }),
      /is no release/,
    ],
    [
      'a word that is neither',
      cluster({ annotations: { 'warrener.dev/rabbitmq': 'no' } }),
      /neither true nor false/,
    ],
    [
      'two nodes in one pod',
      cluster({ pod: { containers: [{ name: 'second', image: 'rabbitmq:3.13.7' }] } }),
      /is a RabbitMQ node too/,
    ],
  ])('%s', (_, text, expected) => expect(said(text).join()).toMatch(expected))
  test('nothing of a good cluster', () => expect(said(cluster())).toEqual([]))
})
