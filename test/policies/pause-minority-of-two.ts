import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const conf = (text: string): string => cluster({ replicas: 2, conf: text })

export default rows({
  valid: [
    { name: 'three nodes', manifests: cluster() },
    { name: 'one node', manifests: cluster({ replicas: 1 }) },
    { name: 'another strategy', manifests: conf('cluster_partition_handling = autoheal') },
    { name: 'two nodes that nothing joins', manifests: cluster({ replicas: 2, discovery: '' }) },
    {
      name: 'by advanced.config, which wins',
      manifests: cluster({ replicas: 2, advanced: '[{rabbit, [{cluster_partition_handling, ignore}]}].' }),
    },
    {
      name: 'no effect on Khepri',
      manifests: cluster({ image: 'rabbitmq:4.3.5', replicas: 2 }),
    },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ replicas: 2, without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
  ],
  invalid: [
    {
      name: 'two nodes',
      manifests: cluster({ replicas: 2 }),
      findings: [{ severity: 'warning', text: '2', path: '/spec/replicas', help: /^run three nodes$/ }],
      after: cluster(),
    },
    {
      name: 'the default of the operator',
      manifests: yaml(rabbitmqCluster({ replicas: 2, image: 'rabbitmq:3.13.7' })),
      findings: [{ severity: 'warning', path: '/spec/replicas' }],
    },
    {
      name: 'in advanced.config',
      manifests: cluster({
        replicas: 2,
        conf: 'cluster_partition_handling = ignore',
        advanced: '[{rabbit, [{cluster_partition_handling, pause_minority}]}].',
      }),
      findings: [{ severity: 'warning', path: '/spec/replicas' }],
    },
    {
      name: '4.2 that was upgraded',
      manifests: cluster({ image: 'rabbitmq:4.2.1', replicas: 2 }),
      options: { metadataStore: 'mnesia' },
      findings: [{ severity: 'warning', path: '/spec/replicas' }],
    },
    {
      name: 'values of a chart',
      manifests: yaml(
        chartValues({
          replicaCount: 2,
          clustering: { partitionHandling: 'pause_minority' },
          extraConfiguration: 'heartbeat = 60\n',
        }),
      ),
      findings: [{ severity: 'warning', path: '/replicaCount' }],
    },
  ],
})
