import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const lost = (sample: Sample = {}): string =>
  cluster({ image: 'rabbitmq:4.2.1', storage: 'emptyDir', ...sample })

export default rows({
  valid: [
    { name: 'claims', manifests: cluster({ image: 'rabbitmq:4.2.1' }) },
    { name: 'a release that asks the API server', manifests: lost({ image: 'rabbitmq:4.0.9' }) },
    { name: 'one node', manifests: lost({ replicas: 1 }) },
    {
      name: 'a list of nodes',
      manifests: lost({ discovery: 'cluster_formation.classic_config.nodes.1 = rabbit@x' }),
    },
    { name: 'a Deployment, which has no first pod', manifests: lost({ kind: 'Deployment' }) },
    { name: 'an operator, which makes claims', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'configuration that was not seen',
      manifests: lost({ without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'an emptyDir',
      manifests: lost(),
      findings: [
        {
          severity: 'error',
          text: 'name: data',
          message: /^pod rabbitmq-0 founds the cluster, and its data goes with it$/,
          why: /founds a second cluster/,
          help: /volumeClaimTemplates/,
        },
      ],
      after: cluster({ image: 'rabbitmq:4.2.1' }),
    },
    {
      name: 'no volume, and another first pod',
      manifests: lost({ storage: 'none', conf: 'cluster_formation.k8s.ordinal_start = 1' }),
      findings: [
        {
          severity: 'error',
          path: '/spec/template/spec/containers/0/volumeMounts',
          message: /^pod rabbitmq-1 founds/,
        },
      ],
    },
    {
      name: 'an operator that is told to make none',
      manifests: yaml(rabbitmqCluster({ replicas: 3, persistence: { storage: 0 } })),
      findings: [
        { severity: 'error', path: '/spec/persistence/storage', message: /^pod rmq-server-0 founds/ },
      ],
      after: yaml(rabbitmqCluster({ replicas: 3, persistence: { storage: '10Gi' } })),
    },
  ],
})
