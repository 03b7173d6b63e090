import fc from 'fast-check'
import { type InputFile, lint, reviewFiles } from '../../index.ts'
import { isArray, isObject, isString, type Json } from '../../model/kube/json.ts'
import { holdsWord, type KubeObject } from '../../model/kube/object.ts'
import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { readTree } from '../../source/tree.ts'
import { readDocuments } from '../../source/yaml/read.ts'
import { expect, test } from '../jest.ts'
import { expectOfKnownAndNew, tries } from '../tries.ts'

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
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: [nobody\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: twice\ndata:\n  rabbitmq: a\n  rabbitmq: b\n',
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: template\nstringData:\n  a: "{{ .Values.rabbitmq }}"\n',
  'apiVersion: rabbitmq.com/v1beta1\nkind: Policy\nmetadata:\n  name: p\nspec:\n  name: p\n  pattern: ".*"\n  definition:\n    ha-mode: all\n  rabbitmqClusterReference:\n    name: rabbitmq\n',
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: lost\n  namespace: mq\nspec:\n  selector:\n    name: rabbitmq\n  ports:\n    - port: 5672\n',
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: a.example.com\nspec:\n  configuration:\n    rabbitmq: true\n',
  'replicaCount: 1\nplugins: rabbitmq_managment\n',
]

/** The same files, of which every document is read at once: nothing is sure of one with a tab. No place moves. */
const atOnce = (files: readonly InputFile[]): readonly InputFile[] =>
  files.map(({ name, text }) => ({ name, text: text.replaceAll(/\bapiVersion: /g, 'apiVersion:\t') }))
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

/** Reports and comparisons of trees are those of the same trees read at once; and there is something to compare. */
function reportedAlike(trees: fc.Arbitrary<readonly InputFile[]>, numRuns: number): void {
  const seen = { heads: 0, findings: 0, skipped: 0, gaps: 0, clusters: 0 }
  expectOfKnownAndNew(
    fc.property(trees, trees, (files, before) => {
      expect(headsIn(atOnce(files))).toBe(0)
      const report = lint(files)
      expect(report).toEqual(lint(atOnce(files)))
      expect(reviewFiles(before, files)).toEqual(reviewFiles(atOnce(before), atOnce(files)))
      seen.heads += headsIn(files)
      seen.findings += report.findings.length
      seen.skipped += report.skipped.length
      seen.gaps += report.notEvaluated.length
      seen.clusters += report.summary.clusters
    }),
    { seed: 11, numRuns },
    () => {
      for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0)
    },
    3,
  )
}

test('documents that are read when they are asked for give the report of those that are read at once', () => {
  reportedAlike(tree, 8)
})

