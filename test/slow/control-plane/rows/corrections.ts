import { cluster } from '../../../webhook/cluster.ts'
import { edited, only, without } from './documents.ts'
import type { Row } from './row.ts'

/** What the mutating webhook adds. */
export const rows: readonly Row[] = [
  {
    name: 'a Service that stops publishing addresses that are not ready',
    given: cluster,
    input: edited(only('Service', cluster), 'publishNotReadyAddresses: true', ''),
    warned:
      'Warning: warrener: not-ready-addresses-unpublished: set spec.publishNotReadyAddresses to true (publish them)',
    after: ['service rabbitmq-nodes -o jsonpath={.spec.publishNotReadyAddresses}', 'true'],
  },
  {
    name: 'a new StatefulSet that leaves the order of its pods to the default',
    given: without('StatefulSet', cluster),
    input: edited(only('StatefulSet', cluster), 'podManagementPolicy: Parallel', ''),
    warned:
      'Warning: warrener: boot-order-deadlock: set spec.podManagementPolicy to "Parallel" (start the pods together)',
    after: ['statefulset rabbitmq -o jsonpath={.spec.podManagementPolicy}', 'Parallel'],
  },
]
