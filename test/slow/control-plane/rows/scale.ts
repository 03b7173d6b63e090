import { cluster, operated } from '../../../webhook/cluster.ts'
import { only, workload } from './documents.ts'
import type { Row } from './row.ts'

/** More nodes and fewer. */
export const rows: readonly Row[] = [
  {
    name: 'kubectl scale from 3 to 1',
    given: cluster,
    kubectl: 'scale statefulset rabbitmq --replicas=1',
    refused: 'denied the request: warrener: scale-down: StatefulSet rabbitmq goes from 3 replicas to 1\n',
    after: ['statefulset rabbitmq -o jsonpath={.spec.replicas}', '3'],
  },
  {
    name: 'kubectl scale from 3 to 5',
    given: cluster,
    kubectl: 'scale statefulset rabbitmq --replicas=5',
  },
  {
    name: 'kubectl scale of a RabbitmqCluster from 3 to 1',
    given: only('RabbitmqCluster', operated),
    kubectl: 'scale rabbitmqcluster rabbitmq --replicas=1',
    refused: 'scale-down: RabbitmqCluster rabbitmq goes from 3 replicas to 1\n',
  },
  {
    name: 'somebody else’s scale',
    given: workload('StatefulSet', 'postgres:17'),
    kubectl: 'scale statefulset web --replicas=1',
    after: ['statefulset web -o jsonpath={.spec.replicas}', '1'],
  },
]
