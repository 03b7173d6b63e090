import { chartValues, cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

/** A cluster that nobody tells how to become one. */
const apart = (sample: Sample = {}): string =>
  cluster({ discovery: '', nodeName: null, longNames: null, ...sample })
const run = (...lines: readonly string[]): Sample => ({
  container: { command: ['sh', '-c', lines.join('\n')] },
})
const job = (command: string): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'join', namespace: 'mq' },
  spec: {
    template: { spec: { containers: [{ name: 'join', image: 'kubectl', command: ['sh', '-c', command] }] } },
  },
})

export default rows({
  valid: [
    { name: 'a backend', manifests: cluster() },
    { name: 'one node', manifests: apart({ replicas: 1 }) },
    {
      name: 'a list of nodes',
      manifests: apart({ discovery: 'cluster_formation.classic_config.nodes.1 = rabbit@rabbitmq-0' }),
    },
    {
      name: 'a list of nodes in advanced.config',
      manifests: apart({ advanced: "[{rabbit, [{cluster_nodes, {['rabbit@rabbitmq-0'], disc}}]}]." }),
    },
    {
      name: 'settings for a cluster: the backend alone is missing',
      manifests: apart({ discovery: 'cluster_formation.k8s.address_type = hostname' }),
    },
    { name: 'variables for a cluster', manifests: apart({ env: { K8S_SERVICE_NAME: 'rabbitmq-headless' } }) },
    { name: 'names that peers can look up', manifests: cluster({ discovery: '' }) },
    {
      name: 'a hook that joins',
      manifests: apart({
        container: {
          lifecycle: {
            postStart: { exec: { command: ['sh', '-c', 'rabbitmqctl join_cluster rabbit@rabbitmq-0'] } },
          },
        },
      }),
    },
    {
      name: 'a script in the ConfigMap that joins',
      manifests: apart({
        data: { 'start.sh': 'rabbitmq-server -detached\nrabbitmqctl join_cluster rabbit@rabbitmq-0\n' },
        mounts: { 'start.sh': '/scripts/start.sh' },
        container: { command: ['sh', '/scripts/start.sh'] },
      }),
    },
    {
      name: 'a Job that joins',
      manifests: apart({
        objects: [job('kubectl exec rabbitmq-1 -- rabbitmqctl join_cluster rabbit@rabbitmq-0') as never],
      }),
    },
    {
      name: 'a release before 3.7',
      manifests: apart({ image: 'rabbitmq:3.6.16' }),
      gap: /the rule begins with 3\.7$/,
    },
    {
      name: 'the variable of the image of Bitnami',
      manifests: apart({
        image: 'bitnami/rabbitmq:3.12.14',
        env: { RABBITMQ_CLUSTER_NODE_NAME: 'rabbit@stats' },
      }),
    },
    {
      name: 'an operator joins them',
      manifests: yaml(rabbitmqCluster({ replicas: 3 })),
    },
    {
      name: 'an operator whose files the release does not read',
      manifests: yaml(rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.7.28' })),
    },
    {
      name: 'a chart that joins them',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60', clustering: { enabled: true } })),
    },
    {
      name: 'a chart that does not, and a hook that does',
      manifests: yaml(
        chartValues({
          extraConfiguration: 'heartbeat = 60',
          clustering: { enabled: false },
          lifecycleHooks: {
            postStart: { exec: { command: ['rabbitmqctl', 'join_cluster', 'rabbit@mq-0'] } },
          },
        }),
      ),
    },
    {
      name: 'configuration that was not seen',
      manifests: apart({ without: ['ConfigMap'] }),
      gap: /ConfigMap rabbitmq/,
    },
    {
      name: 'a program of the image that may join',
      manifests: apart({ container: { command: ['/cluster-entrypoint.sh'] } }),
      gap: /^\/cluster-entrypoint\.sh may join the nodes$/,
    },
    {
      name: 'a program that only the shell knows',
      manifests: apart(run('$START rabbitmq-server')),
      gap: /^a program that the container runs may join the nodes$/,
    },
    {
      name: 'a private image without a configuration',
      manifests: cluster({
        image: 'example.com/mq/rabbitmq-cluster:3.12.14',
        discovery: '',
        nodeName: null,
        longNames: null,
        mounts: { 'rabbitmq.conf': null },
      }),
      gap: /the image may carry a configuration of its own/,
    },
    {
      name: 'an image that has the name of the plugin of 3.6, and a later release',
      manifests: apart({ image: 'pivotalrabbitmq/rabbitmq-autocluster:3.12.14' }),
      gap: /^the image may join the nodes$/,
    },
  ],
  invalid: [
    {
      name: 'DNS, of which nothing is asked',
      manifests: cluster({ discovery: 'cluster_formation.peer_discovery_backend = dns' }),
      findings: [
        {
          severity: 'error',
          text: 'dns',
          message: /goes by DNS, and is told no name to look up$/,
          help: /rabbitmq-headless\.mq\.svc\.<cluster domain>$/,
        },
      ],
      after: cluster({
        discovery:
          'cluster_formation.peer_discovery_backend = dns\ncluster_formation.dns.hostname = rabbitmq-headless.mq.svc.cluster.local',
      }),
    },
    {
      name: 'DNS, where the namespace is not told',
      manifests: cluster({ discovery: 'cluster_formation.peer_discovery_backend = dns', namespace: '' }),
      findings: [
        { severity: 'error', text: 'dns', help: /rabbitmq-headless\.<namespace>\.svc\.<cluster domain>$/ },
      ],
    },
    {
      name: 'DNS, where no Service governs the pods',
      manifests: cluster({ discovery: 'cluster_formation.peer_discovery_backend = dns', serviceName: null }),
      findings: [{ severity: 'error', text: 'dns', help: /<governing Service>\.mq\.svc\.<cluster domain>$/ }],
    },
    {
      name: 'DNS, where neither is told',
      manifests: cluster({
        discovery: 'cluster_formation.peer_discovery_backend = dns',
        serviceName: null,
        namespace: '',
      }),
      findings: [
        { severity: 'error', text: 'dns', help: /<governing Service>\.<namespace>\.svc\.<cluster domain>$/ },
      ],
    },
    {
      name: 'nothing at all',
      manifests: apart(),
      findings: [
        {
          severity: 'error',
          path: '/spec/replicas',
          message: /^StatefulSet rabbitmq has 3 replicas, and nothing joins them$/,
          help: /^join them by peer discovery/,
        },
      ],
      after: cluster(),
    },
    {
      name: 'one replica is what was meant',
      manifests: apart({ image: 'rabbitmq:4.2.1' }),
      findings: [{ severity: 'error', path: '/spec/replicas' }],
      after: apart({ image: 'rabbitmq:4.2.1', replicas: 1 }),
    },
    {
      name: 'a Deployment',
      manifests: apart({ kind: 'Deployment', storage: 'none' }),
      findings: [{ severity: 'error', path: '/spec/replicas', help: /^make it a StatefulSet and join/ }],
      after: cluster({ storage: 'none' }),
    },
    {
      name: 'a chart whose clustering is switched off',
      manifests: yaml(
        chartValues({
          plugins: 'rabbitmq_mqtt,rabbitmq_peer_discovery_k8s',
          podManagementPolicy: 'Parallel',
          clustering: { enabled: false },
        }),
      ),
      findings: [
        {
          severity: 'error',
          text: 'false',
          message: /has 3 replicas, and nothing joins them$/,
          help: /^set clustering\.enabled to true, or replicaCount to 1$/,
        },
      ],
      after: yaml(
        chartValues({
          plugins: 'rabbitmq_mqtt,rabbitmq_peer_discovery_k8s',
          podManagementPolicy: 'Parallel',
          clustering: { enabled: true },
        }),
      ),
    },
    {
      name: 'a chart whose discovery is switched off',
      manifests: yaml({
        image: { repository: 'rabbitmq', tag: '4.2.1' },
        replicaCount: 3,
        config: { extraConfiguration: 'heartbeat = 60' },
        peerDiscoveryK8sPlugin: { enabled: false },
      }),
      findings: [{ severity: 'error', text: 'false', help: /^set peerDiscoveryK8sPlugin\.enabled to true/ }],
    },
    {
      name: 'a command that copies, and starts the server',
      manifests: apart(run('set -e', 'cp /config/x /tmp/x', 'exec docker-entrypoint.sh rabbitmq-server')),
      findings: [{ severity: 'error', path: '/spec/replicas' }],
    },
    {
      name: 'variables that nobody reads',
      manifests: apart({
        env: { AUTOCLUSTER_TYPE: 'k8s', RABBITMQ_CLUSTER_FORMATION_PEER_DISCOVERY_BACKEND: 'k8s' },
      }),
      findings: [{ severity: 'error', path: '/spec/replicas' }],
    },
    {
      name: 'a backend that has no nodes listed',
      manifests: apart({
        discovery:
          'cluster_formation.peer_discovery_backend = classic_config\ncluster_formation.k8s.address_type = hostname',
      }),
      findings: [{ severity: 'error', path: '/spec/replicas' }],
    },
  ],
})
