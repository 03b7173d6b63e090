import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const fourth = { image: 'rabbitmq:4.2.1', discovery: 'cluster_formation.peer_discovery_backend = k8s' }
const role = (...resources: readonly string[]): JsonObject => ({
  kind: 'Role',
  metadata: { name: 'rabbitmq' },
  rules: [{ apiGroups: [''], resources, verbs: ['get'] }],
})

export default rows({
  valid: [
    { name: 'up to 4.0 they are needed', manifests: cluster() },
    { name: 'none', manifests: cluster({ ...fourth, without: ['Role', 'RoleBinding'] }) },
    { name: 'other rights too', manifests: cluster({ ...fourth, objects: [role('endpoints', 'pods')] }) },
    { name: 'another backend', manifests: cluster({ ...fourth, discovery: '' }) },
    {
      name: 'another container may ask',
      manifests: cluster({ ...fourth, pod: { containers: [{ name: 'sidecar', image: 'example/sidecar' }] } }),
    },
    {
      name: 'a hook asks',
      manifests: cluster({
        ...fourth,
        container: { lifecycle: { postStart: { exec: { command: ['kubectl', 'get', 'endpoints'] } } } },
      }),
    },
    {
      name: 'others are bound to it',
      manifests: cluster({
        ...fourth,
        objects: [
          {
            kind: 'RoleBinding',
            metadata: { name: 'rabbitmq' },
            subjects: [
              { kind: 'ServiceAccount', name: 'rabbitmq', namespace: 'mq' },
              { kind: 'ServiceAccount', name: 'other', namespace: 'mq' },
            ],
          },
        ],
      }),
    },
    {
      name: 'an older broker runs under the account, too',
      manifests: cluster({
        ...fourth,
        objects: [
          {
            apiVersion: 'apps/v1',
            kind: 'StatefulSet',
            metadata: { name: 'older', namespace: 'mq' },
            spec: {
              serviceName: 'older',
              selector: { matchLabels: { app: 'older' } },
              template: {
                metadata: { labels: { app: 'older' } },
                spec: {
                  serviceAccountName: 'rabbitmq',
                  containers: [{ name: 'rabbitmq', image: 'rabbitmq:3.13.7' }],
                },
              },
            },
          },
        ],
      }),
    },
    { name: 'made by the operator', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
  ],
  invalid: [
    {
      name: 'kept from before',
      manifests: cluster(fourth),
      findings: [
        { severity: 'info', path: '/rules', help: /^remove Role and RoleBinding, and set automount/ },
      ],
    },
    {
      name: 'without a token',
      manifests: cluster({ ...fourth, pod: { automountServiceAccountToken: false } }),
      findings: [{ severity: 'info', path: '/rules', help: /^remove Role and RoleBinding$/ }],
    },
  ],
})
