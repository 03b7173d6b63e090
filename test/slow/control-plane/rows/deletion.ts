import { cluster } from '../../../webhook/cluster.ts'
import type { Row } from './row.ts'

/** Going away, in whatever order. */
export const rows: readonly Row[] = [
  {
    name: 'the headless Service deleted under its StatefulSet',
    given: cluster,
    kubectl: 'delete service rabbitmq-nodes',
    refused:
      'headless-service-deleted: Service rabbitmq-nodes is deleted, but it governs StatefulSet rabbitmq\n',
    after: ['service rabbitmq-nodes -o name', 'service/rabbitmq-nodes'],
  },
]
