import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const key = 'cluster_formation.node_cleanup.only_log_warning'
const fourth = { image: 'rabbitmq:4.2.1', discovery: 'cluster_formation.peer_discovery_backend = k8s' }
const autocluster = (env: Readonly<Record<string, string>>): string =>
  cluster({ image: 'example/rabbitmq-autocluster:3.6.16', env: { AUTOCLUSTER_TYPE: 'k8s', ...env } })

export default rows({
  valid: [
    { name: 'nothing is said', manifests: cluster() },
    { name: 'it only warns', manifests: cluster({ conf: `${key} = true` }) },
    {
      name: 'only the interval is set',
      manifests: cluster({ conf: 'cluster_formation.node_cleanup.interval = 10' }),
    },
    {
      name: 'no key: the variable is not asked',
      manifests: cluster({ env: { CLEANUP_ONLY_LOG_WARNING: 'false' } }),
    },
    {
      name: 'a variable wins',
      manifests: cluster({ conf: `${key} = false`, env: { CLEANUP_ONLY_LOG_WARNING: 'true' } }),
    },
    {
      name: 'the plugin that would do it is off',
      manifests: cluster({ conf: `${key} = false`, plugins: '[rabbitmq_management].' }),
    },
    {
      name: 'a list of nodes by name',
      manifests: cluster({
        discovery:
          'cluster_formation.peer_discovery_backend = classic_config\ncluster_formation.classic_config.nodes.1 = rabbit@a',
        conf: `${key} = false`,
      }),
    },
    { name: 'one node', manifests: cluster({ discovery: '', conf: `${key} = false`, replicas: 1 }) },
    {
      name: 'advanced.config says how clusters form',
      manifests: cluster({ conf: `${key} = false`, advanced: '[{rabbit, [{cluster_formation, []}]}].' }),
      gap: /advanced\.config sets cluster_formation/,
    },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
    { name: 'autocluster that only warns', manifests: autocluster({ AUTOCLUSTER_CLEANUP: 'true' }) },
    {
      name: 'autocluster without cleanup',
      manifests: autocluster({ CLEANUP_WARN_ONLY: 'false' }),
    },
    {
      name: 'values of a chart whose user lists the plugins',
      manifests: yaml(
        chartValues({ plugins: 'rabbitmq_management', extraConfiguration: `${key} = false\n` }),
      ),
    },
  ],
  invalid: [
    {
      name: 'one node is listed',
      manifests: cluster({ ...fourth, conf: `${key} = false` }),
      findings: [
        {
          severity: 'error',
          text: 'false',
          inner: key,
          why: /^discovery lists one node, the first pod/,
          fix: 'safe',
        },
      ],
      fixed: cluster({ ...fourth, conf: `${key} = true` }),
    },
    {
      name: 'a release that may pass over it',
      manifests: cluster({ ...fourth, image: 'rabbitmq:4.4.1', conf: `${key} = false` }),
      findings: [{ severity: 'warning', text: 'false', why: /^unless the release passes over the setting/ }],
    },
    {
      name: 'all Endpoints are listed',
      manifests: cluster({ conf: `${key} = false` }),
      findings: [
        { severity: 'warning', text: 'false', why: /^a pod that moves to another machine/, fix: 'safe' },
      ],
      fixed: cluster({ conf: `${key} = true` }),
    },
    {
      name: 'by a variable, since a key is there',
      manifests: cluster({ conf: `${key} = true`, env: { CLEANUP_ONLY_LOG_WARNING: 'false' } }),
      findings: [
        {
          severity: 'warning',
          text: '"false"',
          message: /^CLEANUP_ONLY_LOG_WARNING = false/,
          help: /^set CLEANUP_ONLY/,
        },
      ],
      fixed: cluster({ conf: `${key} = true`, env: { CLEANUP_ONLY_LOG_WARNING: 'true' } }),
    },
    {
      name: 'unknown release',
      manifests: cluster({ image: 'rabbitmq:latest', conf: `${key} = false` }),
      findings: [{ severity: 'warning', text: 'false' }],
    },
    {
      name: 'autocluster',
      manifests: autocluster({ AUTOCLUSTER_CLEANUP: 'true', CLEANUP_WARN_ONLY: 'false' }),
      findings: [{ severity: 'warning', message: /^CLEANUP_WARN_ONLY = false/, text: '"false"' }],
      fixed: autocluster({ AUTOCLUSTER_CLEANUP: 'true', CLEANUP_WARN_ONLY: 'true' }),
    },
    {
      name: 'a cluster that has one node for now',
      manifests: cluster({ ...fourth, replicas: 1, conf: `${key} = false` }),
      findings: [{ severity: 'info', text: 'false' }],
    },
    {
      name: 'by the operator',
      manifests: yaml(rabbitmqCluster({ replicas: 3, rabbitmq: { additionalConfig: `${key} = false\n` } })),
      findings: [{ severity: 'error', inner: key }],
      fixed: yaml(rabbitmqCluster({ replicas: 3, rabbitmq: { additionalConfig: `${key} = true\n` } })),
    },
    {
      name: 'values of a chart',
      manifests: yaml(chartValues({ extraConfiguration: `${key} = false\n` })),
      findings: [{ severity: 'warning', inner: key }],
      fixed: yaml(chartValues({ extraConfiguration: `${key} = true\n` })),
    },
  ],
})
