// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of other programs are what this is about.

import { lint } from '../../index.ts'
import type { InputFile } from '../../lint/input.ts'
import { cluster, rabbitmqCluster, topology, yaml } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { someOf } from '../tries.ts'

/*
 * A placeholder makes the value that it stands in unknown, and only that one: `{{ x }}` anywhere, `${x}` in a template.
 */
const operated = (spec: string, conf: string): string => `apiVersion: rabbitmq.com/v1beta1
kind: RabbitmqCluster
metadata: {name: orders, namespace: mq}
spec:
  image: rabbitmq:3.13.7
${spec}
  rabbitmq:
    additionalConfig: |
${conf.replace(/^/gm, '      ')}
`
const conf = 'heartbeat = ${HEARTBEAT}\ndefault_user = ${USER}\nno.such.key = 1'
const files = (text: string, more: Readonly<Record<string, string>> = {}): readonly InputFile[] =>
  Object.entries({ 'deploy/a.yaml': text, ...more }).map(([name, content]) => ({ name, text: content }))
const said = (given: readonly InputFile[]): readonly string[] =>
  lint(given)
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, inner }) => `${rule} ${inner ?? ''}`.trim())
    .sort()
const gaps = (given: readonly InputFile[], rule: string): readonly string[] =>
  lint(given).notEvaluated.flatMap(gap => (gap.rule === rule ? [gap.why] : []))

const unknownOnly = ['conf-key-unknown no.such.key']
const asText = [
  'conf-key-unknown no.such.key',
  'conf-value-invalid heartbeat',
  'conf-value-suspicious default_user',
  'operator-secret-stale default_user',
]
const plain = operated('  replicas: 3', conf)

describe('${x} in rabbitmq.conf', () => {
  test('is text where nothing shows a template', () => expect(said(files(plain))).toEqual(asText))
  test.each<[string, readonly InputFile[]]>([
    ['another value of the object is one', files(operated('  replicas: ${REPLICAS}', conf))],
    ['with a default', files(operated('  replicas: ${REPLICAS:=3}', conf))],
    [
      'another file of the folder has one',
      files(plain, {
        'deploy/b.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: {name: "${NAME}"}\nspec: {ports: [{port: 80}]}\n',
      }),
    ],
    [
      'Flux fills it in',
      files(plain, {
        'flux/apps.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\nspec: {path: ./deploy, postBuild: {substitute: {USER: a}}}\n',
      }),
    ],
    [
      'a kustomization is built of it',
      files(operated('  replicas: ${REPLICAS}', conf), {
        'deploy/kustomization.yaml': 'resources: [a.yaml]\n',
      }),
    ],
  ])('is a placeholder where %s', (_, given) => {
    expect(said(given)).toEqual(unknownOnly)
    expect(gaps(given, 'conf-value-invalid')).toEqual([
      'heartbeat holds a placeholder, which is filled in before it is applied',
    ])
  })
  test.each<[string, readonly InputFile[]]>([
    [
      'a file of another folder has one',
      files(plain, { 'other/b.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: "${NAME}"}\n' }),
    ],
    [
      'a script has one',
      files(plain, {
        'deploy/b.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: x, image: x, args: ["echo ${HOME}"], env: [{name: A, value: "${B}"}]}]}\n',
      }),
    ],
  ])('stays text where %s', (_, given) => expect(said(given)).toEqual(asText))
})

describe('{{ x }}', () => {
  test('is one wherever it stands', () =>
    expect(said(files(operated('  replicas: 3', conf.replaceAll(/\$\{(\w+)\}/g, '{{ $1 }}'))))).toEqual(
      unknownOnly,
    ))
})

