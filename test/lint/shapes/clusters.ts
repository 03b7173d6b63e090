import fc from 'fast-check'
import type { JsonObject } from '../../../model/kube/json.ts'
import { apart, type Described, sound } from './described.ts'

const policy = (name: string, definition: JsonObject, more: JsonObject = {}): JsonObject => ({
  vhost: '/',
  name,
  pattern: `^${name}\\.`,
  'apply-to': 'queues',
  priority: 0,
  definition,
  ...more,
})
const exactly = (count: number, more: JsonObject = {}): JsonObject => ({
  'ha-mode': 'exactly',
  'ha-params': count,
  'ha-sync-mode': 'automatic',
  'ha-promote-on-shutdown': 'when-synced',
  'ha-promote-on-failure': 'when-synced',
  ...more,
})
const policies: readonly JsonObject[] = [
  policy('limit', { 'max-length': 1000 }),
  policy('two', exactly(2)),
  policy('one', exactly(1)),
  policy('many', exactly(9)),
  policy('all', { 'ha-mode': 'all' }, { pattern: '.*', 'apply-to': 'all' }),
  policy('manual', exactly(2, { 'ha-sync-mode': 'manual', 'ha-promote-on-shutdown': 'always' })),
  policy('nodes', { 'ha-mode': 'nodes', 'ha-params': ['rabbit@a', 'rabbit@b'] }),
  policy('without-params', { 'ha-mode': 'exactly' }),
  policy('without-mode', { 'ha-sync-mode': 'automatic' }),
  policy('unknown-key', { 'max-lenght': 1 }),
  policy('bad-value', { 'message-ttl': 'never' }),
  policy('bad-pattern', { expires: 1000 }, { pattern: '(' }),
  policy('lazy', { 'queue-mode': 'lazy' }),
]
const definitions: readonly JsonObject[] = [
  { queues: [{ vhost: '/', name: 'q', durable: false, auto_delete: false, arguments: {} }] },
  {
    queues: [
      { vhost: '/', name: 'q', durable: true, auto_delete: false, arguments: { 'x-queue-type': 'qourum' } },
    ],
  },
  { permissions: [{ user: 'nobody', vhost: '/', configure: '.*', write: '.*', read: '.*' }] },
  { users: [{ name: 'guest', password: 'guest', tags: 'administrator' }] },
]
const lines: readonly string[] = [
  'heartbeat = 60',
  'heartbeat = 0',
  'heartbeat = soon',
  'no_such_key = 1',
  'loopback_users.guest = false',
  'loopback_users = none',
  'vm_memory_high_watermark.relative = 0.9',
  'vm_memory_high_watermark.absolute = 8GB',
  'default_pass = swordfish',
  'channel_max = 2047',
  'log.file.level = loud',
  'net_ticktime = 600',
  'queue_master_locator = min-masters',
  'credit_flow_default_credit = 400',
  'cluster_formation.node_cleanup.only_log_warning = false',
  'auth_backends.1 = ldap',
  'management.load_definitions = /etc/rabbitmq/more.json',
  'ssl_options.certfile = /etc/tls/tls.crt',
]
const probes: readonly JsonObject[] = [
  { tcpSocket: { port: 5672 }, timeoutSeconds: 5 },
  { exec: { command: ['rabbitmq-diagnostics', '-q', 'check_running'] }, timeoutSeconds: 15 },
  { exec: { command: ['rabbitmqctl', 'status'] }, timeoutSeconds: 1 },
  { exec: { command: ['rabbitmqctl', 'node_health_check'] }, timeoutSeconds: 10 },
]
const [waits, stops] = [
  ['sh', '-c', 'rabbitmq-upgrade await_online_synchronized_mirror -t 300 || true'],
  ['sh', '-c', 'rabbitmqctl forget_cluster_node rabbit@a'],
]

const either = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 3, arbitrary: fc.constantFrom(...others) })
const some = <T>(pool: readonly T[], maxLength: number): fc.Arbitrary<readonly T[]> =>
  fc.subarray([...pool], { maxLength })
const optional = <K extends string, T>(name: K, value: T | undefined): { readonly [N in K]?: T } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in K]?: T }

/** Clusters, most of them with several defects. */
export const clusters: fc.Arbitrary<Described> = fc
  .record({
    replicas: either(3, 1, 2, 5),
    release: fc.constantFrom('3.9.29', '3.11.28', '3.12.14', '3.13.7', '4.0.9', '4.1.3'),
    lines: some(lines, 4),
    partitions: either('pause_minority', 'ignore', 'autoheal'),
    free: either('2GB', '50MB', '40GB'),
    advanced: either<string | undefined>(undefined, '[{rabbit, [{tcp_listeners, [5672]}]}].', '[{rabbit, ['),
    plugins: some(['rabbitmq_shovel', 'rabbitmq_managment', 'rabbitmq_prometheus', 'rabbit'], 2),
    policies: some(policies, 3),
    definitions: either<JsonObject | undefined>(undefined, ...definitions),
    env: either<Described['env']>({}, { RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+P 1048576' }, { TZ: 'UTC' }),
    memory: either('2Gi', '100Mi'),
    disk: either<string | null>('20Gi', '512Mi', null),
    storageClass: either<string | undefined>(undefined, 'efs-sc'),
    grace: either(600, 5),
    readiness: either(sound.readiness, ...probes),
    preStop: either<readonly string[] | undefined>(waits, undefined, stops),
    ordered: fc.boolean(),
    isExposed: fc.boolean(),
    hasBudget: fc.boolean(),
    affinity: either<JsonObject | null>(
      sound.affinity,
      null,
      apart('kubernetes.io/hostname', { app: 'other' }),
    ),
  })
  .map(
    ({ lines: more, partitions, free, advanced, definitions: defined, storageClass, preStop, ...rest }) => ({
      ...rest,
      conf: [`cluster_partition_handling = ${partitions}`, `disk_free_limit.absolute = ${free}`, ...more],
      ...optional('advanced', advanced),
      ...optional('definitions', defined),
      ...optional('storageClass', storageClass),
      ...optional('preStop', preStop),
    }),
  )

/** Clusters with a name. */
export const named: readonly (readonly [name: string, cluster: Described])[] = [
  ['a sound one', sound],
  ['one node for development', { ...sound, replicas: 1, disk: null, affinity: null, hasBudget: false }],
  ['two nodes that pause', { ...sound, replicas: 2 }],
  [
    'mirrors that are lost',
    { ...sound, release: '3.12.14', policies: [policy('orders', { 'ha-mode': 'all' })] },
  ],
  [
    'mirrors on nodes by name',
    {
      ...sound,
      release: '3.12.14',
      policies: [policy('nodes', { 'ha-mode': 'nodes', 'ha-params': ['rabbit@a', 'rabbit@b'] })],
    },
  ],
  ['mirrors of a release without them', { ...sound, policies: [policy('orders', exactly(2))] }],
  [
    'two policies of one priority',
    {
      ...sound,
      policies: [
        policy('a', { expires: 1 }, { pattern: '' }),
        policy('b', { 'max-length': 1 }, { pattern: '' }),
      ],
    },
  ],
  ['a configuration that no node reads', { ...sound, conf: [...sound.conf, 'heartbeat == 1'] }],
  ['data that goes with the pod, open to the outside', { ...sound, disk: null, isExposed: true }],
]
