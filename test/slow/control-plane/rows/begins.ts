import { cluster } from '../../../webhook/cluster.ts'
import { orphaned } from './advice.ts'
import { edited, only } from './documents.ts'
import type { Row } from './row.ts'

const set = only('StatefulSet', cluster)
const one = edited(set, 'replicas: 3', 'replicas: 1')
/** Nobody makes claims here. */
const claims = [0, 1, 2]
  .map(
    number => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data-rabbitmq-${number}, namespace: mq }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }
`,
  )
  .join('---')
const used = `${cluster}---${claims}`
const something = set
  .replace(/image: .*/, 'image: nginx:1.29')
  .replaceAll(/ +env:\n(?: {12}.*\n)+| +volumeMounts:\n(?: {12}.*\n)+| +ports:\n(?: {12}.*\n)+/g, '')
const fewer = [
  'Warning: warrener: StatefulSet rabbitmq starts 1 node, and claim data-rabbitmq-1 is of another that ran before: ',
  '; could have refused it: scale-down\n',
]
/** The webhook has heard of the claims when it says so. */
const known = (kubectl: string, input?: string) => ({
  kubectl: `${kubectl} --dry-run=server`,
  ...(input === undefined ? {} : { input }),
  warned: fewer,
  eventually: true as const,
})

/** What would be refused in one step, in two. */
export const rows: readonly Row[] = [
  {
    name: '3 nodes, none, one: said, with what could have refused it',
    given: used,
    steps: [
      { kubectl: 'scale statefulset rabbitmq --replicas=0' },
      known('scale statefulset rabbitmq --replicas=1'),
      {
        kubectl: 'scale statefulset rabbitmq --replicas=1',
        warned: fewer,
        audited: { 'ran-before': /data-rabbitmq-1/, 'could-deny': /scale-down/ },
      },
      { kubectl: 'scale statefulset rabbitmq --replicas=0' },
      { kubectl: 'scale statefulset rabbitmq --replicas=3' },
    ],
  },
  {
    name: 'deleted without its pods, and made again with fewer nodes',
    given: used,
    steps: [
      { kubectl: 'delete statefulset rabbitmq --cascade=orphan --wait=false' },
      orphaned,
      known('apply -f -', one),
      { input: one, warned: fewer },
    ],
  },
  {
    name: 'the same with all nodes, perhaps of another release',
    given: used,
    steps: [
      { kubectl: 'delete statefulset rabbitmq --cascade=orphan --wait=false' },
      orphaned,
      known('apply -f -', one),
      {
        input: set,
        warned: 'claim data-rabbitmq-0 is there: StatefulSet rabbitmq may start on data of another release',
      },
    ],
  },
  {
    name: 'something else for a while',
    given: used,
    steps: [
      {
        kubectl: 'replace -f -',
        input: edited(something, 'replicas: 3', 'replicas: 1'),
        warned:
          'StatefulSet rabbitmq ran RabbitMQ and shows no sign of it any more: what becomes of its nodes is not checked',
        audited: { 'left-out': /shows no sign of it/ },
      },
      known('replace -f -', one),
      { kubectl: 'replace -f -', input: one, warned: fewer },
    ],
  },
  {
    name: 'other names while nothing runs',
    given: used,
    steps: [
      { kubectl: 'scale statefulset rabbitmq --replicas=0' },
      {
        kubectl: [
          'set',
          'env',
          'statefulset/rabbitmq',
          'RABBITMQ_NODENAME=mq@$(MY_POD_NAME).rabbitmq-nodes.mq.svc.cluster.local',
        ],
        warned: 'warrener: identity-changed: the node names of StatefulSet rabbitmq change',
      },
    ],
  },
]
