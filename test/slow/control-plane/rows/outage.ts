import { cluster } from '../../../webhook/cluster.ts'
import { only } from './documents.ts'
import type { Row } from './row.ts'

/** While the webhook does not answer. */
export const rows: readonly Row[] = [
  {
    name: 'a StatefulSet without its Service, while the webhook is down',
    webhook: 'down',
    input: only('StatefulSet', cluster),
    prints: 'statefulset.apps/rabbitmq created',
  },
]