/** What a kustomization may say beside its resources, each of which finds something in the pool to change. */
const settings: readonly string[] = [
  'namespace: mq\n',
  'namespace: "no such $(NAME)"\n',
  'namePrefix: my-\n',
  'nameSuffix: -$(NAME)\n',
  'commonLabels: {tier: rabbitmq}\n',
  'labels: [{pairs: {team: queues}, includeTemplates: true}]\n',
  'labels: [{pairs: {name: other, a: b}, fields: [{path: metadata, create: true}]}]\n',
  'labels: [{pairs: {a: b}, fields: [{path: metadata/namespace, create: true}]}]\n',
  'commonAnnotations: {warrener.dev/ignore: service-not-found=because}\n',
  'commonAnnotations: {config.kubernetes.io/local-config: "true"}\n',
  'images: [{name: rabbitmq, newTag: 3.13.7}, {name: example.com/shop, newName: rabbitmq, newTag: "4.1"}]\n',
  'images: [{name: example.com/mq, newName: docker.io/rabbitmq}, {name: "r.*", newTag: "1"}]\n',
  'images: [{name: example.com/shop, newName: x, tagSuffix: -a}, {name: rabbitmq, digest: "sha256:1"}]\n',
  'replicas: [{name: rabbitmq, count: 2}, {name: shop, count: 5}]\n',
  'patches: [{path: size.yaml}]\n',
  'patches: [{path: size.yaml, options: {allowNameChange: true}}]\n',
  'patches: [{path: size.yaml, target: {kind: StatefulSet}}]\n',
  'patches: [{path: gone.yaml}]\n',
  'patches: [{path: lost.yaml}]\n',
  'patches:\n  - target: {kind: StatefulSet, labelSelector: app=rabbitmq}\n    patch: |-\n      - {op: add, path: /spec/template/spec/containers/0/image, value: a}\n      - {op: move, path: /metadata/name, from: /metadata/labels/a}\n',
  'patchesStrategicMerge:\n  - |-\n    apiVersion: apps/v1\n    kind: StatefulSet\n    metadata:\n      name: rabbitmq\n      namespace: other\n    spec:\n      replicas: 5\n',
  'patchesJson6902: [{target: {kind: Service, name: rabbitmq.*}, patch: "[{op: add, path: /metadata/namespace, value: x}]"}]\n',
  'configMapGenerator: [{name: rabbitmq-config, behavior: merge, literals: ["a.conf=heartbeat = x"]}]\n',
  'configMapGenerator: [{name: made, literals: ["rabbitmq.conf=hartbeat = 60"]}]\n',
  'replacements: [{source: {kind: Service, name: rabbitmq}, targets: [{select: {kind: StatefulSet}, fieldPaths: [spec.serviceName, metadata.name]}]}]\n',
  'vars: [{name: NAME, objref: {kind: Service, name: rabbitmq, apiVersion: v1}}]\n',
]
const patchFiles: readonly InputFile[] = [
  {
    name: 'size.yaml',
    text: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: rabbitmq\n  labels:\n    a: b\nspec:\n  replicas: 5\n  template:\n    spec:\n      containers:\n        - name: rabbitmq\n          image: "other:1"\n',
  },
  {
    name: 'gone.yaml',
    text: '$patch: delete\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\n',
  },
]
const kustomized = fc
  .tuple(
    fc.subarray(
      [...pool.slice(0, -1), 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: space\n'].map(
        (text, index) => ({ name: `o${index}.yaml`, text }),
      ),
      { minLength: 3, maxLength: 8 },
    ),
    fc.array(fc.subarray([...settings], { maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  )
  .map(([objects, layers]): readonly InputFile[] => [
    ...objects.map(({ name, text }) => ({ name: `base/${name}`, text })),
    { name: 'base/kustomization.yaml', text: `resources: [${objects.map(({ name }) => name).join(', ')}]\n` },
    ...layers.flatMap((layer, index) => {
      // Each stands on the base or on the one before it.
      const below = index % 2 === 0 ? 'base' : `k${index - 1}`
      return [
        ...patchFiles.map(({ name, text }) => ({ name: `k${index}/${name}`, text })),
        { name: `k${index}/kustomization.yaml`, text: `resources: [../${below}]\n${layer.join('')}` },
      ]
    }),
  ])

test('kustomizations of such documents give the report of those that are built at once', () => {
  reportedAlike(kustomized, 8)
})

test('a cluster below what cannot be built is one, read or unread', () => {
  const files = [
    { name: 'base/a.yaml', text: yaml(rabbitmqCluster()) },
    { name: 'base/kustomization.yaml', text: 'resources: [a.yaml]\n' },
    {
      name: 'k0/kustomization.yaml',
      text: 'resources: [../base]\nconfigMapGenerator: [{name: gone, behavior: merge, literals: ["a=b"]}]\n',
    },
    { name: 'k1/kustomization.yaml', text: 'resources: [../k0]\n' },
  ]
  for (const all of [files, atOnce(files)]) expect(lint(all).clusters).toHaveLength(1)
})

test('what a build comes to does not hang on when it is asked for', () => {
  fc.assert(
    fc.property(kustomized, files => {
      const options = { named: new Set<string>(), complete: true, unread: [] }
      const [lazy, eager] = [files, atOnce(files)].map(all => readTree(all, options).builds)
      expect(lazy?.map(({ failures }) => failures.map(({ path, reason }) => [path, reason]))).toEqual(
        eager?.map(({ failures }) => failures.map(({ path, reason }) => [path, reason])),
      )
      expect(lazy?.map(({ blind }) => blind)).toEqual(eager?.map(({ blind }) => blind))
      expect(lazy?.map(({ objects }) => objects)).toEqual(eager?.map(({ objects }) => objects))
      for (const object of (lazy ?? []).flatMap(({ objects }) => objects)) showsWhatItHolds(object)
    }),
    tries(40),
  )
})

/** Whether every scalar of an object is found in what it is said to be written with. */
function showsWhatItHolds(object: KubeObject): void {
  const visit = (value: Json): void => {
    if (isArray(value)) for (const item of value) visit(item)
    else if (isObject(value)) for (const item of Object.values(value)) visit(item)
    else if (isString(value) && /^[\w.-]+$/.test(value)) {
      expect([value, holdsWord([value])(object)]).toEqual([value, true])
    }
  }
  visit(object.value)
}

test('more changes than calls can be nested', () => {
  const files = Array.from({ length: 1500 }, (_, index) => ({
    name: `c${index}/kustomization.yaml`,
    text: `kind: Component\ncommonLabels: {l: a${index}}\nnamespace: n${index}\n`,
  }))
  const { findings } = lint([
    ...files,
    { name: 'k/a.yaml', text: cluster({ conf: 'heartbeat = x' }) },
    {
      name: 'k/kustomization.yaml',
      text: `resources: [a.yaml]\ncomponents: [${files.map((_, index) => `../c${index}`).join(', ')}]\n`,
    },
  ])
  expect(findings.map(({ rule }) => rule)).toContain('conf-value-invalid')
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
