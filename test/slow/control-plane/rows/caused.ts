import { cluster, operated } from '../../../webhook/cluster.ts'
import { edited, only, without } from './documents.ts'
import type { Row } from './row.ts'

const set = only('StatefulSet', cluster)
const policy = only('Policy', operated)
const always = edited(policy, 'ha-params: 2,', 'ha-params: 2, ha-promote-on-shutdown: always,')
const operator = only('RabbitmqCluster', operated)
/** With a key that came after 4.0. */
const ofImage = (image: string): string =>
  edited(
    edited(operator, 'docker.io/library/rabbitmq:3.13.7-management', image),
    'additionalConfig: |',
    'additionalConfig: |\n      cluster_formation.k8s.ordinal_start = 0',
  )
const claim = (name: string, uid: string): string => `
  name: ${name}
  ownerReferences:
    - { apiVersion: rabbitmq.com/v1beta1, kind: RabbitmqCluster, name: rabbitmq, uid: ${uid}, controller: true }
`

/** Refused is what a request causes, in its own object: no more, and nothing less. */
export const rows: readonly Row[] = [
  {
    name: 'a new RabbitmqCluster beside a policy that is wrong: said, not refused',
    given: always,
    input: operator,
    warned: 'warrener: promote-on-shutdown-always: policy mirror',
    unsaid: 'denied',
  },
  {
    name: 'a new RabbitmqCluster beside a policy for a cluster of another namespace',
    given: edited(
      always,
      'rabbitmqClusterReference: { name: rabbitmq }',
      'rabbitmqClusterReference: { name: other, namespace: mq-other }',
    ),
    input: operator,
    warned: 'startup-probe-unknown-to-image: set ',
    unsaid: 'mirror',
  },
  {
    name: 'a new StatefulSet whose ConfigMap is wrong: said, not refused',
    given: edited(
      without('StatefulSet', cluster),
      'peer_discovery_backend = k8s',
      'peer_discovery_backend = none_such',
    ),
    input: set,
    warned: 'warrener: discovery-backend-unknown',
    unsaid: 'denied',
  },
  {
    name: 'what was wrong before: said, not refused',
    given: edited(
      without('Service', cluster),
      'kind: StatefulSet\nmetadata:\n',
      'kind: StatefulSet\nmetadata:\n  annotations: { warrener.dev/ignore: governing-service-missing=it comes later }\n',
    ),
    input: edited(set, 'replicas: 3', 'replicas: 5'),
    warned:
      'warrener: governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodes, which is to govern it (as before)',
  },
  {
    name: 'an image that hides its release, and the real one: judged then',
    steps: [
      { input: ofImage('mq:stable'), warned: 'not evaluated', unsaid: 'denied' },
      { input: ofImage('rabbitmq:4.0.5'), refused: 'warrener: conf-key-unknown: ' },
    ],
  },
  {
    name: 'the same, where an annotation tells the release',
    steps: [
      { input: ofImage('rabbitmq:latest'), warned: 'not evaluated' },
      {
        kubectl: 'annotate rabbitmqcluster rabbitmq warrener.dev/rabbitmq-version=4.0.5',
        refused: 'warrener: conf-key-unknown: ',
      },
    ],
  },
  {
    name: 'an owner that is not there: judged in full',
    input: edited(set, '\n  name: rabbitmq\n', claim('rabbitmq-server', 'u1')),
    refused: 'warrener: governing-service-missing: ',
    audited: { owner: 'RabbitmqCluster rabbitmq is not there: judged in full' },
  },
  {
    name: 'an owner of another uid: judged in full',
    given: operator,
    input: edited(set, '\n  name: rabbitmq\n', claim('rabbitmq-server', 'u1')),
    refused: 'warrener: governing-service-missing: ',
    audited: { owner: 'RabbitmqCluster rabbitmq has another uid: judged in full' },
  },
  {
    name: 'a name that the owner does not give: judged in full',
    given: operator,
    input: edited(set, '\n  name: rabbitmq\n', claim('mine', 'u1')),
    refused: 'warrener: governing-service-missing: ',
    audited: { owner: /does not make a StatefulSet of this name: judged in full/ },
  },
  {
    name: 'a node that is said to be none: let through, with a trace',
    input: edited(
      set,
      '\n  name: rabbitmq\n',
      '\n  name: rabbitmq\n  annotations: { warrener.dev/rabbitmq: "false" }\n',
    ),
    warned:
      'warrener: StatefulSet rabbitmq looks like RabbitMQ and is not checked: warrener.dev/rabbitmq is "false"',
    audited: { 'left-out': /looks like RabbitMQ and is not checked/ },
  },
  {
    name: 'a size that hides nothing: 200 kB of variables',
    given: without('Service', without('StatefulSet', cluster)),
    input: edited(
      set,
      '          env:\n',
      `          env:\n${Array.from({ length: 4000 }, (_, index) => `            - { name: FILLER_${index}, value: "${'x'.repeat(20)}" }\n`).join('')}`,
    ),
    refused: 'warrener: governing-service-missing: ',
  },
]
