import { readInput } from '../../lint/input.ts'
import { type Broker, brokersIn } from '../../model/broker/broker.ts'
import { type Cluster, clusterOf } from '../../model/cluster.ts'
import { ifFound } from '../../model/kube/lookup.ts'
import { showText } from '../../model/pods/symbolic-text.ts'
import { describe, expect, test } from '../jest.ts'

/*
 * Where configuration, plugins, definitions and policies can sit, and which of several wins. A row is one way to carry
 * something to a node, and what the node has of it.
 */

type Files = Readonly<Record<string, string>>
interface Carried {
  readonly conf?: Readonly<Record<string, string>>
  readonly plugins?: readonly string[]
  readonly policies?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** `{rabbit, [{key, _}]}` */
  readonly advanced?: readonly string[]
  readonly discovery?: Readonly<Record<string, string>>
}
type Row = readonly [name: string, files: string | Files, carried: Carried]

function clusterIn(files: string | Files): Cluster {
  const all = typeof files === 'string' ? { 'a.yaml': files } : files
  const { worlds } = readInput(Object.entries(all).map(([name, text]) => ({ name, text })))
  const brokers: readonly Broker[] = worlds.flatMap(world => brokersIn(world, {}))
  const [broker] = brokers
  const stand = broker?.stands.at(-1)
  if (broker === undefined || stand === undefined || brokers.length > 1) throw new Error('not one broker')
  return clusterOf(broker, stand)
}

function carriedBy(cluster: Cluster, wanted: Carried): Carried {
  const values = (asked: Readonly<Record<string, string>>, read: (key: string) => string | undefined) =>
    Object.fromEntries(Object.keys(asked).map(key => [key, read(key) ?? '(not found)']))
  const { config, plugins, policies, advanced, broker, discovery } = cluster
  return {
    ...(wanted.conf && { conf: values(wanted.conf, key => ifFound(config.effective(key))?.value) }),
    ...(wanted.plugins && { plugins: plugins.named.items.map(({ name }) => name) }),
    ...(wanted.policies && {
      policies: policies.items.map(
        ({ name, operator, carrier }) => `${carrier}${operator ? ' operator' : ''} ${name}`,
      ),
    }),
    ...(wanted.env && {
      env: values(wanted.env, name => {
        const value = ifFound(broker.environment.get(name))
        return value && showText(value.text)
      }),
    }),
    ...(wanted.advanced && {
      advanced: wanted.advanced.filter(key => advanced.setting('rabbit', key).state === 'found'),
    }),
    ...(wanted.discovery && {
      discovery: values(wanted.discovery, name => {
        const setting = ifFound(discovery.setting(name as 'host'))
        return setting && showText(setting.text)
      }),
    }),
  }
}

interface Pod {
  readonly mounts?: readonly string[]
  readonly volumes?: readonly string[]
  readonly more?: string
  readonly init?: string
  readonly image?: string
}
/** A StatefulSet; mounts, volumes and the like as flow YAML. */
const pod = ({
  mounts = [],
  volumes = [],
  more = '{}',
  init = '[]',
  image = 'rabbitmq:3.12.14',
}: Pod): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: mq, namespace: mq}
spec:
  serviceName: mq
  template:
    metadata: {labels: {app: mq}}
    spec:
      initContainers: ${init}
      volumes: [${volumes.join(', ')}]
      containers:
        - <<: ${more}
          name: rabbitmq
          image: ${image}
          volumeMounts: [${mounts.join(', ')}]
