import { cluster } from '../../../webhook/cluster.ts'
import { only, workload, writingStatus } from './documents.ts'
import type { Row } from './row.ts'

const set = only('StatefulSet', cluster)
const others = workload('StatefulSet', 'postgres:17')
const failed = 'failed calling webhook "validate.warrener.dev"'

/** While the webhook does not answer. Whoever is asked waits for three seconds, and two for corrections. */
export const rows: readonly Row[] = [
  {
    name: 'a StatefulSet without its Service passes',
    webhook: 'down',
    input: set,
    prints: 'statefulset.apps/rabbitmq created',
  },
  { name: 'a whole cluster passes', webhook: 'down', input: cluster },
  {
    name: 'a cluster goes',
    webhook: 'down',
    given: cluster,
    steps: [{ kubectl: 'delete service --all' }, { kubectl: 'scale statefulset rabbitmq --replicas=1' }],
  },
  { name: 'a StatefulSet without its Service passes', webhook: 'hangs', input: set },
  { name: 'somebody else’s does not wait', webhook: 'hangs', input: others, calls: 0 },
  {
    name: 'a StatefulSet is refused, and the text says by whom',
    forms: ['enforce'],
    webhook: 'down',
    input: set,
    refused: failed,
    after: ['statefulset', 'No resources found in mq namespace.'],
  },
  { name: 'somebody else’s passes', forms: ['enforce'], webhook: 'down', input: others },
  {
    name: 'a namespace that only wants to be warned is not stopped',
    forms: ['enforce'],
    webhook: 'down',
    labels: { 'warrener.dev/enforce': 'warn' },
    steps: [
      { input: cluster },
      { kubectl: 'scale statefulset rabbitmq --replicas=1' },
      { kubectl: 'delete service --all' },
    ],
  },
  {
    name: 'labels, annotations and states are not stopped',
    forms: ['enforce'],
    webhook: 'down',
    labels: { 'warrener.dev/enforce': 'warn' },
    given: cluster,
    steps: [
      { kubectl: 'label namespace mq warrener.dev/enforce-' },
      { kubectl: 'label statefulset,service --all team=orders' },
      {
        kubectl: writingStatus('{"replicas":3}'),
      },
      { kubectl: 'scale statefulset rabbitmq --replicas=1', refused: failed, eventually: true },
      { kubectl: 'delete service rabbitmq-nodes', refused: failed },
      { kubectl: 'delete statefulset rabbitmq' },
      {
        kubectl: 'delete service rabbitmq-nodes --as=system:serviceaccount:kube-system:namespace-controller',
      },
    ],
  },
  {
    name: 'whoever hangs is given up after three seconds',
    forms: ['enforce'],
    webhook: 'hangs',
    input: `${only('ServiceAccount', cluster)}---\n${set}`,
    refused: [failed, 'context deadline exceeded'],
  },
  {
    name: 'what hangs does not hold up others',
    forms: ['enforce'],
    webhook: 'hangs',
    input: others,
    calls: 0,
  },
]
