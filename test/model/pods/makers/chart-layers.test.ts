import { type InputFile, lint } from '../../../../index.ts'
import { describe, expect, test } from '../../../jest.ts'

/* Values of charts that lie upon those of other charts: of those they depend on through others, and of their own. */

type Texts = Readonly<Record<string, string>>
const report = (files: Texts) =>
  lint(Object.entries(files).map(([name, text]): InputFile => ({ name, text })))
const places = (files: Texts): readonly string[] =>
  report(files).findings.flatMap(({ rule, file, line }) =>
    rule.startsWith('conf-') ? [`${file}:${line}`] : [],
  )
const clusters = (files: Texts) =>
  report(files).clusters.map(({ file, version, replicas }) => `${file} ${version} ${replicas}`)

const chart = (name: string, ...dependencies: readonly string[]): string =>
  `apiVersion: v2\nname: ${name}\nversion: 1.0.0\ndependencies:\n${dependencies.map(one => `  - {${one}}\n`).join('')}`
const rabbit = 'name: rabbitmq, version: 12.0.1, repository: "https://charts.bitnami.com/bitnami"'
const typo = 'extraConfiguration: heartbeet = 60'

/** A platform that needs what is in another folder, which needs a RabbitMQ. */
const platform = (condition = ''): Texts => ({
  'platform/Chart.yaml': chart(
    'platform',
    `name: messaging, alias: mq, version: 1.0.0, repository: "file://../messaging"${condition}`,
    'name: redis, version: 1.0.0',
  ),
  'messaging/Chart.yaml': chart('messaging', `${rabbit}, condition: rabbitmq.enabled, tags: [queue]`),
})

describe('a chart that another one depends on', () => {
  const own = { 'messaging/values.yaml': `rabbitmq:\n  ${typo}\n  replicaCount: 3\n` }
  const above = (text: string): Texts => ({ ...platform(), ...own, 'platform/values.yaml': text })

  test('is judged once, with what lies upon its own values', () => {
    const files = above('mq:\n  rabbitmq:\n    replicaCount: 2\n')
    expect(places(files)).toEqual(['messaging/values.yaml:2'])
    expect(clusters(files)).toEqual(['platform/values.yaml 3.12.0 2'])
  })
  test('is corrected by it', () => {
    expect(places(above('mq:\n  rabbitmq:\n    extraConfiguration: heartbeat = 60\n'))).toEqual([])
  })
  test('is judged by itself where nothing lies upon its values', () => {
    expect(clusters(above('mq: {a: 1}\n'))).toEqual(['messaging/values.yaml 3.12.0 3'])
    // Values for what it needs stand below its alias.
    expect(clusters(above('messaging:\n  rabbitmq:\n    replicaCount: 2\n'))).toEqual([
      'messaging/values.yaml 3.12.0 3',
    ])
  })
  test.each([
    ['its own values', { 'messaging/values.yaml': `rabbitmq:\n  enabled: false\n  ${typo}\n` }],
    [
      'what lies upon them',
      { 'platform/values.yaml': `mq:\n  rabbitmq:\n    enabled: false\n    ${typo}\n` },
    ],
    ['a tag at the top', { 'platform/values.yaml': `tags: {queue: false}\nmq:\n  rabbitmq:\n    ${typo}\n` }],
  ])('is switched off by %s', (_, files) => {
    const all: Texts = {
      ...platform(),
      'platform/values.yaml': 'mq:\n  rabbitmq:\n    replicaCount: 2\n',
      ...files,
    }
    expect(clusters(all).filter(text => text.startsWith('platform'))).toEqual([])
  })
  test('is switched off with the one that needs it', () => {
    const files = {
      ...platform(', condition: mq.enabled'),
      'platform/values.yaml': `mq:\n  enabled: false\n  rabbitmq:\n    ${typo}\n`,
    }
    expect(clusters(files)).toEqual([])
  })
  test('is switched on above', () => {
    const files = {
      ...platform(),
      'messaging/values.yaml': `rabbitmq:\n  enabled: false\n  ${typo}\n`,
      'platform/values.yaml': 'mq:\n  rabbitmq:\n    enabled: true\n',
    }
    expect(places(files)).toEqual(['messaging/values.yaml:3'])
  })
  test('may be one of the same name around the real one', () => {
    const files = {
      'platform/Chart.yaml': chart('platform', 'name: rabbitmq, version: 1.0.0'),
      'platform/charts/rabbitmq/Chart.yaml': chart('rabbitmq', rabbit),
      'platform/values.yaml': `rabbitmq:\n  rabbitmq:\n    ${typo}\n`,
    }
    expect(places(files)).toEqual(['platform/values.yaml:3'])
  })
  test('needs one that needs it', () => {
    const ring = (name: string, other: string): string =>
      chart(name, `name: ${other}, version: 1.0.0, repository: "file://../${other}"`, rabbit)
    const files = {
      'a/Chart.yaml': ring('a', 'b'),
      'b/Chart.yaml': ring('b', 'a'),
      'a/values.yaml': `rabbitmq: {replicaCount: 1}\nb:\n  rabbitmq:\n    ${typo}\n`,
    }
    expect(places(files)).toEqual(['a/values.yaml:4'])
  })
})

