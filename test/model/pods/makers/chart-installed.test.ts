import { type InputFile, lint } from '../../../../index.ts'
import { describe, expect, test } from '../../../jest.ts'

type Texts = Readonly<Record<string, string>>
const report = (files: Texts) =>
  lint(Object.entries(files).map(([name, text]): InputFile => ({ name, text })))
const places = (files: Texts): readonly string[] =>
  report(files).findings.flatMap(({ rule, file, line }) =>
    rule.startsWith('conf-') ? [`${rule} ${file}:${line}`] : [],
  )

const oci = `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: rabbit, namespace: mq}
spec: {url: "oci://registry-1.docker.io/bitnamicharts/rabbitmq", ref: {tag: 12.0.1}}
`
const helmChart = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmChart
metadata: {name: rabbit, namespace: mq}
spec: {chart: rabbitmq, version: 12.0.1, sourceRef: {kind: HelmRepository, name: charts}}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: charts, namespace: mq}
spec: {url: "https://charts.bitnami.com/bitnami"}
`
const release = (spec: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mq, namespace: mq}\nspec:\n${spec.replaceAll(/^(?=.)/gm, '  ')}`
const named = (kind: string): string => `chartRef: {kind: ${kind}, name: rabbit}\n`
const configMap = (
  key = 'values.yaml',
  text = 'replicaCount: 3\nextraConfiguration: |\n  heartbeet = 60\n',
): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mq-values, namespace: mq}\ndata:\n  ${key}: |\n${text.replaceAll(/^(?=.)/gm, '    ')}`
const from = 'valuesFrom: [{kind: ConfigMap, name: mq-values}]\n'

describe('a HelmRelease', () => {
  test.each([
    ['an OCIRepository', oci, 'OCIRepository'],
    ['a HelmChart', helmChart, 'HelmChart'],
  ])('whose chart %s names', (_, source, kind) => {
    expect(report({ 'a.yaml': source, 'b.yaml': release(named(kind)) }).clusters).toMatchObject([
      { name: 'mq/mq', version: '3.12.0', replicas: 1 },
    ])
  })
  test('whose chart is not seen is none', () => {
    expect(report({ 'b.yaml': release(named('OCIRepository')) }).clusters).toEqual([])
  })
  test('whose values stand in a ConfigMap', () => {
    const files = { 'a.yaml': oci, 'b.yaml': release(named('OCIRepository') + from), 'c.yaml': configMap() }
    expect(report(files).clusters).toMatchObject([{ version: '3.12.0', replicas: 3 }])
    expect(places(files)).toEqual(['conf-key-unknown c.yaml:8'])
  })
  test('whose values a kustomization generates from a file has its findings there', () => {
    const files = {
      'kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml, b.yaml]\nconfigMapGenerator: [{name: mq-values, namespace: mq, files: [values.yaml]}]\n',
      'a.yaml': oci,
      'b.yaml': release(named('OCIRepository') + from),
      'values.yaml': 'extraConfiguration: |\n  heartbeet = 60\n',
    }
    expect(places(files)).toEqual(['conf-key-unknown values.yaml:2'])
  })
  test('whose own values win over them', () => {
    const own = 'values: {replicaCount: 5, extraConfiguration: "heartbeat = 60"}\n'
    const files = {
      'a.yaml': oci,
      'b.yaml': release(named('OCIRepository') + from + own),
      'c.yaml': configMap(),
    }
    expect(report(files).clusters).toMatchObject([{ replicas: 5 }])
    expect(places(files)).toEqual([])
  })
  test('whose other values are not seen leaves them open', () => {
    for (const file of [{}, { 'c.yaml': configMap('other.yaml') }])
      expect(
        report({ 'a.yaml': oci, 'b.yaml': release(named('OCIRepository') + from), ...file }).clusters,
      ).toMatchObject([{ version: '3.12.0', replicas: null }])
  })
  test('without values is what the chart says', () => {
    const chart =
      'chart: {spec: {chart: rabbitmq, version: 12.0.1, sourceRef: {kind: HelmRepository, name: bitnami}}}\n'
    expect(report({ 'b.yaml': release(chart) }).clusters).toMatchObject([{ version: '3.12.0', replicas: 1 }])
  })
})

describe('a HelmRelease whose values stand in a Secret', () => {
  const text =
    'auth: {password: hunter2, erlangCookie: hunter2}\nreplicaCount: 3\nextraConfiguration: |\n  default_pass = hunter2\n  heartbeet = 60\n'
  const secret = (fields: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: mq-values, namespace: mq}\n${fields}`
  const files = (fields: string) => ({
    'a.yaml': oci,
    'b.yaml': release(named('OCIRepository') + from.replace('ConfigMap', 'Secret')),
    'c.yaml': secret(fields),
  })
  const plain = `stringData:\n  values.yaml: |\n${text.replaceAll(/^(?=.)/gm, '    ')}`
  const encoded = `data:\n  values.yaml: ${btoa(text)}\n`
  test.each([
    ['plainly', plain, 10],
    ['in base64', encoded, 5],
    ['in both ways', `${plain}${encoded.replace(btoa(text), btoa('replicaCount: 1\n'))}`, 10],
  ])('written %s', (_, fields, line) => {
    expect(report(files(fields)).clusters).toMatchObject([{ version: '3.12.0', replicas: 3 }])
    expect(places(files(fields))).toEqual([`conf-key-unknown c.yaml:${line}`])
  })
  test('are no secrets in plain text', () => {
    for (const fields of [plain, encoded])
      expect(report(files(fields)).findings.filter(({ rule }) => rule.endsWith('-in-plain-text'))).toEqual([])
  })
  test('that is no YAML leaves them open', () => {
    for (const fields of ['data: {values.yaml: "%"}\n', `data: {values.yaml: ${btoa('a: [')}}\n`])
      expect(report(files(fields)).clusters).toMatchObject([{ replicas: null }])
  })
})

