import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const without = { readiness: null } as const
const container = '/spec/template/spec/containers/0/readinessProbe'
const tcp = { tcpSocket: { port: 5672 }, initialDelaySeconds: 10, timeoutSeconds: 5, periodSeconds: 10 }

const times = { initialDelaySeconds: 10, timeoutSeconds: 15, periodSeconds: 10 }

const values = (more: JsonObject = {}): string =>
  yaml(chartValues({ extraConfiguration: 'heartbeat = 60', ...more }))

export default rows({
  valid: [
    {
      name: 'a chart with a probe of its user',
      manifests: values({
        readinessProbe: { enabled: false },
        customReadinessProbe: { tcpSocket: { port: 'amqp' } },
      }),
    },
    { name: 'a probe', manifests: cluster() },
    { name: 'the cluster operator adds one', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'a chart, which adds one unless told otherwise',
      manifests: values(),
    },
  ],
  invalid: [
    {
      name: 'a cluster',
      manifests: cluster(without),
      after: cluster({ ...without, container: { readinessProbe: tcp } }),
      findings: [
        {
          severity: 'warning',
          path: container,
          message: /^container rabbitmq of StatefulSet rabbitmq has no readiness probe$/,
          why: /^a roll-out stops the next node while this one still boots/,
          help: /^add readinessProbe with tcpSocket on port 5672$/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ ...without, container: { readinessProbe: tcp } }),
    },
    {
      name: 'a node that listens with TLS only',
      manifests: cluster({ ...without, conf: 'listeners.tcp = none\nlisteners.ssl.default = 5671' }),
      after: cluster({
        readiness: { tcpSocket: { port: 5671 } },
        conf: 'listeners.tcp = none\nlisteners.ssl.default = 5671',
      }),
      findings: [{ severity: 'warning', path: container, help: /on port 5671$/ }],
    },
    {
      name: 'another port, by a line with an address',
      manifests: cluster({ ...without, conf: 'listeners.tcp.default = 0.0.0.0:5673' }),
      findings: [{ severity: 'warning', path: container, help: /on port 5673$/ }],
    },
    {
      name: 'another port, by a variable',
      manifests: cluster({ ...without, env: { RABBITMQ_NODE_PORT: '5674' } }),
      findings: [{ severity: 'warning', path: container, help: /on port 5674$/ }],
    },
    {
      name: 'a port that is not known',
      manifests: cluster({
        ...without,
        env: { RABBITMQ_NODE_PORT: { configMapKeyRef: { name: 'x', key: 'y' } } },
      }),
      findings: [{ severity: 'warning', path: container, help: /on the port for clients$/, fix: 'none' }],
    },
    {
      name: 'nodes that start in order: such a probe alone would be a deadlock',
      manifests: cluster({ ...without, podManagementPolicy: null }),
      after: cluster({ readiness: tcp }),
      findings: [
        {
          severity: 'warning',
          path: container,
          help: /on port 5672, and spec\.podManagementPolicy: Parallel: else no node starts/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ ...without, podManagementPolicy: null, container: { readinessProbe: tcp } }).replace(
        '            storage: 20Gi\n',
        '            storage: 20Gi\n  podManagementPolicy: Parallel\n',
      ),
    },
    {
      name: 'nodes that start in order, and may not start together yet',
      manifests: cluster({ ...without, podManagementPolicy: null, image: 'rabbitmq:3.8.9' }),
      after: cluster({ podManagementPolicy: null, image: 'rabbitmq:3.8.9' }),
      findings: [
        { severity: 'warning', path: container, help: /runs rabbitmq-diagnostics ping/, fix: 'unsafe' },
      ],
      fixed: cluster({
        ...without,
        podManagementPolicy: null,
        image: 'rabbitmq:3.8.9',
        container: { readinessProbe: { exec: { command: ['rabbitmq-diagnostics', 'ping'] }, ...times } },
      }),
    },
    {
      name: 'of old, another command passes meanwhile',
      manifests: cluster({
        ...without,
        podManagementPolicy: null,
        image: 'rabbitmq:3.7.8',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
      }),
      findings: [
        { severity: 'warning', path: container, help: /runs rabbitmqctl status with/, fix: 'unsafe' },
      ],
    },
    {
      name: 'one node',
      manifests: cluster({ ...without, replicas: 1, discovery: '' }),
      findings: [{ severity: 'info', path: container, why: /^clients are sent to it as soon as/ }],
    },
    {
      name: 'a chart, told to make none',
      manifests: values({ readinessProbe: { enabled: false } }),
      findings: [
        { severity: 'warning', text: 'false', help: /^set readinessProbe\.enabled: true$/, fix: 'none' },
      ],
    },
    {
      name: 'a Deployment',
      manifests: cluster({ ...without, kind: 'Deployment' }),
      after: cluster({ readiness: tcp, kind: 'Deployment' }),
      findings: [{ severity: 'warning', path: container, message: /of Deployment rabbitmq / }],
    },
    {
      name: 'a Pod',
      manifests: cluster({ ...without, kind: 'Pod', discovery: '' }),
      findings: [{ severity: 'info', path: '/spec/containers/0/readinessProbe' }],
    },
    {
      name: 'a configuration that was not seen, of a container that lists the usual port',
      manifests: cluster({ ...without, without: ['ConfigMap'] }),
      findings: [{ severity: 'warning', path: container, help: /the port for clients$/, fix: 'unsafe' }],
    },
    {
      name: 'a release that is not known',
      manifests: cluster({ ...without, image: 'example.org/rabbitmq:prod' }),
      findings: [{ severity: 'warning', path: container }],
    },
  ],
})
