import fc from 'fast-check'
import { type InputFile, lint, reviewFiles } from '../../index.ts'
import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { readDocuments } from '../../source/yaml/read.ts'
import { expect, test } from '../jest.ts'

/** Documents as they lie side by side in a tree: some are read when they are asked for, some at once, some not at all. */
const pool: readonly string[] = [
  ...cluster({ service: { clusterIP: '10.0.0.1' } }).split('---\n'),
  ...cluster({ replicas: 1, image: 'rabbitmq:latest', conf: 'heartbeat = x' }).split('---\n'),
  yaml(rabbitmqCluster()),
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          image: example.com/shop:1\n',
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: hidden\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: >-\n            rabbitmq:3.13.7\n',
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: told\n  annotations:\n    warrener.dev/rabbitmq: "true"\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: example.com/mq:3.13.7\n',
  'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: signs\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: example.com/mq:3.13.7\n          env:\n            - name: RABBITMQ_USE_LONGNAME\n              value: "true"\n          volumeMounts:\n            - name: data\n              mountPath: /var/lib/rabbitmq\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: quiet\n  annotations:\n    warrener.dev/ignore: nothing=because\ndata:\n  a: b\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: rabbitmq\ndata:\n  # warrener-ignore conf-key-unknown -- because\n  rabbitmq.conf: |\n    hartbeat = 60\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: broken\n  of: rabbitmq\n data:\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: twice\ndata:\n  rabbitmq: a\n  rabbitmq: b\n',
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: template\nstringData:\n  a: "{{ .Values.rabbitmq }}"\n',
  'apiVersion: rabbitmq.com/v1beta1\nkind: Policy\nmetadata:\n  name: p\nspec:\n  name: p\n  pattern: ".*"\n  definition:\n    ha-mode: all\n  rabbitmqClusterReference:\n    name: rabbitmq\n',
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: lost\n  namespace: mq\nspec:\n  selector:\n    name: rabbitmq\n  ports:\n    - port: 5672\n',
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: a.example.com\nspec:\n  configuration:\n    rabbitmq: true\n',
  'replicaCount: 1\nplugins: rabbitmq_managment\n',
]

/** The same files, of which every document is read at once: nothing is sure of one with a tab. No place moves. */
const atOnce = (files: readonly InputFile[]): readonly InputFile[] =>
  files.map(({ name, text }) => ({ name, text: text.replaceAll(/^apiVersion: /gm, 'apiVersion:\t') }))
const headsIn = (files: readonly InputFile[]): number =>
  files.flatMap(({ name, text }) => readDocuments(name, text)).filter(({ head }) => head).length

const tree = fc
  .array(fc.subarray([...pool], { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
  .map(files =>
    files.map((documents, index) => ({
      name: `f${index % 2}/a${index}.yaml`,
      text: documents.join('---\n'),
    })),
  )

test('documents that are read when they are asked for give the report of those that are read at once', () => {
  const seen = { heads: 0, findings: 0, skipped: 0, gaps: 0 }
  fc.assert(
    fc.property(tree, tree, (files, before) => {
      expect(headsIn(atOnce(files))).toBe(0)
      const report = lint(files)
      expect(report).toEqual(lint(atOnce(files)))
      expect(reviewFiles(before, files)).toEqual(reviewFiles(atOnce(before), atOnce(files)))
      seen.heads += headsIn(files)
      seen.findings += report.findings.length
      seen.skipped += report.skipped.length
      seen.gaps += report.notEvaluated.length
    }),
    { seed: 11, numRuns: 25 },
  )
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5)
})

test('of a tree without RabbitMQ no plain document is read', () => {
  const names = ['Deployment', 'Service', 'ConfigMap', 'CustomResourceDefinition', 'NetworkPolicy']
  const files = names.map(kind => ({
    name: `${kind}.yaml`,
    text: `apiVersion: example.com/v1\nkind: ${kind}\nmetadata:\n  name: a\nspec:\n  configuration: {a: b}\n`,
  }))
  const [document] = readDocuments('a.yaml', files[0]?.text ?? '')
  const prototype = Object.getPrototypeOf(document)
  const value = Object.getOwnPropertyDescriptor(prototype, 'value') ?? {}
  const read: string[] = []
  Object.defineProperty(prototype, 'value', {
    ...value,
    get() {
      read.push(this.file)
      return value.get?.call(this)
    },
  })
  try {
    lint(files)
  } finally {
    Object.defineProperty(prototype, 'value', value)
  }
  expect(read).toEqual([])
})