`
const object = (kind: string, name: string, fields: Readonly<Record<string, unknown>>): string =>
  `---\napiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: mq}\n${Object.entries(fields)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('')}`
const configMap = (data: Readonly<Record<string, string>>): string => object('ConfigMap', 'conf', { data })
const conf = '{name: conf, configMap: {name: conf}}'
const at = (path: string, subPath?: string, volume = 'conf'): string =>
  `{name: ${volume}, mountPath: ${path}${subPath === undefined ? '' : `, subPath: ${subPath}`}}`
const main = '/etc/rabbitmq/rabbitmq.conf'
const env = (...variables: readonly string[]): string => `{env: [${variables.join(', ')}]}`
const variable = (name: string, value: string): string => `{name: ${name}, value: ${JSON.stringify(value)}}`
const definitions =
  '{"policies": [{"name": "p", "vhost": "/", "pattern": "a", "definition": {"max-length": 1}}]}'

const files: readonly Row[] = [
  [
    'a ConfigMap over the whole folder',
    pod({ mounts: [at('/etc/rabbitmq')], volumes: [conf] }) +
      configMap({
        'rabbitmq.conf': 'heartbeat = 1',
        enabled_plugins: '[rabbitmq_mqtt].',
        'advanced.config': '[{rabbit, [{x, 1}]}].',
      }),
    { conf: { heartbeat: '1' }, plugins: ['rabbitmq_mqtt'], advanced: ['x'] },
  ],
  [
    'binaryData',
    pod({ mounts: [at('/etc/rabbitmq')], volumes: [conf] }) +
      object('ConfigMap', 'conf', { binaryData: { 'rabbitmq.conf': btoa('heartbeat = 1') } }),
    { conf: { heartbeat: '1' } },
  ],
  [
    'a Secret: stringData wins over data',
    pod({ mounts: [at('/etc/rabbitmq')], volumes: ['{name: conf, secret: {secretName: conf}}'] }) +
      object('Secret', 'conf', {
        data: { 'rabbitmq.conf': btoa('heartbeat = 1') },
        stringData: { 'rabbitmq.conf': 'heartbeat = 2' },
      }),
    { conf: { heartbeat: '2' } },
  ],
  [
    'single files by subPath',
    pod({ mounts: [at(main, 'a'), at('/etc/rabbitmq/enabled_plugins', 'b')], volumes: [conf] }) +
      configMap({ a: 'heartbeat = 1', b: '[rabbitmq_mqtt].' }),
    { conf: { heartbeat: '1' }, plugins: ['rabbitmq_mqtt'] },
  ],
  [
    'items that give other names',
    pod({
      mounts: [at('/etc/rabbitmq')],
      volumes: ['{name: conf, configMap: {name: conf, items: [{key: a, path: conf.d/x.conf}]}}'],
    }) + configMap({ a: 'heartbeat = 1', 'rabbitmq.conf': 'heartbeat = 2' }),
    { conf: { heartbeat: '1' } },
  ],
  [
    'a projected volume: later sources win',
    pod({
      mounts: [at('/etc/rabbitmq')],
      volumes: [
        '{name: conf, projected: {sources: [{configMap: {name: conf}}, {secret: {name: s, items: [{key: c, path: rabbitmq.conf}]}}]}}',
      ],
    }) +
      configMap({ 'rabbitmq.conf': 'heartbeat = 1' }) +
      object('Secret', 's', { stringData: { c: 'heartbeat = 2' } }),
    { conf: { heartbeat: '2' } },
  ],
  [
    'the mount with the longer path shows',
    pod({ mounts: [at('/etc/rabbitmq'), at(main, 'other')], volumes: [conf] }) +
      configMap({ 'rabbitmq.conf': 'heartbeat = 1', other: 'heartbeat = 2' }),
    { conf: { heartbeat: '2' } },
  ],
  [
    'an init container that copies',
    pod({
      mounts: [at('/etc/rabbitmq', undefined, 'etc')],
      volumes: [conf, '{name: etc, emptyDir: {}}'],
      init: '[{name: copy, image: busybox, command: [sh, -c, "cp /conf/* /etc/rabbitmq/"], volumeMounts: [{name: conf, mountPath: /conf}, {name: etc, mountPath: /etc/rabbitmq}]}]',
    }) + configMap({ 'rabbitmq.conf': 'heartbeat = 1' }),
    { conf: { heartbeat: '1' } },
  ],
]

const order: readonly Row[] = [
  [
    'conf.d wins over the main file, its last file over the others, its last line over the others',
    pod({
      mounts: [
        at(main, 'm'),
        at('/etc/rabbitmq/conf.d/20.conf', 'b'),
        at('/etc/rabbitmq/conf.d/10.conf', 'a'),
      ],
      volumes: [conf],
    }) +
      configMap({
        m: 'heartbeat = 1\nchannel_max = 1',
        a: 'heartbeat = 2',
        b: 'heartbeat = 3\nheartbeat = 4',
      }),
    { conf: { heartbeat: '4', channel_max: '1' } },
  ],
  [
    'only *.conf counts in conf.d',
    pod({ mounts: [at('/etc/rabbitmq/conf.d')], volumes: [conf] }) +
      configMap({ 'a.conf': 'heartbeat = 1', 'b.config': 'heartbeat = 2' }),
    { conf: { heartbeat: '1' } },
  ],
  [
    'RABBITMQ_CONFIG_FILE, with or without extension',
    pod({
      mounts: [at('/x'), at(main, 'other')],
      volumes: [conf],
      more: env(variable('RABBITMQ_CONFIG_FILE', '/x/mine')),
    }) + configMap({ 'mine.conf': 'heartbeat = 1', other: 'heartbeat = 2' }),
    { conf: { heartbeat: '1' } },
  ],
  [
    'RABBITMQ_CONFIG_FILES',
    pod({ mounts: [at('/x')], volumes: [conf], more: env(variable('RABBITMQ_CONFIG_FILES', '/x/*.conf')) }) +
      configMap({ 'a.conf': 'heartbeat = 1' }),
    { conf: { heartbeat: '1' } },
  ],
  [
    'RABBITMQ_ADVANCED_CONFIG_FILE and RABBITMQ_ENABLED_PLUGINS_FILE',
    pod({
      mounts: [at('/x')],
      volumes: [conf],
      more: env(
        variable('RABBITMQ_ADVANCED_CONFIG_FILE', '/x/a'),
        variable('RABBITMQ_ENABLED_PLUGINS_FILE', '/x/p'),
      ),
    }) + configMap({ a: '[{rabbit, [{x, 1}]}].', p: '[rabbitmq_mqtt].' }),
    { advanced: ['x'], plugins: ['rabbitmq_mqtt'] },
  ],
  [
    'the list of plugins in a variable wins over its file',
    pod({
      mounts: [at('/etc/rabbitmq')],
      volumes: [conf],
      more: env(variable('RABBITMQ_ENABLED_PLUGINS', 'rabbitmq_stomp')),
    }) + configMap({ enabled_plugins: '[rabbitmq_mqtt].' }),
    { plugins: ['rabbitmq_stomp'] },
  ],
  [
    'variables: envFrom with a prefix, env over envFrom, $(VAR) in list order',
    pod({
      more: `{envFrom: [{prefix: RABBITMQ_, configMapRef: {name: conf}}], env: [${variable('A', 'a')}, ${variable('RABBITMQ_B', '$(A)-$(C)')}, ${variable('C', 'c')}]}`,
    }) + configMap({ B: 'no', D: '$(A)' }),
    { env: { RABBITMQ_B: 'a-$(C)', RABBITMQ_D: '$(A)' } },
  ],
  [
    'K8S_* wins over rabbitmq.conf',
    pod({ mounts: [at('/etc/rabbitmq')], volumes: [conf], more: env(variable('K8S_SERVICE_NAME', 'one')) }) +
      configMap({
        'rabbitmq.conf':
          'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.service_name = two\ncluster_formation.k8s.address_type = ip',
      }),
    { discovery: { service_name: 'one', address_type: 'ip' } },
  ],
  [
    'rabbitmq-env.conf lies under the variables of the container, and its prefixed names over the others',
    pod({ mounts: [at('/etc/rabbitmq')], volumes: [conf], more: env(variable('RABBITMQ_A', 'container')) }) +
      configMap({
        'rabbitmq-env.conf': '# x\nA=file\nRABBITMQ_B="one"\nB=two\nexport C=\'three\'\nD=$HOME/x\n',
      }),
    {
      env: {
        RABBITMQ_A: 'container',
        RABBITMQ_B: 'one',
        RABBITMQ_C: 'three',
        RABBITMQ_D: '(not found)',
        RABBITMQ_E: '(not found)',
      },
    },
  ],
  [
    'rabbitmq-env.conf may name the main file',
    pod({ mounts: [at('/etc/rabbitmq')], volumes: [conf] }) +
      configMap({ 'rabbitmq-env.conf': 'CONFIG_FILE=/etc/rabbitmq/mine', 'mine.conf': 'heartbeat = 1' }),
    { conf: { heartbeat: '1' } },
  ],
]

/** A folder of files that include one another, at /etc/rabbitmq. */
const including = (data: Readonly<Record<string, string>>, image?: string): string =>
  pod({ mounts: [at('/etc/rabbitmq')], volumes: [conf], ...(image === undefined ? {} : { image }) }) +
  configMap(data)

const includes: readonly Row[] = [
  [
    'what a file includes stands in its place: the last line wins',
    including({
      'rabbitmq.conf': 'heartbeat = 1\nchannel_max = 1\ninclude more.conf\nchannel_max = 2',
      'more.conf': 'heartbeat = 3\nchannel_max = 3',
    }),
    { conf: { heartbeat: '3', channel_max: '2' } },
  ],
  [
    'a pattern: by name',
    including({ 'rabbitmq.conf': 'include b*.conf', 'b1.conf': 'heartbeat = 1', 'b2.conf': 'heartbeat = 2' }),
    { conf: { heartbeat: '2' } },
  ],
  [
    'relative to the file that includes, and through several',
    pod({
      mounts: [at(main, 'a'), at('/etc/rabbitmq/x/b.conf', 'b'), at('/etc/c.conf', 'c')],
      volumes: [conf],
    }) + configMap({ a: 'include x/b.conf', b: 'include ../../c.conf', c: 'heartbeat = 1' }),
    { conf: { heartbeat: '1' } },
  ],
  [
    'by an absolute path',
    pod({ mounts: [at(main, 'a'), at('/c.conf', 'c')], volumes: [conf] }) +
      configMap({ a: 'include /c.conf', c: 'heartbeat = 1' }),
    { conf: { heartbeat: '1' } },
  ],
  [
    'what is not there is passed over',
    including({ 'rabbitmq.conf': 'include nothing.conf\nheartbeat = 1' }),
    { conf: { heartbeat: '1' } },
  ],
  [
    'what was not seen may set anything before it, and nothing behind it',
    pod({
      mounts: [at(main, 'a'), at('/x', undefined, 'x')],
      volumes: [conf, '{name: x, hostPath: {path: /x}}'],
    }) + configMap({ a: 'heartbeat = 1\ninclude /x/a.conf\nchannel_max = 2' }),
    { conf: { heartbeat: '(not found)', channel_max: '2' } },
  ],
  [
    'what an image of its own may carry',
    including({ 'rabbitmq.conf': 'heartbeat = 1\ninclude /opt/own.conf' }, 'acme/broker-rabbitmq:1'),
    { conf: { heartbeat: '(not found)' } },
  ],
  [
    'a circle, which a broker follows for ever',
    including({ 'rabbitmq.conf': 'heartbeat = 1\ninclude rabbitmq.conf' }),
    { conf: { heartbeat: '(not found)' } },
  ],
  [
    'more than is followed',
    including({
      'rabbitmq.conf': 'heartbeat = 1\ninclude a.conf',
      'a.conf': 'include b.conf\n'.repeat(300),
      'b.conf': 'channel_max = 1',
    }),
    { conf: { heartbeat: '(not found)' } },
  ],
  [
    'a release that does not include',
    including(
      { 'rabbitmq.conf': 'heartbeat = 1\ninclude more.conf', 'more.conf': 'heartbeat = 3' },
      'rabbitmq:3.8.9',
    ),
    { conf: { heartbeat: '1' } },
  ],
]

const bitnamiImage = 'bitnami/rabbitmq:4.0.2'
const inEmptyDir = (init: string): string =>
  pod({
    image: bitnamiImage,
    init,
    mounts: [at('/bitnami/rabbitmq/conf'), at('/opt/bitnami/rabbitmq/etc/rabbitmq', 'conf', 'e')],
    volumes: [conf, '{name: e, emptyDir: {}}'],
    more: env(variable('RABBITMQ_PLUGINS', 'rabbitmq_shovel')),
  }) + configMap({ 'rabbitmq.conf': 'heartbeat = 1' })
/** What images carry, or write when they start. */
const images: readonly Row[] = [
  ['the official image', pod({}), { conf: { 'loopback_users.guest': 'false', 'log.console': 'true' } }],
  [
    'a mount that hides it',
    pod({ mounts: [at('/etc/rabbitmq/conf.d')], volumes: [conf] }) + configMap({}),
    { conf: { 'loopback_users.guest': '(not found)', 'log.console': '(not found)' } },
  ],
  [
    'the user overrides it, by the order of names',
    pod({
      mounts: [at('/etc/rabbitmq/conf.d/05.conf', 'a'), at('/etc/rabbitmq/conf.d/90.conf', 'b')],
      volumes: [conf],
    }) + configMap({ a: 'loopback_users.guest = true', b: 'log.console = false' }),
    { conf: { 'loopback_users.guest': 'false', 'log.console': 'false' } },
  ],
  [
    'before 3.9 there was none',
    pod({ image: 'rabbitmq:3.8.34' }),
    { conf: { 'log.console': '(not found)' } },
  ],
  [
    'Bitnami: what it writes',
    pod({ image: bitnamiImage }),
    {
      conf: {
        cluster_partition_handling: 'ignore',
        'disk_free_limit.relative': '1.0',
        'log.console': '(not found)',
        load_definitions: '(not found)',
      },
      plugins: ['rabbitmq_management'],
    },
  ],
  [
    'Bitnami: from its variables',
    pod({
      image: bitnamiImage,
      more: env(
        variable('RABBITMQ_CLUSTER_PARTITION_HANDLING', 'autoheal'),
        variable('RABBITMQ_VM_MEMORY_HIGH_WATERMARK', '50%'),
        variable('RABBITMQ_DISK_FREE_ABSOLUTE_LIMIT', '2GB'),
        variable('RABBITMQ_LOAD_DEFINITIONS', 'yes'),
        variable('RABBITMQ_PLUGINS', 'rabbitmq_shovel'),
      ),
    }),
    {
      conf: {
        cluster_partition_handling: 'autoheal',
        'vm_memory_high_watermark.relative': '0.5',
        'disk_free_limit.absolute': '2GB',
        load_definitions: '/app/load_definition.json',
      },
      plugins: ['rabbitmq_management_agent', 'rabbitmq_prometheus', 'rabbitmq_shovel'],
    },
  ],
  [
    'Bitnami: variables that were not seen',
    pod({ image: bitnamiImage, more: '{envFrom: [{secretRef: {name: s}}]}' }),
    { conf: { cluster_partition_handling: '(not found)', 'disk_free_limit.relative': '(not found)' } },
  ],
  [
    'Bitnami: what is mounted is copied, and nothing is written',
    pod({ image: bitnamiImage, mounts: [at('/bitnami/rabbitmq/conf')], volumes: [conf] }) +
      configMap({
        'rabbitmq.conf': 'heartbeat = 1',
        'advanced.config': '[{rabbit, [{x, 1}]}].',
        enabled_plugins: '[rabbitmq_mqtt].',
      }),
    {
      conf: { heartbeat: '1', cluster_partition_handling: '(not found)' },
      advanced: ['x'],
      plugins: ['rabbitmq_mqtt'],
    },
  ],
  [
    'Bitnami: its own folder on an emptyDir, of which an init container fills another part',
    inEmptyDir(
      '[{name: plugins, image: x, command: [cp, -r, /p, /e/plugins], volumeMounts: [{name: e, mountPath: /e}]}]',
    ),
    {
      conf: { heartbeat: '1', channel_max: '(not found)' },
      plugins: ['rabbitmq_management_agent', 'rabbitmq_prometheus', 'rabbitmq_shovel'],
    },
  ],
  [
    'Bitnami: its own folder on an emptyDir, into which an init container may put something',
    inEmptyDir(
      '[{name: conf, image: x, command: [cp, -r, /p, /e/conf], volumeMounts: [{name: e, mountPath: /e}]}]',
    ),
    { conf: { heartbeat: '(not found)' }, plugins: [] },
  ],
  [
    'Bitnami: at the path of the official image, which is a link',
    pod({ image: bitnamiImage, mounts: [at('/etc/rabbitmq/conf.d')], volumes: [conf] }) +
      configMap({ 'a.conf': 'heartbeat = 1' }),
    { conf: { heartbeat: '1', cluster_partition_handling: 'ignore' } },
  ],
  [
    'Bitnami: a command of its own writes nothing',
    pod({ image: bitnamiImage, more: '{command: [rabbitmq-server]}' }),
    { conf: { cluster_partition_handling: '(not found)' } },
  ],
  [
    'Bitnami: rabbitmq-env.conf',
    pod({
      image: bitnamiImage,
      mounts: [at('/opt/bitnami/rabbitmq/etc/rabbitmq/rabbitmq-env.conf', 'e')],
      volumes: [conf],
    }) + configMap({ e: 'A=1' }),
    { env: { RABBITMQ_A: '1' } },
  ],
  [
    'Bitnami: under the operator',
    `apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: {name: mq, namespace: mq}\nspec:\n  image: ${bitnamiImage}\n  rabbitmq: {additionalConfig: "heartbeat = 1"}\n`,
    { conf: { heartbeat: '1', cluster_partition_handling: 'pause_minority' } },
  ],
]

/** Values of charts. */
const charts: readonly Row[] = [
  [
    'Bitnami: definitions by a file name of the user, in a Secret that the chart makes',
    {
      'values.yaml': `image: {repository: bitnami/rabbitmq, tag: 3.12.14-debian-12-r0}\nreplicaCount: 3\nextraSecrets:\n  mine:\n    d.json: |\n      ${definitions}\nloadDefinition: {enabled: true, existingSecret: mine}\nextraConfiguration: |\n  load_definitions = /app/d.json\n  heartbeat = 1\n`,
    },
    { conf: { heartbeat: '1', load_definitions: '/app/d.json' }, policies: ['definitions p'] },
  ],
  [
    'Bitnami: in a Secret that is there, by the name that the chart gives the file',
    {
      'values.yaml': `image: {repository: bitnami/rabbitmq, tag: 3.12.14-debian-12-r0}\nauth: {existingErlangSecret: x}\nloadDefinition: {enabled: true, existingSecret: mine}\n`,
      'secret.yaml': object('Secret', 'mine', { stringData: { 'load_definition.json': definitions } }),
    },
    { conf: { load_definitions: '/app/load_definition.json' }, policies: ['definitions p'] },
  ],
  [
    'Bitnami: what stands below the lines of the user wins over them',
    {
      'values.yaml':
        'image: {repository: bitnami/rabbitmq}\nreplicaCount: 3\nclustering: {enabled: false}\nmemoryHighWatermark: {enabled: true, value: 0.5}\nextraConfiguration: |\n  vm_memory_high_watermark.relative = 0.7\n  cluster_partition_handling = autoheal\n',
    },
    { conf: { 'vm_memory_high_watermark.relative': '0.5', cluster_partition_handling: 'autoheal' } },
  ],
  [
    'Bitnami: a configuration of its own that leaves the rest out',
    {
      'values.yaml':
        'image: {repository: bitnami/rabbitmq}\nreplicaCount: 3\nconfiguration: |\n  heartbeat = 1\nextraConfiguration: |\n  heartbeat = 2\n',
    },
    { conf: { heartbeat: '1', channel_max: '(not found)' } },
  ],
  [
    'CloudPirates: the lines of the user win, plugins are lists',
    {
      'values.yaml':
        'peerDiscoveryK8sPlugin: {enabled: true, addressType: ip}\nadditionalPlugins: [rabbitmq_shovel]\nconfig:\n  memoryHighWatermark: {enabled: true, value: 0.5}\n  advancedConfiguration: "[{rabbit, [{x, 1}]}]."\n  extraConfiguration: |\n    heartbeat = 1\nresources: {limits: {memory: 512Mi}}\n',
    },
    {
      conf: {
        heartbeat: '1',
        'cluster_formation.k8s.address_type': 'ip',
        'vm_memory_high_watermark.relative': '0.5',
        total_memory_available_override_value: '512Mi',
        'loopback_users.guest': 'false',
      },
      plugins: ['rabbitmq_peer_discovery_k8s', 'rabbitmq_management', 'rabbitmq_shovel'],
      advanced: ['x'],
    },
  ],
  [
    'CloudPirates in a HelmRelease, by its repository',
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mq, namespace: mq}\nspec:\n  chart: {spec: {chart: rabbitmq, sourceRef: {kind: HelmRepository, name: cloudpirates}}}\n  values:\n    replicaCount: 3\n    config: {extraConfiguration: "heartbeat = 1"}\n`,
    { conf: { heartbeat: '1' }, plugins: ['rabbitmq_management'] },
  ],
  [
    'CloudPirates in an Application',
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: mq}\nspec:\n  source:\n    repoURL: registry-1.docker.io/cloudpirates\n    chart: rabbitmq\n    targetRevision: 0.21.18\n    helm:\n      values: |\n        config:\n          extraConfiguration: |\n            heartbeat = 1\n`,
    { conf: { heartbeat: '1' }, plugins: ['rabbitmq_management'] },
  ],
  [
    'groundhog2k',
    {
      'values.yaml':
        'image: {repository: rabbitmq, tag: "4.1.3"}\nk8sPeerDiscoveryPlugin: {enabled: true}\nplugins: [rabbitmq_shovel]\noptions: {memoryHighWatermark: {enabled: true, type: absolute, value: 1GiB}}\ncustomConfig: |\n  heartbeat = 1\n',
    },
    {
      conf: { heartbeat: '1', 'vm_memory_high_watermark.absolute': '1GiB' },
      plugins: ['rabbitmq_peer_discovery_k8s', 'rabbitmq_management', 'rabbitmq_shovel'],
    },
  ],
]

const operated = (spec: string): string =>
  `apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: {name: mq, namespace: mq}\nspec:\n  image: rabbitmq:3.12.14\n${spec}`
const topology = (kind: string, name: string): string =>
  `---\napiVersion: rabbitmq.com/v1beta1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: mq}\nspec: {name: ${name}, pattern: a, definition: {max-length: 1}, rabbitmqClusterReference: {name: mq}}\n`

const operator: readonly Row[] = [
  [
    'additionalConfig wins over what the operator writes',
    operated('  rabbitmq: {additionalConfig: "cluster_partition_handling = autoheal"}\n'),
    { conf: { cluster_partition_handling: 'autoheal', 'cluster_formation.k8s.host': 'kubernetes.default' } },
  ],
  [
    'advancedConfig, additionalPlugins, envConfig',
    operated(
      '  rabbitmq:\n    advancedConfig: "[{rabbit, [{x, 1}]}]."\n    additionalPlugins: [rabbitmq_mqtt]\n    envConfig: |\n      DISTRIBUTION_BUFFER_SIZE=1\n      RABBITMQ_USE_LONGNAME=false\n',
    ),
    {
      advanced: ['x'],
      plugins: ['rabbitmq_peer_discovery_k8s', 'rabbitmq_prometheus', 'rabbitmq_management', 'rabbitmq_mqtt'],
      env: { RABBITMQ_DISTRIBUTION_BUFFER_SIZE: '1', RABBITMQ_USE_LONGNAME: 'true' },
    },
  ],
  [
    'override',
    operated(
      '  override: {statefulSet: {spec: {template: {spec: {containers: [{name: rabbitmq, env: [{name: RABBITMQ_USE_LONGNAME, value: "false"}]}]}}}}}\n',
    ),
    { env: { RABBITMQ_USE_LONGNAME: 'false', K8S_SERVICE_NAME: 'mq-nodes' } },
  ],
  [
    'Policy and OperatorPolicy resources',
    operated('') + topology('Policy', 'p') + topology('OperatorPolicy', 'o'),
    { policies: ['policy-resource p', 'policy-resource operator o'] },
  ],
]

const job = (kind: string, template: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: {name: mq, namespace: mq}\nspec: {selector: {app: mq}}\n---\napiVersion: batch/v1\nkind: ${kind}\nmetadata: {name: setup, namespace: mq}\nspec: ${template}\n`
const setPolicy = (name: string, more = ''): string =>
  `rabbitmqctl ${more}set_policy ${name} a '{\\"max-length\\":1}'`
