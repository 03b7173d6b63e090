import { cluster } from '../../../webhook/cluster.ts'
import { edited, ignoring, only, without } from './documents.ts'
import type { Row, Step } from './row.ts'

const set = only('StatefulSet', cluster)
const service = only('Service', cluster)
/** Only the garbage collector takes the finalizer away, and here is none. */
export const orphaned: Step = {
  kubectl: ['patch', 'statefulset', 'rabbitmq', '--type=merge', '-p', '{"metadata":{"finalizers":[]}}'],
}
const missing = 'warrener: governing-service-missing: '

/** Whatever one of our texts tells a user to do passes the webhook. */
export const rows: readonly Row[] = [
  {
    name: 'a Service is made headless: deleted, and applied again',
    given: edited(cluster, 'clusterIP: None', 'type: ClusterIP'),
    steps: [
      { kubectl: 'delete service rabbitmq-nodes', warned: missing, unsaid: 'denied' },
      { input: service },
      { kubectl: 'delete service rabbitmq-nodes', refused: 'delete StatefulSet rabbitmq first' },
    ],
  },
  {
    name: 'the same by replace, which deletes and creates',
    given: edited(cluster, 'clusterIP: None', 'type: ClusterIP'),
    kubectl: 'replace --force -f -',
    input: service,
    warned: missing,
    after: ['service rabbitmq-nodes -o jsonpath={.spec.clusterIP}', 'None'],
  },
  {
    name: 'a field that cannot be changed: the StatefulSet is deleted without its pods, and applied again',
    given: cluster,
    steps: [
      {
        input: edited(set, 'serviceName: rabbitmq-nodes', 'serviceName: rabbitmq-peers'),
        refused: 'field is immutable',
      },
      { kubectl: 'delete statefulset rabbitmq --cascade=orphan --wait=false' },
      orphaned,
      { input: edited(service, 'name: rabbitmq-nodes', 'name: rabbitmq-peers') },
      {
        input: set.replaceAll('rabbitmq-nodes', 'rabbitmq-peers'),
      },
      { kubectl: 'delete service rabbitmq-nodes' },
    ],
  },
  {
    name: 'the Service first',
    steps: [
      { input: set, refused: 'apply Service rabbitmq-nodes first' },
      { input: without('StatefulSet', cluster) },
      { input: set },
    ],
  },
  {
    name: 'the StatefulSet first, when both are to go',
    given: cluster,
    steps: [
      { kubectl: 'delete service rabbitmq-nodes', refused: 'delete StatefulSet rabbitmq first' },
      { kubectl: 'delete statefulset rabbitmq' },
      { kubectl: 'delete service rabbitmq-nodes' },
    ],
  },
  {
    name: 'one command that deletes both, repeated',
    given: cluster,
    steps: [
      {
        kubectl: 'delete service/rabbitmq-nodes statefulset/rabbitmq',
        refused: 'if this command deletes both, repeat it',
      },
      { kubectl: 'delete service/rabbitmq-nodes statefulset/rabbitmq --ignore-not-found' },
    ],
  },
  {
    name: 'to nothing and back, which keeps all members',
    given: cluster,
    steps: [
      { kubectl: 'scale statefulset rabbitmq --replicas=0' },
      { kubectl: 'scale statefulset rabbitmq --replicas=3' },
    ],
  },
  {
    name: 'an annotation with a reason, and the command again',
    given: cluster,
    steps: [
      { kubectl: 'scale statefulset rabbitmq --replicas=1', refused: 'scale-down' },
      {
        kubectl: ignoring('statefulset rabbitmq', 'scale-down=two nodes have left'),
      },
      { kubectl: 'scale statefulset rabbitmq --replicas=1' },
    ],
  },
  {
    name: 'an annotation on the Service that is to go',
    given: cluster,
    steps: [
      {
        kubectl: ignoring('service rabbitmq-nodes', 'headless-service-deleted=it is renamed'),
      },
      { kubectl: 'delete service rabbitmq-nodes' },
    ],
  },
]
