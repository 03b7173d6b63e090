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
  conf('an auth backend whose plugin is off', '<=4.1', 'auth_backends.1 = ldap\n', {
    says: /require plugins to be enabled/,
    found: 'auth-backend-disabled',
  }),
  {
    name: 'advanced.config without its dot',
    node: { advanced: '[{rabbit, [{heartbeat, 60}]}]\n' },
    boots: 'none',
    says: /advanced/,
    found: 'advanced-config-syntax',
  },
  conf('credit flow', 'none', 'credit_flow_default_credit = 400,200\n', {
    ...unknown,
    found: 'credit-flow-in-conf',
  }),
  {
    name: 'a credit that grants more than there was',
    node: { advanced: '[{rabbit, [{credit_flow_default_credit, {100, 200}}]}].\n' },
    boots: '<=4.0.5',
    says: /invalid_credit_flow_default_credit_value/,
    found: 'credit-flow-in-conf',
  },
  conf('a file name in quotes', 'none', 'ssl_options.cacertfile = "/node/rabbitmq.conf"\n', {
    says: /cacertfile/,
    found: 'conf-value-suspicious',
  }),
  {
    name: 'definitions loaded by the management plugin',
    node: {
      conf: 'management.load_definitions = /node/definitions.json\n',
      enabledPlugins: '[rabbitmq_management].\n',
      definitions: '{"users": []}',
      seconds: 90,
    },
    // Debian's build of sid has Erlang 29, with which it hangs; the official image has an older one.
    triedOn: '<=4.0',
    boots: 'all',
  },
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
