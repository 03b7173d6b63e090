import type { InputFile } from '../index.ts'

/** Input that grows in one respect. */
export interface GrowthCase {
  readonly name: string
  /** How many there are at first; doubled three times. */
  readonly from: number
  readonly files: (count: number) => readonly InputFile[]
}

const each = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('')
const indented = (by: number, text: string): string => text.replace(/^(?=.)/gm, ' '.repeat(by))

interface Parts {
  readonly name?: string
  readonly image?: string
  /** Items of lists of the container and the pod, and entries below `data`, indented by nothing. */
  readonly env?: string
  readonly mounts?: string
  readonly volumes?: string
  readonly containers?: string
  readonly container?: string
  readonly data?: string
  readonly annotations?: string
}

/** A cluster of three, with its Service and its ConfigMap. */
const cluster = ({
  name = 'bunny',
  image = 'rabbitmq:4.1.4',
  ...parts
}: Parts = {}): string => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
  annotations:
    example.com/owner: shop
${indented(4, parts.annotations ?? '')}spec:
  serviceName: ${name}-peers
  replicas: 3
  podManagementPolicy: Parallel
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      terminationGracePeriodSeconds: 600
      containers:
        - name: broker
          image: ${image}
${indented(10, parts.container ?? '')}          env:
            - {name: RABBITMQ_USE_LONGNAME, value: "true"}
${indented(12, parts.env ?? '')}          volumeMounts:
            - {mountPath: /etc/rabbitmq/conf.d, name: config}
${indented(12, parts.mounts ?? '')}${indented(8, parts.containers ?? '')}      volumes:
        - {name: config, configMap: {name: ${name}}}
${indented(8, parts.volumes ?? '')}---
apiVersion: v1
kind: Service
metadata: {name: ${name}-peers}
spec:
  clusterIP: None
  selector: {app: ${name}}
  ports:
    - {name: amqp, port: 5672}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}}
data:
  10-defaults.conf: |
    cluster_partition_handling = pause_minority
${indented(2, parts.data ?? '')}`

const app = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: "example.com/${name}:1"}]}
`
const block = (key: string, text: string): string => `${key}: |\n${indented(2, text)}`
const conf = (lines: string): string => block('20-more.conf', lines)
const one = (text: string): readonly InputFile[] => [{ name: 'a.yaml', text }]
const definitions = (parts: object): string =>
  cluster({
    mounts: '- {mountPath: /etc/rabbitmq/definitions.json, subPath: definitions.json, name: config}\n',
    data: `${conf('load_definitions = /etc/rabbitmq/definitions.json\n')}definitions.json: |\n${indented(
      2,
      JSON.stringify(parts, undefined, 1),
    )}\n`,
  })
const list = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const policy = (index: number, more: object = {}): object => ({
  vhost: '/',
  name: `p${index}`,
  pattern: `^shop-${index}\\.`,
  priority: 1,
  'apply-to': 'queues',
  definition: { 'max-length': index },
  ...more,
})
const postStart = (script: string): string =>
  cluster({
    container: `lifecycle:\n  postStart:\n    exec:\n      command:\n        - sh\n        - -c\n        - |\n${indented(10, script)}`,
  })
const shopPolicy = (index: number): object => ({
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'Policy',
  metadata: { name: `p${index}` },
  spec: { ...policy(index), rabbitmqClusterReference: { name: 'bunny' } },
})
const kustomization = (text: string, folder: string): InputFile => ({
  name: `${folder}/kustomization.yaml`,
  text: `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}`,
})