const jobPod = `{template: {spec: {containers: [{name: a, image: rabbitmq, command: [sh, -c, "${setPolicy('p', '-n rabbit@mq-0.mq ')}"]}]}}}`

const policies: readonly Row[] = [
  [
    'definitions that rabbitmq.conf names, operator policies among their parameters',
    pod({ mounts: [at('/etc/rabbitmq')], volumes: [conf] }) +
      configMap({
        'rabbitmq.conf': 'load_definitions = /etc/rabbitmq/d.json',
        'd.json': definitions.replace(
          ']}',
          '], "parameters": [{"component": "operator_policy", "name": "o", "vhost": "/", "value": {"pattern": "a", "definition": {"max-length": 1}}}]}',
        ),
      }),
    { policies: ['definitions p', 'definitions operator o'] },
  ],
  [
    'a folder of definitions in a Secret',
    pod({
      mounts: [at('/etc/rabbitmq/conf.d'), at('/d', undefined, 'd')],
      volumes: [conf, '{name: d, secret: {secretName: d}}'],
    }) +
      configMap({ 'a.conf': 'definitions.import_backend = local_filesystem\ndefinitions.local.path = /d' }) +
      object('Secret', 'd', { data: { 'a.json': btoa(definitions) } }),
    { policies: ['definitions p'] },
  ],
  [
    'default_policies of rabbitmq.conf',
    pod({ mounts: [at('/etc/rabbitmq')], volumes: [conf] }) +
      configMap({
        'rabbitmq.conf':
          'default_policies.operator.cap.queue_pattern = ^a\ndefault_policies.operator.cap.max_length = 10\ndefault_policies.operator.ha.classic_queues.ha_mode = all',
      }),
    { policies: ['configuration operator cap', 'configuration operator ha'] },
  ],
  [
    'hooks',
    pod({
      more: `{lifecycle: {postStart: {exec: {command: [sh, -c, "${setPolicy('a')}"]}}, preStop: {exec: {command: [rabbitmqctl, set_policy, b, a, '{"max-length":1}']}}}}`,
    }),
    { policies: ['command a', 'command b'] },
  ],
  [
    'a script in a ConfigMap',
    pod({
      mounts: [at('/scripts')],
      volumes: [conf],
      more: '{lifecycle: {postStart: {exec: {command: [sh, /scripts/a.sh]}}}}',
    }) + configMap({ 'a.sh': setPolicy('p').replaceAll('\\', '') }),
    { policies: ['command p'] },
  ],
  [
    'an init container',
    pod({ init: `[{name: i, image: rabbitmq, command: [sh, -c, "${setPolicy('p')}"]}]` }),
    { policies: ['command p'] },
  ],
  ['a Job', pod({}) + job('Job', jobPod), { policies: ['command p'] }],
  ['a CronJob', pod({}) + job('CronJob', `{jobTemplate: {spec: ${jobPod}}}`), { policies: ['command p'] }],
]

