import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const clusterRole = (verbs: string): string => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: endpoint-reader}
rules: [{apiGroups: [""], resources: ["*"], verbs: [${verbs}]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: endpoint-readers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: endpoint-reader}
subjects: [{kind: Group, apiGroup: rbac.authorization.k8s.io, name: "system:serviceaccounts:mq"}]
`

export default rows({
  valid: [
    {
      name: 'for just the Endpoints that discovery asks for',
      manifests: cluster().replace(
        '    resources: [endpoints]\n',
        '    resources: [endpoints]\n    resourceNames: [rabbitmq-headless]\n',
      ),
    },
    { name: 'Role and binding', manifests: cluster() },
    {
      name: 'through a ClusterRole and a group',
      manifests: `${cluster({ without: ['Role', 'RoleBinding'] })}${clusterRole('get, list')}`,
    },
    {
      name: 'from 4.1 nobody is asked',
      manifests: cluster({ image: 'rabbitmq:4.2.1', without: ['Role', 'RoleBinding'] }),
    },
    {
      name: 'no discovery through the API',
      manifests: cluster({
        discovery: 'cluster_formation.peer_discovery_backend = dns\ncluster_formation.dns.hostname = x',
        without: ['Role', 'RoleBinding'],
      }),
    },
    {
      name: 'a ClusterRole that is not among the files',
      manifests: cluster({ without: ['Role'] }).replace(
        'kind: Role\n  name: rabbitmq',
        'kind: ClusterRole\n  name: edit',
      ),
      gap: /ClusterRole edit is not among the files/,
    },
    {
      name: 'made by the operator',
      manifests:
        'apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: {name: rmq}\nspec: {replicas: 3, image: "rabbitmq:3.13.7"}\n',
    },
  ],
  invalid: [
    {
      name: 'for other Endpoints only',
      manifests: cluster().replace(
        '    resources: [endpoints]\n',
        '    resources: [endpoints]\n    resourceNames: [other]\n',
      ),
      findings: [{ severity: 'error', text: 'rabbitmq' }],
    },
    {
      name: 'a Role of the name that the fix would take',
      manifests: `${cluster({ without: ['RoleBinding'] }).replace('kind: Role\nmetadata:\n  name: rabbitmq\n', 'kind: Role\nmetadata:\n  name: rabbitmq-peer-discovery\n')}`,
      findings: [{ severity: 'error', text: 'rabbitmq' }],
      fixed: cluster({ without: ['RoleBinding'] })
        .replace(
          'kind: Role\nmetadata:\n  name: rabbitmq\n',
          'kind: Role\nmetadata:\n  name: rabbitmq-peer-discovery\n',
        )
        .concat(`---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: rabbitmq-peer-discovery-2
  namespace: mq
rules:
  - apiGroups:
      - ''
    resources:
      - endpoints
    verbs:
      - get
  - apiGroups:
      - ''
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
      name: 'nothing',
      manifests: cluster({ without: ['Role', 'RoleBinding'] }),
      findings: [
        {
          severity: 'error',
          message: /^ServiceAccount rabbitmq may not get endpoints/,
          why: /boots alone/,
          text: 'rabbitmq',
          fix: 'unsafe',
        },
      ],
    },
    {
      name: 'an older release does not boot',
      manifests: cluster({ image: 'rabbitmq:3.12.14', without: ['Role', 'RoleBinding'] }),
      findings: [{ severity: 'error', why: /refuses to boot/, text: 'rabbitmq' }],
    },
    {
      name: 'one replica that boots alone anyway',
      manifests: cluster({ replicas: 1, without: ['Role', 'RoleBinding'] }),
      findings: [{ severity: 'info', text: 'rabbitmq' }],
    },
    {
      name: 'one replica that does not boot',
      manifests: cluster({ image: 'rabbitmq:3.12.14', replicas: 1, without: ['Role', 'RoleBinding'] }),
      findings: [{ severity: 'error', text: 'rabbitmq' }],
    },
    {
      name: 'another account is bound',
      manifests: cluster({ subject: 'default' }),
      findings: [{ severity: 'error', text: 'rabbitmq' }],
    },
    {
      name: 'only list and watch',
      manifests: cluster({ verbs: ['list', 'watch'] }),
      findings: [{ severity: 'error', text: 'rabbitmq' }],
    },
    {
      name: 'bound in another namespace',
      manifests: `${cluster({ without: ['Role', 'RoleBinding'] })}---\n${cluster({ namespace: 'other', without: ['StatefulSet', 'Service', 'ConfigMap', 'ServiceAccount'] })}`,
      findings: [{ severity: 'error', text: 'rabbitmq' }],
    },
  ],
})
