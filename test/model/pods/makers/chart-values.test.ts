import { fix, type InputFile, lint } from '../../../../index.ts'
import { withoutActions } from '../../../../model/formats/text/helm-text.ts'
import { describe, expect, test } from '../../../jest.ts'

const report = (files: Readonly<Record<string, string>>) =>
  lint(Object.entries(files).map(([name, text]): InputFile => ({ name, text })))

/** What was found in texts: rule, file, and the text at the place. What the chart itself does is the business of other tests. */
const found = (files: Readonly<Record<string, string>>): readonly string[] =>
  report(files).findings.flatMap(({ rule, file, line, column, endColumn }) => {
    if (byChart.has(rule)) return []
    if (file === null) return rule
    const text = files[file]?.split('\n')[line - 1]?.slice(column - 1, endColumn - 1)
    return `${rule} ${file}:${line} ${text}`
  })

const byChart = new Set([
  'pods-not-parallel',
  'boot-order-deadlock',
  'disk-limit-default',
  'memory-limit-unseen',
])

const values = (more = ''): string => `replicaCount: 3
image:
  tag: 3.13.7-debian-12-r1
clustering:
  partitionHandling: autoheal
${more}`
const broken = `extraConfiguration: |-
  # of us all
  heartbeet = 60
`
const indent = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(by))
const helmRelease = (spec: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: mq, namespace: mq}
spec:
${indent(spec, 2)}`
const application = (source: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mq, namespace: argocd}
spec:
  source:
    repoURL: https://charts.bitnami.com/bitnami
${indent(source, 4)}  destination: {namespace: mq}
`

const shopAlone = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n'
const depends = (...lines: readonly string[]): string =>
  `${shopAlone}dependencies:\n  - name: rabbitmq\n    version: 12.0.1\n    repository: https://charts.bitnami.com/bitnami\n${indent(lines.map(line => `${line}\n`).join(''), 4)}`

