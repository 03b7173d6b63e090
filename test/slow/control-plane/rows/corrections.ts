import { cluster } from '../../../webhook/cluster.ts'
import { edited, only, without } from './documents.ts'
import type { Look, Row } from './row.ts'

/** The cluster as somebody writes it who has never heard of `publishNotReadyAddresses`. */
const unpublished = edited(cluster, 'publishNotReadyAddresses: true', '')
const set = only('StatefulSet', unpublished)
const service = only('Service', unpublished)
const serviceFirst = `${without('StatefulSet', unpublished)}---\n${set}`
const setFirst = `${set}---\n${without('StatefulSet', unpublished)}`
const setOnly = (from: string, to: string): string => edited(set, from, to)

const published =
  'Warning: warrener: not-ready-addresses-unpublished: set spec.publishNotReadyAddresses to true (publish them)'
const isPublished: Look = ['service rabbitmq-nodes -o jsonpath={.spec.publishNotReadyAddresses}', 'true']
const isHidden: Look = ['service rabbitmq-nodes -o jsonpath={.spec.publishNotReadyAddresses}', '']

const hidden = edited(service, 'clusterIP: None', 'clusterIP: None\n  publishNotReadyAddresses: false')
const remains =
  'Warning: warrener: not-ready-addresses-unpublished: headless Service rabbitmq-nodes does not publish'
const inNoOrder = edited(set, 'podManagementPolicy: Parallel', '')
const startedTogether =
  'Warning: warrener: boot-order-deadlock: set spec.podManagementPolicy to "Parallel" (start the pods together)'
const isTogether: Look = ['statefulset rabbitmq -o jsonpath={.spec.podManagementPolicy}', 'Parallel']
/** By this manager of fields. */
const apply = (manager: string): string => `apply --server-side --field-manager=${manager} -f -`

const chart = {
  'Chart.yaml': 'apiVersion: v2\nname: mq\nversion: 1.0.0\n',
  'templates/rabbitmq.yaml': setFirst.replaceAll('namespace: mq', 'namespace: {{ .Release.Namespace }}'),
}