describe('an Application whose chart comes packed', () => {
  const application = (helm: string): string =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mq, namespace: argocd}\nspec:\n  destination: {namespace: mq}\n  sources:\n    - {repoURL: "https://git.example.com/shop", ref: shop}\n    - chart: rabbitmq\n      repoURL: https://charts.bitnami.com/bitnami\n      targetRevision: 12.0.1\n      helm:\n${helm}`
  const own = '        valuesObject:\n          persistence: {size: 1Gi}\n'
  const text = '        values: |\n          persistence: {size: 1Gi}\n'
  const found = (helm: string, files: Readonly<Record<string, string>> = {}) =>
    report({ 'a.yaml': application(helm), ...files })

  test.each([
    ['an object', own],
    ['text', text],
    ['nothing', ''],
  ])('has what the chart says below %s', (_, values) => {
    for (const file of ['values.yaml', './values.yaml'])
      expect(found(`        valueFiles: [${file}]\n${values}`).clusters).toMatchObject([{ replicas: 1 }])
    expect(found(`        valueFiles: [values-ha.yaml]\n${values}`).clusters).not.toMatchObject([
      { replicas: 1 },
    ])
  })
  test.each([
    ['an object', own],
    ['text', text],
  ])('has files of another source below %s, the last one winning, and parameters above', (_, values) => {
    const files = {
      'e/base.yaml': 'replicaCount: 1\nextraConfiguration: heartbeet = 60\nplugins: rabbitmq_mqtt\n',
      'e/prod.yaml': 'replicaCount: 2\npersistence: {size: 2Gi}\n',
    }
    const helm = `        valueFiles: [$shop/e/base.yaml, $shop/e/prod.yaml]\n${values}`
    expect(found(helm, files).clusters).toMatchObject([{ name: 'mq/mq', version: '3.12.0', replicas: 2 }])
    expect(
      found(helm, files).findings.flatMap(({ rule, file }) => (rule.startsWith('conf-') ? [file] : [])),
    ).toEqual(['e/base.yaml'])
    const over = `${helm}        parameters: [{name: replicaCount, value: "5"}]\n`
    expect(found(over, files).clusters).toMatchObject([{ replicas: 5 }])
    expect(found(helm).clusters).toMatchObject([{ replicas: null }])
  })
})

describe('an ApplicationSet', () => {
  const set = (name: string, helm: string, more = ''): string =>
    `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: all, namespace: argocd}\nspec:\n${more}  generators: [{list: {elements: [{env: dev}]}}]\n  template:\n    metadata: {name: "${name}"}\n    spec:\n      destination: {namespace: mq}\n      source:\n        chart: rabbitmq\n        repoURL: https://charts.bitnami.com/bitnami\n        targetRevision: 12.0.1\n        helm:\n${helm}`
  const own =
    '          valuesObject:\n            replicaCount: 3\n            extraConfiguration: heartbeet = 60\n'
  const text =
    '          values: |\n            replicaCount: 3\n            extraConfiguration: heartbeet = 60\n'
  test.each([
    ['an object', own, 17],
    ['text', text, 17],
  ])('installs what its template says, as %s', (_, helm, line) => {
    expect(report({ 'a.yaml': set('mq', helm) }).clusters).toMatchObject([{ version: '3.12.0', replicas: 3 }])
    expect(places({ 'a.yaml': set('mq', helm) })).toEqual([`conf-key-unknown a.yaml:${line}`])
  })
  test('whose name is filled in tells nothing of names', () => {
    const { findings, notEvaluated } = report({ 'a.yaml': set('mq-{{env}}', own) })
    expect(findings.map(({ rule }) => rule)).toContain('conf-key-unknown')
    expect(notEvaluated.map(({ rule }) => rule)).toContain('governing-service-missing')
  })
  test('whose template is patched is not read', () => {
    expect(report({ 'a.yaml': set('mq', own, '  templatePatch: "x"\n') }).clusters).toEqual([])
  })
})

describe('an Application with parameters alone', () => {
  const application = (parameters: string): string =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mq, namespace: argocd}\nspec:\n  destination: {namespace: mq}\n  source:\n    chart: rabbitmq\n    repoURL: https://charts.bitnami.com/bitnami\n    targetRevision: 12.0.1\n    helm:\n      parameters:\n${parameters}`
  test('is one with these values', () => {
    const files = {
      'a.yaml': application(
        '        - {name: replicaCount, value: "3"}\n        - {name: clustering.partitionHandling, value: pause-minority}\n',
      ),
    }
    expect(report(files).clusters).toMatchObject([{ version: '3.12.0', replicas: 3 }])
    expect(places(files)).toEqual(['conf-value-invalid a.yaml:13'])
  })
  test.each([
    ['text where a number is asked for', '{name: replicaCount, value: "3", forceString: true}'],
    ['a member of a list', '{name: "replicaCount[0]", value: "3"}'],
  ])('leaves open what is %s', (_, parameter) => {
    expect(report({ 'a.yaml': application(`        - ${parameter}\n`) }).clusters).toMatchObject([
      { replicas: null },
    ])
  })
})
