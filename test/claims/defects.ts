/** What differs from a broker that is as it should be. */
export interface Defect {
  readonly name: string
  /** As many as the world has, unless it says otherwise. */
  readonly replicas?: number
  /** As many where the world has several. */
  readonly several?: number
  /** Members of the node's container, and of the spec of its pods. */
  readonly container?: object
  readonly pod?: object
  /** The spec of the governing Service beside its selector and ports; null: there is none. */
  readonly governing?: object | null
  readonly selector?: string
  /** A Service for clients with this selector. */
  readonly client?: object
  readonly serviceName?: string
  /** The Service below which the nodes are named. */
  readonly namedBelow?: string
  readonly nodeName?: string
  /** Something scales the nodes. */
  readonly isAutoscaled?: true
  /** The settings of peer discovery, and no backend. */
  readonly isWithoutBackend?: true
  /** Settings of discovery that differ; null: there are none. */
  readonly discovery?: Readonly<Record<string, string>> | null
  /** None, or only that on Endpoints. */
  readonly rights?: false | 'endpoints'
  readonly ordered?: true
  readonly readiness?: object
  readonly storage?: 'emptyDir' | 'none' | 'ephemeral'
  readonly conf?: string
  readonly advanced?: string
  /** Of rabbitmq-env.conf. */
  readonly environmentFile?: string
  readonly plugins?: string
  readonly definitions?: string
  /** The Service for clients is open to the outside. */
  readonly exposed?: true
  /** No setting names the definitions. */
  readonly isNotLoaded?: true
  readonly env?: Readonly<Record<string, string>>
  readonly memory?: string
  readonly storageClass?: string
  /** Of the StatefulSet. */
  readonly set?: object
  readonly script?: string
  /** The ports of the Service for clients. */
  readonly clientPorts?: readonly object[]
  /** More objects, in the namespace of the broker. */
  readonly objects?: readonly Beside[]
}
interface Beside {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec: object
}

const tcp = { tcpSocket: { port: 5672 } }
const policy = (name: string, definition: object): object => ({
  vhost: '/',
  name,
  pattern: '^orders',
  'apply-to': 'queues',
  priority: 0,
  definition,
})
const definitions = (policies: readonly object[], more: object = {}): string =>
  JSON.stringify({ vhosts: [{ name: '/' }], policies, ...more })
const users = {
  users: [
    {
      name: 'admin',
      password_hash: 'kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR',
      tags: 'administrator',
    },
  ],
}

const service = (name: string, spec: object): Beside => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec,
})
const headless = { clusterIP: 'None', publishNotReadyAddresses: true }
const stranger: Beside = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'stranger' },
  spec: {
    selector: { matchLabels: { app: 'broker' } },
    template: {
      metadata: { labels: { app: 'broker' } },
      spec: { containers: [{ name: 'app', image: 'app:1.0' }] },
    },
  },
}

