/** A Kubernetes release, e.g. 1.25. */
export interface KubernetesRelease {
  readonly major: number
  readonly minor: number
}

export interface ApiRemoval {
  /** The first release that does not serve it. */
  readonly removedIn: KubernetesRelease
  /** The API version that takes its place; undefined when there is none. */
  readonly successor: string | undefined
  /** Whether an object means the same there with nothing but the version changed. */
  readonly sameSchema: boolean
}

type Row = readonly [
  apiVersion: string,
  kinds: string,
  minor: number,
  successor?: string,
  sameSchema?: 'same',
]

/** Source: kubernetes.io/docs/reference/using-api/deprecation-guide. */
const removals: readonly Row[] = [
  ['extensions/v1beta1', 'Deployment DaemonSet ReplicaSet', 16, 'apps/v1'],
  ['extensions/v1beta1', 'NetworkPolicy', 16, 'networking.k8s.io/v1', 'same'],
  ['extensions/v1beta1', 'PodSecurityPolicy', 16],
  ['extensions/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1'],
  ['apps/v1beta1', 'StatefulSet Deployment ControllerRevision', 16, 'apps/v1'],
  ['apps/v1beta2', 'StatefulSet Deployment DaemonSet ReplicaSet ControllerRevision', 16, 'apps/v1'],
  ['networking.k8s.io/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1'],
  ['networking.k8s.io/v1beta1', 'IngressClass', 22, 'networking.k8s.io/v1', 'same'],
  // an empty selector means no pod there, and every pod in policy/v1
  ['policy/v1beta1', 'PodDisruptionBudget', 25, 'policy/v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', 25],
  ['batch/v2alpha1', 'CronJob', 21, 'batch/v1', 'same'],
  ['batch/v1beta1', 'CronJob', 25, 'batch/v1', 'same'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 25, 'autoscaling/v2'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 26, 'autoscaling/v2', 'same'],
  ['rbac.authorization.k8s.io/v1beta1', 'Role RoleBinding ClusterRole ClusterRoleBinding', 22, 'rbac.authorization.k8s.io/v1', 'same'], // biome-ignore format: a row a line
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', 22, 'scheduling.k8s.io/v1', 'same'],
  [
    'storage.k8s.io/v1beta1',
    'StorageClass CSIDriver CSINode VolumeAttachment',
    22,
    'storage.k8s.io/v1',
    'same',
  ],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 27, 'storage.k8s.io/v1', 'same'],
  ['admissionregistration.k8s.io/v1beta1', 'ValidatingWebhookConfiguration MutatingWebhookConfiguration', 22, 'admissionregistration.k8s.io/v1'], // biome-ignore format: a row a line
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 22, 'apiextensions.k8s.io/v1'],
  ['apiregistration.k8s.io/v1beta1', 'APIService', 22, 'apiregistration.k8s.io/v1', 'same'],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 22, 'certificates.k8s.io/v1'],
  ['coordination.k8s.io/v1beta1', 'Lease', 22, 'coordination.k8s.io/v1', 'same'],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', 25, 'discovery.k8s.io/v1'],
  ['events.k8s.io/v1beta1', 'Event', 25, 'events.k8s.io/v1'],
  ['node.k8s.io/v1beta1', 'RuntimeClass', 25, 'node.k8s.io/v1', 'same'],
  [
    'flowcontrol.apiserver.k8s.io/v1beta1',
    'FlowSchema PriorityLevelConfiguration',
    26,
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta2',
    'FlowSchema PriorityLevelConfiguration',
    29,
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema PriorityLevelConfiguration',
    32,
    'flowcontrol.apiserver.k8s.io/v1',
  ],
]

/** When Kubernetes stopped serving a kind under an API version; undefined while it does, and for what is not its own. */
export function apiRemoval(apiVersion: string, kind: string): ApiRemoval | undefined {
  const row = removals.find(([version, kinds]) => version === apiVersion && kinds.split(' ').includes(kind))
  if (!row) return undefined
  const [, , minor, successor, schema] = row
  return { removedIn: { major: 1, minor }, successor, sameSchema: schema === 'same' }
}
