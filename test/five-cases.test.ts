import { lint, review, reviewFiles, worldOf } from '../index.ts'
import { readInput } from '../lint/input.ts'
import { cluster } from '../policies/sample.ts'
import { describe, expect, test } from './jest.ts'
import { inTwoParts } from './two-parts.ts'

/*
 * Five cases that decide the types of the model: each breaks a simpler design.
 */
const ids = (report: { findings: readonly { rule: string }[] }): string[] =>
  report.findings.map(({ rule }) => rule)

describe('a Service in another folder', () => {
  const { rest, headless } = inTwoParts()
  const statefulSet = { name: 'broker/sts.yaml', text: rest }
  const service = { name: 'network/services.yaml', text: headless }

  test('is found where the whole tree is given', () => expect(ids(lint([statefulSet, service]))).toEqual([]))
  test('is missing where the tree has none', () =>
    expect(lint([statefulSet]).findings).toMatchObject([
      { rule: 'governing-service-missing', severity: 'error' },
    ]))
  test('is presumed missing, and no more, where only a file was named', () =>
    expect(lint([statefulSet], { complete: false }).findings).toMatchObject([
      { rule: 'governing-service-missing', severity: 'warning' },
    ]))
  test('is found in the context of a named file, on which nothing is reported', () => {
    const broken = { ...service, text: service.text.replace('clusterIP: None', 'type: ClusterIP') }
    expect(ids(lint([statefulSet], { context: [service] }))).toEqual([])
    expect(ids(lint([statefulSet], { context: [broken] }))).toEqual([])
    expect(ids(lint([statefulSet, broken]))).toEqual(['service-not-headless'])
  })
})

describe('a Secret that nobody sees holds a part of the configuration', () => {
  const withSecret = cluster({
    discovery:
      'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.service_name = rabbitmq-headless',
    conf: 'no.such.key = 1',
  })
    .replace(
      '            - name: config\n              mountPath: /etc/rabbitmq/enabled_plugins',
      '            - name: secret\n              mountPath: /etc/rabbitmq/conf.d/99-secret.conf\n              subPath: secret.conf\n            - name: config\n              mountPath: /etc/rabbitmq/enabled_plugins',
    )
    .replace(
      '      volumes:\n',
      '      volumes:\n        - name: secret\n          secret: {secretName: broker-conf}\n',
    )
  const report = lint([{ name: 'a.yaml', text: withSecret }])

  test('nothing is claimed to be left at its default', () =>
    expect(ids(report)).toEqual(['conf-key-unknown']))
  test('what could not be judged is listed with the reason', () => {
    const gaps = report.notEvaluated.filter(({ rule }) => rule.startsWith('discovery-'))
    expect(gaps.map(({ rule }) => rule)).toEqual([
      'discovery-address-type-mismatch',
      'discovery-backend-missing',
      'discovery-backend-unknown',
      'discovery-plugin-disabled',
      'discovery-rights-missing',
      'discovery-service-mismatch',
    ])
    expect(gaps.every(({ why }) => /Secret broker-conf is not among the files/.test(why))).toBe(true)
  })
})

describe('overlays dev and prod', () => {
  const dev = { name: 'overlays/dev/rabbitmq.yaml', text: cluster({ memory: '2Gi' }) }
  const prod = { name: 'overlays/prod/rabbitmq.yaml', text: cluster() }
  const shared = {
    name: 'base/namespace.yaml',
    text: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: mq}\n',
  }

  test('keep their findings apart', () => {
    const report = lint([dev, prod, shared])
    expect(report.summary.clusters).toBe(2)
    expect(report.findings).toMatchObject([
      { rule: 'memory-limit-unseen', file: dev.name, contexts: ['overlays/dev'] },
    ])
  })
  test('a defect that moves from one to the other is fixed here and introduced there', () => {
    const { introduced, fixed, left } = reviewFiles(
      [dev, prod],
      [
        { ...dev, text: prod.text },
        { ...prod, text: dev.text },
      ],
    )
    expect(introduced).toMatchObject([{ rule: 'memory-limit-unseen', file: prod.name }])
    expect(fixed).toMatchObject([{ rule: 'memory-limit-unseen', file: dev.name }])
    expect(left).toEqual([])
  })
})

describe('kubectl scale', () => {
  // What a Scale says of its parent: the same object, another number.
  const world = (replicas: number) => {
    const [first] = readInput([{ name: 'a.yaml', text: cluster({ replicas }) }]).worlds
    return worldOf('', first?.objects ?? [], () => 'live')
  }
  const caused = (from: number, to: number) =>
    review(world(from), world(to), { today: '2026-01-01' }).introduced.map(({ rule }) => rule.id)

  test('down is refused', () => expect(caused(5, 3)).toEqual(['scale-down']))
  test('up, to zero and back are not', () => {
    expect(caused(3, 5)).toEqual([])
    expect(caused(3, 0)).toEqual([])
    expect(caused(0, 3)).toEqual([])
  })
})

describe('a pull request deletes the Service', () => {
  const file = (text: string) => [{ name: 'deploy/rabbitmq.yaml', text }]
  const [before, after] = [file(cluster()), file(inTwoParts().rest)]
  const { introduced, left } = reviewFiles(before, after)

  test('one cause, said once, at what is still there', () => {
    expect(introduced).toMatchObject([
      {
        rule: 'headless-service-deleted',
        severity: 'error',
        file: 'deploy/rabbitmq.yaml',
        path: '/spec/serviceName',
      },
    ])
    expect(introduced[0]?.line).toBeGreaterThan(0)
    expect(left).toEqual([])
  })
  test('the lint of the result says what is missing', () =>
    expect(ids(reviewFiles(before, after).report)).toEqual(['governing-service-missing']))
})
