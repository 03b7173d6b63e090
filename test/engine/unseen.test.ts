import { readdirSync, readFileSync } from 'node:fs'
import { lint, reviewFiles } from '../../index.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'

const files = (text: string) => [{ name: 'rabbitmq.yaml', text }]
/** The rules that left something unjudged, by reason. */
function unjudged(text: string): Readonly<Record<string, readonly string[]>> {
  const { notEvaluated } = lint(files(text))
  const byWhy = Map.groupBy(notEvaluated, ({ why }) => why)
  return Object.fromEntries([...byWhy].map(([why, gaps]) => [why, gaps.map(({ rule }) => rule)]))
}

describe('what was not seen is named with all rules that would have judged it', () => {
  test('the configuration', () => {
    const { 'ConfigMap rabbitmq is not among the objects': rules = [] } = unjudged(
      cluster({ without: ['ConfigMap'] }),
    )
    expect(rules).toEqual(
      expect.arrayContaining([
        'auth-backend-disabled',
        'boot-wait-too-short',
        'conf-file-unread',
        'conf-key-duplicate',
        'conf-key-unknown',
        'conf-syntax',
        'conf-value-invalid',
        'conf-value-suspicious',
        'credit-flow-in-conf',
        'definitions-invalid',
        'definitions-without-users',
        'disk-limit-default',
        'enabled-plugins-syntax',
        'management-load-definitions',
        'plugin-unknown',
        'policy-shadowed',
        'promote-on-shutdown-always',
        'referenced-file-missing',
      ]),
    )
  })
  test('the script of a hook', () => {
    const hook = cluster({
      pod: { volumes: [{ name: 'hooks', configMap: { name: 'hooks' } }] },
      container: {
        lifecycle: { postStart: { exec: { command: ['sh', '/hooks/start.sh'] } } },
        volumeMounts: [{ name: 'hooks', mountPath: '/hooks' }],
      },
    })
    const { 'ConfigMap hooks is not among the objects': rules = [] } = unjudged(hook)
    expect(rules).toEqual(
      expect.arrayContaining([
        'command-removed',
        'policy-command-invalid',
        'policy-in-post-start',
        'policy-shadowed',
      ]),
    )
  })
  test('an init container that runs a script of a ConfigMap which is not there', () => {
    const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: rmq, namespace: mq}
spec:
  serviceName: rmq
  selector: {matchLabels: {app: rmq}}
  template:
    metadata: {labels: {app: rmq}}
    spec:
      initContainers:
        - {name: prepare, image: busybox, command: [sh, /ro/prepare.sh], volumeMounts: [{name: ro, mountPath: /ro}, {name: rw, mountPath: /etc/rabbitmq}]}
      containers:
        - {name: rabbitmq, image: "rabbitmq:3.12.14", volumeMounts: [{name: rw, mountPath: /etc/rabbitmq}]}
      volumes: [{name: ro, configMap: {name: scripts}}, {name: rw, emptyDir: {}}]
`
    const rules = new Set(Object.values(unjudged(text)).flat())
    for (const rule of [
      'conf-key-unknown',
      'definitions-invalid',
      'mirroring-deprecated',
      'promote-on-failure-always',
    ])
      expect(rules).toContain(rule)
  })
})

describe('a set of which not all was seen before', () => {
  const more = (conf: string): string =>
    cluster({
      conf,
      pod: { volumes: [{ name: 'more', secret: { secretName: 'more' } }] },
      container: {
        volumeMounts: [
          { name: 'more', mountPath: '/etc/rabbitmq/conf.d/99-more.conf', subPath: 'more.conf' },
        ],
      },
    })
  const rules = (findings: readonly { rule: string }[]): readonly string[] => findings.map(({ rule }) => rule)
  test('does not hide what a change of a seen member brings', () => {
    const { introduced, newlyVisible } = reviewFiles(
      files(more('heartbeat = 10')),
      files(more('heartbat = 10')),
    )
    expect([rules(introduced), rules(newlyVisible)]).toEqual([['conf-key-unknown'], []])
  })
  test('and a member that comes to light is visible, not caused', () => {
    const secret =
      '---\napiVersion: v1\nkind: Secret\nmetadata: {name: more, namespace: mq}\nstringData: {more.conf: "heartbat = 10"}\n'
    const text = more('heartbeat = 10')
    const { introduced, newlyVisible } = reviewFiles(files(text), files(`${text}${secret}`))
    expect([rules(introduced), rules(newlyVisible)]).toEqual([[], ['conf-key-unknown']])
  })
})

describe('a release or a store that was unknown', () => {
  const rules = (findings: readonly { rule: string }[]): readonly string[] => findings.map(({ rule }) => rule)
  const conf = 'cluster_formation.k8s.ordinal_start = 0'
  const of = (image: string, annotations = {}): string => cluster({ image, conf, annotations })
  test.each<[string, string, string]>([
    ['told by the image', of('registry.example/rabbitmq:stable'), of('rabbitmq:4.0.5')],
    [
      'told by an annotation',
      of('registry.example/rabbitmq:stable'),
      of('registry.example/rabbitmq:stable', { 'warrener.dev/rabbitmq-version': '4.0.5' }),
    ],
  ])('%s: what it brings is caused', (_, before, after) => {
    const { introduced, newlyVisible } = reviewFiles(files(before), files(after))
    expect(rules(introduced)).toContain('conf-key-unknown')
    expect(rules(newlyVisible)).toEqual([])
  })
})

test('no rule reads members of a set past the engine', () => {
  const folder = new URL('../../policies/', import.meta.url)
  const names = readdirSync(folder).filter(name => name.endsWith('.ts'))
  expect(names.length).toBeGreaterThan(60)
  const past = names.filter(name => /\.items\b/.test(readFileSync(new URL(name, folder), 'utf8')))
  expect(past).toEqual([])
})
