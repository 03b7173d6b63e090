import { cluster, operated } from '../../../webhook/cluster.ts'
import { edited, only, without } from './documents.ts'
import type { Row } from './row.ts'

const set = only('StatefulSet', cluster)
const service = only('Service', cluster)
const unpublished = edited(service, 'publishNotReadyAddresses: true', '')
const inNoOrder = edited(set, 'podManagementPolicy: Parallel', '')
const generated = edited(set, 'name: rabbitmq\n', 'generateName: rabbitmq-\n')

/** The ways to submit an object. */
export const rows: readonly Row[] = [
  { name: 'kubectl create', given: without('StatefulSet', cluster), kubectl: 'create -f -', input: set },
  {
    name: 'kubectl create, refused',
    kubectl: 'create -f -',
    input: set,
    refused: 'governing-service-missing',
  },
  {
    name: 'kubectl replace',
    given: cluster,
    kubectl: 'replace -f -',
    input: edited(set, 'replicas: 3', 'replicas: 1'),
    refused: 'scale-down',
  },
  {
    name: 'kubectl patch',
    given: cluster,
    kubectl: ['patch', 'statefulset', 'rabbitmq', '--patch', '{"spec":{"replicas":1}}'],
    refused: 'scale-down',
  },
  {
    name: 'a JSON patch',
    given: cluster,
    kubectl: [
      'patch',
      'statefulset',
      'rabbitmq',
      '--type=json',
      '--patch',
      '[{"op":"replace","path":"/spec/replicas","value":2}]',
    ],
    refused: 'scale-down',
  },
  {
    name: 'server-side apply, refused',
    kubectl: 'apply --server-side -f -',
    input: set,
    refused: 'governing-service-missing',
    after: ['statefulset', 'No resources found in mq namespace.'],
  },
  { name: 'server-side apply of a whole cluster', kubectl: 'apply --server-side -f -', input: cluster },
  {
    name: 'server-side apply twice, where something was corrected: no conflict, and nothing to correct',
    steps: [
      {
        kubectl: 'apply --server-side -f -',
        input: unpublished,
        warned: 'not-ready-addresses-unpublished',
      },
      {
        kubectl: 'apply --server-side -f -',
        input: unpublished,
        warned: '',
        after: ['service rabbitmq-nodes -o jsonpath={.spec.publishNotReadyAddresses}', 'true'],
      },
    ],
  },
  {
    name: 'server-side apply upon client-side apply',
    given: cluster,
    kubectl: 'apply --server-side --force-conflicts -f -',
    input: cluster,
  },
  {
    name: 'kubectl edit: as kubectl sends it',
    given: cluster,
    kubectl: ['set', 'env', 'statefulset/rabbitmq', 'RABBITMQ_NODENAME=rabbit@one'],
    refused: 'node-name-',
  },
  {
    name: 'kubectl diff says what would be refused',
    kubectl: 'diff -f -',
    input: edited(set, 'serviceName: rabbitmq-nodes', 'serviceName: ""'),
    code: 2,
    refused: 'service-name-missing',
  },
  {
    name: 'kubectl diff shows what would be corrected',
    kubectl: 'diff -f -',
    input: unpublished,
    code: 1,
    warned: 'not-ready-addresses-unpublished',
    prints: 'publishNotReadyAddresses: true',
    after: ['service', 'No resources found in mq namespace.'],
  },
  {
    name: 'a dry run of what would be refused',
    given: cluster,
    kubectl: 'apply --dry-run=server -f -',
    input: edited(set, 'replicas: 3', 'replicas: 1'),
    refused: 'scale-down',
  },
  {
    name: 'a dry run of a correction stores nothing',
    given: without('StatefulSet', cluster),
    kubectl: 'apply --dry-run=server -f -',
    input: inNoOrder,
    warned: 'boot-order-deadlock: set spec.podManagementPolicy to',
    after: ['statefulset', 'No resources found in mq namespace.'],
  },
  {
    name: 'a client-side dry run asks nobody',
    kubectl: 'apply --dry-run=client -f -',
    input: set,
    calls: 0,
  },
  {
    name: 'a name that the API server makes up',
    given: without('StatefulSet', cluster),
    kubectl: 'create -f -',
    input: generated,
    warned: '',
  },
  {
    name: 'a name that the API server makes up, without its Service',
    kubectl: 'create -f -',
    input: generated,
    refused: 'governing-service-missing',
  },
  {
    name: 'several documents: the others pass',
    input: [only('ConfigMap', cluster), set, only('Service', cluster)].join('---\n'),
    refused: 'governing-service-missing',
    prints: ['configmap/rabbitmq-config created', 'service/rabbitmq-nodes created'],
  },
  {
    name: 'the same command again ends well',
    steps: [
      {
        input: [only('ServiceAccount', cluster), only('ConfigMap', cluster), set, service].join('---\n'),
        refused: 'governing-service-missing',
      },
      {
        input: cluster,
        prints: 'statefulset.apps/rabbitmq created',
      },
    ],
  },
  {
    name: 'a List',
    kubectl: 'apply -f -',
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] }),
    code: 1,
    refused: 'no objects passed to apply',
  },
  { name: 'a RabbitmqCluster and its policy in one command', input: operated, warned: '' },
]
