import type { BootRow } from '../../brokers/rows.ts'

/** @param rest what the log then says, and the rule that finds it */
const conf = (name: string, boots: string, text: string, rest: Partial<BootRow> = {}): BootRow => ({
  name,
  node: { conf: text },
  boots,
  ...rest,
})

const unknown = { says: /attempted to set unknown variable/, found: 'conf-key-unknown' }
const invalid = (says: RegExp): Partial<BootRow> => ({ says, found: 'conf-value-invalid' })

const k8s = 'cluster_formation.peer_discovery_backend = k8s\n'
const k8sApi = 'cluster_formation.k8s.host = localhost\n'

export const boots: readonly BootRow[] = [
  conf('nothing at all', 'all', ''),
  conf(
    'a word for a number',
    'none',
    'heartbeat = abc\n',
    invalid(/"abc" cannot be converted to a\(n\) integer/),
  ),
  conf('an unknown key', 'none', 'cluster_formation.k8s.nope = 1\n', unknown),
  conf(
    'a key that needs another',
    'none',
    'cluster_partition_handling = pause_if_all_down\n',
    invalid(/Nodes required/),
  ),
  conf(
    'one of three permissions',
    'none',
    'default_permissions.configure = .*\n',
    invalid(/default_permissions/),
  ),
  conf('classic queues version 1', '3.9-3.13', 'classic_queue.default_version = 1\n', {
    says: /no longer supported|unknown variable/,
  }),
  conf('start-up delay', '<=3.13', 'cluster_formation.randomized_startup_delay_range.min = 1\n', unknown),
  conf(
    'MQTT subscription_ttl',
    '<=3.12',
    'mqtt.subscription_ttl = 1800000\n',
    invalid(/Since 3\.13 mqtt\.subscription_ttl/),
  ),
  conf(
    'a port that is none',
    'none',
    'listeners.tcp.default = 99999\n',
    invalid(/invalid port 99999|invalid_port/),
  ),
  conf('an auth backend that is none', '<=4.2', 'auth_backends.1 = nosuch\n', {
    says: /require plugins to be enabled/,
    found: 'auth-backend-unknown',
    losesSilently: true,
  }),
  conf(
    'a key twice, comments, CRLF',
    'all',
    'heartbeat = 60 # a\r\n\theartbeat = 30\r\n#\r\nlog.console.level = debug',
  ),
  conf('definitions that are not there', 'none', 'load_definitions = /node/absent.json\n', {
    says: /load_definitions invalid/,
    found: 'referenced-file-missing',
  }),
  conf('a backend that is none', 'none', 'cluster_formation.peer_discovery_backend = nosuch\n', {
    says: /undef/,
    found: 'discovery-backend-unknown',
  }),
  {
    ...conf(
      'a removed feature',
      '>=3.13',
      'deprecated_features.permit.classic_queue_mirroring = true\n',
      unknown,
    ),
    saysThen: /classic_queue_mirroring/,
  },
  {
    // The service account's token is not mounted. 4.3 does not talk to the API server.
    name: 'Kubernetes peer discovery without a token',
    node: { conf: k8s + k8sApi, enabledPlugins: '[rabbitmq_peer_discovery_k8s].\n' },
    triedOn: '<=4.0',
    boots: 'none',
    says: /enoent/,
  },
  {
    name: 'Kubernetes peer discovery, the seed node',
    node: { conf: k8s, env: { RABBITMQ_NODENAME: 'rabbit@srv-0' } },
    triedOn: '>=4.3',
    boots: 'all',
    saysThen: /selected for auto-clustering/,
  },
]