describe('a value of a manifest', () => {
  const sample = cluster({ storage: 'emptyDir' })
  test('is unknown, and no other one is', () => {
    const report = lint(
      files(sample.replace('serviceName: rabbitmq-headless', 'serviceName: "{{ service }}"')),
    )
    expect(report.findings.map(({ rule }) => rule)).toEqual(['storage-not-persistent'])
    expect(report.notEvaluated.find(({ rule }) => rule === 'governing-service-missing')?.why).toBe(
      'spec.serviceName holds a placeholder, which is filled in before it is applied',
    )
  })
  test('the number of replicas of a RabbitmqCluster does not hide its volume', () => {
    const report = lint(files(operated('  replicas: ${N}\n  persistence: {storage: "0"}', 'heartbeat = 60')))
    expect(report.clusters).toMatchObject([{ replicas: null }])
    expect(report.findings.map(({ rule }) => rule)).toContain('storage-not-persistent')
  })
  test('an image whose registry is filled in still tells its release', () =>
    expect(
      lint(files(sample.replace('image: rabbitmq:', 'image: ${REGISTRY}/rabbitmq:'))).clusters,
    ).toMatchObject([{ version: '3.13.7' }]))
  test('a tag that is filled in is no broken one', () => {
    const { clusters, notEvaluated } = lint(files(sample.replace('rabbitmq:3.13.7', 'rabbitmq:${TAG}')))
    expect(clusters).toMatchObject([{ version: null }])
    expect(notEvaluated.filter(({ why }) => why.includes('not a valid reference'))).toEqual([])
  })
  test('a variable of the container hides itself only', () => {
    const env = (value: string): string =>
      sample.replace(
        '          image: ',
        `          env: [{name: RABBITMQ_SERVER_ERL_ARGS, value: "${value}"}]\n          image: `,
      )
    expect(env('')).toContain('env: [')
    const [plain, templated] = ['x', '{{ x }}'].map(value => lint(files(env(value))))
    expect(templated?.findings.map(({ rule }) => rule)).toEqual(plain?.findings.map(({ rule }) => rule))
  })
  test('a name that is filled in may be that of what is missing', () => {
    const report = lint(files(sample.replace('  name: rabbitmq-headless', '  name: "${SERVICE}"')))
    expect(report.findings.map(({ rule }) => rule)).toEqual(['storage-not-persistent'])
    expect(report.notEvaluated.find(({ rule }) => rule === 'governing-service-missing')?.why).toContain(
      'the name of Service ${SERVICE} holds a placeholder',
    )
  })
})

describe('an action of Helm in a manifest', () => {
  const sample = cluster({ storage: 'emptyDir' })
  test.each(['{{ .Values.service }}', '"{{ .Values.service }}"', '{{ include "x.service" . }}-headless'])(
    'hides the value %s only',
    value => {
      const { findings, skipped } = lint(
        files(sample.replace('serviceName: rabbitmq-headless', `serviceName: ${value}`)),
      )
      expect(findings.map(({ rule }) => rule)).toEqual(['storage-not-persistent'])
      expect(skipped).toEqual([])
    },
  )
  test('a number of nodes that is filled in may be one', () => {
    const several = cluster({ service: { clusterIP: 'None' }, replicas: 3, without: ['PodDisruptionBudget'] })
    const given = files(several.replace('replicas: 3', 'replicas: {{ .Values.replicas }}'))
    expect(said(files(several))).toEqual(['not-ready-addresses-unpublished'])
    expect(said(given)).toEqual([])
    expect(gaps(given, 'not-ready-addresses-unpublished')).toEqual([
      'spec.replicas holds a placeholder, which is filled in before it is applied',
    ])
    const lost = lint(files(cluster({ without: ['Service'] }).replace('replicas: 3', 'replicas: {{ n }}')))
    expect(lost.findings.find(({ rule }) => rule === 'governing-service-missing')?.severity).not.toBe('error')
  })
  test('a namespace that is filled in is that of the others', () =>
    expect(said(files(cluster().replaceAll('namespace: mq', 'namespace: {{ .Release.Namespace }}')))).toEqual(
      [],
    ))
  test('below the templates of a chart nothing is read', () => {
    const given = [
      { name: 'mq/Chart.yaml', text: 'apiVersion: v2\nname: mq\nversion: 1.0.0\n' },
      { name: 'mq/templates/all.yaml', text: sample },
    ]
    expect(lint(given)).toMatchObject({
      clusters: [],
      findings: [],
      skipped: [{ file: 'mq/templates/all.yaml' }],
    })
  })
})

