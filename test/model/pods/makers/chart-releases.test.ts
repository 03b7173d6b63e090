import { type InputFile, lint } from '../../../../index.ts'
import { describe, expect, test } from '../../../jest.ts'

type Texts = Readonly<Record<string, string>>
const report = (files: Texts) =>
  lint(Object.entries(files).map(([name, text]): InputFile => ({ name, text })))
const places = (files: Texts): readonly string[] =>
  report(files).findings.flatMap(({ rule, file, line }) =>
    rule.startsWith('conf-') ? [`${rule} ${file}:${line}`] : [],
  )

const indent = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(by))
const broken = 'extraConfiguration: |-\n  # of us all\n  heartbeet = 60\n'
const right = 'extraConfiguration: |-\n  heartbeat = 60\n'

const kustomization = (more: string): string =>
  `helmCharts:\n  - name: rabbitmq\n    repo: oci://registry-1.docker.io/bitnamicharts\n    version: 12.0.1\n${indent(more, 4)}`
const inflation = (more: string): string =>
  `helmChartInflationGenerator:\n  - chartName: rabbitmq\n    chartRepoUrl: oci://registry-1.docker.io/bitnamicharts\n    chartVersion: 12.0.1\n${indent(more, 4)}`
const generators = 'generators: [g/mq.yaml]\n'
const generator = (more: string): string =>
  `apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata:\n  name: mq\nname: rabbitmq\nrepo: oci://registry-1.docker.io/bitnamicharts\nversion: 12.0.1\n${more}`
const helmfile = (more: string): string =>
  `repositories:\n  - {name: b, url: https://charts.bitnami.com/bitnami}\nreleases:\n  - name: mq\n    namespace: shop\n    chart: b/rabbitmq\n    version: 12.0.1\n${indent(more, 4)}`
const listed = (...values: readonly string[]): string =>
  `values:\n${values.map(value => `  - ${indent(value, 4).trimStart()}`).join('\n')}\n`