const kustomized = pod({ mounts: [at('/etc/rabbitmq')], volumes: [conf] })
const disk: readonly Row[] = [
  [
    'files that a configMapGenerator names',
    {
      'kustomization.yaml':
        'resources: [a.yaml]\nnamespace: mq\nconfigMapGenerator:\n  - name: conf\n    files: [rabbitmq.conf, d.json=files/definitions.json, enabled_plugins]\n',
      'a.yaml': kustomized,
      'rabbitmq.conf': 'heartbeat = 1\nload_definitions = /etc/rabbitmq/d.json\n',
      'files/definitions.json': definitions,
      enabled_plugins: '[rabbitmq_mqtt].\n',
    },
    { conf: { heartbeat: '1' }, plugins: ['rabbitmq_mqtt'], policies: ['definitions p'] },
  ],
  [
    'a secretGenerator, with literals',
    {
      'kustomization.yaml':
        'resources: [a.yaml]\nnamespace: mq\nsecretGenerator:\n  - name: conf\n    literals: ["rabbitmq.conf=heartbeat = 1"]\n',
      'a.yaml': kustomized.replace('configMap: {name: conf}', 'secret: {secretName: conf}'),
    },
    { conf: { heartbeat: '1' } },
  ],
]

describe.each([
  ['files of the container', files],
  ['which one wins', order],
  ['include lines', includes],
  ['the cluster operator', operator],
  ['images', images],
  ['values of charts', charts],
  ['policies', policies],
  ['files on disk', disk],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_name, given, carried) => {
    expect(carriedBy(clusterIn(given), carried)).toEqual(carried)
  })
})
