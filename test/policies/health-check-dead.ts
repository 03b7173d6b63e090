import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, overNode, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const runs = (...command: readonly string[]): JsonObject => ({ exec: { command }, timeoutSeconds: 15 })
const old = runs('rabbitmqctl', 'node_health_check')
const asks = (path: string): JsonObject => ({
  httpGet: { path, port: 15672, httpHeaders: [{ name: 'Authorization', value: 'Basic $(TOKEN)' }] },
})
const curl = runs('sh', '-c', 'curl -fsu "$U:$P" http://127.0.0.1:15672/api/healthchecks/node')
const in41: Sample = {
  image: 'rabbitmq:4.1.2',
  discovery: 'cluster_formation.peer_discovery_backend = k8s',
}
const readiness = '/spec/template/spec/containers/0/readinessProbe'

export default rows({
  valid: [
    {
      name: 'a check that checks',
      manifests: cluster({ readiness: runs('rabbitmq-diagnostics', 'check_running') }),
    },
    {
      name: 'the later checks over HTTP',
      manifests: cluster({ ...in41, readiness: asks('/api/health/checks/alarms') }),
    },
    { name: 'what the cluster operator makes', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    { name: 'TCP', manifests: cluster({ readiness: { tcpSocket: { port: 'amqp' } } }) },
  ],
  invalid: [
    {
      name: 'a command that does nothing any more',
      manifests: cluster({ readiness: old }),
      after: cluster({ readiness: runs('rabbitmq-diagnostics', 'check_running') }),
      findings: [
        {
          severity: 'warning',
          path: readiness,
          message:
            /^a readiness probe asks rabbitmqctl node_health_check, which checks nothing in RabbitMQ 3\.13\.7$/,
          why: /^it passes whatever state/,
          help: /^use rabbitmq-diagnostics check_running in readinessProbe$/,
        },
      ],
    },
    {
      name: 'before, it was deprecated',
      manifests: cluster({ readiness: old, image: 'rabbitmq:3.12.14' }),
      findings: [{ severity: 'info', path: readiness, message: /which is deprecated$/, why: /^it is slow/ }],
    },
    {
      name: 'over HTTP, from 4.1',
      manifests: cluster({ ...in41, readiness: asks('/api/healthchecks/node') }),
      after: cluster({ ...in41, readiness: asks('/api/health/checks/local-alarms') }),
      findings: [
        {
          severity: 'warning',
          path: readiness,
          help: /^use \/api\/health\/checks\/local-alarms in readinessProbe$/,
        },
      ],
    },
    {
      name: 'over HTTP, before',
      manifests: cluster({ readiness: asks('/api/healthchecks/node') }),
      findings: [{ severity: 'info', path: readiness }],
    },
    {
      name: 'over HTTP, by nobody that is known there',
      manifests: cluster({ readiness: { httpGet: { path: '/api/healthchecks/node', port: 15672 } } }),
      findings: [
        { severity: 'info', path: readiness, help: /in readinessProbe, with an Authorization header$/ },
      ],
    },
    {
      name: 'over HTTP, as liveness probe',
      manifests: cluster({ container: { livenessProbe: asks('/api/healthchecks/node') } }),
      findings: [
        {
          severity: 'info',
          path: '/spec/template/spec/containers/0/livenessProbe',
          help: /^take livenessProbe out, or let it run rabbitmq-diagnostics ping$/,
        },
      ],
    },
    {
      name: 'over HTTP, by a command',
      manifests: cluster({ ...in41, readiness: null, container: { livenessProbe: curl } }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/template/spec/containers/0/livenessProbe',
          help: /^take livenessProbe out, or let it run rabbitmq-diagnostics ping$/,
        },
      ],
    },
    {
      name: 'as startup probe',
      manifests: cluster({ container: { startupProbe: { ...old, failureThreshold: 60 } } }),
      findings: [
        {
          severity: 'warning',
          path: '/spec/template/spec/containers/0/startupProbe',
          help: /^let startupProbe run rabbitmq-diagnostics check_running$/,
        },
      ],
    },
    {
      name: 'in a hook',
      manifests: cluster({
        container: {
          lifecycle: {
            postStart: {
              exec: { command: ['sh', '-c', 'until rabbitmqctl node_health_check; do sleep 1; done'] },
            },
          },
        },
      }),
      findings: [
        {
          severity: 'warning',
          text: 'until',
          message: /^a script asks/,
          help: /^use rabbitmq-diagnostics check_running$/,
        },
      ],
    },
    {
      name: 'one node, in a Deployment',
      manifests: cluster({ kind: 'Deployment', replicas: 1, discovery: '', readiness: old }),
      findings: [{ severity: 'warning', path: readiness }],
    },
    {
      name: 'an override of the cluster operator',
      manifests: yaml(
        rabbitmqCluster({
          override: overNode({ readinessProbe: old }),
        }),
      ),
      findings: [{ severity: 'warning', text: 'readinessProbe', help: /in spec\.override\./ }],
    },
    {
      name: 'a release that is not known',
      manifests: cluster({ readiness: old, image: 'example.org/rabbitmq:prod' }),
      findings: [{ severity: 'info', path: readiness }],
    },
  ],
})