describe('what is global', () => {
  const files = (text: string): Texts => ({
    ...platform(),
    'platform/values.yaml': `${text}mq:\n  rabbitmq:\n    replicaCount: 3\n`,
  })
  const onNetwork = (text: string) =>
    report(files(text)).findings.flatMap(({ rule, file, line }) =>
      rule === 'volume-network-filesystem' ? [`${file}:${line}`] : [],
    )
  test('reaches all charts', () => {
    expect(onNetwork('global:\n  storageClass: nfs-client\n')).toEqual(['platform/values.yaml:2'])
    expect(onNetwork('global:\n  defaultStorageClass: nfs-client\n')).toEqual(['platform/values.yaml:2'])
    expect(onNetwork('')).toEqual([])
  })
})

describe('files of a chart', () => {
  const base: Texts = {
    'c/Chart.yaml': chart('shop', rabbit),
    'c/values.yaml': `rabbitmq:\n  ${typo}\n`,
  }
  test('lie upon its own values, which are told of once', () => {
    const files = {
      ...base,
      'c/values-dev.yaml': 'rabbitmq:\n  replicaCount: 1\n',
      'c/values-prod.yaml': 'rabbitmq:\n  replicaCount: 3\n',
    }
    expect(places(files)).toEqual(['c/values.yaml:2'])
    expect(clusters(files)).toEqual([
      'c/values-dev.yaml 3.12.0 1',
      'c/values-prod.yaml 3.12.0 3',
      'c/values.yaml 3.12.0 null',
    ])
  })
  test('for two places are all that there is, others may go together', () => {
    const of = (name: string) =>
      clusters({ ...base, [`c/${name}`]: 'rabbitmq:\n  persistence: {size: 1Gi}\n' })
    expect(of('values-prod.yaml')).toContain('c/values-prod.yaml 3.12.0 1')
    expect(of('values-common.yaml')).toContain('c/values-common.yaml 3.12.0 1')
    const both = clusters({
      ...base,
      'c/values-common.yaml': 'rabbitmq: {replicaCount: 3}\n',
      'c/values-prod.yaml': 'rabbitmq: {auth: {username: a}}\n',
    })
    expect(both).toContain('c/values-prod.yaml 3.12.0 null')
  })
  test('lie upon those of a chart of that name', () => {
    const files = {
      'c/Chart.yaml': 'apiVersion: v2\nname: rabbitmq\nversion: 12.0.1\n',
      'c/values.yaml': `replicaCount: 3\n${typo}\n`,
      'c/values-prod.yaml': 'extraPlugins: rabbitmq_mqtt\n',
    }
    expect(clusters(files)).toContain('c/values-prod.yaml null 3')
    expect(places(files)).toEqual(['c/values.yaml:2'])
  })
})
