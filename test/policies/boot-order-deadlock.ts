import { cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const tcp = { tcpSocket: { port: 'amqp' } }
const ordered = { podManagementPolicy: null, readiness: tcp } as const
const status = { exec: { command: ['rabbitmqctl', 'status'] } }
const join = { command: ['sh', '-c', 'rabbitmqctl join_cluster rabbit@rabbitmq-0 || true'] }
/** A release that reads one file only. */
const old = (release: string): Sample => ({
  image: `rabbitmq:${release}`,
  mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
})
const wait = (script: string): Sample => ({
  podManagementPolicy: null,
  container: { lifecycle: { postStart: { exec: { command: ['sh', '-c', script] } } } },
})
const alone = { discovery: '', nodeName: null, longNames: null } as const

export default rows({
  valid: [
    { name: 'together', manifests: cluster({ readiness: tcp }) },
    { name: 'in order, ready by ping', manifests: cluster({ podManagementPolicy: 'OrderedReady' }) },
    {
      name: 'in order, ready by epmd',
      manifests: cluster({ podManagementPolicy: null, readiness: { tcpSocket: { port: 4369 } } }),
    },
    {
      name: 'a ping behind an option with a value',
      manifests: cluster({
        podManagementPolicy: null,
        readiness: {
          exec: { command: ['rabbitmq-diagnostics', '--erlang-cookie', '$(COOKIE)', '-q', 'ping'] },
        },
      }),
    },
    {
      name: 'a hook that waits for nothing',
      manifests: cluster(wait('sleep 30; rabbitmqctl list_queues || true')),
    },
    { name: 'no readiness probe', manifests: cluster({ podManagementPolicy: null, readiness: null }) },
    { name: 'nothing kept', manifests: cluster({ ...ordered, storage: 'emptyDir' }) },
    { name: 'one node', manifests: cluster({ ...ordered, replicas: 1 }) },
    {
      name: 'names by IP: after a full stop they are others, and nobody waits for them',
      manifests: cluster({ ...ordered, nodeName: 'rabbit@$(MY_POD_IP)' }),
    },
    {
      name: 'nodes that nothing joins',
      manifests: cluster({ ...ordered, ...alone }),
    },
    {
      name: 'status of a release whose waiting nodes answer it',
      manifests: cluster({ ...ordered, readiness: status, ...old('3.7.16') }),
    },
    {
      name: 'rabbitmq-diagnostics status of such a release',
      manifests: cluster({
        ...ordered,
        readiness: { exec: { command: ['rabbitmq-diagnostics', '-q', 'status'] } },
        ...old('3.7.3'),
      }),
    },
    {
      name: 'a script of its own',
      manifests: cluster({ podManagementPolicy: null, readiness: { exec: { command: ['/opt/ready.sh'] } } }),
      gap: /what the command of the probe does/,
    },
    {
      name: 'variables for the plugin that joined nodes of old, on a release that does not read them',
      manifests: cluster({ ...ordered, ...alone, env: { AUTOCLUSTER_TYPE: 'k8s' } }),
    },
  ],
  invalid: [
    {
      name: 'a hook that waits for the node',
      manifests: cluster({ ...wait('until rabbitmqctl status; do sleep 1; done'), readiness: null }),
      findings: [{ severity: 'warning', path: '/spec/podManagementPolicy', help: /Parallel/ }],
      after: cluster({
        ...wait('until rabbitmqctl status; do sleep 1; done'),
        readiness: null,
        podManagementPolicy: 'Parallel',
      }),
    },
    {
      name: 'a hook that waits for the node, before nodes could start together',
      manifests: cluster({ ...wait('rabbitmqctl await_startup'), image: 'rabbitmq:3.8.9' }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/podManagementPolicy',
          help: /^let the postStart hook wait for nothing; Parallel is safe from 3\.8\.18/,
        },
      ],
      after: cluster({ podManagementPolicy: null, image: 'rabbitmq:3.8.9' }),
    },
    {
      name: 'the default, ready by TCP',
      manifests: cluster(ordered),
      findings: [
        { severity: 'warning', path: '/spec/podManagementPolicy', why: /stopped last/, fix: 'unsafe' },
      ],
    },
    {
      name: 'spelt out',
      manifests: cluster({ ...ordered, podManagementPolicy: 'OrderedReady' }),
      findings: [{ severity: 'warning', text: 'OrderedReady', fix: 'unsafe' }],
      fixed: cluster({ ...ordered, podManagementPolicy: 'Parallel' }),
    },
    {
      name: 'Khepri needs a majority',
      manifests: cluster({ ...ordered, image: 'rabbitmq:4.3.0' }),
      findings: [{ severity: 'error', why: /majority/, path: '/spec/podManagementPolicy' }],
    },
    {
      name: '4.2, which may have been upgraded or not',
      manifests: cluster({ ...ordered, image: 'rabbitmq:4.2.3' }),
      findings: [
        {
          severity: 'warning',
          why: /^with Mnesia: .*stopped last.*; with Khepri: .*majority/,
          path: '/spec/podManagementPolicy',
        },
      ],
    },
    {
      name: '4.2, said to have Khepri',
      manifests: cluster({ ...ordered, image: 'rabbitmq:4.2.3' }),
      options: { metadataStore: 'khepri' },
      findings: [{ severity: 'error', why: /^after .*majority/, path: '/spec/podManagementPolicy' }],
    },
    {
      name: 'what an annotation says of the store counts before the option',
      manifests: cluster({
        ...ordered,
        image: 'rabbitmq:4.2.3',
        annotations: { 'warrener.dev/metadata-store': 'mnesia' },
      }),
      options: { metadataStore: 'khepri' },
      findings: [{ severity: 'warning', why: /^after .*stopped last/, path: '/spec/podManagementPolicy' }],
    },
    {
      name: 'a release that is not known',
      manifests: cluster({ ...ordered, image: 'example.org/rabbitmq:prod' }),
      findings: [
        {
          severity: 'warning',
          why: /^the release is unknown; 3\.8-4\.2 with Mnesia: .*; 4\.2-4\.\d with Khepri: /,
          path: '/spec/podManagementPolicy',
        },
      ],
    },
    {
      name: 'before 3.8.18 starting together was a race',
      manifests: cluster({ ...ordered, image: 'rabbitmq:3.8.9' }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/podManagementPolicy',
          help: /^use a readiness probe that passes .*; Parallel is safe from 3\.8\.18 on: before, .* several clusters$/,
          fix: 'none',
        },
      ],
    },
    {
      name: 'status, which a waiting node fails since 3.7.17',
      manifests: cluster({ ...ordered, readiness: status, ...old('3.7.17') }),
      findings: [{ severity: 'warning', path: '/spec/podManagementPolicy', fix: 'none' }],
    },
    {
      name: 'a hook that joins the nodes',
      manifests: cluster({ ...ordered, ...alone, container: { lifecycle: { postStart: { exec: join } } } }),
      findings: [{ severity: 'warning', path: '/spec/podManagementPolicy' }],
    },
    {
      name: 'a list of nodes',
      manifests: cluster({
        ...ordered,
        ...alone,
        discovery: 'cluster_formation.classic_config.nodes.1 = rabbit@rabbitmq-0',
      }),
      findings: [{ severity: 'warning', path: '/spec/podManagementPolicy' }],
    },
    {
      name: 'a list of nodes in advanced.config',
      manifests: cluster({
        ...ordered,
        ...alone,
        advanced: "[{rabbit, [{cluster_nodes, {['rabbit@rabbitmq-0'], disc}}]}].",
      }),
      findings: [{ severity: 'warning', path: '/spec/podManagementPolicy' }],
    },
    {
      name: 'a command of its own, which may join the nodes',
      manifests: cluster({ ...ordered, ...alone, container: { command: ['/start.sh'] } }),
      findings: [{ severity: 'warning', path: '/spec/podManagementPolicy' }],
    },
    {
      name: 'the operator, told to start them in order',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          override: { statefulSet: { spec: { podManagementPolicy: 'OrderedReady' } } },
        }),
      ),
      findings: [
        {
          severity: 'warning',
          text: 'OrderedReady',
          help: /^set spec\.override\.statefulSet\.spec\.podManagementPolicy: Parallel \(immutable: after kubectl/,
        },
      ],
    },
    {
      name: 'ready by HTTP',
      manifests: cluster({
        podManagementPolicy: null,
        readiness: { httpGet: { path: '/api/health/checks/alarms', port: 15672 } },
      }),
      findings: [{ severity: 'warning', path: '/spec/podManagementPolicy' }],
    },
    {
      name: 'a command in a shell',
      manifests: cluster({
        podManagementPolicy: null,
        readiness: { exec: { command: ['sh', '-c', 'rabbitmq-diagnostics -q check_port_connectivity'] } },
      }),
      findings: [{ severity: 'warning', path: '/spec/podManagementPolicy' }],
    },
  ],
})
