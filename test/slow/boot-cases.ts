import type { BootOptions } from '../brokers/node.ts'

/** One node with these files and this environment: the releases on which it boots, of those that it is tried on. */
export interface BootCase {
  readonly name: string
  readonly node: BootOptions
  /** A range as facts/release-range.ts reads it, or `none`. */
  readonly boots: string
  /** All but these are not tried. */
  readonly triedOn?: string
  /** What the log then says, where the node does not boot. */
  readonly says?: RegExp
  /** What the log says where it boots; only where it is worth a look. */
  readonly saysThen?: RegExp
  /** Arguments of rabbitmqctl where it boots, and what standard output then is. */
  readonly ctl?: readonly string[]
  readonly answers?: RegExp
}

const conf = (name: string, boots: string, text: string, says?: RegExp): BootCase => ({
  name,
  node: { conf: text },
  boots,
  ...(says ? { says } : {}),
})

const plugins = (name: string, boots: string, text: string, says?: RegExp): BootCase => ({
  name: `enabled_plugins: ${name}`,
  node: { enabledPlugins: text },
  boots,
  ...(says ? { says } : {}),
})

const unknownKey = /attempted to set unknown variable/
const k8s = 'cluster_formation.peer_discovery_backend = k8s\n'
const k8sApi = 'cluster_formation.k8s.host = localhost\n'

const configuration: readonly BootCase[] = [
  conf('nothing at all', 'all', ''),
  conf('a word for a number', 'none', 'heartbeat = abc\n', /"abc" cannot be converted to a\(n\) integer/),
  conf('an unknown key', 'none', 'cluster_formation.k8s.nope = 1\n', unknownKey),
  conf(
    'a key that needs another',
    'none',
    'cluster_partition_handling = pause_if_all_down\n',
    /Nodes required/,
  ),
  conf('one of three permissions', 'none', 'default_permissions.configure = .*\n', /default_permissions/),
  conf(
    'classic queues version 1',
    '3.9-3.13',
    'classic_queue.default_version = 1\n',
    /no longer supported|unknown variable/,
  ),
  conf('start-up delay', '<=3.13', 'cluster_formation.randomized_startup_delay_range.min = 1\n', unknownKey),
  conf(
    'MQTT subscription_ttl',
    '<=3.12',
    'mqtt.subscription_ttl = 1800000\n',
    /Since 3\.13 mqtt\.subscription_ttl/,
  ),
  conf('a port that is none', 'none', 'listeners.tcp.default = 99999\n', /invalid port 99999|invalid_port/),
  conf(
    'an auth backend that is none',
    '<=4.2',
    'auth_backends.1 = nosuch\n',
    /require plugins to be enabled/,
  ),
  conf(
    'a key twice, comments, CRLF',
    'all',
    'heartbeat = 60 # a\r\n\theartbeat = 30\r\n#\r\nlog.console.level = debug',
  ),
  conf(
    'definitions that are not there',
    'none',
    'load_definitions = /node/absent.json\n',
    /load_definitions invalid/,
  ),
  conf('a backend that is none', 'none', 'cluster_formation.peer_discovery_backend = nosuch\n', /undef/),
  {
    ...conf(
      'a removed feature',
      '>=3.13',
      'deprecated_features.permit.classic_queue_mirroring = true\n',
      unknownKey,
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

const badFile = /cannot_read_enabled_plugins_file/

const enabledPlugins: readonly BootCase[] = [
  plugins('a plugin that is not there', 'all', '[rabbitmq_top,rabbitmq_nope].\n'),
  plugins('no dot at the end', 'none', '[rabbitmq_top]\n', badFile),
  plugins('a comma too many', 'none', '[rabbitmq_top,].\n', badFile),
  plugins('a hyphen in a name', 'none', '[rabbitmq-top].\n', badFile),
  plugins('two lists', 'none', '[rabbitmq_top]. [rabbitmq_tracing].\n', /malformed_enabled_plugins_file/),
  plugins('no list', 'none', 'rabbitmq_top.\n'),
  plugins('texts', 'all', '["rabbitmq_top"].\n'),
  plugins('nothing', 'all', ''),
  plugins('twice, comment, CRLF', 'all', '%% mine\r\n[rabbitmq_top,rabbitmq_top].'),
]

const longName = 'rabbit@srv-0.hl.ns.svc.cluster.local'

const environment: readonly BootCase[] = [
  {
    name: 'a full host name with long names',
    node: { env: { RABBITMQ_NODENAME: longName, RABBITMQ_USE_LONGNAME: 'true' } },
    boots: 'all',
  },
  {
    name: 'a full host name with short names',
    node: { env: { RABBITMQ_NODENAME: longName } },
    boots: 'none',
    says: /Can't set short node name|nodistribution/,
  },
  {
    name: 'a short host name with long names',
    node: { env: { RABBITMQ_USE_LONGNAME: 'true' } },
    boots: 'all',
  },
  {
    name: 'a cookie that others can read',
    node: { cookie: { text: 'ONLYFORTESTS', mode: 0o644 } },
    boots: 'none',
    says: /must be accessible by owner only/,
  },
  {
    name: 'an empty cookie',
    node: { cookie: { text: '', mode: 0o400 } },
    boots: 'none',
    says: /Too short cookie string/,
  },
  {
    name: 'a cookie with a line end',
    node: { cookie: { text: 'ONLYFORTESTS\n', mode: 0o600 } },
    boots: 'all',
  },
]

export const bootCases: readonly BootCase[] = [...configuration, ...enabledPlugins, ...environment]
