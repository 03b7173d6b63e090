import { cluster, rabbitmqCluster, secret, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const key = 'cluster_formation.k8s.service_name'

export default rows({
  valid: [
    { name: 'no variable', manifests: cluster() },
    { name: 'both say the same', manifests: cluster({ env: { K8S_SERVICE_NAME: 'rabbitmq-headless' } }) },
    {
      name: 'from 4.1 on neither counts',
      manifests: cluster({ image: 'rabbitmq:4.2.1', env: { K8S_SERVICE_NAME: 'x' } }),
    },
    {
      name: 'another backend',
      manifests: cluster({
        discovery: `cluster_formation.peer_discovery_backend = dns\n${key} = a`,
        env: { K8S_SERVICE_NAME: 'x' },
      }),
    },
    {
      name: 'a variable that only the pod knows',
      manifests: cluster({
        env: {
          K8S_HOST: '$(KUBERNETES_SERVICE_HOST)',
          K8S_PORT: { fieldRef: { fieldPath: 'spec.nodeName' } },
        },
      }),
    },
    {
      name: 'the operator says both',
      manifests: yaml(rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.13.7' })),
    },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
  ],
  invalid: [
    {
      name: 'another Service',
      manifests: cluster({ env: { K8S_SERVICE_NAME: 'rabbitmq' } }),
      findings: [
        {
          severity: 'warning',
          inner: key,
          message: / = rabbitmq-headless, but the variable K8S_SERVICE_NAME says rabbitmq$/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'an empty one',
      manifests: cluster({ env: { K8S_HOSTNAME_SUFFIX: '' } }),
      findings: [
        { severity: 'warning', inner: 'cluster_formation.k8s.hostname_suffix', message: / says nothing$/ },
      ],
    },
    {
      name: 'of one node',
      manifests: cluster({ replicas: 1, env: { K8S_SERVICE_NAME: 'rabbitmq' } }),
      findings: [{ severity: 'info', inner: key }],
    },
    {
      name: 'from a Secret',
      manifests: cluster({
        env: { K8S_SERVICE_NAME: { secretKeyRef: { name: 'names', key: 'service' } } },
        objects: [secret('names', { stringData: { service: 'rabbitmq' } })],
      }),
      findings: [{ severity: 'warning', inner: key, message: /says other than the variable/ }],
    },
    {
      name: 'against the operator',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          image: 'rabbitmq:3.13.7',
          rabbitmq: { additionalConfig: `${key} = other\n` },
        }),
      ),
      findings: [{ severity: 'warning', inner: key, help: /^remove the line$/ }],
    },
  ],
})
