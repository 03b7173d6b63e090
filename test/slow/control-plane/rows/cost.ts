import { cluster } from '../../../webhook/cluster.ts'
import { only, without } from './documents.ts'
import type { Row } from './row.ts'

const set = only('StatefulSet', cluster)

/** What a review costs the API server, by its own audit log, where the webhook follows the cluster. */
export const rows: readonly Row[] = [
  {
    name: 'CREATE of a StatefulSet: one question about rights, and its ConfigMap once, for both webhooks',
    given: without('StatefulSet', cluster),
    steps: [
      { input: set, reads: 2 },
      { kubectl: 'delete statefulset rabbitmq -n mq', reads: 0 },
      { input: set, reads: 1 },
    ],
  },
  {
    name: 'a StatefulSet of somebody else',
    input: set.replaceAll('rabbitmq', 'postgres').replaceAll('RABBITMQ', 'POSTGRES'),
    reads: 0,
  },
]
