import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const backend = 'cluster_formation.peer_discovery_backend = k8s'
const settings = `cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.service_name = rabbitmq-headless
cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local`
const fourth = {
  image: 'rabbitmq:4.2.1',
  discovery: 'cluster_formation.k8s.ordinal_start = 0',
  without: ['Role', 'RoleBinding'],
}
const short = { nodeName: null, longNames: null }

export default rows({
  valid: [
    { name: 'a backend', manifests: cluster() },
    { name: 'nothing of a cluster', manifests: cluster({ discovery: '', ...short, replicas: 3 }) },
    { name: 'one node with a long name', manifests: cluster({ discovery: '', replicas: 1 }) },
    {
      name: 'a list of nodes',
      manifests: cluster({
        discovery: 'cluster_formation.classic_config.nodes.1 = rabbit@a',
        env: { K8S_SERVICE_NAME: 'x' },
      }),
    },
    {
      name: 'a hook joins them',
      manifests: cluster({
        discovery: '',
        container: {
          lifecycle: { postStart: { exec: { command: ['rabbitmqctl', 'join_cluster', 'rabbit@a'] } } },
        },
      }),
    },
    { name: 'the operator writes it', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'an image of somebody, and no configuration',
      manifests: cluster({
        image: 'registry.example.com/team/broker:3.13.7',
        env: { K8S_SERVICE_NAME: 'rabbitmq-headless' },
        mounts: { 'rabbitmq.conf': null },
      }),
      gap: /the image may carry a configuration of its own/,
    },
    {
      name: 'configuration that was not seen',
      manifests: cluster({ without: ['ConfigMap'] }),
      gap: /ConfigMap/,
    },
  ],
  invalid: [
    {
      name: 'settings of the backend',
      manifests: cluster({ discovery: settings }),
      findings: [
        {
          severity: 'error',
          inner: 'cluster_formation.k8s.host',
          why: /each is a cluster of its own/,
          help: /, with the address_type/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ discovery: settings, conf: backend }),
    },
    {
      name: 'some of them',
      manifests: cluster({ discovery: '', env: { K8S_SERVICE_NAME: 'rabbitmq-headless' } }),
      findings: [
        {
          severity: 'error',
          text: '"rabbitmq-headless"',
          message: /^K8S_SERVICE_NAME is set/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster({
        discovery: '',
        env: { K8S_SERVICE_NAME: 'rabbitmq-headless' },
        conf: `${backend}
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local`,
      }),
    },
    {
      name: 'names of a cluster',
      manifests: cluster({ discovery: '' }),
      findings: [{ severity: 'error', text: '"rabbit', message: /^the nodes have names for a cluster/ }],
      fixed: cluster({ discovery: '', conf: `${backend}\n${settings}` }),
    },
    {
      name: 'the pods may not ask',
      manifests: cluster({ discovery: '', without: ['Role'] }),
      findings: [{ severity: 'error', text: '"rabbit', fix: 'none' }],
    },
    {
      name: 'from 4.1 one line does',
      manifests: cluster({ ...fourth }),
      findings: [
        { severity: 'error', inner: 'cluster_formation.k8s.ordinal_start', help: /= k8s in rabbitmq\.conf$/ },
      ],
      fixed: cluster({ ...fourth, conf: backend }),
    },
    {
      name: 'the plugin is off too',
      manifests: cluster({ ...fourth, plugins: '[rabbitmq_management].' }),
      findings: [{ severity: 'error', inner: 'cluster_formation.k8s.ordinal_start' }],
      fixed: cluster({ ...fourth, conf: backend }),
    },
    {
      name: 'one node for now',
      manifests: cluster({ discovery: settings, replicas: 1 }),
      findings: [{ severity: 'info', inner: 'cluster_formation.k8s.host', why: /^peer discovery is off/ }],
      fixed: cluster({ discovery: settings, replicas: 1, conf: backend }),
    },
  ],
})
