import type { Kind } from '../../model/kube/object.ts'

/** Where objects of a kind are read: wherever RabbitMQ may be, beside a RabbitMQ, or once for the whole cluster. */
type Reach = 'everywhere' | 'beside' | 'cluster'

/** A kind as the API server serves it. */
export interface AuditedKind extends Kind {
  readonly version: string
  /** Plural, as in URLs. */
  readonly resource: string
  readonly reach: Reach
  /** Most of its objects are made by others that are read: only what nobody made is read whole. */
  readonly bareOnly?: true
}

const of = (reach: Reach, group: string, version: string, entries: string): readonly AuditedKind[] =>
  entries.split(' ').map(entry => {
    const [kind = '', resource = `${kind.toLowerCase()}s`] = entry.split('=')
    return { group, version, kind, resource, reach }
  })

/**
 * All that is read for an audit: what makes RabbitMQ nodes, what the topology operator makes in them, and what the rules look at
 * around them. Values of charts are not read: what they make is there itself.
 */
export const auditedKinds: readonly AuditedKind[] = [
  ...of('everywhere', 'apps', 'v1', 'StatefulSet Deployment DaemonSet'),
  // Which ports a Service has tells what is behind it.
  ...of('everywhere', '', 'v1', 'Service'),
  ...of('everywhere', '', 'v1', 'Pod').map(kind => ({ ...kind, bareOnly: true as const })),
  ...of(
    'everywhere',
    'rabbitmq.com',
    'v1beta1',
    'RabbitmqCluster Policy=policies OperatorPolicy=operatorpolicies Queue Exchange Binding User Vhost Permission TopicPermission=topicpermissions SchemaReplication Federation Shovel',
  ),
  ...of('everywhere', 'rabbitmq.com', 'v1alpha1', 'SuperStream'),
  ...of('beside', '', 'v1', 'ConfigMap ServiceAccount PersistentVolumeClaim'),
  ...of('beside', 'batch', 'v1', 'Job CronJob'),
  ...of('beside', 'policy', 'v1', 'PodDisruptionBudget'),
  ...of('beside', 'networking.k8s.io', 'v1', 'NetworkPolicy=networkpolicies Ingress=ingresses'),
  ...of('beside', 'autoscaling', 'v2', 'HorizontalPodAutoscaler'),
  ...of('beside', 'discovery.k8s.io', 'v1', 'EndpointSlice'),
  ...of('beside', 'rbac.authorization.k8s.io', 'v1', 'Role RoleBinding'),
  ...of('beside', 'keda.sh', 'v1alpha1', 'ScaledObject'),
  ...of('beside', 'external-secrets.io', 'v1', 'ExternalSecret'),
  ...of('beside', 'route.openshift.io', 'v1', 'Route'),
  ...of('beside', 'gateway.networking.k8s.io', 'v1', 'HTTPRoute Gateway'),
  ...of('beside', 'networking.istio.io', 'v1', 'VirtualService Gateway'),
  ...of('cluster', 'rbac.authorization.k8s.io', 'v1', 'ClusterRole ClusterRoleBinding'),
  ...of('cluster', '', 'v1', 'PersistentVolume'),
  ...of('cluster', 'storage.k8s.io', 'v1', 'StorageClass=storageclasses'),
]

/** Read one by one where the user says so, and only those that something names. */
export const auditedSecret: AuditedKind = {
  ...{ group: '', version: 'v1', kind: 'Secret', resource: 'secrets', reach: 'beside' },
}
