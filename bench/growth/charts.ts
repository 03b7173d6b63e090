import { type GrowthCase, indented, list, one } from './input.ts'

const values = (index: number): string =>
  `replicaCount: 3\nextraConfiguration: |\n  heartbeet = ${60 + index}\n`

const release = (index: number): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: r${index}, namespace: shop}
spec:
  chart: {spec: {chart: rabbitmq, version: 12.0.1, sourceRef: {kind: HelmRepository, name: bitnami}}}
  valuesFrom: [{kind: ConfigMap, name: shared}]
  values: {clustering: {partitionHandling: pause_minority}}
`
const application = (index: number, spec: string): string =>
  `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: a${index}, namespace: argocd}
spec:
  destination: {namespace: n${index}}
  sources:
    - {repoURL: https://git.example.com/shop, ref: values}
    - chart: rabbitmq
      repoURL: https://charts.bitnami.com/bitnami
      targetRevision: 12.0.1
      helm:
${indented(8, spec)}`

/** Releases of the charts, and where their values stand. */
export const charts: readonly GrowthCase[] = [
  {
    name: 'HelmReleases with the values of one ConfigMap',
    from: 50,
    files: n =>
      one(
        [
          `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shared, namespace: shop}\ndata:\n  values.yaml: |\n${indented(4, values(0))}`,
          ...list(n, release),
        ].join('---\n'),
      ),
  },
  {
    name: 'Applications with values as text',
    from: 50,
    files: n =>
      one(list(n, index => application(index, `values: |\n${indented(2, values(index))}`)).join('---\n')),
  },
  {
    name: 'Applications with one file of values',
    from: 100,
    files: n => [
      { name: 'v.yaml', text: values(0) },
      ...one(list(n, index => application(index, 'valueFiles: [$values/v.yaml]\n')).join('---\n')),
    ],
  },
  {
    name: 'releases of one helmfile with one file of values',
    from: 50,
    files: n => [
      { name: 'v.yaml', text: values(0) },
      {
        name: 'helmfile.yaml',
        text: `repositories:\n  - {name: b, url: https://charts.bitnami.com/bitnami}\nreleases:\n${list(
          n,
          index =>
            `  - {name: r${index}, namespace: n${index}, chart: b/rabbitmq, version: 12.0.1, values: [v.yaml, {replicaCount: 5}]}\n`,
        ).join('')}`,
      },
    ],
  },
  {
    name: 'parameters over text, and files that set more',
    from: 1000,
    files: n => {
      const named = (index: number, more: string): string => `  - {name: a${index}.b${index}, ${more}}\n`
      const parameters = list(n, index => named(index, 'value: "1"')).join('')
      const from = list(n, index => named(n + index, 'path: f')).join('')
      const text = list(2 * n, index => `a${index}: {c: 1}\n`).join('')
      return one(
        application(
          0,
          `parameters:\n${parameters}fileParameters:\n${from}values: |\n${indented(2, values(0) + text)}`,
        ),
      )
    },
  },
]
