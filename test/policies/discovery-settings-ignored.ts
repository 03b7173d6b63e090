import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const backend = 'cluster_formation.peer_discovery_backend = k8s'
const fourth = (lines: readonly string[], more: object = {}): string =>
  cluster({ image: 'rabbitmq:4.2.1', discovery: [backend, ...lines].join('\n'), ...more })
const type = 'cluster_formation.k8s.address_type = hostname'
const service = 'cluster_formation.k8s.service_name = rabbitmq-headless'
const token = 'cluster_formation.k8s.token_path = /var/run/secrets/kubernetes.io/serviceaccount/token'

export default rows({
  valid: [
    { name: 'none of them', manifests: fourth([]) },
    { name: 'those of this release', manifests: fourth(['cluster_formation.k8s.ordinal_start = 0']) },
    { name: 'up to 4.0 they count', manifests: cluster() },
    {
      name: 'a variable that another one uses',
      manifests: fourth([], {
        env: { K8S_SERVICE_NAME: 'rabbitmq-headless', FULL: '$(K8S_SERVICE_NAME).mq' },
      }),
    },
    { name: 'another backend', manifests: cluster({ image: 'rabbitmq:4.2.1', discovery: type }) },
    { name: 'what the operator writes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'configuration that was not seen',
      manifests: fourth([], { without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
  ],
  invalid: [
    {
      name: 'one',
      manifests: fourth([type]),
      findings: [
        {
          severity: 'info',
          text: 'hostname',
          message: /^cluster_formation\.k8s\.address_type: passed/,
          fix: 'safe',
        },
      ],
      fixed: fourth([]),
    },
    {
      name: 'several',
      manifests: fourth([type, service, 'cluster_formation.discovery_retry_limit = 10']),
      findings: [
        { severity: 'info', inner: 'cluster_formation.k8s.service_name', message: / and 2 more settings: / },
      ],
      fixed: fourth([]),
    },
    {
      name: 'a variable',
      manifests: fourth([], { env: { K8S_ADDRESS_TYPE: 'hostname' } }),
      findings: [{ severity: 'info', text: '"hostname"', help: /^remove the variables$/, fix: 'none' }],
    },
    {
      name: 'a token that is not mounted',
      manifests: fourth([token, type], { pod: { automountServiceAccountToken: false } }),
      findings: [
        {
          severity: 'error',
          inner: 'cluster_formation.k8s.token_path',
          why: /does not boot all the same/,
          fix: 'safe',
        },
        { severity: 'info', inner: 'cluster_formation.k8s.address_type' },
      ],
      fixed: fourth([], { pod: { automountServiceAccountToken: false } }),
    },
    {
      name: 'a token that is mounted',
      manifests: fourth([token]),
      findings: [{ severity: 'info', inner: 'cluster_formation.k8s.token_path' }],
      fixed: fourth([]),
    },
    {
      name: 'by the operator, of one node',
      manifests: yaml(rabbitmqCluster({ rabbitmq: { additionalConfig: `log.console = true\n${type}\n` } })),
      findings: [{ severity: 'info', inner: 'cluster_formation.k8s.address_type' }],
      fixed: yaml(rabbitmqCluster({ rabbitmq: { additionalConfig: 'log.console = true\n' } })),
    },
  ],
})