/** What the mutating webhook adds, and that it arrives: no row edits what it applies. */
export const rows: readonly Row[] = [
  ...['', ' --server-side'].flatMap((how): readonly Row[] => [
    {
      name: `a new cluster, its Service first: corrected at once (apply${how})`,
      steps: [
        { kubectl: `apply${how} -f -`, input: serviceFirst, warned: published, after: isPublished },
        { kubectl: `apply${how} -f -`, input: serviceFirst, after: isPublished },
      ],
    },
    {
      name: `a new cluster, its StatefulSet first: refused once, and clean with the same command (apply${how})`,
      steps: [
        {
          kubectl: `apply${how} -f -`,
          input: setFirst,
          refused: ['governing-service-missing: ', published],
          after: [isPublished, ['statefulset', 'No resources found in mq namespace.']],
        },
        {
          kubectl: `apply${how} -f -`,
          input: setFirst,
          after: [isPublished, ['statefulset -o name', 'statefulset.apps/rabbitmq']],
        },
      ],
    },
  ]),
  {
    name: 'a Service alone, before anything else of its cluster',
    steps: [
      { input: service, warned: published, after: isPublished },
      { input: without('Service', unpublished), after: isPublished },
    ],
  },
  {
    name: 'a Service alone by kubectl create, and replace, which knows of no correction',
    steps: [
      { kubectl: 'create -f -', input: service, warned: published, after: isPublished },
      { kubectl: 'replace -f -', input: service, warned: published, after: isPublished },
    ],
  },
  {
    name: 'a new cluster by kubectl create',
    kubectl: 'create -f -',
    input: serviceFirst,
    warned: published,
    after: isPublished,
  },
  {
    name: 'a release of Helm, installed and upgraded',
    files: chart,
    steps: [
      {
        helm: 'install rabbitmq files/mq',
        warned: 'not-ready-addresses-unpublished: set spec.publishNotReadyAddresses to true (publish them)',
        after: isPublished,
      },
      { helm: 'upgrade rabbitmq files/mq --set replicas=3', after: isPublished },
    ],
  },
  {
    name: 'kubectl diff of what was corrected shows no difference',
    steps: [
      { input: serviceFirst, warned: published },
      { kubectl: 'diff -f -', input: serviceFirst, prints: '' },
    ],
  },
  {
    name: 'a dry run says what would be added, and adds nothing',
    kubectl: 'apply -f - --dry-run=server',
    input: service,
    warned: published,
    after: ['service', 'No resources found in mq namespace.'],
  },
  ...['', ' --server-side'].map(
    (how): Row => ({
      name: `false that the user wrote, which the API server does not show any more (apply${how})`,
      kubectl: `apply${how} -f -`,
      input: edited(service, 'clusterIP: None', 'clusterIP: None\n  publishNotReadyAddresses: false'),
      after: isHidden,
    }),
  ),
  {
    name: 'a namespace that is left alone',
    labels: { 'warrener.dev/mutate': 'off' },
    input: service,
    after: isHidden,
  },
  {
    name: 'a Service that loses the field in an update',
    given: cluster,
    input: service,
    warned: published,
    after: isPublished,
  },
  {
    name: 'a headless Service of somebody else beside a cluster that nobody corrected',
    labels: { 'warrener.dev/mutate': 'off' },
    given: edited(cluster, 'podManagementPolicy: Parallel', ''),
    steps: [
      { kubectl: 'label namespace mq warrener.dev/mutate-' },
      {
        input: `apiVersion: v1
kind: Service
metadata: { name: postgres, namespace: mq }
spec: { clusterIP: None, selector: { app: postgres }, ports: [{ port: 5432 }] }
`,
        after: ['service postgres -o jsonpath={.spec.publishNotReadyAddresses}', ''],
      },
    ],
  },
  {
    name: 'the order of the pods of a new StatefulSet, left to the default',
    given: without('StatefulSet', cluster),
    input: setOnly('podManagementPolicy: Parallel', ''),
    warned:
      'Warning: warrener: boot-order-deadlock: set spec.podManagementPolicy to "Parallel" (start the pods together)',
    after: ['statefulset rabbitmq -o jsonpath={.spec.podManagementPolicy}', 'Parallel'],
  },
  ...['', ' --server-side'].map(
    (how): Row => ({
      name: `the order of the pods, spelt out: the user’s word stands (apply${how})`,
      given: without('StatefulSet', cluster),
      kubectl: `apply${how} -f -`,
      input: setOnly('podManagementPolicy: Parallel', 'podManagementPolicy: OrderedReady'),
      warned: 'Warning: warrener: boot-order-deadlock: ',
      unsaid: 'Parallel" (start',
      after: ['statefulset rabbitmq -o jsonpath={.spec.podManagementPolicy}', 'OrderedReady'],
    }),
  ),
  {
    name: 'the same by kubectl create, which leaves no record of what was written, and replace, which knows of no correction',
    given: without('StatefulSet', cluster),
    steps: [
      {
        kubectl: 'create -f -',
        input: inNoOrder,
        warned: startedTogether,
        after: isTogether,
      },
      { kubectl: 'replace -f -', input: inNoOrder, warned: startedTogether, after: isTogether },
    ],
  },
  {
    name: 'the same by Helm, installed and upgraded',
    given: without('StatefulSet', cluster),
    files: {
      ...chart,
      'templates/rabbitmq.yaml': inNoOrder
        .replaceAll('namespace: mq', 'namespace: {{ .Release.Namespace }}')
        .replace('replicas: 3', 'replicas: {{ .Values.replicas }}'),
      'values.yaml': 'replicas: 3\n',
    },
    steps: [
      {
        helm: 'install rabbitmq files/mq',
        warned: 'boot-order-deadlock: set spec.podManagementPolicy to',
        after: isTogether,
      },
      { helm: 'upgrade rabbitmq files/mq --set replicas=5', after: isTogether },
    ],
  },
  {
    name: 'two managers of server-side apply: neither takes what was added from the other',
    steps: [
      { kubectl: apply('one'), input: service, warned: published, after: isPublished },
      { kubectl: apply('two'), input: service, after: isPublished },
      { kubectl: apply('one'), input: service, after: isPublished },
      { kubectl: apply('two'), input: service, after: isPublished },
    ],
  },
  {
    name: 'another manager takes the field with a word of its own: it is not written over, and refused where nodes need it',
    steps: [
      { kubectl: apply('one'), input: service, warned: published, after: isPublished },
      { kubectl: `${apply('two')} --force-conflicts`, input: hidden, after: isHidden },
      { kubectl: apply('one'), input: service, after: isHidden },
      { input: without('Service', unpublished), warned: remains },
      {
        kubectl: apply('one'),
        input: edited(service, 'clusterIP: None', 'clusterIP: None\n  sessionAffinity: ClientIP'),
        warned: [remains, '(as before)'],
        after: isHidden,
      },
      // It lets go of it: nothing that shows.
      { kubectl: apply('two'), input: service, warned: '', after: isHidden },
      { kubectl: apply('one'), input: service, warned: published, after: isPublished },
      {
        kubectl: `${apply('two')} --force-conflicts`,
        input: hidden,
        refused: 'not-ready-addresses-unpublished',
        after: isPublished,
      },
    ],
  },
  {
    name: 'another manager takes the field as it was added, and lets it go again: it is added again',
    steps: [
      { kubectl: apply('one'), input: service, warned: published, after: isPublished },
      { kubectl: apply('two'), input: only('Service', cluster), after: isPublished },
      { kubectl: apply('two'), input: service, warned: published, after: isPublished },
      { kubectl: apply('one'), input: service, after: isPublished },
    ],
  },
  {
    name: 'long names that a new StatefulSet leaves off',
    given: without('StatefulSet', cluster),
    input: set.replace(/ +- name: RABBITMQ_USE_LONGNAME\n +value: "true"\n/, ''),
    warned: 'Warning: warrener: long-names-off: set spec.template.spec.containers[0].env',
    after: [
      'statefulset rabbitmq -o jsonpath={.spec.template.spec.containers[0].env[?(@.name=="RABBITMQ_USE_LONGNAME")].value}',
      'true',
    ],
  },
  {
    name: 'a StatefulSet that names no Service, where one is meant',
    given: without('StatefulSet', cluster),
    input: setOnly('serviceName: rabbitmq-nodes', ''),
    warned: 'Warning: warrener: service-name-missing: set spec.serviceName to "rabbitmq-nodes"',
    after: ['statefulset rabbitmq -o jsonpath={.spec.serviceName}', 'rabbitmq-nodes'],
  },
  {
    name: 'links to a Service whose variables are settings of the broker',
    given: `${without('StatefulSet', cluster)}---
apiVersion: v1
kind: Service
metadata: { name: rabbitmq-node, namespace: mq }
spec: { selector: { app: other }, ports: [{ port: 5672 }] }
`,
    input: setOnly('enableServiceLinks: false', ''),
    warned:
      'Warning: warrener: service-environment-collision: set spec.template.spec.enableServiceLinks to false',
    after: ['statefulset rabbitmq -o jsonpath={.spec.template.spec.enableServiceLinks}', 'false'],
  },
]
