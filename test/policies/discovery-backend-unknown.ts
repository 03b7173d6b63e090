import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const key = 'cluster_formation.peer_discovery_backend'
const by = (backend: string, more: object = {}): string =>
  cluster({
    image: 'rabbitmq:4.2.1',
    discovery: `${key} = ${backend}`,
    without: ['Role', 'RoleBinding'],
    ...more,
  })
const old = (backend: string): string =>
  cluster({
    image: 'rabbitmq:3.8.4',
    discovery: `${key} = ${backend}
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.service_name = rabbitmq-headless
cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local`,
  })

export default rows({
  valid: [
    ...['k8s', 'kubernetes', 'rabbit_peer_discovery_k8s', 'rabbitmq_peer_discovery_k8s', 'dns', 'etcd'].map(
      name => ({
        name,
        manifests: by(name),
      }),
    ),
    { name: 'no backend', manifests: cluster({ discovery: '' }) },
    {
      name: 'a plugin that comes from elsewhere',
      manifests: by('my_backend', { plugins: '[my_discovery].' }),
      gap: /a plugin that does not come with the release may have this backend/,
    },
    {
      name: 'an image of somebody',
      manifests: by('my_backend', { image: 'registry.example.com/team/broker:4.2.1' }),
      gap: /the image may have this backend/,
    },
  ],
  invalid: [
    {
      name: 'nothing that is meant',
      manifests: by('nosuch'),
      findings: [{ severity: 'error', text: 'nosuch', help: /^name one that there is/, fix: 'none' }],
      after: by('k8s'),
    },
    ...['"k8s"', 'K8s', 'kubernetes_v2', 'rabbitmq-peer-discovery-k8s', 'peer_discovery_k8s', 'kube'].map(
      name => ({
        name,
        manifests: by(name),
        findings: [{ severity: 'error' as const, inner: key, help: /^set it to k8s$/, fix: 'safe' as const }],
        fixed: by('k8s'),
      }),
    ),
    {
      name: 'the plugin of a release that does not know its name',
      manifests: old('rabbitmq_peer_discovery_k8s'),
      findings: [{ severity: 'error', text: 'rabbitmq_peer_discovery_k8s', fix: 'safe' }],
      fixed: old('k8s'),
    },
    {
      name: 'a single node does not boot either',
      manifests: by('nosuch', { replicas: 1 }),
      findings: [{ severity: 'error', text: 'nosuch' }],
    },
    {
      name: 'over what the operator writes',
      manifests: yaml(rabbitmqCluster({ replicas: 3, rabbitmq: { additionalConfig: `${key} = K8S\n` } })),
      findings: [{ severity: 'error', text: 'K8S' }],
      fixed: yaml(rabbitmqCluster({ replicas: 3, rabbitmq: { additionalConfig: `${key} = k8s\n` } })),
    },
    {
      name: 'in a Secret',
      manifests: by('nosuch', { filesIn: 'Secret' }),
      findings: [{ severity: 'error', text: 'nosuch', message: /: what it is set to is no backend$/ }],
    },
  ],
})
