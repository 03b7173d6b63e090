import { cluster } from '../../../webhook/cluster.ts'
import { edited, only, without } from './documents.ts'
import type { Row } from './row.ts'

/** Users who may change namespaces, and have no rights of ours. */
const people = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: mq-namespaces }
rules: [{ apiGroups: [""], resources: [namespaces, namespaces/status], verbs: [get, list, create, update, patch] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: mq-namespaces }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: mq-namespaces }
subjects: [{ kind: User, name: bob@mq }, { kind: User, name: eve@mq }]
`
const mayNot =
  'denied request: warrener: the labels warrener.dev/enforce and warrener.dev/mutate of a namespace are for those'
const broken = only('StatefulSet', cluster)
const unpublished = edited(only('Service', cluster), 'publishNotReadyAddresses: true', '')

/** Namespaces that want to be warned only, or left alone, and who may say so. */
export const rows: readonly Row[] = [
  {
    name: 'a namespace that only wants to be warned',
    labels: { 'warrener.dev/enforce': 'warn' },
    input: broken,
    warned:
      'Warning: warrener: governing-service-missing: StatefulSet rabbitmq is without Service rabbitmq-nodes, which is to govern it',
  },
  {
    name: 'the same for a scale and a deletion',
    forms: ['base', 'enforce'],
    labels: { 'warrener.dev/enforce': 'warn' },
    given: cluster,
    steps: [
      { kubectl: 'scale statefulset rabbitmq --replicas=1', warned: 'scale-down' },
      { kubectl: 'scale statefulset rabbitmq --replicas=3' },
      { kubectl: 'delete service rabbitmq-nodes', warned: 'headless-service-deleted' },
    ],
  },
  {
    name: 'another value of the label changes nothing',
    labels: { 'warrener.dev/enforce': 'deny' },
    input: broken,
    refused: 'governing-service-missing',
  },
  {
    name: 'a namespace in which nothing is corrected',
    labels: { 'warrener.dev/mutate': 'off' },
    given: without('StatefulSet', cluster),
    input: edited(broken, 'podManagementPolicy: Parallel', ''),
    warned: 'boot-order-deadlock',
    after: ['statefulset rabbitmq -o jsonpath={.spec.podManagementPolicy}', 'OrderedReady'],
  },
  {
    name: 'its Services are left as they are',
    labels: { 'warrener.dev/mutate': 'off' },
    input: unpublished,
    after: ['service rabbitmq-nodes -o jsonpath={.spec.publishNotReadyAddresses}', ''],
  },
  {
    name: 'a label that is set while the namespace lives',
    steps: [
      { input: broken, refused: 'governing-service-missing' },
      { kubectl: 'label namespace mq warrener.dev/enforce=warn' },
      { input: broken, warned: 'governing-service-missing', eventually: true },
    ],
  },
  {
    name: 'who may change namespaces may not switch the webhook off in them',
    given: people,
    steps: [
      {
        kubectl: 'label namespace mq warrener.dev/enforce=warn --as=bob@mq',
        refused: mayNot,
        eventually: true,
      },
      { kubectl: 'label namespace mq warrener.dev/mutate=off --as=bob@mq', refused: mayNot },
      { kubectl: 'label namespace mq team=orders --as=bob@mq' },
      {
        kubectl: [
          'patch',
          'namespace',
          'mq',
          '--subresource=status',
          '--type=merge',
          '--as=bob@mq',
          '--patch',
          '{"metadata":{"labels":{"warrener.dev/enforce":"warn"}}}',
        ],
        refused: mayNot,
      },
    ],
  },
  {
    name: 'nor make one where it is off',
    given: people,
    steps: [
      {
        kubectl: 'create -f - --as=bob@mq',
        input:
          '{ apiVersion: v1, kind: Namespace, metadata: { name: mq-other, labels: { warrener.dev/enforce: warn } } }',
        refused: mayNot,
        eventually: true,
      },
      { kubectl: 'create namespace mq-other --as=bob@mq' },
    ],
  },
  {
    name: 'nor switch it on again where somebody else switched it off',
    labels: { 'warrener.dev/enforce': 'warn' },
    given: people,
    steps: [
      { kubectl: 'label namespace mq warrener.dev/enforce- --as=bob@mq', refused: mayNot, eventually: true },
      { kubectl: 'label namespace mq team=orders --as=bob@mq' },
    ],
  },
  {
    name: 'who is bound to warrener-enforcement may',
    given: people,
    steps: [
      {
        kubectl: 'create clusterrolebinding mq-enforcement --clusterrole=warrener-enforcement --user=bob@mq',
      },
      { kubectl: 'label namespace mq warrener.dev/enforce=warn --as=bob@mq', eventually: true },
      { kubectl: 'label namespace mq warrener.dev/enforce- --as=eve@mq', refused: mayNot, eventually: true },
      { kubectl: 'label namespace mq warrener.dev/enforce- --as=bob@mq' },
    ],
  },
  {
    name: 'in namespaces that the role names, and in no others',
    given: people,
    steps: [
      {
        input: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: mq-enforcement }
rules: [{ apiGroups: [warrener.dev], resources: [enforcement], resourceNames: [mq], verbs: [update] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: mq-enforcement }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: mq-enforcement }
subjects: [{ kind: User, name: bob@mq }]
---
{ apiVersion: v1, kind: Namespace, metadata: { name: mq-other } }`,
      },
      { kubectl: 'label namespace mq warrener.dev/enforce=warn --as=bob@mq', eventually: true },
      {
        kubectl: 'label namespace mq-other warrener.dev/enforce=warn --as=bob@mq',
        refused: mayNot,
        eventually: true,
      },
    ],
  },
]
