import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const scaler = (kind: string, name: string, more: JsonObject = {}): JsonObject => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'load', namespace: 'mq' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind, name }, minReplicas: 1, maxReplicas: 5, ...more },
})
const byLoad = (target: JsonObject): string =>
  yaml({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'load', namespace: 'mq' },
    spec: { scaleTargetRef: target, triggers: [{ type: 'rabbitmq', metadata: { queueName: 'orders' } }] },
  })
const scaled = (target: JsonObject, more: string): string => `${byLoad(target)}---\n${more}`
const operated = (kind: string, name: string): string =>
  yaml(rabbitmqCluster({ replicas: 3 }, { namespace: 'mq' }), scaler(kind, name))
const target = { path: '/spec/scaleTargetRef' }

export default rows({
  valid: [
    { name: 'none', manifests: cluster() },
    { name: 'consumers', manifests: cluster({ objects: [scaler('Deployment', 'rabbitmq')] }) },
    { name: 'consumers, by the length of a queue', manifests: scaled({ name: 'consumers' }, cluster()) },
    {
      name: 'as many at most as at least',
      manifests: cluster({
        objects: [scaler('StatefulSet', 'rabbitmq', { minReplicas: 3, maxReplicas: 3 })],
      }),
    },
    {
      name: 'in another namespace',
      manifests: cluster({
        objects: [{ ...scaler('StatefulSet', 'rabbitmq'), metadata: { name: 'load', namespace: 'other' } }],
      }),
    },
  ],
  invalid: [
    {
      name: 'a StatefulSet',
      manifests: cluster({ objects: [scaler('StatefulSet', 'rabbitmq')] }),
      findings: [{ severity: 'error', ...target, why: /stays a member/, fix: 'none' }],
      after: cluster(),
    },
    {
      name: 'brokers that nothing joins',
      manifests: cluster({ discovery: '', objects: [scaler('StatefulSet', 'rabbitmq')] }),
      findings: [{ severity: 'error', ...target, why: /^each pod is a broker of its own/ }],
    },
    {
      name: 'one replica of a Deployment, by KEDA, whose default that is',
      manifests: scaled({ name: 'rabbitmq' }, cluster({ kind: 'Deployment', replicas: 1, discovery: '' })),
      findings: [{ severity: 'error', ...target, message: /^ScaledObject load changes/ }],
    },
    {
      name: 'what joins them was not seen',
      manifests: cluster({ without: ['ConfigMap'], objects: [scaler('StatefulSet', 'rabbitmq')] }),
      findings: [{ severity: 'error', ...target, why: /out of reach$/ }],
    },
    {
      name: 'a RabbitmqCluster',
      manifests: operated('RabbitmqCluster', 'rmq'),
      findings: [{ severity: 'error', ...target, why: /refuses to take any away/ }],
    },
    {
      name: 'what the operator makes of it',
      manifests: operated('StatefulSet', 'rmq-server'),
      findings: [{ severity: 'error', ...target, why: /sets the StatefulSet back/ }],
    },
  ],
})
