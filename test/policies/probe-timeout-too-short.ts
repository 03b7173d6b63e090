import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, overNode, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const running = (timeoutSeconds?: number): JsonObject => ({
  exec: { command: ['rabbitmq-diagnostics', '-q', 'check_running'] },
  ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
})
const placeOf = (probe: string): string => `/spec/template/spec/containers/0/${probe}/timeoutSeconds`
const alone: Sample = { replicas: 1, discovery: '' }

export default rows({
  valid: [
    { name: 'time enough', manifests: cluster({ readiness: running(10) }) },
    { name: 'TCP, which is quick', manifests: cluster({ readiness: { tcpSocket: { port: 5672 } } }) },
    {
      name: 'HTTP, which is quick',
      manifests: cluster({ readiness: { httpGet: { path: '/', port: 15672 } } }),
    },
    {
      name: 'a command that is no tool of RabbitMQ',
      manifests: cluster({ readiness: { exec: { command: ['true'] } } }),
    },
    { name: 'what the cluster operator makes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'a chart, whose probes the values do not tell',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60' })),
      gap: /render the chart/,
    },
  ],
  invalid: [
    {
      name: 'no time stated, which is one second',
      manifests: cluster({ readiness: running() }),
      after: cluster({ readiness: running(15) }),
      findings: [
        {
          severity: 'warning',
          path: placeOf('readinessProbe'),
          message: /^rabbitmq-diagnostics check_running as readiness probe has 1 s$/,
          why: /clients are no longer sent to the node$/,
          help: /^set readinessProbe\.timeoutSeconds: 15$/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster({ readiness: running(15) }),
    },
    {
      name: 'three seconds',
      manifests: cluster({ readiness: running(3) }),
      findings: [{ severity: 'info', text: '3' }],
    },
    {
      name: 'a liveness and a startup probe, of one node too',
      manifests: cluster({ ...alone, container: { livenessProbe: running(2), startupProbe: running(2) } }),
      after: cluster({ ...alone, container: { livenessProbe: running(15), startupProbe: running(15) } }),
      findings: [
        { severity: 'warning', path: placeOf('livenessProbe'), why: /Kubernetes kills the node$/ },
        { severity: 'warning', path: placeOf('startupProbe'), why: /kills a node that is still starting$/ },
      ],
    },
    {
      name: 'a tool in a shell',
      manifests: cluster({ readiness: { exec: { command: ['sh', '-c', 'exec rabbitmqctl status'] } } }),
      findings: [{ severity: 'warning', path: placeOf('readinessProbe') }],
    },
    {
      name: 'a Deployment',
      manifests: cluster({ ...alone, kind: 'Deployment', readiness: running() }),
      findings: [{ severity: 'warning', path: placeOf('readinessProbe') }],
    },
    {
      name: 'an override of the cluster operator',
      manifests: yaml(
        rabbitmqCluster({
          override: overNode({ readinessProbe: running(1) }),
        }),
      ),
      findings: [
        { severity: 'warning', text: '1', help: /^set spec\.override\..*readinessProbe\.timeoutSeconds/ },
      ],
    },
  ],
})
