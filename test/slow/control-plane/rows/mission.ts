import { cluster, operated } from '../../../webhook/cluster.ts'
import { edited, only, without } from './documents.ts'
import type { Row } from './row.ts'

/*
 * What Warrener is for, in one file. Three mistakes that are made again and again, in a cluster that is sound but for them
 * (manifests/clusters/rabbitmq-3.13, and one of the operator): a StatefulSet without its headless Service, wrong settings of
 * peer discovery, an unsafe ha-promote policy. Each is submitted with kubectl, and each is refused or corrected; `stderr` is
 * all that the user reads in the terminal.
 */

const refused = (...lines: readonly string[]): string =>
  `Error from server (Forbidden): error when creating "STDIN": admission webhook "validate.warrener.dev" denied the request: ${lines.join('\n')}\n`
const docs = (rule: string): string =>
  `  https://github.com/warrener/warrener/blob/main/docs/rules/${rule}.md`

const statefulSet = only('StatefulSet', cluster)
const others = without('StatefulSet', cluster)
const policy = only('Policy', operated)

export const rows: readonly Row[] = [
  // ---- A StatefulSet without its headless Service
  {
    name: 'the Service is not there: refused',
    given: without('Service', others),
    input: statefulSet,
    code: 1,
    stderr: refused(
      'warrener: governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodes, which is to govern it',
      '  What to do: apply Service rabbitmq-nodes first, or repeat this command if it brings it; if there is none yet, add a Service rabbitmq-nodes with clusterIP: None and publishNotReadyAddresses: true that selects the pods.',
      '  Why: without it no pod has a DNS record: a node cannot resolve even its own name, and does not boot.',
      docs('governing-service-missing'),
    ),
    after: ['statefulset', 'No resources found in mq namespace.'],
  },
  {
    name: 'the Service comes with the same command, after the StatefulSet: the same command again is enough',
    steps: [
      { input: `${statefulSet}---\n${others}`, refused: 'warrener: governing-service-missing: ' },
      { input: `${statefulSet}---\n${others}`, stderr: '' },
    ],
  },
  {
    name: 'the Service hides nodes that are not ready, and they wait for each other by name: corrected',
    input: edited(only('Service', cluster), 'publishNotReadyAddresses: true', ''),
    stderr:
      'Warning: warrener: not-ready-addresses-unpublished: set spec.publishNotReadyAddresses to true (publish them)\n',
    after: ['service rabbitmq-nodes -o jsonpath={.spec.publishNotReadyAddresses}', 'true'],
  },
  {
    name: 'the Service has a cluster IP: said with the StatefulSet, and mended in the Service',
    given: edited(others, 'clusterIP: None', 'type: ClusterIP'),
    steps: [
      {
        input: statefulSet,
        stderr:
          'Warning: warrener: service-not-headless: Service rabbitmq-nodes governs StatefulSet rabbitmq but is not headless\n',
      },
      {
        kubectl: 'delete service rabbitmq-nodes',
        stderr:
          'Warning: warrener: governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodes, which is to govern it\n',
      },
      { input: only('Service', cluster), stderr: '' },
    ],
  },
  {
    name: 'the Service is deleted while the StatefulSet runs: refused',
    given: cluster,
    kubectl: 'delete service rabbitmq-nodes',
    code: 1,
    stderr:
      'Error from server (Forbidden): admission webhook "validate.warrener.dev" denied the request: ' +
      [
        'warrener: headless-service-deleted: Service rabbitmq-nodes is deleted, but it governs StatefulSet rabbitmq',
        '  What to do: delete StatefulSet rabbitmq first; if this command deletes both, repeat it.',
        '  Why: its DNS records go at once: a node that restarts cannot resolve even its own name, and does not boot.',
        docs('headless-service-deleted'),
        '',
      ].join('\n'),
  },

  {
    name: 'the name of the Service is misspelt: refused, as one thing',
    given: others,
    input: edited(statefulSet, 'serviceName: rabbitmq-nodes', 'serviceName: rabbitmq-nodez'),
    code: 1,
    stderr: refused(
      'warrener: governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodez, which is to govern it',
      '  What to do: the names of the nodes lie below Service rabbitmq-nodes: name it in spec.serviceName.',
      '  Why: without it no pod has a DNS record: a node cannot resolve even its own name, and does not boot.',
      docs('governing-service-missing'),
    ),
  },

  // ---- Wrong settings of peer discovery
  {
    name: 'peer discovery asks for another Service than governs the pods: refused',
    given: others,
    input: edited(statefulSet, 'value: rabbitmq-nodes', 'value: rabbitmq'),
    code: 1,
    stderr: refused(
      'warrener: discovery-service-mismatch: peer discovery asks for Service rabbitmq, but rabbitmq-nodes governs the pods',
      '  What to do: set K8S_SERVICE_NAME to rabbitmq-nodes: the variable wins over the key.',
      '  Why: only the Endpoints of the governing Service carry host names: the node crashes with badkey hostname.',
      docs('discovery-service-mismatch'),
    ),
  },
  {
    name: 'the nodes have names that DNS does not know: refused',
    given: others,
    input: edited(statefulSet, '$(MY_POD_NAME).rabbitmq-nodes', '$(MY_POD_NAME).rabbitmq'),
    code: 1,
    stderr: refused(
      'warrener: node-name-mismatch: node names end in .rabbitmq.mq, but Service rabbitmq-nodes governs the pods',
      '  What to do: write rabbit@<pod>.rabbitmq-nodes.<namespace>.svc.<cluster domain>.',
      '  Why: DNS knows the pods below rabbitmq-nodes: no node can resolve the host part of its name.',
      docs('node-name-mismatch'),
    ),
  },
  {
    name: 'the pods start one after the other, each when the one before has found its peers: corrected',
    given: others,
    input: edited(statefulSet, 'podManagementPolicy: Parallel', ''),
    stderr:
      'Warning: warrener: boot-order-deadlock: set spec.podManagementPolicy to "Parallel" (start the pods together)\n',
    after: ['statefulset rabbitmq -o jsonpath={.spec.podManagementPolicy}', 'Parallel'],
  },

  // ---- An unsafe ha-promote policy
  {
    name: 'a planned stop promotes mirrors that lack messages: refused',
    given: only('RabbitmqCluster', operated),
    input: edited(policy, 'ha-params: 2,', 'ha-params: 2, ha-promote-on-shutdown: always,'),
    code: 1,
    stderr:
      'Warning: warrener: mirroring-deprecated: policy mirror mirrors classic queues (ha-mode)\n' +
      'Warning: warrener: promote-on-failure-always: policy mirror leaves ha-promote-on-failure at its default, always\n' +
      refused(
        'warrener: promote-on-shutdown-always: policy mirror: ha-promote-on-shutdown is always',
        '  What to do: set when-synced (the default): the queue then waits for its leader, and no message is lost.',
        '  Why: a planned stop promotes an unsynchronised mirror: confirmed messages are lost.',
        docs('promote-on-shutdown-always'),
      ),
  },
  {
    name: 'mirrors, on a release that has none any more: refused',
    given: edited(
      only('RabbitmqCluster', operated),
      'rabbitmq:3.13.7-management',
      'rabbitmq:4.2.9-management',
    ),
    input: policy,
    code: 1,
    stderr: refused(
      'warrener: mirroring-removed: policy mirror sets ha-mode, ha-params, ha-sync-mode: RabbitMQ 4.2.9 has no mirroring',
      '  What to do: use quorum queues for what must be replicated, and take the ha-* keys out of the policy.',
      '  Why: the policy is refused: not recognised policy settings.',
      docs('mirroring-removed'),
    ),
  },
]
