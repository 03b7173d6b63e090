import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, rabbitmqCluster, secret, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const beside = (...objects: readonly JsonObject[]): string =>
  yaml(rabbitmqCluster({}, { namespace: 'mq' }), ...objects)
const ports = [{ name: 'amqp', port: 5672 }]
const map = (name: string, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'mq', ...metadata },
  data: {},
})
const owned = {
  ownerReferences: [
    { apiVersion: 'rabbitmq.com/v1beta1', kind: 'RabbitmqCluster', name: 'rmq', uid: 'x', controller: true },
  ],
}

export default rows({
  valid: [
    { name: 'alone', manifests: beside() },
    { name: 'other names', manifests: beside(service('rmq-clients', { ports })) },
    { name: 'made by the operator', manifests: beside(map('rmq-server-conf', owned)) },
    { name: 'in another namespace', manifests: beside(map('rmq-server-conf', { namespace: 'other' })) },
    {
      name: 'a Secret, which is kept',
      manifests: beside(secret('rmq-default-user', { stringData: { x: 'y' } })),
    },
    { name: 'without the operator', manifests: cluster() },
  ],
  invalid: [
    {
      name: 'the Service for clients',
      manifests: beside(service('rmq', { ports })),
      findings: [
        {
          severity: 'warning',
          message: /^Service rmq has the name of what the operator makes for RabbitmqCluster rmq$/,
          why: /^the operator takes it over/,
          help: /^give it another name/,
          path: '/metadata/name',
          fix: 'none',
        },
      ],
      after: beside(service('rmq-clients', { ports })),
    },
    {
      name: 'a ConfigMap',
      manifests: beside(map('rmq-server-conf')),
      findings: [{ severity: 'warning', message: /^ConfigMap rmq-server-conf/, path: '/metadata/name' }],
    },
    {
      name: 'rights',
      manifests: beside({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'rmq-peer-discovery', namespace: 'mq' },
        rules: [],
      }),
      findings: [{ severity: 'warning', message: /^Role rmq-peer-discovery/, path: '/metadata/name' }],
    },
  ],
})
