import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, overNode, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const runs = (...command: readonly string[]): JsonObject => ({ exec: { command } })
const running = { ...runs('rabbitmq-diagnostics', '-q', 'check_running'), timeoutSeconds: 15 }
const status = { ...runs('rabbitmqctl', 'status'), timeoutSeconds: 15, initialDelaySeconds: 60 }
const tcp = { tcpSocket: { port: 'amqp' } }
const probed = (probes: JsonObject, more: Sample = {}): string => cluster({ ...more, container: probes })
const liveness = '/spec/template/spec/containers/0/livenessProbe'
const pings = { ...runs('rabbitmq-diagnostics', '-q', 'ping'), timeoutSeconds: 15 }
const alone = { discovery: '', nodeName: null, longNames: null } as const

export default rows({
  valid: [
    { name: 'no probe of this kind', manifests: cluster() },
    {
      name: 'ping, which a waiting node answers',
      manifests: probed({
        livenessProbe: { ...runs('rabbitmq-diagnostics', '-q', 'ping'), timeoutSeconds: 15 },
      }),
    },
    {
      name: 'epmd, which runs before the node',
      manifests: probed({ livenessProbe: { tcpSocket: { port: 4369 } } }),
    },
    {
      name: 'time enough',
      manifests: probed({ livenessProbe: { ...running, initialDelaySeconds: 300 } }),
    },
    {
      name: 'time enough by many tries',
      manifests: probed({ livenessProbe: { ...running, periodSeconds: 30, failureThreshold: 11 } }),
    },
    {
      name: 'a startup probe that waits for the booted node holds it back',
      manifests: probed({ startupProbe: { ...running, failureThreshold: 33 }, livenessProbe: running }),
    },
    { name: 'one node', manifests: probed({ livenessProbe: status }, { replicas: 1, discovery: '' }) },
    { name: 'nodes that nothing joins wait for nobody', manifests: probed({ livenessProbe: status }, alone) },
    {
      name: 'status of a release whose waiting nodes answer it',
      manifests: probed(
        { livenessProbe: status },
        { image: 'rabbitmq:3.7.16', mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' } },
      ),
    },
    { name: 'what the cluster operator makes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'a failure that the command hides: whatever it says, the probe passes',
      manifests: probed({ livenessProbe: runs('sh', '-c', 'rabbitmqctl status || true') }),
      gap: /what the command of the probe does/,
    },
    {
      name: 'a command to be filled in first',
      manifests: probed({
        livenessProbe: { ...runs('rabbitmq-diagnostics', '{{ check }}'), timeoutSeconds: 15 },
      }),
      gap: /what the command of the probe does/,
    },
    {
      name: 'a script of its own',
      manifests: probed({ livenessProbe: runs('/opt/alive.sh') }),
      gap: /what the command of the probe does/,
    },
    {
      name: 'a way that is not known',
      manifests: probed({ livenessProbe: { grpc: { port: 1 } } }),
      gap: /of a kind not known/,
    },
    {
      name: 'a chart, whose probes the values do not tell',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60' })),
      gap: /render the chart/,
    },
  ],
  invalid: [
    {
      name: 'a command that needs a booted node',
      manifests: probed({ livenessProbe: status }),
      after: cluster(),
      findings: [
        {
          severity: 'warning',
          path: liveness,
          message: /^rabbitmqctl status as liveness probe fails .*, for which it has 90 s$/,
          why: /^after a full stop a node may wait minutes .* killed after 90 s/,
          help: /^take livenessProbe out, or let it run rabbitmq-diagnostics ping/,
          fix: 'unsafe',
        },
      ],
      fixed: probed({ livenessProbe: { ...status, ...pings } }),
    },
    {
      name: 'TCP, with the times that Kubernetes takes',
      manifests: probed({ livenessProbe: tcp }),
      after: probed({ livenessProbe: { ...runs('rabbitmq-diagnostics', 'ping'), timeoutSeconds: 15 } }),
      findings: [{ severity: 'warning', path: liveness, message: /^TCP amqp as liveness probe .* 30 s$/ }],
      fixed: probed({ livenessProbe: pings }),
    },
    {
      name: 'HTTP, as a command',
      manifests: probed({
        livenessProbe: runs(
          'sh',
          '-c',
          'curl -fsu admin:$PASSWORD http://127.0.0.1:15672/api/health/checks/alarms',
        ),
      }),
      findings: [{ severity: 'warning', path: liveness }],
    },
    {
      name: 'a startup probe with little time',
      manifests: probed({ startupProbe: running, livenessProbe: running }),
      after: probed({
        startupProbe: { ...running, failureThreshold: 33, periodSeconds: 10 },
        livenessProbe: running,
      }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/template/spec/containers/0/startupProbe',
          message: /as startup probe/,
          help: /^let startupProbe run rabbitmq-diagnostics ping.* failureThreshold: 33 with periodSeconds: 10$/,
          fix: 'unsafe',
        },
      ],
      fixed: probed({
        startupProbe: { ...running, periodSeconds: 10, failureThreshold: 33 },
        livenessProbe: running,
      }),
    },
    {
      name: 'a startup probe that passes at once holds nothing back',
      manifests: probed({
        startupProbe: { ...runs('rabbitmq-diagnostics', 'ping'), timeoutSeconds: 15 },
        livenessProbe: tcp,
      }),
      findings: [{ severity: 'warning', path: liveness }],
    },
    {
      name: 'nothing kept',
      manifests: probed({ livenessProbe: tcp }, { storage: 'emptyDir' }),
      findings: [
        {
          severity: 'warning',
          path: liveness,
          message: /^TCP amqp as liveness probe fails until the node has booted, for which/,
          why: /^a node that takes longer/,
        },
      ],
    },
    {
      name: 'names by IP',
      manifests: probed({ livenessProbe: tcp }, { nodeName: 'rabbit@$(MY_POD_IP)' }),
      findings: [{ severity: 'warning', path: liveness, why: /^a node that takes longer/ }],
    },
    {
      name: 'an override of the cluster operator',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          override: overNode({ livenessProbe: tcp }),
        }),
      ),
      findings: [
        {
          severity: 'warning',
          text: 'livenessProbe',
          help: /^take spec\.override\.statefulSet\.spec\.template\.spec\.containers\[rabbitmq\]\.livenessProbe out/,
        },
      ],
    },
    {
      name: 'an override of the startup probe takes its place as a whole',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          override: overNode({ startupProbe: running }),
        }),
      ),
      findings: [{ severity: 'warning', text: 'startupProbe', message: /check_running as startup probe/ }],
    },
    {
      name: 'a probe of its own in the values of a chart',
      manifests: yaml(
        chartValues({
          extraConfiguration: 'heartbeat = 60',
          customLivenessProbe: tcp,
          customStartupProbe: { ...runs('rabbitmq-diagnostics', 'ping'), timeoutSeconds: 15 },
        }),
      ),
      findings: [{ severity: 'warning', text: 'customLivenessProbe', help: /^take customLivenessProbe out/ }],
    },
    {
      name: 'a release that is not known',
      manifests: probed({ livenessProbe: tcp }, { image: 'example.org/rabbitmq:prod' }),
      findings: [{ severity: 'warning', path: liveness }],
    },
  ],
})
