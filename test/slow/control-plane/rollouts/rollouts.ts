import { cluster } from '../../../webhook/cluster.ts'
import { edited, only, referenceFiles, workload } from '../rows/documents.ts'
import type { Row, Step } from '../rows/row.ts'

const files = referenceFiles('rabbitmq-4.2')
const rolledOut: Step = {
  kubectl: 'rollout status statefulset rabbitmq --timeout=50s',
  prints: '',
}
const ready = (count: number): Step => ({
  kubectl: 'get statefulset rabbitmq',
  eventually: true,
  after: ['statefulset rabbitmq -o jsonpath={.status.readyReplicas}', String(count)],
})
const zone = 'topology.kubernetes.io/zone=zone-0'
const autoscaler = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: load, namespace: mq }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: rabbitmq }, minReplicas: 1, maxReplicas: 1 }
`
const pods = 'pod -l app.kubernetes.io/name=rabbitmq -o jsonpath={.items[*].metadata.name}'

/** What Kubernetes' own controllers do to a cluster, through the webhook, installed as `enforce`. */
export const rows: readonly Row[] = [
  {
    name: 'a reference cluster rolls out, scales up, restarts, is drained and upgraded',
    files,
    steps: [
      { kubectl: 'apply -k files/mq' },
      ready(3),
      rolledOut,
      { kubectl: 'scale statefulset rabbitmq --replicas=5' },
      ready(5),
      { kubectl: 'rollout restart statefulset rabbitmq' },
      rolledOut,
      ready(5),
      {
        kubectl: `drain -l ${zone} --ignore-daemonsets --delete-emptydir-data --timeout=50s`,
        prints: ['evicting pod mq/rabbitmq-', 'drained'],
        warned: '',
      },
      { kubectl: `uncordon -l ${zone}` },
      ready(5),
      {
        kubectl: 'set image statefulset/rabbitmq rabbitmq=docker.io/library/rabbitmq:4.3.3-management',
        warned: '',
      },
      rolledOut,
      ready(5),
      { kubectl: 'scale statefulset rabbitmq --replicas=3', refused: 'scale-down' },
    ],
  },
  {
    name: 'a StatefulSet that is made again without its pods going',
    given: cluster,
    steps: [
      ready(3),
      {
        kubectl: 'delete statefulset rabbitmq --cascade=orphan',
        after: [pods, 'rabbitmq-0 rabbitmq-1 rabbitmq-2'],
      },
      {
        input: only('StatefulSet', cluster),
        warned: 'claim data-rabbitmq-0 is there: StatefulSet rabbitmq may start on data of another release',
      },
      ready(3),
    ],
  },
  {
    name: 'a namespace with a cluster goes',
    given: cluster,
    steps: [
      ready(3),
      { kubectl: 'delete namespace mq --timeout=50s', warned: 'deleting cluster-scoped resources' },
      { kubectl: 'get namespace mq', refused: 'not found' },
    ],
  },
  {
    name: 'foreground deletion: first the pods, then the StatefulSet, then its Services',
    given: cluster,
    steps: [
      ready(3),
      { kubectl: 'delete statefulset rabbitmq --cascade=foreground --timeout=50s', after: [pods, ''] },
      { kubectl: 'delete service rabbitmq rabbitmq-nodes' },
    ],
  },
  {
    name: 'the garbage collector takes a Service whose owner goes, also beneath a cluster that runs',
    given: cluster,
    steps: [
      ready(3),
      {
        kubectl: [
          'patch',
          'service',
          'rabbitmq-nodes',
          '--patch',
          '{"metadata":{"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"gone","uid":"11111111-1111-4111-8111-111111111111"}]}}',
        ],
      },
      { kubectl: 'get service rabbitmq-nodes', refused: 'not found', eventually: true },
      ready(3),
    ],
  },
  {
    name: 'the disruption controller counts the pods that may go',
    files,
    steps: [
      { kubectl: 'apply -k files/mq' },
      {
        kubectl: 'get pdb rabbitmq',
        eventually: true,
        after: ['pdb rabbitmq -o jsonpath={.status.disruptionsAllowed}', '1'],
      },
    ],
  },
  {
    name: 'an autoscaler does not take nodes away',
    given: cluster,
    steps: [
      ready(3),
      { input: autoscaler },
      {
        kubectl: 'get hpa load -o jsonpath={.status.conditions}',
        prints: ['FailedUpdateScale', 'scale-down'],
        eventually: true,
        after: ['statefulset rabbitmq -o jsonpath={.spec.replicas}', '3'],
      },
    ],
  },
  {
    name: 'somebody else’s autoscaler does',
    given: workload('StatefulSet', 'postgres:17'),
    steps: [
      { input: edited(autoscaler, 'name: rabbitmq }', 'name: web }') },
      {
        kubectl: 'get statefulset web',
        eventually: true,
        after: ['statefulset web -o jsonpath={.spec.replicas}', '1'],
      },
    ],
  },
]