describe('where values are read', () => {
  const rabbit = 'apiVersion: v2\nname: rabbitmq\nversion: 1.0.0\n'
  const shop = `apiVersion: v2\nname: shop\ndependencies:\n  - {name: rabbitmq, alias: mq, version: 12.x.x}\n`
  const template = { 'c/templates/a.yaml': 'a: {{ .Values.a }}\n' }
  const rows: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['a file of their shape', { 'deploy.yaml': values(broken) }, 'deploy.yaml:8'],
    ['a file by its name', { 'rabbitmq/values.yaml': broken }, 'rabbitmq/values.yaml:3'],
    ['beside the chart itself', { 'c/Chart.yaml': rabbit, 'c/values.yaml': broken }, 'c/values.yaml:3'],
    [
      'one of several files beside a chart with templates',
      { ...template, 'c/Chart.yaml': rabbit, 'c/values-prod.yaml': broken },
      'c/values-prod.yaml:3',
    ],
    [
      'below the alias of a dependency',
      { ...template, 'c/Chart.yaml': shop, 'c/values.yaml': `web: {}\nmq:\n${indent(broken, 2)}` },
      'c/values.yaml:5',
    ],
    [
      'below the name of a dependency whose condition is no boolean',
      {
        'c/Chart.yaml': depends('condition: rabbitmq.enabled'),
        'c/values.yaml': `rabbitmq:\n  enabled: "false"\n${indent(broken, 2)}`,
      },
      'c/values.yaml:5',
    ],
    [
      'a dependency that the first boolean of its conditions leaves in',
      {
        'c/Chart.yaml': depends('condition: "a.b, rabbitmq.enabled, c"', 'tags: [x, y]'),
        'c/values.yaml': `a: {b: 1}\nc: false\ntags: {x: true, y: false}\nrabbitmq:\n  enabled: true\n${indent(broken, 2)}`,
      },
      'c/values.yaml:8',
    ],
    [
      'a dependency that one of its tags leaves in',
      {
        'c/Chart.yaml': depends('tags: [back, queue]'),
        'c/values.yaml': `tags: {back: false, queue: true}\nrabbitmq:\n${indent(broken, 2)}`,
      },
      'c/values.yaml:5',
    ],
    [
      'a file that switches on what the chart leaves out',
      {
        'c/Chart.yaml': depends('condition: rabbitmq.enabled'),
        'c/values.yaml': 'rabbitmq: {enabled: false, replicaCount: 3}\n',
        'c/values-prod.yaml': `rabbitmq:\n  enabled: true\n${indent(broken, 2)}`,
      },
      'c/values-prod.yaml:5',
    ],
    [
      'a chart that is unpacked in the one that needs it',
      {
        'c/Chart.yaml': shopAlone,
        'c/charts/rabbitmq/Chart.yaml': rabbit,
        'c/values.yaml': `rabbitmq:\n${indent(broken, 2)}`,
      },
      'c/values.yaml:4',
    ],
    ['below rabbitmq', { 'v.yaml': `web: {}\nrabbitmq:\n${indent(broken, 2)}` }, 'v.yaml:5'],
    [
      'a HelmRelease',
      { 'hr.yaml': helmRelease(`chart: {spec: {chart: rabbitmq}}\nvalues:\n${indent(broken, 2)}`) },
      'hr.yaml:9',
    ],
    [
      'a HelmRelease that names its chart elsewhere',
      {
        'hr.yaml': helmRelease(
          `chartRef: {kind: OCIRepository, name: mq}\nvalues:\n${indent(values(broken), 2)}`,
        ),
      },
      'hr.yaml:14',
    ],
    [
      'an Application, as an object',
      { 'app.yaml': application(`chart: rabbitmq\nhelm:\n  valuesObject:\n${indent(broken, 4)}`) },
      'app.yaml:12',
    ],
    [
      'an Application, as text',
      { 'app.yaml': application(`chart: rabbitmq\nhelm:\n  values: |\n${indent(broken, 4)}`) },
      'app.yaml:12',
    ],
    [
      'one of several sources of an Application',
      {
        'app.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mq}\nspec:\n  sources:\n    - {repoURL: a, path: b}\n    - chart: rabbitmq\n      helm:\n        values: |\n${indent(broken, 10)}`,
      },
      'app.yaml:12',
    ],
  ]
  test.each(rows)('%s', (_, files, place) => {
    expect(found(files)).toEqual([`conf-key-unknown ${place} heartbeet`])
  })
  test('texts of two Applications in one file', () => {
    const of = (name: string, sources: string): string =>
      `---\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${name}}\nspec:\n  sources:\n${sources}`
    const rabbit = `    - chart: rabbitmq\n      helm:\n        values: |\n${indent(broken, 10)}`
    const text = of('a', `    - {repoURL: a, path: b}\n${rabbit}`) + of('b', rabbit)
    expect(found({ 'app.yaml': text })).toEqual([
      'conf-key-unknown app.yaml:13 heartbeet',
      'conf-key-unknown app.yaml:25 heartbeet',
    ])
  })

  const others: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    [
      'those of another chart',
      { 'values.yaml': 'replicaCount: 3\nconfiguration: |\n  tickTime=2000\n  heartbeet\n' },
    ],
    ['a chart that takes lists', { 'rabbitmq/values.yaml': 'replicaCount: 3\nplugins: [rabbitmq_foo]\n' }],
    [
      'a dependency that a condition switches off',
      {
        'c/Chart.yaml': depends('condition: rabbitmq.enabled'),
        'c/values.yaml': `rabbitmq:\n  enabled: false\n${indent(broken, 2)}`,
      },
    ],
    [
      "a dependency that the chart's own values switch off",
      {
        'c/Chart.yaml': depends('condition: rabbitmq.enabled'),
        'c/values.yaml': 'rabbitmq: {enabled: false}\n',
        'c/values-prod.yaml': `rabbitmq:\n${indent(broken, 2)}`,
      },
    ],
    [
      'a dependency that its tags switch off',
      {
        'c/Chart.yaml': depends('tags: [x]'),
        'c/values.yaml': `tags: {x: false}\nrabbitmq:\n${indent(broken, 2)}`,
      },
    ],
    [
      'the name of a dependency that has an alias',
      { 'c/Chart.yaml': depends('alias: mq'), 'c/values.yaml': `rabbitmq:\n${indent(broken, 2)}` },
    ],
    [
      'a chart that depends on none',
      { 'c/Chart.yaml': shopAlone, 'c/values.yaml': `rabbitmq:\n${indent(broken, 2)}` },
    ],
    [
      'a program that uses one, in a folder of that name',
      {
        'rabbitmq-consumer/values.yaml':
          'replicaCount: 1\nimage: {repository: acme/consumer}\nconfiguration: |\n  a b\n',
      },
    ],
    ['an object of Kubernetes', { 'a.yaml': `apiVersion: v1\nkind: Foo\n${values(broken)}` }],
    [
      'a HelmRelease of something else',
      { 'hr.yaml': helmRelease('chart: {spec: {chart: redis}}\nvalues: {configuration: x y}\n') },
    ],
  ]
  test.each(others)('not: %s', (_, files) => expect(report(files).clusters).toEqual([]))
})

