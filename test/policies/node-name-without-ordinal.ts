import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const image = 'rabbitmq:4.2.1'
const named = (nodeName: string | null, sample: Sample = {}): string =>
  cluster({ image, nodeName, ...sample })
const alone: Sample = { replicas: 1, longNames: null }
export default rows({
  valid: [
    { name: 'names of pods', manifests: cluster({ image }) },
    { name: 'the default', manifests: named(null) },
    { name: 'the name of the founding pod', manifests: named('rabbit@rabbitmq-0', alone) },
    {
      name: 'names by address, of which node-name-from-pod-ip speaks',
      manifests: named('rabbit@$(MY_POD_IP)'),
    },
    {
      name: 'a seed that is named',
      manifests: named('rabbit@localhost', {
        ...alone,
        conf: 'cluster_formation.k8s.seed_node = rabbit@localhost',
      }),
    },
    { name: 'no backend', manifests: named('rabbit@localhost', { ...alone, discovery: '' }) },
    {
      name: 'a release that asks the API server',
      manifests: cluster({ ...alone, nodeName: 'rabbit@localhost' }),
    },
    {
      name: 'a Deployment, of which workload-not-statefulset speaks',
      manifests: named(null, { kind: 'Deployment' }),
    },
    { name: 'an operator names the nodes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'configuration that was not seen',
      manifests: named('rabbit@localhost', { without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
  ],
  invalid: [
    {
      name: 'one name for the node',
      manifests: named('rabbit@localhost', alone),
      findings: [
        {
          severity: 'error',
          text: '"rabbit@localhost"',
          message: /is rabbit@localhost, without the number of a pod$/,
          why: /the node never boots$/,
          help: /^set RABBITMQ_NODENAME to .*; or leave cluster_formation/,
        },
      ],
      after: cluster({ image, replicas: 1 }),
    },
    {
      name: 'no discovery for one node',
      manifests: named('rabbit@localhost', alone),
      findings: [{ severity: 'error', text: '"rabbit@localhost"' }],
      after: named('rabbit@localhost', { ...alone, discovery: '' }),
    },
    {
      name: 'the name of the Service',
      manifests: named('rabbit@rabbitmq-headless.mq.svc.cluster.local'),
      findings: [
        {
          severity: 'error',
          text: '"rabbit@rabbitmq-headless',
          why: /no node boots$/,
          help: /^set RABBITMQ_NODENAME/,
        },
      ],
      after: cluster({ image }),
    },
    {
      name: 'the number behind the first label',
      manifests: named('rabbit@mq.$(MY_POD_NAME)'),
      findings: [
        { severity: 'error', text: '"rabbit@mq.$(MY_POD_NAME)"', message: /is rabbit@mq\.<pod>, without/ },
      ],
    },
    {
      name: 'a StatefulSet with a dot in its name',
      manifests: cluster({ image }).replace('  name: rabbitmq\n', '  name: my.rabbitmq\n'),
      findings: [
        {
          severity: 'error',
          text: 'my.rabbitmq',
          message: /^StatefulSet my\.rabbitmq has a dot in its name/,
          help: /^give it a name without a dot/,
        },
      ],
      after: cluster({ image }),
    },
    {
      name: 'a Pod',
      manifests: named(null, { kind: 'Pod', longNames: null }),
      findings: [
        {
          severity: 'error',
          text: 'rabbitmq',
          message: /^Pod rabbitmq has no number/,
          help: /^leave cluster_formation/,
        },
      ],
      after: named(null, { kind: 'Pod', longNames: null, discovery: '' }),
    },
  ],
})