const application = (more: string, ref = 'values'): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mq}\nspec:\n  sources:\n    - {repoURL: https://git.example.com/shop, ref: ${ref}}\n    - chart: rabbitmq\n      repoURL: registry-1.docker.io/bitnamicharts\n      targetRevision: 12.0.1\n      helm:\n        valueFiles: [$values/a/mq.yaml]\n${indent(more, 8)}`

/** Without files of values. */
const alone = (more: string): string =>
  application(more).replace('        valueFiles: [$values/a/mq.yaml]\n', '')

describe('values that a tool gives to the chart', () => {
  const rows: readonly (readonly [string, Texts, string])[] = [
    [
      'a kustomization, in place',
      { 'kustomization.yaml': kustomization(`valuesInline:\n${indent(broken, 2)}`) },
      'kustomization.yaml:8',
    ],
    [
      'a kustomization that says its kind',
      {
        'kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${kustomization(`valuesInline:\n${indent(broken, 2)}`)}`,
      },
      'kustomization.yaml:10',
    ],
    [
      'a helmfile, in a file of its environment',
      {
        'helmfile.yaml': helmfile(
          listed('e/{{ .Environment.Name }}.yaml', 'e/{{.Environment.Name}}-more.yaml'),
        ),
        'e/default.yaml': broken,
        'e/default-more.yaml': 'replicaCount: 3\n',
      },
      'e/default.yaml:3',
    ],
    [
      'an Application some of whose files need not be there',
      {
        'app.yaml': application('ignoreMissingValueFiles: true\n').replace(
          '[$values/a/mq.yaml]',
          '[$values/a/mq.yaml, $values/a/none.yaml]',
        ),
        'a/mq.yaml': broken,
      },
      'a/mq.yaml:3',
    ],
    [
      'a kustomization, in a file',
      { 'a/kustomization.yaml': kustomization('valuesFile: v.yaml\n'), 'a/v.yaml': broken },
      'a/v.yaml:3',
    ],
    [
      'a file that is to win over what is in place',
      {
        'kustomization.yaml': kustomization(
          `valuesMerge: merge\nvaluesFile: v.yaml\nvaluesInline:\n${indent(right, 2)}`,
        ),
        'v.yaml': broken,
      },
      'v.yaml:3',
    ],
    [
      'one more file',
      {
        'kustomization.yaml': kustomization(
          `additionalValuesFiles: [v.yaml]\nvaluesInline:\n${indent(right, 2)}`,
        ),
        'v.yaml': broken,
      },
      'v.yaml:3',
    ],
    [
      'a kustomization as it was written before, in place',
      { 'kustomization.yaml': inflation(`valuesLocal:\n${indent(broken, 2)}`) },
      'kustomization.yaml:8',
    ],
    [
      'a kustomization as it was written before, in a file',
      { 'a/kustomization.yaml': inflation('values: v.yaml\n'), 'a/v.yaml': broken },
      'a/v.yaml:3',
    ],
    [
      'a generator of a kustomization, in place',
      { 'a/kustomization.yaml': generators, 'a/g/mq.yaml': generator(`valuesInline:\n${indent(broken, 2)}`) },
      'a/g/mq.yaml:11',
    ],
    [
      'a generator of a kustomization, in a file beside the kustomization',
      {
        'a/kustomization.yaml': generators,
        'a/g/mq.yaml': generator('valuesFile: v.yaml\n'),
        'a/v.yaml': broken,
      },
      'a/v.yaml:3',
    ],
    [
      'an Application, in a file of another of its sources',
      { 'app.yaml': application(''), 'a/mq.yaml': broken },
      'a/mq.yaml:3',
    ],
    [
      'an Application, as text over such a file',
      { 'app.yaml': application(`values: |\n${indent(broken, 2)}`), 'a/mq.yaml': right },
      'app.yaml:15',
    ],
    ['helmfile, in place', { 'helmfile.yaml': helmfile(listed(broken)) }, 'helmfile.yaml:11'],
    [
      'helmfile, in a file below what is in place',
      { 'a/helmfile.yaml': helmfile(listed('v/mq.yaml', 'replicaCount: 3')), 'a/v/mq.yaml': broken },
      'a/v/mq.yaml:3',
    ],
    [
      'a file that comes after one that is not there',
      { 'helmfile.yaml': helmfile(listed('gone.yaml', 'v.yaml')), 'v.yaml': broken },
      'v.yaml:3',
    ],
  ]
  test.each(rows)('%s', (_, files, place) => {
    const { clusters } = report(files)
    expect(places(files)).toEqual([`conf-key-unknown ${place}`])
    expect(clusters).toMatchObject([{ version: '3.12.0' }])
  })

  const silent: readonly (readonly [string, Texts])[] = [
    [
      'what is in place wins over a file',
      {
        'kustomization.yaml': kustomization(`valuesFile: v.yaml\nvaluesInline:\n${indent(right, 2)}`),
        'v.yaml': broken,
      },
    ],
    [
      'what is in place replaces the file',
      {
        'kustomization.yaml': kustomization(
          'valuesMerge: replace\nvaluesFile: v.yaml\nvaluesInline: {replicaCount: 3}\n',
        ),
        'v.yaml': broken,
      },
    ],
    [
      'a parameter of an Application wins over its file',
      {
        'app.yaml': application('parameters: [{name: extraConfiguration, value: ""}]\n'),
        'a/mq.yaml': broken,
      },
    ],
    [
      'text of an Application wins over its file',
      { 'app.yaml': application(`values: |\n${indent(right, 2)}`), 'a/mq.yaml': broken },
    ],
    ['a file that is not there may win', { 'helmfile.yaml': helmfile(listed(broken, 'gone.yaml')) }],
    [
      'a value that is set wins',
      { 'helmfile.yaml': helmfile(`${listed(broken)}set:\n  - {name: extraConfiguration, value: ""}\n`) },
    ],
  ]
  test.each(silent)('%s', (_, files) => {
    expect(places(files)).toEqual([])
    expect(report(files).clusters).toMatchObject([{ version: '3.12.0' }])
  })

  test('are one map: name, namespace and number of nodes', () => {
    const files = {
      'helmfile.yaml': helmfile(listed('v.yaml', 'clustering: {forceBoot: false}\nreplicaCount: 5')),
      'v.yaml': 'replicaCount: 3\nclustering: {partitionHandling: pause-minority}\n',
    }
    expect(report(files).clusters).toMatchObject([{ name: 'shop/mq', replicas: 5 }])
    expect(places(files)).toContain('conf-value-invalid v.yaml:2')
  })

  const off: readonly (readonly [string, Texts])[] = [
    ['a release that is not installed', { 'helmfile.yaml': helmfile(`installed: false\n${listed(broken)}`) }],
    [
      'a release that the state switches off',
      {
        'helmfile.yaml': `environments:\n  default: {values: [{mq: {enabled: false}}]}\n${helmfile(`condition: mq.enabled\n${listed(broken)}`)}`,
      },
    ],
    [
      'another generator',
      {
        'a/kustomization.yaml': generators,
        'a/g/mq.yaml': generator(`valuesInline:\n${indent(broken, 2)}`).replace('builtin', 'example.com/v1'),
      },
    ],
    ['another chart', { 'helmfile.yaml': helmfile(listed(broken)).replace('b/rabbitmq', 'b/redis') }],
    ['a list of something else', { 'releases.yaml': helmfile(listed(broken)) }],
  ]
  test.each(off)('no cluster: %s', (_, files) => expect(report(files).clusters).toEqual([]))
})

describe('parameters of an Application', () => {
  const over = 'parameters: [{name: clustering.partitionHandling, value: pause-minority}]\n'
  const text = `values: |\n  replicaCount: 5\n${indent(broken, 2)}`
  test('win over text, each in its own place', () => {
    const files = { 'app.yaml': alone(over + text) }
    expect(places(files)).toEqual(['conf-value-invalid app.yaml:11', 'conf-key-unknown app.yaml:16'])
    expect(report(files).clusters).toMatchObject([{ replicas: 5, version: '3.12.0' }])
  })
  test('win over text below the name of the chart', () => {
    const set = over.replace(': [{name: ', ': [{name: rabbitmq.replicaCount, value: "3"}, {name: rabbitmq.')
    const more = `${set}values: |\n  rabbitmq:\n    replicaCount: 5\n${indent(broken, 4)}`
    const files = { 'app.yaml': alone(more).replace('chart: rabbitmq', 'path: charts/shop') }
    expect(report(files).clusters).toMatchObject([{ replicas: 3 }])
    expect(places(files)).toEqual(['conf-value-invalid app.yaml:11', 'conf-key-unknown app.yaml:17'])
  })
  test('win over files, and the files keep their places', () => {
    const files = {
      'app.yaml': application(over.replace(': [', ': [{name: replicaCount, value: "3"}, ')),
      'a/mq.yaml': `replicaCount: 5\nclustering: {partitionHandling: autoheal, name: x}\n${broken}`,
    }
    expect(places(files)).toEqual(['conf-key-unknown a/mq.yaml:5', 'conf-value-invalid app.yaml:12'])
    expect(report(files).clusters).toMatchObject([{ replicas: 3 }])
  })
  test.each([
    ['text', { 'app.yaml': alone(`fileParameters: [{name: replicaCount, path: n.txt}]\n${text}`) }],
    [
      'a file',
      {
        'app.yaml': application('fileParameters: [{name: replicaCount, path: n.txt}]\n'),
        'a/mq.yaml': `replicaCount: 5\n${broken}`,
      },
    ],
  ])('that are files leave open what they set over %s', (_, files) => {
    expect(report(files).clusters).toMatchObject([{ replicas: null, version: '3.12.0' }])
    expect(places(files)).toHaveLength(1)
  })
})

describe('values that are not seen', () => {
  const rows: readonly (readonly [string, Texts, number | null])[] = [
    ['files of an Application', { 'app.yaml': application('') }, null],
    ['files of another source', { 'app.yaml': application('', 'other') }, null],
    [
      'files below a parameter',
      { 'app.yaml': application('parameters: [{name: replicaCount, value: "3"}]\n') },
      3,
    ],
    ['files below text', { 'app.yaml': application('values: |\n  replicaCount: 3\n') }, 3],
    ['text in quotes alone', { 'app.yaml': alone('values: "replicaCount: 3"\n') }, null],
    [
      'text in quotes over a file',
      { 'app.yaml': application('values: "replicaCount: 3"\n'), 'a/mq.yaml': broken },
      null,
    ],
  ]
  test.each(rows)('%s', (_, files, replicas) => {
    const { clusters, findings } = report(files)
    expect(clusters).toMatchObject([{ name: 'mq', version: '3.12.0', replicas }])
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })
  test('are of no cluster where the chart is not known', () => {
    expect(
      report({ 'app.yaml': application('').replace('chart: rabbitmq', 'chart: redis') }).clusters,
    ).toEqual([])
  })
})
