import { cluster } from '../../../webhook/cluster.ts'
import { ignoring, only, referenceFiles } from './documents.ts'
import type { Row } from './row.ts'

const failed = 'failed calling webhook "validate.warrener.dev"'
const nothingLeft = [
  'statefulset,service,configmap,pdb -l app.kubernetes.io/name=rabbitmq',
  'No resources found in mq namespace.',
] as const
const set = only('StatefulSet', cluster)

/** docs/webhook-in-my-way.md: each of its commands, in its order. */
export const rows: readonly Row[] = [
  {
    name: 'I want to delete it, by one command',
    files: referenceFiles('rabbitmq-4.2'),
    steps: [
      { kubectl: 'apply -k files/mq' },
      { kubectl: 'delete -k files/mq --ignore-not-found', refused: 'headless-service-deleted' },
      { kubectl: 'delete -k files/mq --ignore-not-found', after: nothingLeft },
    ],
  },
  {
    name: 'I want to delete it, in order',
    given: cluster,
    steps: [{ kubectl: 'delete statefulset rabbitmq' }, { kubectl: 'delete service rabbitmq-nodes' }],
  },
  {
    name: 'I know better, about this one object',
    given: cluster,
    steps: [
      { kubectl: 'scale statefulset rabbitmq --replicas=1', refused: 'scale-down' },
      {
        kubectl: ignoring(
          'statefulset rabbitmq',
          'scale-down=two nodes were forgotten by hand until 2099-01-31',
        ),
        warned: '',
      },
      {
        kubectl: 'scale statefulset rabbitmq --replicas=1',
        warned: '',
        audited: { suppressed: /scale-down/ },
      },
      { kubectl: 'annotate statefulset rabbitmq warrener.dev/ignore-', warned: '' },
      { kubectl: 'scale statefulset rabbitmq --replicas=3', warned: '' },
      { kubectl: 'scale statefulset rabbitmq --replicas=1', refused: 'scale-down' },
    ],
  },
  {
    name: 'I know better, about this namespace',
    given: cluster,
    steps: [
      { kubectl: 'label namespace mq warrener.dev/enforce=warn' },
      { kubectl: 'scale statefulset rabbitmq --replicas=1', warned: 'scale-down', eventually: true },
      { kubectl: 'label namespace mq warrener.dev/enforce-' },
      { kubectl: 'delete service rabbitmq-nodes', refused: 'headless-service-deleted', eventually: true },
    ],
  },
  {
    name: 'I restore a backup, in the order of Velero',
    steps: [
      { input: [only('ConfigMap', cluster), only('ServiceAccount', cluster)].join('---\n') },
      { input: only('Service', cluster) },
      { input: cluster },
    ],
  },
  {
    name: 'I restore a backup, older than the webhook',
    steps: [
      { kubectl: 'create namespace mq-restored' },
      { kubectl: 'label namespace mq-restored warrener.dev/enforce=warn' },
      {
        kubectl: 'apply --namespace mq-restored -f -',
        input: set.replaceAll('namespace: mq', 'namespace: mq-restored'),
        warned: 'governing-service-missing',
        eventually: true,
      },
    ],
  },
  {
    name: 'a sync that is tried again, its StatefulSet first',
    steps: [
      { kubectl: 'apply --server-side -f -', input: set, refused: 'governing-service-missing' },
      { kubectl: 'apply --server-side -f -', input: cluster },
      { kubectl: 'apply --server-side -f -', input: set },
    ],
  },
  {
    name: 'everything has to pass, now',
    forms: ['enforce'],
    webhook: 'gone',
    steps: [
      { input: set, refused: failed },
      {
        kubectl: [
          'patch',
          'validatingwebhookconfiguration',
          'warrener',
          '--type=json',
          '--patch',
          '[{"op":"replace","path":"/webhooks/0/failurePolicy","value":"Ignore"}]',
        ],
      },
      { input: set, eventually: true },
      {
        kubectl:
          'delete validatingwebhookconfigurations,mutatingwebhookconfigurations --selector app.kubernetes.io/name=warrener',
        warned: 'deleting cluster-scoped resources',
        after: ['validatingwebhookconfigurations,mutatingwebhookconfigurations', 'No resources found'],
      },
      { kubectl: 'scale statefulset rabbitmq --replicas=1', eventually: true },
    ],
  },
]