describe('what is read', () => {
  const all = values(`
extraPlugins: "rabbitmq_shovel, rabbitmq_shovle"
memoryHighWatermark: {enabled: true, type: relative, value: 1.4}
advancedConfiguration: |-
  [{rabbit, []}]
loadDefinition: {enabled: true, existingSecret: "{{ .Release.Name }}-load"}
extraSecrets:
  load:
    load_definition.json: |
      {"policies": [{"name": "p", "vhost": "/", "pattern": "^a", "definition": {"ha-mode": "all"}}]}
lifecycleHooks:
  postStart: {exec: {command: [rabbitmqctl, set_policy, a, b, '{"ha-mode":"all"}']}}
`).replace('autoheal', 'pause-minority')

  test('configuration, plugins, policies and hooks, each at its place', () => {
    const places = found({ 'v.yaml': all })
    for (const place of [
      'conf-value-invalid v.yaml:5 pause-minority',
      'plugin-unknown v.yaml:7 "rabbitmq_shovel, rabbitmq_shovle"',
      'conf-value-suspicious v.yaml:8 1.4',
      'advanced-config-syntax v.yaml:10 [{rabbit, []}]',
      'mirroring-deprecated v.yaml:15 "ha-mode"',
    ])
      expect(places).toContain(place)
    expect(places.join('\n')).toMatch(/policy-in-post-start v\.yaml:17/)
  })
  test('replicas and release', () => {
    expect(report({ 'v.yaml': all }).clusters).toMatchObject([
      { name: 'v.yaml', version: '3.13.7', replicas: 3, file: 'v.yaml', line: 1 },
    ])
  })
  test('the release of the chart that Chart.yaml names, where the values say little else', () => {
    const files = { 'c/Chart.yaml': depends(), 'c/values.yaml': 'rabbitmq:\n  auth: {username: a}\n' }
    expect(report(files).clusters).toMatchObject([{ version: '3.12.0', replicas: 1, line: 2 }])
  })
  test('what is not written is what the chart says, and unknown where its versions differ', () => {
    expect(report({ 'rabbitmq/values.yaml': broken }).clusters[0]).toMatchObject({
      version: null,
      replicas: 1,
    })
  })
  test('what is not written is unknown where other values may say it', () => {
    for (const other of ['rabbitmq/values-prod.yaml', 'mq-values.yaml', 'base/values.yaml'])
      expect(
        report({ 'rabbitmq/values.yaml': broken, [other]: values(broken) }).clusters.find(
          ({ file }) => file === 'rabbitmq/values.yaml',
        ),
      ).toMatchObject({ replicas: null })
  })
  test('a parameter of an Application wins', () => {
    const parameters = 'parameters: [{name: image.tag, value: 4.0.5}, {name: replicaCount, value: "1"}]'
    const clusterOf = (carrier: string) =>
      report({
        'a.yaml': application(
          `chart: rabbitmq\nhelm:\n  ${parameters}\n  ${carrier}\n${indent(values(broken), 4)}`,
        ),
      }).clusters[0]
    for (const carrier of ['valuesObject:', 'values: |'])
      expect(clusterOf(carrier)).toMatchObject({ version: '4.0.5', replicas: 1 })
  })
  test('what is filled in says nothing of the rest', () => {
    const text = (more: string): string =>
      helmRelease(
        `chart: {spec: {chart: rabbitmq, version: 12.0.1, sourceRef: {kind: HelmRepository, name: bitnami}}}\nvalues:\n  replicaCount: 3\n  ${more}\n`,
      )
    for (const more of [`ldap: {userDnPattern: "cn=$\{username}"}`, 'auth: {password: "{{ .Values.x }}"}'])
      expect(report({ 'a.yaml': text(more) }).clusters).toMatchObject([{ version: '3.12.0', replicas: 3 }])
    for (const more of [`image: {tag: "$\{TAG}"}`, 'image: {tag: "{{ .Values.tag }}"}'])
      expect(report({ 'a.yaml': text(more) }).clusters).toMatchObject([{ version: null, replicas: 3 }])
  })
  test('what goes to a target path of a HelmRelease wins', () => {
    const text = (path: string): string =>
      helmRelease(
        `chart: {spec: {chart: rabbitmq}}\nvaluesFrom: [{kind: Secret, name: a, targetPath: ${path}}]\nvalues:\n${indent(values(broken), 2)}`,
      )
    expect(found({ 'a.yaml': text('extraConfiguration') })).toEqual([])
    expect(found({ 'a.yaml': text('auth.password') })).toHaveLength(1)
    expect(report({ 'a.yaml': text('replicaCount') }).clusters).toMatchObject([{ replicas: null }])
  })
  test('nothing is claimed of what only the name of the release tells', () => {
    const { findings, notEvaluated } = report({ 'v.yaml': values('extraPlugins: rabbitmq_mqtt\n') })
    expect(findings.map(({ rule }) => rule)).toEqual(['boot-order-deadlock', 'disk-limit-default'])
    const rules = notEvaluated.filter(({ why }) => why.startsWith('render the chart')).map(({ rule }) => rule)
    for (const rule of ['governing-service-missing', 'discovery-rights-missing', 'disruption-budget-missing'])
      expect(rules).toContain(rule)
  })
  test('objects beside it are not its own', () => {
    const service = `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {app: v.yaml}, ports: [{port: 5672}]}\n`
    const { findings, summary } = report({
      'v.yaml': values('extraPlugins: rabbitmq_mqtt\n'),
      'rabbitmq.yaml': service,
    })
    expect(findings.map(({ rule }) => rule)).toEqual(['boot-order-deadlock', 'disk-limit-default'])
    expect(summary).toMatchObject({ objects: 1, clusters: 1 })
  })
})

