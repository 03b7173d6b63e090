import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const plugins = '[rabbitmq_management].'
const old = (image: string, more: object = {}): string =>
  cluster({ image, plugins, mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' }, ...more })

export default rows({
  valid: [
    { name: 'it is enabled', manifests: cluster() },
    {
      name: 'DNS needs none',
      manifests: cluster({
        plugins,
        discovery: 'cluster_formation.peer_discovery_backend = dns\ncluster_formation.dns.hostname = x',
      }),
    },
    {
      name: 'its name is misspelt, which is said of the name',
      manifests: cluster({ plugins: '[rabbit_peer_discovery_k8s].' }),
    },
    { name: 'no backend', manifests: cluster({ plugins, discovery: '' }) },
    { name: 'by the operator', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'a hook enables it',
      manifests: cluster({
        plugins,
        container: {
          lifecycle: {
            postStart: { exec: { command: ['rabbitmq-plugins', 'enable', 'rabbitmq_peer_discovery_k8s'] } },
          },
        },
      }),
      gap: /a script of the pod switches plugins on/,
    },
    {
      name: 'an image of somebody',
      manifests: cluster({
        image: 'registry.example.com/team/broker:3.13.7',
        mounts: { enabled_plugins: null },
      }),
      gap: /the image may switch on plugins/,
    },
  ],
  invalid: [
    {
      name: 'another list',
      manifests: cluster({ plugins }),
      findings: [
        {
          severity: 'warning',
          text: 'k8s',
          why: /no events of nodes/,
          help: /^enable rabbitmq_peer_discovery_k8s$/,
          fix: 'safe',
        },
      ],
      fixed: cluster(),
    },
    {
      name: 'no list: that of the image counts',
      manifests: cluster({ image: 'rabbitmq:3.12-management', mounts: { enabled_plugins: null } }),
      findings: [
        { severity: 'warning', text: 'k8s', help: /a list of plugins takes the place/, fix: 'none' },
      ],
      after: cluster({
        image: 'rabbitmq:3.12-management',
        plugins: '[rabbitmq_management,rabbitmq_prometheus,rabbitmq_peer_discovery_k8s].',
      }),
    },
    {
      name: 'node cleanup would begin with it',
      manifests: cluster({ plugins, conf: 'cluster_formation.node_cleanup.only_log_warning = false' }),
      findings: [{ severity: 'warning', text: 'k8s', fix: 'none' }],
    },
    {
      name: 'from 4.1 nothing posts events',
      manifests: cluster({
        image: 'rabbitmq:4.2.1',
        plugins,
        discovery: 'cluster_formation.peer_discovery_backend = k8s',
      }),
      findings: [{ severity: 'warning', text: 'k8s', why: /started, node cleanup among it$/ }],
    },
    {
      name: 'up to 3.8.3 the node does not boot',
      manifests: old('rabbitmq:3.7.28'),
      findings: [{ severity: 'error', text: 'k8s', why: /the node does not boot$/ }],
      after: old('rabbitmq:3.7.28', { plugins: '[rabbitmq_management,rabbitmq_peer_discovery_k8s].' }),
    },
    {
      name: 'nor does a single one',
      manifests: old('rabbitmq:3.8.3', { replicas: 1 }),
      findings: [{ severity: 'error', text: 'k8s' }],
    },
    {
      name: 'one node for now',
      manifests: cluster({ plugins, replicas: 1 }),
      findings: [{ severity: 'info', text: 'k8s' }],
    },
    {
      name: 'Consul',
      manifests: cluster({
        discovery: 'cluster_formation.peer_discovery_backend = consul\ncluster_formation.consul.host = c',
      }),
      findings: [{ text: 'consul', message: /rabbitmq_peer_discovery_consul is not enabled$/ }],
    },
  ],
})
