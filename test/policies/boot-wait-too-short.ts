import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

export default rows({
  valid: [
    { name: 'the default', manifests: cluster() },
    {
      name: 'more often, for a shorter time each',
      manifests: cluster({
        conf: 'mnesia_table_loading_retry_timeout = 10000\nmnesia_table_loading_retry_limit = 60',
      }),
    },
    {
      name: '4.3 has no Mnesia',
      manifests: cluster({
        image: 'rabbitmq:4.3.6',
        discovery: 'cluster_formation.peer_discovery_backend = k8s',
        conf: 'mnesia_table_loading_retry_limit = 2',
      }),
    },
    {
      name: 'a single node waits for nobody',
      manifests: cluster({
        replicas: 1,
        discovery: 'heartbeat = 60',
        conf: 'mnesia_table_loading_retry_limit = 2',
      }),
    },
    {
      name: '4.2, which waits as long with Khepri',
      manifests: cluster({ image: 'rabbitmq:4.2.3', conf: 'mnesia_table_loading_retry_limit = 2' }),
      gap: /Mnesia or in Khepri is not known/,
    },
    {
      name: '4.2 with Khepri',
      manifests: cluster({ image: 'rabbitmq:4.2.3', conf: 'mnesia_table_loading_retry_limit = 2' }),
      options: { metadataStore: 'khepri' },
    },
    { name: 'no number', manifests: cluster({ conf: 'mnesia_table_loading_retry_limit = few' }) },
  ],
  invalid: [
    {
      name: '4.2 that was upgraded',
      manifests: cluster({ image: 'rabbitmq:4.2.3', conf: 'mnesia_table_loading_retry_limit = 2' }),
      options: { metadataStore: 'mnesia' },
      findings: [{ severity: 'warning', text: '2' }],
    },
    {
      name: 'a short timeout',
      manifests: cluster({ conf: 'mnesia_table_loading_retry_timeout = 3000' }),
      findings: [
        { severity: 'warning', message: /waits 30 s for its peers, not 300$/, text: '3000', fix: 'safe' },
      ],
      fixed: cluster(),
    },
    {
      name: 'both',
      manifests: cluster({
        conf: 'mnesia_table_loading_retry_timeout = 10000\nmnesia_table_loading_retry_limit = 5',
      }),
      findings: [{ severity: 'warning', message: /50 s/, text: '10000', fix: 'safe' }],
      fixed: cluster(),
    },
    {
      name: 'one shorter, one longer',
      manifests: cluster({
        conf: 'mnesia_table_loading_retry_timeout = 1000\nmnesia_table_loading_retry_limit = 20',
      }),
      findings: [{ severity: 'warning', message: /20 s/, text: '1000' }],
      fixed: cluster({ conf: 'mnesia_table_loading_retry_limit = 20' }),
    },
    {
      name: 'unknown release of 3',
      manifests: cluster({ image: 'rabbitmq:3', conf: 'mnesia_table_loading_retry_limit = 2' }),
      findings: [{ severity: 'warning', text: '2' }],
    },
  ],
})
