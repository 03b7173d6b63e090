import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, overNode, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const asks = (path: string, more: JsonObject = {}): JsonObject => ({
  httpGet: { path, port: 15672, ...more },
})
const basic = { httpHeaders: [{ name: 'authorization', value: 'Basic $(TOKEN)' }] }
const tcp = (port: number | string): JsonObject => ({ tcpSocket: { port } })
const runs = (...command: readonly string[]): JsonObject => ({ exec: { command }, timeoutSeconds: 15 })
const probed = (readiness: JsonObject, more: Sample = {}): string => cluster({ ...more, readiness })
const at = '/spec/template/spec/containers/0/readinessProbe'
const alone: Sample = { replicas: 1, discovery: '' }
const later: Sample = { image: 'rabbitmq:4.2.4', discovery: 'cluster_formation.peer_discovery_backend = k8s' }

export default rows({
  valid: [
    { name: 'TCP on the port for clients', manifests: probed(tcp('amqp')) },
    { name: 'a number in quotes', manifests: probed(tcp('5672')) },
    {
      name: 'a request that says who it is',
      manifests: probed(asks('/api/health/checks/local-alarms', basic)),
    },
    { name: 'the page of the user interface', manifests: probed(asks('/')) },
    {
      name: 'a check that asks nobody who he is',
      manifests: probed(asks('/api/health/checks/reached-target-cluster-size'), later),
    },
    {
      name: 'metrics, whose plugin the list names',
      manifests: probed(
        { httpGet: { path: '/metrics', port: 15692 } },
        { plugins: '[rabbitmq_prometheus].' },
      ),
    },
    {
      name: 'a prefix, below which all paths lie',
      manifests: probed(asks('/mq/api/health/checks/alarms', basic), {
        conf: 'management.path_prefix = /mq',
      }),
    },
    {
      name: 'a listener that was moved to the port of another plugin',
      manifests: probed(tcp(1883), { conf: 'listeners.tcp.other = 1883' }),
    },
    { name: 'a port that nobody knows', manifests: probed(tcp(9999)) },
    {
      name: 'a command of the tool',
      manifests: probed(runs('rabbitmq-diagnostics', '-q', 'check_local_alarms')),
    },
    {
      name: 'a failure that does not matter',
      manifests: probed(runs('sh', '-c', 'rabbitmqctl nonsense || true')),
    },
    {
      name: 'a tool of which nothing is known',
      manifests: probed(runs('rabbitmqctl', 'nonsense'), {
        image: 'rabbitmq:3.7.28',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
      }),
    },
    { name: 'what the cluster operator makes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'plugins that were not seen',
      manifests: probed(tcp(1883), {
        container: {
          lifecycle: { postStart: { exec: { command: ['rabbitmq-plugins', 'enable', 'rabbitmq_mqtt'] } } },
        },
      }),
      gap: /switches plugins on/,
    },
    {
      name: 'a chart, whose probes the values do not tell',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60' })),
      gap: /render the chart/,
    },
  ],
  invalid: [
    {
      name: 'a request that says nothing of who it is',
      manifests: probed(asks('/api/health/checks/local-alarms')),
      after: probed(tcp(5672)),
      findings: [
        {
          severity: 'error',
          path: at,
          message: /can never pass: \/api\/health\/checks\/local-alarms asks for a user and a password$/,
          why: /^no pod is ever Ready: .* roll-outs never go on$/,
          help: /^use tcpSocket on the port for clients in readinessProbe, or send an Authorization/,
          fix: 'none',
        },
      ],
    },
    {
      name: 'on one node, and of any release',
      manifests: probed(asks('/api/healthchecks/node'), {
        ...alone,
        image: 'example.org/rabbitmq-management:prod',
      }),
      findings: [{ severity: 'error', path: at }],
    },
    {
      name: 'so it does whatever configuration was not seen',
      manifests: probed(asks('/api/overview'), {
        container: {
          lifecycle: {
            postStart: { exec: { command: ['rabbitmq-plugins', 'enable', 'rabbitmq_management'] } },
          },
        },
        plugins: '[].',
        pod: {
          volumes: [
            { name: 'config', persistentVolumeClaim: { claimName: 'config' }, configMap: null as never },
          ],
        },
      }),
      findings: [{ severity: 'error', path: at }],
    },
    {
      name: 'a Pod',
      manifests: probed(asks('/api/overview'), { kind: 'Pod', discovery: '' }),
      findings: [
        { severity: 'error', path: '/spec/containers/0/readinessProbe', why: /^the pod is never Ready/ },
      ],
    },
    {
      name: 'a port that no container declares',
      manifests: probed(tcp('rabbit')),
      after: probed(tcp('amqp')),
      findings: [
        {
          severity: 'error',
          path: at,
          message: /no port of the container is called rabbit$/,
          help: /^name a port that/,
        },
      ],
    },
    {
      name: 'a plugin that is off',
      manifests: probed(asks('/'), { plugins: '[rabbitmq_peer_discovery_k8s].' }),
      after: probed(asks('/'), { plugins: '[rabbitmq_peer_discovery_k8s, rabbitmq_management].' }),
      findings: [
        {
          severity: 'error',
          path: at,
          message: /nothing listens on 15672 without the plugin rabbitmq_management$/,
          help: /^switch rabbitmq_management on, or let readinessProbe ask another port$/,
        },
      ],
    },
    {
      name: 'a check that this release lacks',
      manifests: probed(asks('/api/health/checks/reached-target-cluster-size')),
      after: probed(tcp(5672)),
      findings: [
        {
          severity: 'error',
          path: at,
          message: /RabbitMQ 3\.13\.7 has no \/api\/health/,
          help: /^let readinessProbe ask a check/,
        },
      ],
    },
    {
      name: 'a command that is misspelt',
      manifests: probed(runs('rabbitmq-diagnostics', 'check_runing')),
      after: probed(runs('rabbitmq-diagnostics', 'check_running')),
      findings: [
        {
          severity: 'error',
          path: at,
          message: /rabbitmq-diagnostics has no command check_runing$/,
          help: /such as rabbitmq-diagnostics check_running$/,
        },
      ],
    },
    {
      name: 'a liveness probe, for one node too',
      manifests: cluster({ ...alone, container: { livenessProbe: tcp('nothing') } }),
      findings: [
        {
          severity: 'error',
          path: '/spec/template/spec/containers/0/livenessProbe',
          why: /^Kubernetes kills the node, starts it again/,
        },
      ],
    },
    {
      name: 'an override of the cluster operator',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          override: overNode({ readinessProbe: asks('/api/overview') }),
        }),
      ),
      findings: [{ severity: 'error', text: 'readinessProbe' }],
    },
  ],
})