describe('templates in values', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['no action', 'a = 1\n', 'a = 1\n'],
    ['a line with an action', 'a = {{ .b }}\nc = 1', '            \nc = 1'],
    [
      'a block',
      'x = 1\n{{- if .a }}\nb = 1\n{{ else }}\n{{ end }}\nc = 1\n',
      `x = 1\n${' '.repeat(12)}\n${' '.repeat(5)}\n${' '.repeat(10)}\n${' '.repeat(9)}\nc = 1\n`,
    ],
    [
      'a key that one of them sets too',
      'a = 1\n{{ if x }}\na = 2\n{{ end }}\n',
      `     \n${' '.repeat(10)}\n     \n${' '.repeat(9)}\n`,
    ],
    ['an action without end', 'a = 1\n{{ b', 'a = 1\n    '],
    ['a block without end', 'a = 1\n{{ with b }}\nc', `a = 1\n${' '.repeat(12)}\n `],
  ]
  test.each(rows)('%s', (_, text, masked) => expect(withoutActions(text)).toBe(masked))

  test('what depends on the chart is not judged', () => {
    const text = values(`configuration: |
  {{- if .Values.a }}
  not a setting
  {{- end }}
  heartbeat = {{ .Values.b }}
  heartbeet = 1
`)
    expect(found({ 'v.yaml': text })).toEqual(['conf-key-unknown v.yaml:11 heartbeet'])
  })
  test('a configuration of the user uses the values that it names', () => {
    const wrong = (configuration: string): string =>
      values(`configuration: "${configuration}"\n`).replace('autoheal', 'pause-minority')
    expect(found({ 'v.yaml': wrong('heartbeat = 60') })).toEqual([])
    expect(found({ 'v.yaml': wrong('x = {{ .Values.clustering.partitionHandling }}') })).toHaveLength(1)
  })
})

describe('fixes', () => {
  const advanced = 'advancedConfiguration: "[{rabbit, []}]"\n'
  test('change a file of values', () => {
    const { files } = fix([{ name: 'v.yaml', text: values(`plugins: rabbitmq_shovel\n${advanced}`) }])
    expect(files[0]?.text).toBe(values(`plugins: rabbitmq_shovel\n${advanced.replace(']"', ']."')}`))
  })
  test('do not change values within text', () => {
    const text = application(`chart: rabbitmq\nhelm:\n  values: |\n${indent(advanced, 4)}`)
    const { files, notFixed } = fix([{ name: 'a.yaml', text }])
    expect(files).toEqual([])
    expect(notFixed).toHaveLength(1)
  })
  test('leave the other plugins of a list', () => {
    const text = (name: string): string => values(`extraPlugins: "${name}  rabbitmq_mqtt"\n`)
    const { files } = fix([{ name: 'v.yaml', text: text('rabbitmq-shovel') }])
    expect(files[0]?.text).toBe(text('rabbitmq_shovel'))
  })
})
