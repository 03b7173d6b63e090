import { cluster } from '../../../webhook/cluster.ts'
import { only } from './documents.ts'
import type { Row } from './row.ts'

/** Namespaces that want to be warned only, or left alone. */
export const rows: readonly Row[] = [
  {
    name: 'a namespace that only wants to be warned',
    labels: { 'warrener.dev/enforce': 'warn' },
    input: only('StatefulSet', cluster),
    warned:
      'Warning: warrener: governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodes, which is to govern it',
  },
]
