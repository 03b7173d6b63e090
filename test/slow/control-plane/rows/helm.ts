import { cluster } from '../../../webhook/cluster.ts'
import { edited } from './documents.ts'
import type { Row } from './row.ts'

/** A small chart: the cluster of the tests, with its number of nodes as a value. */
const files = {
  'Chart.yaml': 'apiVersion: v2\nname: rabbitmq\nversion: 1.0.0\n',
  'values.yaml': 'replicas: 3\n',
  'templates/all.yaml': edited(cluster, 'replicas: 3', 'replicas: {{ .Values.replicas }}').replaceAll(
    'namespace: mq',
    'namespace: {{ .Release.Namespace }}',
  ),
}

/** A release of a chart, from the beginning to the end. */
export const rows: readonly Row[] = [
  {
    name: 'installed, scaled up, not scaled down, uninstalled: Services first, as Helm does it',
    files,
    steps: [
      { helm: 'install mq files/mq', prints: 'STATUS: deployed' },
      { helm: 'upgrade mq files/mq --set replicas=5', prints: 'STATUS: deployed' },
      {
        helm: 'upgrade mq files/mq --set replicas=1',
        refused: 'scale-down',
        after: ['statefulset rabbitmq -o jsonpath={.spec.replicas}', '5'],
      },
      {
        helm: 'uninstall mq',
        warned: '',
        prints: 'uninstalled',
        after: ['statefulset,service', 'No resources found in mq namespace.'],
      },
    ],
  },
  {
    name: 'in a dry run of the server',
    files,
    helm: 'install mq files/mq --dry-run=server',
    prints: 'STATUS: pending-install',
  },
]