/** Defects of what surrounds the nodes: what they mean depends on the names of the nodes. */
export const outside: readonly Defect[] = [
  { name: 'no-service', governing: null, readiness: tcp },
  { name: 'cluster-ip', governing: {} },
  { name: 'node-port', governing: { type: 'NodePort' }, rights: false },
  { name: 'unpublished', governing: { clusterIP: 'None' }, readiness: tcp },
  { name: 'selectors', selector: 'other', client: { part: 'broker' }, storage: 'none' },
  { name: 'named-elsewhere', namedBelow: 'other', storage: 'emptyDir' },
  { name: 'prefix-only', nodeName: '$(POD)', storage: 'ephemeral' },
  { name: 'other-suffix', discovery: { hostname_suffix: 'broker-nodes.x.svc.cluster.local' } },
  { name: 'other-service', discovery: { service_name: 'broker' } },
  { name: 'other-address', discovery: { address_type: 'other' }, rights: false },
  { name: 'ordered', ordered: true, readiness: tcp },
  {
    name: 'no-service-name',
    serviceName: '',
    objects: [
      stranger,
      service('node', { ports: [{ port: 80 }] }),
      service('k8s', { ports: [{ port: 80 }] }),
    ],
  },
  {
    name: 'other-service-name',
    serviceName: 'other',
    objects: [service('other', { ...headless, selector: { app: 'other' }, ports: [{ port: 80 }] })],
  },
  {
    name: 'around',
    clientPorts: [{ name: 'management', port: 15672 }],
    pod: {
      initContainers: [{ name: 'first', image: 'busybox:1', envFrom: [{ configMapRef: { name: 'gone' } }] }],
    },
    objects: [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'closed' },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      },
    ],
  },
  {
    name: 'port-names',
    governing: { ...headless, ports: [{ name: 'epmd', port: 4369, targetPort: 'epmd' }] },
  },
  { name: 'probed', container: { livenessProbe: tcp } },
  {
    name: 'asked',
    container: {
      livenessProbe: { exec: { command: ['rabbitmqctl', 'node_health_check'] } },
      readinessProbe: { httpGet: { path: '/api/overview', port: 15672 } },
    },
  },
  { name: 'in-order', ordered: true },
  {
    name: 'kept-apart',
    pod: {
      topologySpreadConstraints: null,
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'rabbit' } } },
          ],
        },
      },
    },
  },
  {
    name: 'stopping',
    several: 2,
    container: {
      lifecycle: {
        preStop: {
          exec: {
            command: [
              'sh',
              '-c',
              'rabbitmq-upgrade await_online_quorum_plus_one; rabbitmq-upgrade drain; rabbitmqctl force_boot; rabbitmqctl forget_cluster_node –offline rabbit@x && echo',
            ],
          },
        },
      },
    },
    definitions: definitions([policy('mirrored', { 'ha-mode': 'all' })], users),
  },
  { name: 'halves', several: 4 },
  { name: 'no-backend', isWithoutBackend: true },
  { name: 'apart', discovery: null },
  { name: 'fixed', nodeName: 'rabbit@localhost' },
  { name: 'long-off', env: { RABBITMQ_USE_LONGNAME: 'false' } },
  {
    name: 'other-host',
    rights: 'endpoints',
    discovery: { host: 'broker' },
    env: { K8S_HOSTNAME_SUFFIX: '' },
  },
  { name: 'no-token', pod: { automountServiceAccountToken: false }, isAutoscaled: true },
]

