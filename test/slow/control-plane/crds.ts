import type { JsonObject } from '../../../model/kube/json.ts'

/** The resources of the two RabbitMQ operators: plural, kind. */
const kinds = {
  rabbitmqclusters: 'RabbitmqCluster',
  policies: 'Policy',
  operatorpolicies: 'OperatorPolicy',
  queues: 'Queue',
  exchanges: 'Exchange',
  bindings: 'Binding',
  users: 'User',
  vhosts: 'Vhost',
  permissions: 'Permission',
  topicpermissions: 'TopicPermission',
  schemareplications: 'SchemaReplication',
  federations: 'Federation',
  shovels: 'Shovel',
  superstreams: 'SuperStream',
}

/** Their definitions, as far as the API server has to know them: any content is taken. */
export const crds: readonly JsonObject[] = Object.entries(kinds).map(([plural, kind]) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.rabbitmq.com` },
  spec: {
    group: 'rabbitmq.com',
    names: { kind, plural, singular: kind.toLowerCase() },
    scope: 'Namespaced',
    versions: [
      {
        name: kind === 'SuperStream' ? 'v1alpha1' : 'v1beta1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        subresources: {
          status: {},
          ...(kind === 'RabbitmqCluster'
            ? { scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' } }
            : {}),
        },
      },
    ],
  },
}))
