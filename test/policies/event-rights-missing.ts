import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const role = {
  kind: 'Role',
  metadata: { name: 'rabbitmq' },
  rules: [{ apiGroups: [''], resources: ['endpoints'], verbs: ['get'] }],
}
const silent = (more: object = {}): string => cluster({ objects: [role], ...more })

export default rows({
  valid: [
    { name: 'both rights', manifests: cluster() },
    { name: 'none: another finding', manifests: cluster({ without: ['Role', 'RoleBinding'] }) },
    { name: 'before 3.8.3 there are no events', manifests: silent({ image: 'rabbitmq:3.8.2' }) },
    { name: 'from 4.1 on either', manifests: silent({ image: 'rabbitmq:4.1.3' }) },
    { name: 'no discovery through the API', manifests: silent({ discovery: '' }) },
    {
      name: 'made by the operator',
      manifests: yaml(rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.13.7' })),
    },
  ],
  invalid: [
    {
      name: 'only Endpoints',
      manifests: silent(),
      findings: [{ severity: 'info', text: 'rabbitmq', fix: 'unsafe' }],
      fixed: silent().replace(
        '    verbs: [get]\n',
        '    verbs: [get]\n  - apiGroups: [""]\n    resources: [events]\n    verbs: [create]\n',
      ),
    },
    {
      name: 'by a ClusterRole, which others may share',
      manifests: cluster({
        without: ['Role', 'RoleBinding'],
        objects: [
          {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            ...role,
            kind: 'ClusterRole',
            metadata: { name: 'reader' },
          },
          {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'RoleBinding',
            metadata: { name: 'reader', namespace: 'mq' },
            roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
            subjects: [{ kind: 'ServiceAccount', name: 'rabbitmq', namespace: 'mq' }],
          },
        ],
      }),
      findings: [{ severity: 'info', text: 'rabbitmq', fix: 'none' }],
    },
  ],
})