/** Everything that a stranger can have much of. */
export const growthCases: readonly GrowthCase[] = [
  {
    name: 'clusters in one namespace',
    from: 200,
    files: n => one(list(n, index => cluster({ name: `b${index}` })).join('---\n')),
  },
  {
    name: 'clusters in files of their own',
    from: 200,
    files: n => list(n, index => ({ name: `${index}.yaml`, text: cluster({ name: `b${index}` }) })),
  },
  {
    name: 'documents',
    from: 12_500,
    files: n =>
      list(n / 100, file => ({
        name: `d${file}.yaml`,
        text: list(100, index => app(`app-${file}-${index}`)).join('---\n'),
      })),
  },
  {
    name: 'documents in one file',
    from: 2_500,
    files: n => one(list(n, index => app(`app-${index}`)).join('---\n')),
  },
  {
    name: 'items of a List',
    from: 1000,
    files: n =>
      one(
        `apiVersion: v1\nkind: List\nitems:\n${list(
          n,
          index => cluster({ name: `b${index}` }).split('---\n')[1] ?? '',
        )
          .map(text => indented(4, text).replace('    ', '  - '))
          .join('')}`,
      ),
  },
  {
    name: 'Services in one namespace',
    from: 1000,
    files: n =>
      one(
        cluster() +
          each(
            n,
            index =>
              `---\napiVersion: v1\nkind: Service\nmetadata: {name: s${index}}\nspec: {selector: {app: bunny, n: "${index}"}, ports: [{port: 5672}]}\n`,
          ),
      ),
  },
  {
    name: 'clusters and Jobs',
    from: 100,
    files: n =>
      one(
        list(
          n,
          index =>
            `${cluster({ name: `b${index}` })}---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: j${index}}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "rabbitmq:4.1.4", command: [sh, -c, "rabbitmqctl list_queues"], env: [{name: H, value: b${index}-peers}]}]}}}\n`,
        ).join('---\n'),
      ),
  },
  {
    name: 'contexts',
    from: 100,
    files: n => list(n, index => ({ name: `c${index}/a.yaml`, text: cluster() })),
  },
  {
    name: 'overlays of one base',
    from: 50,
    files: n => [
      { name: 'base/a.yaml', text: cluster() },
      kustomization('resources: [a.yaml]\n', 'base'),
      ...list(n, index =>
        kustomization(`namespace: n${index}\nresources: [../../base]\n`, `overlays/o${index}`),
      ),
    ],
  },
  {
    name: 'resources of one kustomization',
    from: 500,
    files: n => [
      kustomization(
        `namespace: shop\nnamePrefix: my-\nresources:\n${each(n, index => `  - a${index}.yaml\n`)}`,
        'k',
      ),
      { name: 'k/a0.yaml', text: cluster() },
      ...list(n - 1, index => ({ name: `k/a${index + 1}.yaml`, text: app(`app-${index}`) })),
    ],
  },
  {
    name: 'patches of one kustomization',
    from: 250,
    files: n => [
      kustomization(
        `resources: [a.yaml]\npatches:\n${each(n, index => `  - target: {kind: Deployment, name: app-${index}}\n    patch: |-\n      - {op: add, path: /spec/replicas, value: 2}\n`)}`,
        'k',
      ),
      { name: 'k/a.yaml', text: `${cluster()}---\n${list(n, index => app(`app-${index}`)).join('---\n')}` },
    ],
  },
  {
    name: 'set_policy lines of a script',
    from: 250,
    files: n =>
      one(
        postStart(
          each(n, index => `rabbitmqctl set_policy p${index} '^shop-${index}' '{"ha-mode":"all"}'\n`),
        ),
      ),
  },
  {
    name: 'other lines of a script',
    from: 1000,
    files: n =>
      one(
        postStart(
          each(n, index => `if [ -n "$A${index}" ]; then echo "$A${index}" | sed 's/a/b/' > /tmp/a; fi\n`),
        ),
      ),
  },
  {
    name: 'policies of one definitions file',
    from: 500,
    files: n =>
      one(definitions({ users: [], vhosts: [{ name: '/' }], policies: list(n, index => policy(index)) })),
  },
  {
    name: 'policies with one pattern',
    from: 500,
    files: n =>
      one(
        definitions({
          vhosts: [{ name: '/' }],
          policies: list(n, index => policy(index, { pattern: '.*' })),
        }),
      ),
  },
  {
    name: 'policies with wrong keys',
    from: 250,
    files: n =>
      one(
        definitions({
          vhosts: [{ name: '/' }],
          policies: list(n, index => policy(index, { definition: { 'ha-moed': 'all', [`x-${index}`]: 1 } })),
        }),
      ),
  },
  {
    name: 'queues of one definitions file',
    from: 2000,
    files: n =>
      one(
        definitions({
          vhosts: [{ name: '/' }],
          policies: [policy(1)],
          queues: list(n, index => ({
            name: `q${index}`,
            vhost: '/',
            durable: true,
            auto_delete: false,
            arguments: {},
          })),
        }),
      ),
  },
  {
    name: 'Policy resources',
    from: 250,
    files: n => [
      {
        name: 'a.yaml',
        text: `apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: {name: bunny}\nspec: {replicas: 3}\n${each(n, index => `---\n${JSON.stringify(shopPolicy(index))}\n`)}`,
      },
    ],
  },
  {
    name: 'lines of rabbitmq.conf',
    from: 1000,
    files: n =>
      one(
        cluster({
          data: conf(
            each(
              n,
              index =>
                `default_permissions.u${index} = x\nlisteners.tcp.l${index} = 0.0.0.0:${5672 + (index % 1000)}\n`,
            ),
          ),
        }),
      ),
  },
  {
    name: 'unknown keys',
    from: 250,
    files: n =>
      one(cluster({ data: conf(each(n, index => `cluster_formation.kis.adress_type${index} = x\n`)) })),
  },
  {
    name: 'unknown keys, no release',
    from: 100,
    files: n =>
      one(
        cluster({
          image: 'rabbitmq:latest',
          data: conf(each(n, index => `cluster_formation.kis.adress_type${index} = x\n`)),
        }),
      ),
  },
  {
    name: 'the same key again',
    from: 500,
    files: n => one(cluster({ data: conf(each(n, () => 'heartbeat = 60\n')) })),
  },
  {
    name: 'wrong lines of rabbitmq.conf',
    from: 1000,
    files: n => one(cluster({ data: conf(`a = 1\n${each(n, index => `this is line ${index}\n`)}`) })),
  },
  {
    name: 'files of configuration',
    from: 250,
    files: n => one(cluster({ data: each(n, index => `c${index}.conf: "heartbeat = ${index}"\n`) })),
  },
  {
    name: 'terms of advanced.config',
    from: 1000,
    files: n =>
      one(
        cluster({
          mounts: '- {mountPath: /etc/rabbitmq/advanced.config, subPath: advanced.config, name: config}\n',
          data: block(
            'advanced.config',
            `[{rabbit, [\n${each(n, index => `{key${index}, [1, "a", {b, <<"c">>}]},\n`)}{heartbeat, 60}]}].\n`,
          ),
        }),
      ),
  },
  {
    name: 'plugins',
    from: 1000,
    files: n =>
      one(
        cluster({
          mounts: '- {mountPath: /etc/rabbitmq/enabled_plugins, subPath: enabled_plugins, name: config}\n',
          data: block(
            'enabled_plugins',
            `[${each(n, index => `rabbitmq_managment${index},`)}rabbitmq_management].\n`,
          ),
        }),
      ),
  },
  {
    name: 'variables',
    from: 500,
    files: n => one(cluster({ env: each(n, index => `- {name: A${index}, value: "$(A${index - 1})x"}\n`) })),
  },
  {
    name: 'unknown RABBITMQ_ variables',
    from: 250,
    files: n => one(cluster({ env: each(n, index => `- {name: RABBITMQ_NODENAM${index}, value: x}\n`) })),
  },
  {
    name: 'variables that name many',
    from: 250,
    files: n =>
      one(
        cluster({
          env:
            each(n, index => `- {name: A${index}, value: b}\n`) +
            `- {name: ALL, value: "${each(n, index => `$(A${index})`)}"}\n`,
        }),
      ),
  },
  {
    name: 'mounts and volumes',
    from: 250,
    files: n =>
      one(
        cluster({
          mounts: each(n, index => `- {name: v${index}, mountPath: /m/${index}}\n`),
          volumes: each(n, index => `- {name: v${index}, emptyDir: {}}\n`),
        }),
      ),
  },
  {
    name: 'mounts in mounts',
    from: 250,
    files: n =>
      one(
        cluster({
          mounts: each(
            n,
            index => `- {name: v${index}, mountPath: /etc/rabbitmq/conf.d/${index}.conf, subPath: a}\n`,
          ),
          volumes: each(n, index => `- {name: v${index}, configMap: {name: c${index}}}\n`),
        }),
      ),
  },
  {
    name: 'containers',
    from: 250,
    files: n =>
      one(
        cluster({
          containers: each(
            n,
            index =>
              `- {name: c${index}, image: "rabbitmq:4.1.4", command: [sh, -c, "rabbitmqctl wait a"]}\n`,
          ),
        }),
      ),
  },
  {
    name: 'entries of a ConfigMap',
    from: 2000,
    files: n => one(cluster({ data: each(n, index => `k${index}: v\n`) })),
  },
  {
    name: 'suppressions',
    from: 500,
    files: n =>
      one(
        cluster({ annotations: `warrener.dev/ignore: "${each(n, index => `rule-${index}=because; `)}"\n` }),
      ),
  },
  {
    name: 'comments that silence',
    from: 500,
    files: n =>
      one(
        cluster({
          env: each(
            n,
            index =>
              `# warrener-ignore conf-key-unknown -- because ${index}\n- {name: A${index}, value: x}\n`,
          ),
        }),
      ),
  },
  {
    name: 'keys written twice',
    from: 500,
    files: n => one(cluster({ data: each(n, index => `k${index}: a\nk${index}: b\n`) })),
  },
  {
    name: 'aliases',
    from: 500,
    files: n => one(cluster({ env: `- &a {name: A, value: x}\n${each(n, () => '- *a\n')}` })),
  },
  {
    name: 'broken documents',
    from: 500,
    files: n =>
      one(cluster() + each(n, index => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${index}\n`)),
  },
  {
    name: 'nested lists',
    from: 100,
    files: n =>
      list(n, index => ({ name: `${index}.yaml`, text: `a: ${'['.repeat(400)}${']'.repeat(400)}\n` })),
  },
  {
    name: 'Applications with values',
    from: 250,
    files: n =>
      list(n, index => ({
        name: `${index}.yaml`,
        text: `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a${index}}\nspec:\n  source:\n    chart: rabbitmq\n    repoURL: https://charts.example.com/bitnami\n    helm:\n      values: |\n        replicaCount: 3\n        plugins: rabbitmq_managment\n`,
      })),
  },
  {
    name: 'Secrets with definitions',
    from: 100,
    files: n =>
      one(
        list(
          n,
          index =>
            `${cluster({ name: `b${index}`, volumes: `- {name: s, secret: {secretName: s${index}}}\n`, mounts: '- {name: s, mountPath: /defs}\n', data: conf('load_definitions = /defs/a.json\n') })}---\napiVersion: v1\nkind: Secret\nmetadata: {name: s${index}}\nstringData:\n  a.json: '${JSON.stringify({ vhosts: [{ name: '/' }], policies: [policy(1)] })}'\n`,
        ).join('---\n'),
      ),
  },
]
