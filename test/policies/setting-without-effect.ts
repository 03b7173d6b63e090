import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const discovery = 'cluster_formation.peer_discovery_backend = k8s'
const on = (image: string, conf: string, more: object = {}): string =>
  cluster({ image, discovery, partitions: null, conf, ...more })

export default rows({
  valid: [
    { name: 'nothing of the kind', manifests: on('rabbitmq:4.3.5', '') },
    {
      name: 'where it counts',
      manifests: cluster({ conf: 'queue_master_locator = min-masters\nmirroring_sync_batch_size = 100' }),
    },
    {
      name: 'with Mnesia it may count',
      manifests: on('rabbitmq:4.2.1', 'cluster_partition_handling = autoheal'),
    },
    {
      name: 'what the operator writes',
      manifests: yaml(rabbitmqCluster({ replicas: 3, image: 'rabbitmq:4.3.5' })),
    },
    {
      name: 'forbidden, which it is anyway',
      manifests: on('rabbitmq:4.3.5', 'deprecated_features.permit.classic_queue_mirroring = false'),
    },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
  ],
  invalid: [
    {
      name: 'of Mnesia',
      manifests: on(
        'rabbitmq:4.3.5',
        'mnesia_table_loading_retry_limit = 20\ncluster_partition_handling = autoheal',
      ),
      findings: [
        { severity: 'info', text: 'mnesia_table', why: /has no such setting$/, help: /^remove the line$/ },
        { severity: 'info', text: 'cluster_partition', why: /when the network breaks$/ },
      ],
    },
    {
      name: 'of mirrored queues',
      manifests: on('rabbitmq:4.0.9', 'mirroring_sync_batch_size = 100\nqueue_master_locator = min-masters'),
      findings: [
        { severity: 'info', text: 'mirroring_sync', why: /^mirrored queues/ },
        {
          severity: 'info',
          text: 'queue_master',
          help: /; queue_leader_locator takes client-local or balanced$/,
        },
      ],
    },
    {
      name: 'a permit',
      manifests: on('rabbitmq:4.0.9', 'deprecated_features.permit.classic_queue_mirroring = true'),
      findings: [{ severity: 'info', text: 'deprecated_features', why: /^the feature is removed/ }],
    },
    {
      name: 'in advanced.config',
      manifests: on('rabbitmq:4.0.9', '', { advanced: '[{rabbit, [{slave_wait_timeout, 1000}]}].' }),
      findings: [{ severity: 'info', text: '1000', help: /^remove the setting$/ }],
    },
    {
      name: 'by the operator',
      manifests: yaml(
        rabbitmqCluster({
          image: 'rabbitmq:4.3.5',
          rabbitmq: { additionalConfig: 'cluster_partition_handling = autoheal\n' },
        }),
      ),
      findings: [{ severity: 'info', text: 'cluster_partition' }],
    },
    {
      name: 'values of a chart',
      manifests: yaml(
        chartValues({
          image: { tag: '4.0.9-debian-12-r0' },
          extraConfiguration: 'mirroring_sync_batch_size = 100\n',
        }),
      ),
      findings: [{ severity: 'info', text: 'mirroring_sync' }],
    },
  ],
})
