import { cluster } from '../../../webhook/cluster.ts'
import { edited, only, workload, writingStatus } from './documents.ts'
import type { Row } from './row.ts'

/** Where the node would be, a client: it has variables and a port of RabbitMQ, and a name that says so. */
const client = edited(
  workload('Deployment', 'example/orders:1'),
  'image: example/orders:1',
  'image: example/orders:1, env: [{ name: RABBITMQ_HOST, value: rabbitmq.mq }, { name: RABBITMQ_PASSWORD, value: x }]',
)
const service = (name: string, more: string): string =>
  `{ apiVersion: v1, kind: Service, metadata: { name: ${name}, namespace: mq }, spec: { selector: { app: web }, ports: [{ port: 80 }], ${more} } }`
const budget = `
{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: web, namespace: mq },
  spec: { minAvailable: 3, selector: { matchLabels: { app: web } } } }`
const autoscaler = `
{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web, namespace: mq },
  spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: 9 } }`

/** Somebody else's objects, and what is not judged of ours: nobody is asked. */
export const rows: readonly Row[] = [
  {
    name: 'a Deployment, a StatefulSet, a Service and a ConfigMap never come to the webhook',
    input: [
      workload('Deployment', 'nginx:1.29'),
      workload('StatefulSet', 'postgres:17'),
      service('web', 'type: ClusterIP'),
      '{ apiVersion: v1, kind: ConfigMap, metadata: { name: rabbitmq, namespace: mq }, data: { rabbitmq.conf: "" } }',
    ].join('\n---\n'),
    calls: 0,
  },
  {
    name: 'a client of RabbitMQ, its autoscaler and its budget',
    input: [client, autoscaler, budget].join('\n---\n'),
    calls: 0,
  },
  {
    name: 'a Service that names a host elsewhere, one without selector and one without ports',
    input: `
{ apiVersion: v1, kind: Service, metadata: { name: elsewhere, namespace: mq }, spec: { type: ExternalName, externalName: a.example } }
---
{ apiVersion: v1, kind: Service, metadata: { name: by-hand, namespace: mq }, spec: { ports: [{ port: 80 }] } }`,
    calls: 0,
  },
  {
    name: 'a headless Service of another database: asked about, as it may govern RabbitMQ, and let through',
    input: service('postgres', 'clusterIP: None'),
    calls: 2,
  },
  {
    name: 'its update and its deletion',
    given: service('postgres', 'clusterIP: None'),
    steps: [
      { kubectl: ['patch', 'service', 'postgres', '--patch', '{"spec":{"publishNotReadyAddresses":true}}'] },
      { kubectl: 'delete service postgres' },
    ],
  },
  {
    name: 'labels and annotations of others',
    given: cluster,
    kubectl: 'annotate statefulset,service --all owner=me',
    calls: 0,
  },
  { name: 'a label', given: cluster, kubectl: 'label statefulset,service --all owner=me', calls: 0 },
  {
    name: 'an annotation that the webhook reads',
    given: cluster,
    kubectl: 'annotate statefulset rabbitmq warrener.dev/rabbitmq-version=3.13.7',
    calls: 2,
  },
  {
    name: 'an owner',
    given: cluster,
    calls: 2,
    kubectl: [
      'patch',
      'service',
      'rabbitmq',
      '--patch',
      '{"metadata":{"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"x","uid":"y"}]}}',
    ],
  },
  {
    name: 'what a controller says of the state',
    given: cluster,
    calls: 0,
    kubectl: writingStatus('{"replicas":3,"readyReplicas":1}'),
  },
  { name: 'the same once more: kubectl itself has nothing to ask', given: cluster, input: cluster, calls: 0 },
  {
    name: 'a StatefulSet is asked about twice: to correct it and to judge it',
    given: edited(cluster, only('StatefulSet', cluster), '\n'),
    input: only('StatefulSet', cluster),
    calls: 2,
  },
  { name: 'a scale once', given: cluster, kubectl: 'scale statefulset rabbitmq --replicas=5', calls: 1 },
  {
    name: 'a broken StatefulSet in kube-system',
    calls: 0,
    kubectl: 'apply --namespace kube-system -f -',
    input: edited(
      only('StatefulSet', cluster).replaceAll('namespace: mq', 'namespace: kube-system'),
      'name: rabbitmq\n',
      'name: mq\n',
    ),
  },
  {
    name: 'one in the namespace of the webhook',
    calls: 0,
    kubectl: 'apply --namespace warrener-system -f -',
    input: edited(
      only('StatefulSet', cluster).replaceAll('namespace: mq', 'namespace: warrener-system'),
      'name: rabbitmq\n',
      'name: mq\n',
    ),
  },
  {
    name: 'the scale of another database',
    given: workload('StatefulSet', 'postgres:17'),
    kubectl: 'scale statefulset web --replicas=1',
    after: ['statefulset web -o jsonpath={.spec.replicas}', '1'],
  },
  {
    name: 'what a StatefulSet costs the API server: one question of rights, and its ConfigMap',
    given: edited(cluster, only('StatefulSet', cluster), '\n'),
    input: only('StatefulSet', cluster),
    reads: 2,
  },
]
