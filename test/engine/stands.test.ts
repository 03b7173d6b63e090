import { lint, reviewFiles } from '../../index.ts'
import type { LintOptions } from '../../lint/lint.ts'
import { rules } from '../../policies/index.ts'
import { cluster, policyFile, type Sample } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { someOf } from '../tries.ts'

const files = (options: Sample) => [{ name: 'rabbitmq.yaml', text: cluster(options) }]
const remarks = (options: Sample, how: LintOptions = {}): readonly string[] =>
  lint(files(options), how)
    .notEvaluated.filter(({ rule }) => rule === 'broker')
    .map(({ why }) => why)
const store = (name: string): NonNullable<Sample['annotations']> => ({ 'warrener.dev/metadata-store': name })

describe('a store that cannot be, or that is none, is said', () => {
  test.each<[string, Sample, LintOptions, RegExp | undefined]>([
    [
      'Khepri before 3.13',
      { image: 'rabbitmq:3.12.14' },
      { metadataStore: 'khepri' },
      /3\.12\.14 has its metadata in Mnesia, not in Khepri/,
    ],
    [
      'Mnesia on 4.3',
      { image: 'rabbitmq:4.3.0', annotations: store('mnesia') },
      {},
      /4\.3\.0 has its metadata in Khepri/,
    ],
    [
      'no store',
      { image: 'rabbitmq:4.2.3', annotations: store('raft') },
      {},
      /metadata-store is neither mnesia nor khepri/,
    ],
    ['Khepri on 3.13', { image: 'rabbitmq:3.13.7' }, { metadataStore: 'khepri' }, undefined],
    [
      'judged as another release',
      { image: 'rabbitmq:4.2.3' },
      { metadataStore: 'mnesia', asOf: '4.3' },
      undefined,
    ],
  ])('%s', (_, options, how, expected) => {
    const said = remarks(options, how)
    if (expected === undefined) expect(said).toEqual([])
    else expect(said).toEqual([expect.stringMatching(expected)])
  })
})

describe('where releases differ', () => {
  const policy = '{"no-such-key": 1}'
  test('each outcome names the releases that have it, and no others', () => {
    const { findings } = lint(files({ image: 'rabbitmq:latest', definitions: policyFile(policy) }))
    const [finding] = findings.filter(({ rule }) => rule === 'policy-key-unknown')
    expect(finding?.why).toMatch(
      /^the release is unknown; 3\.8, 3\.10-4\.\d+: the broker refuses.*; 3\.9: the import of the definitions ends/,
    )
  })

  test('what subjects tell apart at one place stays apart', () => {
    const mounts = [
      { name: 'config', mountPath: '/etc/rabbitmq' },
      { name: 'config', mountPath: '/etc/rabbitmq/more', subPath: 'enabled_plugins' },
      { name: 'config', mountPath: '/etc/rabbitmq/less', subPath: 'enabled_plugins' },
    ]
    const count = (image: string): number =>
      lint(
        files({
          image,
          mounts: { 'rabbitmq.conf': null, enabled_plugins: null },
          container: { volumeMounts: mounts },
        }),
      ).findings.filter(({ rule }) => rule === 'config-mount-conflict').length
    expect(count('rabbitmq:4.2.3')).toBe(count('rabbitmq:4.1.3'))
  })
})

describe('the release', () => {
  test('is one, where only the store is open', () => {
    expect(lint(files({ image: 'rabbitmq:4.2.3' })).clusters).toMatchObject([{ version: '4.2.3' }])
  })
  test.each([
    ['example.org/rabbitmq:prod', 'heartbat is not a key of RabbitMQ'],
    ['rabbitmq:4', 'heartbat is not a key of RabbitMQ 4'],
    ['rabbitmq:4.2.3', 'heartbat is not a key of RabbitMQ 4.2.3'],
  ])('is named as far as somebody wrote it: %s', (image, message) => {
    const { findings } = lint(files({ image, conf: 'heartbat = 10' }))
    expect(findings.filter(({ rule }) => rule === 'conf-key-unknown')).toMatchObject([{ message }])
  })
  test('is named in no message where nobody wrote it', () => {
    let messages = 0
    for (const { example } of someOf(3, rules)) {
      const text = example().bad.replaceAll(/image: .*rabbitmq:[^\s"']+/g, 'image: rabbitmq:latest')
      for (const { message } of lint([{ name: 'a.yaml', text }]).findings) {
        messages++
        expect(message).not.toMatch(/\b\d+\.\d+\.\d+\b/)
      }
    }
    expect(messages).toBeGreaterThan(30)
  })
  test('narrows to those that may have the store that is told', () => {
    const image = 'example.org/rabbitmq:prod'
    const wait = { image, conf: 'mnesia_table_loading_retry_limit = 2' }
    const rules = (how: LintOptions): readonly string[] =>
      lint(files(wait), how).findings.map(({ rule }) => rule)
    expect(rules({ metadataStore: 'mnesia' })).toContain('boot-wait-too-short')
    expect(rules({})).not.toContain('boot-wait-too-short')
  })
})

test('a change is judged under each stand, before and after', () => {
  const at = (replicas: number) => files({ replicas, image: 'rabbitmq:4.2.3' })
  const { introduced } = reviewFiles(at(5), at(3))
  expect(introduced.filter(({ rule }) => rule === 'scale-down')).toHaveLength(1)
})
