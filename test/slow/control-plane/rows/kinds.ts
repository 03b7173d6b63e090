import { cluster, operated } from '../../../webhook/cluster.ts'
import { edited, only, workload } from './documents.ts'
import type { Row } from './row.ts'

const autoscaler = (kind: string, bounds: string): string => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: load, namespace: mq }
spec:
  scaleTargetRef: { apiVersion: ${kind === 'StatefulSet' ? 'apps/v1' : 'rabbitmq.com/v1beta1'}, kind: ${kind}, name: rabbitmq }
  ${bounds}
`
const budget = (limit: string): string => `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: rabbitmq, namespace: mq }
spec: { ${limit}, selector: { matchLabels: { app.kubernetes.io/name: rabbitmq } } }
`
const deployed = edited(workload('Deployment', 'rabbitmq:4.2.9-management'), 'replicas: 3', 'replicas: 3')

/** The node is an init container that runs beside what else is in the pod, or ends before it. */
const asInit = (more: string): string =>
  edited(
    workload('Deployment', 'example/orders:1'),
    'containers: [',
    `initContainers: [{ name: mq, image: rabbitmq:4.2.9-management${more} }], containers: [`,
  )

/** Each kind that is judged, when it is made and when it changes. */
export const rows: readonly Row[] = [
  {
    name: 'Deployment: a cluster of three nodes that is one',
    input: deployed,
    refused: 'workload-not-statefulset',
  },
  {
    name: 'Deployment: a client that becomes a node',
    given: workload('Deployment', 'example/orders:1'),
    kubectl: 'set image deployment/web web=rabbitmq:4.2.9-management',
    refused: 'workload-not-statefulset',
  },
  {
    name: 'Deployment: nodes that are sidecars',
    input: asInit(', restartPolicy: Always'),
    refused: 'workload-not-statefulset',
  },
  { name: 'Deployment: an init container that ends is no node', input: asInit(''), calls: 0 },
  {
    name: 'HorizontalPodAutoscaler: of a StatefulSet of nodes',
    given: cluster,
    input: autoscaler('StatefulSet', 'minReplicas: 3\n  maxReplicas: 9'),
    refused: 'broker-autoscaled',
    after: ['hpa', 'No resources found in mq namespace.'],
  },
  {
    name: 'HorizontalPodAutoscaler: kubectl autoscale',
    given: cluster,
    kubectl: 'autoscale statefulset rabbitmq --min=3 --max=9',
    // All that kubectl says of any refusal here.
    refused: 'failed to create autoscaling/v2 HPA',
    after: ['hpa', 'No resources found in mq namespace.'],
  },
  {
    name: 'HorizontalPodAutoscaler: in the old version',
    given: cluster,
    input: `{ apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, metadata: { name: load, namespace: mq },
      spec: { scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: rabbitmq }, minReplicas: 3, maxReplicas: 9 } }`,
    refused: 'broker-autoscaled',
  },
  {
    name: 'HorizontalPodAutoscaler: of a RabbitmqCluster',
    given: only('RabbitmqCluster', operated),
    input: autoscaler('RabbitmqCluster', 'minReplicas: 3\n  maxReplicas: 9'),
    refused: 'broker-autoscaled',
  },
  {
    name: 'HorizontalPodAutoscaler: one that leaves the number as it is',
    given: cluster,
    input: autoscaler('StatefulSet', 'minReplicas: 3\n  maxReplicas: 3'),
  },
  {
    name: 'HorizontalPodAutoscaler: one that begins to change the number',
    given: `${cluster}---${autoscaler('StatefulSet', 'minReplicas: 3\n  maxReplicas: 3')}`,
    kubectl: ['patch', 'hpa', 'load', '--patch', '{"spec":{"maxReplicas":9}}'],
    refused: 'broker-autoscaled',
  },
  {
    name: 'PodDisruptionBudget: one that no drain ever gets past',
    given: cluster,
    input: budget('minAvailable: 3'),
    warned: 'disruption-budget-unsatisfiable',
  },
  { name: 'PodDisruptionBudget: a sound one', given: cluster, input: budget('maxUnavailable: 1') },
  {
    name: 'PodDisruptionBudget: one that comes to let a majority go',
    given: `${cluster}---${budget('maxUnavailable: 1')}`,
    input: budget('maxUnavailable: 2'),
    warned: 'disruption-budget-unsatisfiable',
  },
  {
    name: 'PodDisruptionBudget: deleted without a word',
    given: `${cluster}---${budget('maxUnavailable: 1')}`,
    kubectl: 'delete pdb rabbitmq',
  },
  {
    name: 'RabbitmqCluster: a sound one',
    input: edited(only('RabbitmqCluster', operated), '3.13.7', '4.2.9'),
  },
  {
    name: 'RabbitmqCluster: corrected where the operator needs to be told',
    input: only('RabbitmqCluster', operated),
    warned: 'startup-probe-unknown-to-image',
  },
  {
    name: 'RabbitmqCluster: fewer nodes in the resource itself',
    given: only('RabbitmqCluster', operated),
    input: edited(only('RabbitmqCluster', operated), 'replicas: 3', 'replicas: 1'),
    refused: 'scale-down',
    after: ['rabbitmqcluster rabbitmq -o jsonpath={.spec.replicas}', '3'],
  },
  { name: 'RabbitmqCluster: deleted', given: operated, kubectl: 'delete rabbitmqcluster rabbitmq' },
  {
    name: 'Policy: one that mirrors, on 3.13',
    given: only('RabbitmqCluster', operated),
    input: only('Policy', operated),
    warned: 'mirroring-deprecated',
  },
  {
    name: 'Policy: one that mirrors, on 4.2',
    given: edited(only('RabbitmqCluster', operated), '3.13.7', '4.2.9'),
    input: only('Policy', operated),
    refused: 'mirroring-removed',
  },
  { name: 'Policy: deleted', given: operated, kubectl: 'delete policies.rabbitmq.com mirror' },
  {
    name: 'OperatorPolicy: with what only a policy can say',
    given: only('RabbitmqCluster', operated),
    input: `
apiVersion: rabbitmq.com/v1beta1
kind: OperatorPolicy
metadata: { name: limits, namespace: mq }
spec: { name: limits, pattern: .*, definition: { dead-letter-exchange: dead }, rabbitmqClusterReference: { name: rabbitmq } }`,
    refused: 'policy-key',
  },
  {
    name: 'Queue: of a type that cannot be so',
    given: only('RabbitmqCluster', operated),
    input: `
apiVersion: rabbitmq.com/v1beta1
kind: Queue
metadata: { name: orders, namespace: mq }
spec: { name: orders, type: quorum, durable: false, rabbitmqClusterReference: { name: rabbitmq } }`,
    refused: 'queue-',
  },
  ...['Exchange', 'Binding', 'User', 'Vhost', 'Permission', 'Federation'].map(
    (kind): Row => ({
      name: `${kind}: passes`,
      given: only('RabbitmqCluster', operated),
      input: `
apiVersion: rabbitmq.com/v1beta1
kind: ${kind}
metadata: { name: thing, namespace: mq }
spec: { name: thing, rabbitmqClusterReference: { name: rabbitmq } }`,
    }),
  ),
  {
    name: 'Shovel: without its plugin',
    given: only('RabbitmqCluster', operated),
    input: `
apiVersion: rabbitmq.com/v1beta1
kind: Shovel
metadata: { name: thing, namespace: mq }
spec: { name: thing, rabbitmqClusterReference: { name: rabbitmq } }`,
    refused: 'topology-plugin-missing: Shovel thing needs the plugin rabbitmq_shovel, which is off',
  },
]
