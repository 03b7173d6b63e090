import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

export default rows({
  valid: [
    { name: 'several', manifests: cluster() },
    { name: 'one node by itself', manifests: cluster({ replicas: 1, discovery: '' }) },
    {
      name: 'a list of nodes with nobody on it',
      manifests: cluster({
        replicas: 1,
        discovery: 'cluster_formation.peer_discovery_backend = classic_config',
      }),
    },
    { name: 'scaled to nothing', manifests: cluster({ replicas: 0 }) },
    { name: 'a Pod, which has no replicas', manifests: cluster({ kind: 'Pod' }) },
    {
      name: 'a node on each machine',
      manifests: cluster({ kind: 'Deployment', replicas: null }).replace(
        'kind: Deployment',
        'kind: DaemonSet',
      ),
      gap: /a pod on each machine/,
    },
    { name: 'an operator configures it', manifests: yaml(rabbitmqCluster({ replicas: 1 })) },
    {
      name: 'a chart configures it',
      manifests: yaml(chartValues({ replicaCount: 1, extraConfiguration: 'heartbeat = 60' })),
    },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ replicas: 1, without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'a backend',
      manifests: cluster({ replicas: 1 }),
      findings: [
        {
          severity: 'info',
          path: '/spec/replicas',
          message: /^StatefulSet rabbitmq is configured as a cluster, and has one replica$/,
          help: /^set replicas to 3/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'one node is enough',
      manifests: cluster({ replicas: null }),
      findings: [{ severity: 'info', path: '/spec/replicas' }],
      after: cluster({ replicas: null, discovery: '' }),
    },
    {
      name: 'a list of nodes',
      manifests: cluster({
        replicas: 1,
        discovery:
          'cluster_formation.peer_discovery_backend = classic_config\ncluster_formation.classic_config.nodes.1 = rabbit@a',
      }),
      findings: [{ text: '1' }],
    },
    {
      name: 'settings without a backend',
      manifests: cluster({ replicas: 1, discovery: 'cluster_formation.k8s.address_type = hostname' }),
      findings: [{ severity: 'info', path: '/spec/replicas' }],
    },
    {
      name: 'variables without a backend',
      manifests: cluster({ replicas: 1, discovery: '', env: { K8S_SERVICE_NAME: 'rabbitmq-headless' } }),
      findings: [{ severity: 'info', path: '/spec/replicas' }],
    },
    {
      name: 'a Deployment',
      manifests: cluster({ replicas: 1, kind: 'Deployment' }),
      findings: [{ severity: 'info', path: '/spec/replicas' }],
    },
  ],
})
