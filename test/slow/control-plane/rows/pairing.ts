import { cluster } from '../../../webhook/cluster.ts'
import { edited, only } from './documents.ts'
import type { Row } from './row.ts'

/** A StatefulSet and the headless Service that governs it. */
export const rows: readonly Row[] = [
  {
    name: 'a StatefulSet whose Service is not headless: what is wrong is in the Service',
    given: edited(only('Service', cluster), 'clusterIP: None', 'type: ClusterIP'),
    input: only('StatefulSet', cluster),
    warned:
      'Warning: warrener: service-not-headless: ' +
      'Service rabbitmq-nodes governs StatefulSet rabbitmq but is not headless',
    after: ['statefulset -o name', 'statefulset.apps/rabbitmq'],
  },
  {
    name: 'a StatefulSet before its Service',
    input: only('StatefulSet', cluster),
    refused:
      'governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodes, which is to govern it\n',
  },
  {
    name: 'the same in a dry run, where the Service cannot be there yet',
    kubectl: 'apply -f - --dry-run=server',
    input: only('StatefulSet', cluster),
    warned:
      'Warning: warrener: governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodes, which is to govern it',
  },
]
