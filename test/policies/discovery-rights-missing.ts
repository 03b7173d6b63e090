import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const api = { apiVersion: 'rbac.authorization.k8s.io/v1' }
const apiGroup = 'rbac.authorization.k8s.io'
const clusterRole = (...verbs: readonly string[]): readonly JsonObject[] => [
  {
    ...api,
    kind: 'ClusterRole',
    metadata: { name: 'endpoint-reader' },
    rules: [{ apiGroups: [''], resources: ['*'], verbs }],
  },
  {
    ...api,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'endpoint-readers' },
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'endpoint-reader' },
    subjects: [{ kind: 'Group', apiGroup, name: 'system:serviceaccounts:mq' }],
  },
]
const role = (name: string, namespace = 'mq'): JsonObject => ({
  ...api,
  kind: 'Role',
  metadata: { name, namespace },
  rules: [
    { apiGroups: [''], resources: ['endpoints'], verbs: ['get'] },
    { apiGroups: [''], resources: ['events'], verbs: ['create'] },
  ],
})
/** A Role for some Endpoints only. */
const named = (...resourceNames: readonly string[]): JsonObject => ({
  kind: 'Role',
  metadata: { name: 'rabbitmq' },
  rules: [
    { apiGroups: [''], resources: ['endpoints'], resourceNames, verbs: ['get'] },
    { apiGroups: [''], resources: ['events'], verbs: ['create'] },
  ],
})
/** A Role that has nothing to do with peer discovery. */
const other: JsonObject = {
  ...api,
  kind: 'Role',
  metadata: { name: 'rabbitmq-peer-discovery', namespace: 'mq' },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
}
const without = ['Role', 'RoleBinding']