/** Defects of what the nodes read, whatever they are called; several in a file where they do not hide one another. */
export const inside: readonly Defect[] = [
  // By host, whatever the names of the world are.
  { name: 'dotted', nodeName: 'rabbit@$(POD).mq' },
  { name: 'group', pod: { securityContext: { runAsUser: 999, fsGroup: 999 } } },
  { name: 'owner', pod: { securityContext: { runAsUser: 999 } } },
  { name: 'network', storageClass: 'azurefile' },
  { name: 'top', env: { RABBITMQ_MNESIA_DIR: '/var/lib/rabbitmq' } },
  { name: 'beside', env: { RABBITMQ_MNESIA_BASE: '/data' } },
  { name: 'no-volume', container: { volumeMounts: [{ name: 'none', mountPath: '/var/lib/rabbitmq' }] } },
  {
    name: 'cookie-file',
    container: {
      volumeMounts: [
        { name: 'conf', mountPath: '/var/lib/rabbitmq/.erlang.cookie', subPath: 'rabbitmq.conf' },
      ],
    },
    set: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' } },
  },
  {
    name: 'configuration',
    conf: `heartbeat = 60
heartbeat = 30
nonsense.key = 1
channel_max = many
default_pass = abc#def
loopback_users = none
mnesia_table_loading_retry_timeout = 1000
auth_backends.1 = ldap
auth_backends.2 = rabbitmq_auth_backend_http
management.load_definitions = /etc/rabbitmq/other.json
disk_free_limit.absolute = 50MB
queue_master_locator = min-masters
cluster_formation.node_cleanup.only_log_warning = false
cluster_formation.target_cluster_size_hint = 9
cluster_formation.randomized_startup_delay_range.min = 1`,
    advanced: '[{rabbit, [{mirroring_flow_control, false}]}].',
    plugins: 'rabbitmq_managment',
    env: { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '0.4', RABBITMQ_DEFAUL_USER: 'x', RABBITMQ_NODE_NAME: 'x' },
    memory: '2Gi',
  },
  {
    name: 'syntax',
    conf: 'heartbeat: 60\ncredit_flow_default_credit = 1',
    advanced: '[{rabbit, []}]',
    environmentFile: 'LOGS="-',
    plugins: 'rabbitmq-management',
    env: { RABBITMQ_ENABLED_PLUGINS: 'rabbitmq_management' },
    script: `rabbitmqctl set_policy ha "^ha" '{"ha-mode":"all"}'
rabbitmqctl set_policy nothing
rabbitmqctl set_operator_policy limits "^a" '{"ha-mode":"all"}'
rabbitmq-upgrade await_online_synchronized_mirror`,
  },
  {
    name: 'policies',
    definitions: definitions(
      [
        policy('all', { 'ha-mode': 'all', 'ha-sync-mode': 'manual', 'ha-promote-on-shutdown': 'always' }),
        policy('one', { 'ha-mode': 'exactly', 'ha-params': 1, 'max-lenght': 10 }),
        policy('many', { 'ha-mode': 'exactly', 'ha-params': 7, 'ha-promote-on-failure': 'when-synced' }),
        policy('named', { 'ha-mode': 'nodes', 'ha-params': ['rabbit@gone'], 'queue-mode': 'lazy' }),
        policy('wrong', { 'ha-mode': 'all', 'ha-params': 2, 'max-length': 'ten' }),
        { ...policy('shape', {}), priority: 'high' },
        policy('mixed', { 'ha-mode': 'all', 'ha-promote-on-failure': 'when-synced', 'queue-version': 2 }),
        policy('contradiction', {
          'ha-mode': 'all',
          'ha-promote-on-shutdown': 'always',
          'ha-promote-on-failure': 'when-synced',
        }),
        { ...policy('everything', { 'ha-mode': 'all' }), pattern: '.*', priority: 9 },
      ],
      users,
    ),
    storage: 'emptyDir',
  },
  { name: 'two', several: 2, conf: 'cluster_partition_handling = pause_minority' },
  { name: 'listed', conf: 'cluster_formation.classic_config.nodes.1 = rabbit@x' },
  { name: 'reference', env: { RABBITMQ_LOGS: '$(LATER)', LATER: 'x' } },
  { name: 'ordinal', conf: 'cluster_formation.k8s.ordinal_start = 5' },
  {
    name: 'oauth2',
    conf: 'auth_backends.1 = rabbit_auth_backend_oauth2',
    plugins: 'rabbitmq_auth_backend_oauth2',
  },
  { name: 'backend', conf: 'cluster_formation.peer_discovery_backend = K8S' },
  { name: 'partitions', conf: 'cluster_partition_handling = ignore' },
  {
    name: 'scripts',
    script: 'rabbitmqctl force_boot\nrabbitmqctl reset\nrabbitmqctl join_cluster rabbit@broker-0',
  },
  { name: 'autocluster', env: { AUTOCLUSTER_TYPE: 'k8s' } },
  {
    name: 'everywhere',
    several: 5,
    conf: 'net_ticktime = 300\ndefault_queue_type = classic',
    definitions: definitions([policy('all', { 'ha-mode': 'all' })], users),
    script: `rabbitmqctl set_policy all "^orders" '{"max-length":1}'`,
    objects: [
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'all' },
        spec: { maxUnavailable: '100%', selector: {} },
      },
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'none' },
        spec: { maxUnavailable: 0, selector: {} },
      },
    ],
  },
  { name: 'broken', definitions: '{"users": [{"name": "x"}],}' },
  {
    name: 'unread',
    definitions: definitions([], users),
    isNotLoaded: true,
    exposed: true,
    clientPorts: [
      { name: 'amqp', port: 5672 },
      { name: 'management', port: 15672 },
      { name: 'epmd', port: 4369 },
    ],
    plugins: 'rabbitmq_management',
  },
  { name: 'nobody', definitions: definitions([{ ...policy('none', { 'ha-sync-mode': 'automatic' }) }]) },
]

/** What a change makes of a broker that was as it should be. */
export const changes: readonly Defect[] = [
  { name: 'change', replicas: 1 },
  { name: 'change', governing: null },
  { name: 'change', governing: { clusterIP: 'None', publishNotReadyAddresses: true }, selector: 'other' },
  { name: 'change', governing: {} },
]
export const unchanged: Defect = { name: 'change' }
