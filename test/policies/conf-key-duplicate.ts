import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const operated = (conf: string): string =>
  yaml(rabbitmqCluster({ rabbitmq: { additionalConfig: `${conf}\n` } }))

const twoFiles = (value: number): string =>
  cluster({
    conf: 'heartbeat = 60',
    data: { 'more.conf': `heartbeat = ${value}\n` },
    mounts: { 'more.conf': '/etc/rabbitmq/conf.d/95-more.conf' },
  })

export default rows({
  valid: [
    { name: 'each key once', manifests: cluster({ conf: 'heartbeat = 60\nchannel_max = 100' }) },
    { name: 'numbered keys', manifests: cluster({ conf: 'listeners.tcp.1 = 5672\nlisteners.tcp.2 = 5673' }) },
    { name: 'a default of the operator, changed', manifests: operated('disk_free_limit.absolute = 4GB') },
    ...[
      'cluster_partition_handling = pause_minority',
      'disk_free_limit.absolute = 2GB',
      'cluster_name = rmq',
      'cluster_formation.peer_discovery_backend = rabbit_peer_discovery_k8s',
      'log.console = true',
      'queue_master_locator = min-masters',
      'total_memory_available_override_value = 1717986919',
    ].map(line => ({ name: `a line of the operator, repeated: ${line}`, manifests: operated(line) })),
  ],
  invalid: [
    {
      name: 'different values',
      manifests: cluster({ conf: 'heartbeat = 60\nchannel_max = 100\nheartbeat = 30' }),
      findings: [
        {
          severity: 'warning',
          message: /^heartbeat is set 2 times, with different values$/,
          inner: 'heartbeat',
          text: 'heartbeat = 30',
          fix: 'none',
        },
      ],
    },
    {
      name: 'the same value',
      manifests: cluster({ conf: 'heartbeat = 60\nheartbeat = 60\nheartbeat = 60' }),
      findings: [{ severity: 'info', message: /3 times, with the same value/, text: 'heartbeat' }],
    },
    {
      name: 'in two files',
      manifests: twoFiles(30),
      findings: [{ severity: 'warning', text: 'heartbeat = 30' }],
    },
    {
      name: 'in two files, the same',
      manifests: twoFiles(60),
      findings: [{ severity: 'info', text: 'heartbeat' }],
    },
    {
      name: 'twice beside a line of the operator',
      manifests: operated('cluster_name = west\n      cluster_name = east'),
      findings: [{ severity: 'warning', message: /cluster_name is set 2 times/, text: 'cluster_name' }],
    },
    {
      name: 'a password',
      manifests: cluster({ replicas: 1, conf: 'default_pass = a\ndefault_pass = b' }),
      findings: [
        {
          severity: 'warning',
          message: /^default_pass is set 2 times, with different values$/,
          text: 'default_pass',
        },
      ],
    },
  ],
})