export default rows({
  valid: [
    {
      name: 'for just the Endpoints that discovery asks for',
      manifests: cluster({ objects: [named('rabbitmq-headless')] }),
    },
    { name: 'Role and binding', manifests: cluster() },
    {
      name: 'with the token of another account',
      manifests: cluster({ without, env: { K8S_TOKEN_PATH: '/vault/token' } }),
      gap: /the token of another account/,
    },
    {
      name: 'through a proxy in the pod',
      manifests: cluster({ without, env: { K8S_HOST: 'localhost' } }),
      gap: /what listens on localhost/,
    },
    {
      name: 'through a ClusterRole and a group',
      manifests: cluster({ without, objects: clusterRole('get', 'list') }),
    },
    {
      name: 'from 4.1 nobody is asked',
      manifests: cluster({ image: 'rabbitmq:4.2.1', without }),
    },
    {
      name: 'no discovery through the API',
      manifests: cluster({
        discovery: 'cluster_formation.peer_discovery_backend = dns\ncluster_formation.dns.hostname = x',
        without,
      }),
    },
    {
      name: 'a ClusterRole that is not among the files',
      manifests: cluster({
        without: ['Role'],
        objects: [
          {
            kind: 'RoleBinding',
            metadata: { name: 'rabbitmq' },
            roleRef: { kind: 'ClusterRole', name: 'edit' },
          },
        ],
      }),
      gap: /ClusterRole edit is not among the files/,
    },
    {
      name: 'made by the operator',
      manifests: yaml(rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.13.7' })),
    },
  ],
  invalid: [
    {
      name: 'for other Endpoints only',
      manifests: cluster({ objects: [named('other')] }),
      findings: [{ severity: 'error', text: 'rabbitmq' }],
    },
    {
      name: 'a Role that nothing binds',
      manifests: cluster({ without, objects: [role('endpoint-reader')] }),
      findings: [{ severity: 'error', text: 'rabbitmq' }],
      fixed: cluster({ without, objects: [role('endpoint-reader')] }).concat(`---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: endpoint-reader
  namespace: mq
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: endpoint-reader
subjects:
  - kind: ServiceAccount
    name: rabbitmq
    namespace: mq
`),
    },
    {
      name: 'a Role of the name that the fix would take, which allows something else',
      manifests: cluster({ without, objects: [other] }),
      findings: [{ severity: 'error', text: 'rabbitmq' }],
      fixed: cluster({ without, objects: [other] }).concat(`---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: rabbitmq-peer-discovery-2
  namespace: mq
rules:
  - apiGroups:
      - ""
    resources:
      - endpoints
    verbs:
      - get
  - apiGroups:
      - ""
    resources:
      - events
    verbs:
      - create
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: rabbitmq-peer-discovery-2
  namespace: mq
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: rabbitmq-peer-discovery-2
subjects:
  - kind: ServiceAccount
    name: rabbitmq
    namespace: mq
`),
    },
    {
      name: 'a binding that names another account',
      manifests: cluster({ subject: 'default' }),
      findings: [{ severity: 'error', text: 'rabbitmq', fix: 'unsafe' }],
      fixed: cluster({ subject: 'default' }).concat(
        '  - kind: ServiceAccount\n    name: rabbitmq\n    namespace: mq\n',
      ),
    },
    {
      name: 'a bound Role that allows something else',
      manifests: cluster({ objects: [{ ...other, metadata: { name: 'rabbitmq' } }] }),
      findings: [{ severity: 'error', text: 'rabbitmq', fix: 'unsafe' }],
      fixed: cluster({
        objects: [
          {
            ...other,
            metadata: { name: 'rabbitmq' },
            rules: [
              { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
              { apiGroups: [''], resources: ['endpoints'], verbs: ['get'] },
              { apiGroups: [''], resources: ['events'], verbs: ['create'] },
            ],
          },
        ],
      }),
    },
    {
      name: 'the plugin of 3.6, which goes on alone',
      manifests: cluster({
        without,
        image: 'example/rabbitmq-autocluster:3.6.16',
        env: { AUTOCLUSTER_TYPE: 'k8s', K8S_SERVICE_NAME: 'rabbitmq-headless' },
      }),
      findings: [
        {
          severity: 'error',
          text: 'rabbitmq',
          why: /each node boots alone/,
          help: /^add a Role with get on endpoints, and/,
        },
      ],
    },
    {
      name: 'no account, Role or binding at all',
      manifests: cluster({ without: [...without, 'ServiceAccount'] }),
      findings: [
        {
          severity: 'warning',
          text: 'rabbitmq',
          message: /^nothing that was seen lets ServiceAccount rabbitmq get/,
        },
      ],
    },
    {
      name: 'nothing',
      manifests: cluster({ without }),
      findings: [
        {
          severity: 'error',
          message: /^ServiceAccount rabbitmq may not get endpoints/,
          why: /each node boots alone, one cluster per pod/,
          text: 'rabbitmq',
          fix: 'unsafe',
        },
      ],
    },
    {
      name: 'an older release does not boot',
      manifests: cluster({ image: 'rabbitmq:3.12.14', without }),
      findings: [{ severity: 'error', why: /each node refuses to boot after five/, text: 'rabbitmq' }],
    },
    {
      name: 'up to 3.8.17 it gives up at once',
      manifests: cluster({ image: 'rabbitmq:3.8.9', without: ['Role', 'RoleBinding'] }),
      findings: [{ severity: 'error', why: /each node tries ten times in five seconds/, text: 'rabbitmq' }],
    },
    {
      name: 'before 3.8.3 it makes no events',
      manifests: cluster({
        image: 'rabbitmq:3.7.28',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
        without: ['Role', 'RoleBinding'],
        replicas: 1,
      }),
      findings: [
        {
          severity: 'error',
          why: /the node tries ten times in five seconds/,
          help: /^add a Role with get on endpoints, and/,
          text: 'rabbitmq',
        },
      ],
    },
    {
      name: 'one replica that boots alone anyway',
      manifests: cluster({ replicas: 1, without }),
      findings: [{ severity: 'info', text: 'rabbitmq' }],
    },
    {
      name: 'one replica that does not boot',
      manifests: cluster({ image: 'rabbitmq:3.12.14', replicas: 1, without }),
      findings: [{ severity: 'error', text: 'rabbitmq' }],
    },
    {
      name: 'another account is bound',
      manifests: cluster({ subject: 'default' }),
      findings: [{ severity: 'error', text: 'rabbitmq' }],
    },
    {
      name: 'no namespace is written: a binding has to name it',
      manifests: cluster({ without }).replace(/^ *namespace: mq\n/gm, ''),
      findings: [{ severity: 'error', text: 'rabbitmq', fix: 'none' }],
    },
    {
      name: 'only list and watch',
      manifests: cluster({ verbs: ['list', 'watch'] }),
      findings: [{ severity: 'error', text: 'rabbitmq' }],
      fixed: cluster({ verbs: ['list', 'watch', 'get'] }),
    },
    {
      name: 'bound in another namespace',
      manifests: cluster({
        without,
        objects: [
          role('rabbitmq', 'other'),
          {
            ...api,
            kind: 'RoleBinding',
            metadata: { name: 'rabbitmq', namespace: 'other' },
            roleRef: { apiGroup, kind: 'Role', name: 'rabbitmq' },
            subjects: [{ kind: 'ServiceAccount', name: 'rabbitmq', namespace: 'other' }],
          },
        ],
      }),
      findings: [{ severity: 'error', text: 'rabbitmq' }],
    },
  ],
})