describe('whatever value is filled in', () => {
  const users =
    '"users": [{"name": "a", "password_hash": "mF4pfjxIl4dk7dKV5bHHYq7Y8rBGJ0hYqjMB9rJxNV8nhQhK", "tags": ""}]'
  const definitions = `{${users}, "vhosts": [{"name": "/"}],
    "permissions": [{"user": "a", "vhost": "/", "configure": "", "write": "", "read": ".*"}],
    "policies": [{"vhost": "/", "name": "p", "pattern": "^x", "priority": 1, "definition": {"max-length": 10}}],
    "queues": [{"name": "q", "vhost": "/", "durable": true, "auto_delete": false, "arguments": {"x-queue-type": "quorum"}}],
    "bindings": [{"source": "amq.direct", "vhost": "/", "destination": "q", "destination_type": "queue", "routing_key": "q", "arguments": {}}]}`
  const worlds: Readonly<Record<string, string>> = {
    'a StatefulSet': cluster({ definitions }),
    'a Deployment': cluster({ kind: 'Deployment', replicas: 1 }),
    'what is around it': `${cluster({ without: ['PodDisruptionBudget'] })}---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: rabbitmq, namespace: mq}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: rabbitmq
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: rabbitmq
  namespace: mq
spec:
  podSelector:
    matchLabels:
      app: rabbitmq
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: rabbitmq
      ports:
        - port: 4369
        - port: 25672
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: rabbitmq
  namespace: mq
spec:
  tls:
    - secretName: tls
  rules:
    - host: mq.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: other
                port:
                  number: 80
`,
    'a RabbitmqCluster': yaml(
      rabbitmqCluster({ replicas: 3 }),
      topology('Policy', 'p', { name: 'p', pattern: '^x', priority: 1, definition: { 'max-length': 10 } }),
      topology('Queue', 'q', { name: 'q', durable: true, type: 'quorum', arguments: { 'x-max-length': 3 } }),
    ),
  }
  const hard = (text: string): readonly string[] =>
    lint(files(text)).findings.flatMap(({ rule, severity }) => (severity === 'info' ? [] : [rule]))
  const scalar = /(?<=^[ ]*(?:- )?[\w./-]+: |^ +- (?![\w./-]+:))(?![|>[{-])\S.*$/gm
  const inJson = /(?<=": ?)(?:"[^"]*"|\d+|true|false)/g
  const changed = (text: string, pattern: RegExp, token: string): readonly string[] =>
    [...text.matchAll(pattern)].map(
      match => text.slice(0, match.index) + token + text.slice(match.index + match[0].length),
    )
  test.each(Object.entries(worlds))('in %s, nothing is wrong for it', (_, text) => {
    const before = new Set(hard(text))
    const texts = [
      ...changed(text, scalar, '{{ .Values.x }}'),
      ...changed(text, scalar, '"{{ x }}-y"'),
      ...changed(text, inJson, '"{{ x }}"'),
      ...changed(text, inJson, '{{ .Values.x | toJson }}'),
    ]
    expect(texts.length).toBeGreaterThan(40)
    for (const given of someOf(3, texts))
      expect([given, hard(given).filter(rule => !before.has(rule))]).toEqual([given, []])
  })
})

describe('lines that are filled in', () => {
  const open = (conf: string, rule: string): readonly string[] => gaps(files(cluster({ conf })), rule)
  test.each([
    '{{ .Values.extra }}',
    '{{- include "mq.conf" . | nindent 4 }}',
    '{{- if .Values.on }}\nheartbeat 5\n{{- end }}',
    '{{- range .Values.queues }}\nlog.{{ . }} = x\n{{- end }}',
    '{{ .Values.key }} = 3',
  ])('%j leave open which keys are set', conf => {
    expect(said(files(cluster({ conf })))).toEqual([])
    expect(open(conf, 'conf-key-unknown')).toEqual([
      expect.stringMatching(/^a line of .* holds a placeholder/),
    ])
  })
  test('of a template a variable on a line of its own, too', () => {
    const template = (conf: string): readonly InputFile[] =>
      files(cluster({ conf }).replace('image: rabbitmq:', 'image: ${REGISTRY}/rabbitmq:'))
    expect(said(template('${EXTRA}'))).toEqual([])
    expect(said(template('${EXTRA}\nno.such.key = 1\nheartbeat 5'))).toEqual([
      'conf-key-unknown no.such.key',
      'conf-syntax',
    ])
    expect(gaps(template('${EXTRA}'), 'conf-key-unknown')).toEqual([
      expect.stringMatching(/^a line of .* holds a placeholder/),
    ])
  })
  test('a line beside them is judged', () =>
    expect(said(files(cluster({ conf: '{{ .Values.extra }}\nno.such.key = 1' })))).toEqual([
      'conf-key-unknown no.such.key',
    ]))
  test('a plugin beside others is judged', () => {
    const { findings } = lint(files(cluster({ plugins: '[rabbitmq_managment, {{ .Values.more }}].' })))
    expect(findings.map(({ rule }) => rule)).toEqual(['plugin-unknown'])
  })
})
