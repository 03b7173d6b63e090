import { confSchema, type Setting } from '../../../facts/conf/index.ts'
import { parseRelease, type Release } from '../../../facts/release.ts'
import { releaseRange } from '../../../facts/release-range.ts'
import { describe, expect, test } from '../../jest.ts'

/** Each of these releases, or its schema files, was asked about every row below. */
const asked = ['3.8.9', '3.10.8', '3.12.14', '3.13.7', '4.0.5', '4.1.8', '4.2.9', '4.3.6'].map(text => {
  const release = parseRelease(text)
  if (!release) throw new Error(text)
  return { text, release }
})

/** Where the settings are accepted (`none`: nowhere), and the settings. */
const rows: readonly (readonly [where: string, ...lines: string[]])[] = [
  ['none', 'cluster_formation.k8s.nope = 1'],
  ['none', 'vm_memory_high_watermark.ratio = 0.4'],
  ['none', 'heartbeat = abc'],
  ['none', 'cluster_partition_handling = autoheel'],
  ['all', 'cluster_partition_handling = autoheal'],
  ['all', 'cluster_partition_handling = ignore'],
  ['none', 'cluster_partition_handling = pause_if_all_down'],
  ['all', 'disk_free_limit.absolute = 2GB'],
  ['all', 'disk_free_limit.absolute = 2GiB'],
  ['all', 'disk_free_limit.absolute = 2Gi'],
  ['all', 'disk_free_limit.absolute = 2G'],
  ['all', 'disk_free_limit.absolute = 2147483648'],
  ['none', 'disk_free_limit.relative = abc'],
  ['all', 'disk_free_limit.relative = 1.5'],
  ['all', 'vm_memory_high_watermark.relative = 0.4'],
  ['all', 'vm_memory_high_watermark.relative = 1.5'],
  ['none', 'vm_memory_high_watermark.relative = 40%'],
  ['all', 'vm_memory_high_watermark.absolute = 2Gi'],
  ['all', 'vm_memory_high_watermark.absolute = 2GB'],
  ['all', 'total_memory_available_override_value = 2GB'],
  ['all', 'total_memory_available_override_value = 2Gi'],
  ['all', 'cluster_formation.peer_discovery_backend = k8s'],
  ['all', 'cluster_formation.peer_discovery_backend = rabbit_peer_discovery_k8s'],
  ['all', 'cluster_formation.peer_discovery_backend = kubernetes'],
  ['all', 'cluster_formation.peer_discovery_backend = rabbitmq_peer_discovery_k8s'],
  ['all', 'cluster_formation.k8s.host = kubernetes.default.svc.cluster.local'],
  ['all', 'cluster_formation.k8s.service_name = rabbitmq-headless'],
  ['all', 'cluster_formation.k8s.hostname_suffix = .rabbitmq.default.svc.cluster.local'],
  ['all', 'cluster_formation.k8s.address_type = hostname'],
  ['all', 'cluster_formation.k8s.address_type = ip'],
  ['none', 'cluster_formation.k8s.address_type = fqdn'],
  ['>=4.1', 'cluster_formation.k8s.ordinal_start = 0'],
  ['all', 'cluster_formation.discovery_retry_limit = 10', 'cluster_formation.discovery_retry_interval = 500'],
  [
    '<=3.13',
    'cluster_formation.randomized_startup_delay_range.min = 0',
    'cluster_formation.randomized_startup_delay_range.max = 60',
  ],
  [
    'all',
    'cluster_formation.node_cleanup.interval = 10',
    'cluster_formation.node_cleanup.only_log_warning = true',
  ],
  ['none', 'cluster_formation.node_cleanup.interval = 30s'],
  ['none', 'cluster_formation.node_cleanup.only_log_warning = yes'],
  ['>=3.10', 'cluster_formation.target_cluster_size_hint = 3'],
  ['all', 'queue_master_locator = min-masters'],
  ['all', 'queue_master_locator = nonsense'],
  ['>=3.10', 'queue_leader_locator = balanced'],
  ['>=3.10', 'queue_leader_locator = nonsense'],
  ['3.10-3.13', 'classic_queue.default_version = 1'],
  ['>=3.10', 'classic_queue.default_version = 2'],
  ['>=3.10', 'classic_queue.default_version = 3'],
  ['>=3.12', 'default_queue_type = quorum'],
  ['>=3.12', 'default_queue_type = mirrored'],
  ['>=3.13', 'deprecated_features.permit.classic_queue_mirroring = true'],
  ['>=3.13', 'deprecated_features.permit.classic_queue_mirroring = false'],
  ['>=3.13', 'deprecated_features.permit.no_such_feature = true'],
  ['>=3.13', 'deprecated_features.permit.transient_nonexcl_queues = false'],
  ['>=3.13', 'deprecated_features.permit.ram_node_type = false'],
  ['>=3.13', 'deprecated_features.permit.management_metrics_collection = false'],
  ['>=3.13', 'deprecated_features.permit.global_qos = false'],
  ['none', 'deprecated_features.permit.global_qos = maybe'],
  ['none', 'log.console.level = verbose'],
  ['none', 'log.console.level = warn'],
  ['all', 'log.console.level = warning'],
  ['none', 'log.console = yes'],
  ['all', 'log.console = true'],
  ['all', 'log.file = false'],
  ['>=3.10', 'log.console.formatter = json'],
  ['all', 'log.default.level = info'],
  ['all', 'loopback_users.guest = false'],
  ['all', 'loopback_users = none'],
  ['all', 'default_user = admin', 'default_pass = secret'],
  ['all', 'default_pass = abc#def'],
  ['all', 'heartbeat = 60', 'heartbeat = 60'],
  ['all', 'heartbeat = 60', 'heartbeat = 30'],
  ['all', 'default_user = "admin"'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the broker reads it as it stands
  ['all', 'default_pass = ${RABBITMQ_PASS}'],
  ['none', 'default_pass = $(RABBITMQ_PASS)'],
  ['all', 'heartbeat = 60'],
  ['all', 'listeners.ssl.default = 5671'],
  ['all', 'listeners.tcp = none'],
  ['all', 'management.tcp.port = 15672'],
  ['all', 'management.listener.port = 15672'],
  ['all', 'prometheus.tcp.port = 15692'],
  ['all', 'management.rates_mode = none'],
  ['all', 'management_agent.disable_metrics_collector = true'],
  ['all', 'consumer_timeout = 1800000'],
  ['none', 'consumer_timeout = undefined'],
  ['none', 'max_message_size = 1073741824'],
  ['none', 'max_message_size = 128MB'],
  ['all', 'mnesia_table_loading_retry_timeout = 30000'],
  ['all', 'cluster_name = prod'],
  ['all', 'cluster_formation.classic_config.nodes.1 = rabbit@a'],
  ['all', 'mirroring_sync_batch_size = 4096'],
  ['all', 'vm_memory_high_watermark_paging_ratio = 0.75'],
  ['all', 'vm_memory_calculation_strategy = rss'],
  ['none', 'vm_memory_calculation_strategy = bogus'],
  ['>=4.1', 'quorum_queue.initial_cluster_size = 3'],
  ['none', 'khepri_default_timeout = 30000'],
  ['all', 'raft.wal_max_size_bytes = 64000000'],
  ['all', 'auth_backends.1 = internal'],
  ['all', 'auth_backends.1 = nosuch'],
  ['all', 'channel_max = 2047'],
  ['all', 'heartbeat = -1'],
  ['none', 'heartbeat = 60.5'],
  ['all', 'listeners.tcp.default = 99999'],
  ['all', 'num_acceptors.tcp = 10'],
  ['all', 'reverse_dns_lookups = false'],
  ['all', 'hipe_compile = false'],
  ['none', 'lazy_queue_explicit_gc_run_operation_threshold = 1000'],
  ['all', 'queue_index_embed_msgs_below = 4kb'],
  ['none', 'Heartbeat = 60'],
  ['none', 'log.console = True'],
  ['none', 'log.console = on'],
  ['>=3.10', 'definitions.skip_if_unchanged = true'],
  [
    'all',
    'default_permissions.configure = .*',
    'default_permissions.read = .*',
    'default_permissions.write = .*',
  ],
  ['all', 'default_vhost = /'],
  [
    '>=3.12',
    'default_users.a.vhost_pattern = .*',
    'default_users.a.tags = administrator',
    'default_users.a.password = x',
  ],
  ['>=3.10', 'definitions.import_backend = https'],
  ['all', 'proxy_protocol = true'],
  ['all', 'frame_max = 4096'],
  ['all', 'frame_max = 0'],
  ['all', 'cluster_formation.aws.region = us-east-1'],
  ['all', 'cluster_formation.consul.host = c'],
  ['all', 'cluster_formation.etcd.host = e'],
  ['all', 'cluster_formation.etcd.endpoints.1 = e:2379'],
  ['>=4.1', 'cluster_formation.registration.enabled = true'],
  ['none', 'cluster_formation.internal_lock_retries = 10', 'cluster_formation.internal_lock_timeout = 1000'],
  ['all', 'mqtt.listeners.tcp.default = 1883'],
  ['all', 'mqtt.allow_anonymous = true'],
  ['all', 'stomp.default_user = guest'],
  ['>=4.0', 'anonymous_login_user = none'],
  ['>=3.10', 'stream.advertised_host = h'],
  ['>=3.10', 'auth_oauth2.resource_server_id = rabbitmq'],
  ['all', 'auth_ldap.servers.1 = ldap'],
  ['>=3.12', 'message_interceptors.incoming.set_header_timestamp.overwrite = true'],
]

describe.each(asked)('rabbitmq.conf of $text', ({ release }) => {
  test.each(rows)('accepted in %s: %s', (where, ...lines) => {
    expect(accepted(release, lines.map(setting))).toBe(where !== 'none' && releaseRange(where).has(release))
  })
})

function accepted(release: Release, settings: readonly Setting[]): boolean {
  const schema = confSchema(release)
  return (
    settings.every(({ key, value }) => schema.judge(key, value).verdict === 'ok') &&
    schema.judgeAll(settings).length === 0
  )
}

function setting(line: string): Setting {
  const [key = '', value = ''] = line.split(' = ')
  return { key, value }
}
