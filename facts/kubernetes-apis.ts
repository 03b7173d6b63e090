/** A Kubernetes release, e.g. 1.25. */
export interface KubernetesRelease {
  readonly major: number
  readonly minor: number
}

/** The newest release that these facts were compared with. */
export const newestKubernetes: KubernetesRelease = { major: 1, minor: 37 }

/** Reads `X.Y`, also where a patch or a leading `v` is written; undefined for anything else. */
export function parseKubernetes(text: string): KubernetesRelease | undefined {
  const [, major, minor] = /^v?(\d{1,3})\.(\d{1,4})(?:\.\d+)?$/.exec(text) ?? []
  return minor === undefined ? undefined : { major: Number(major), minor: Number(minor) }
}
export const formatKubernetes = ({ major, minor }: KubernetesRelease): string => `${major}.${minor}`

/** Whether a release is another one, or newer. */
export const isFrom = (release: KubernetesRelease, first: KubernetesRelease): boolean =>
  release.major > first.major || (release.major === first.major && release.minor >= first.minor)

export interface ApiRemoval {
  /** The first release that does not serve it. */
  readonly removedIn: KubernetesRelease
  /** The API version that takes its place; undefined when there is none. */
  readonly successor: string | undefined
  /** What an object has to say there that it had not to say here; undefined where nothing but the version changes. */
  readonly differs: string | undefined
}

type Row = readonly [
  apiVersion: string,
  kinds: string,
  minor: number,
  successor?: string,
  /** What else changes with the version. */
  differs?: string,
]

const selector = 'spec.selector has to be there and to match the labels of the template'
const ingress =
  'a backend is service.name and service.port.number or .name, each path has a pathType, and spec.backend is spec.defaultBackend'
const webhooks = 'each webhook has admissionReviewVersions and sideEffects'
const flow = 'assuredConcurrencyShares is nominalConcurrencyShares'

/** Source: kubernetes.io/docs/reference/using-api/deprecation-guide. */
const removals: readonly Row[] = [
  ['extensions/v1beta1', 'Deployment DaemonSet ReplicaSet', 16, 'apps/v1', selector],
  ['extensions/v1beta1', 'NetworkPolicy', 16, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'PodSecurityPolicy', 16],
  ['extensions/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1', ingress],
  ['apps/v1beta1', 'Deployment', 16, 'apps/v1', selector],
  [
    'apps/v1beta1',
    'StatefulSet',
    16,
    'apps/v1',
    `${selector}, and updateStrategy is RollingUpdate unless it is set`,
  ],
  ['apps/v1beta1', 'ControllerRevision', 16, 'apps/v1'],
  ['apps/v1beta2', 'StatefulSet Deployment DaemonSet ReplicaSet ControllerRevision', 16, 'apps/v1'],
  ['networking.k8s.io/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1', ingress],
  ['networking.k8s.io/v1beta1', 'IngressClass', 22, 'networking.k8s.io/v1'],
  [
    'policy/v1beta1',
    'PodDisruptionBudget',
    25,
    'policy/v1',
    'an empty selector picks every pod, and none before',
  ],
  ['policy/v1beta1', 'PodSecurityPolicy', 25],
  ['batch/v2alpha1', 'CronJob', 21, 'batch/v1'],
  ['batch/v1beta1', 'CronJob', 25, 'batch/v1'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 25, 'autoscaling/v2', 'what a metric aims at is target'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 26, 'autoscaling/v2'],
  ['rbac.authorization.k8s.io/v1beta1', 'Role RoleBinding ClusterRole ClusterRoleBinding', 22, 'rbac.authorization.k8s.io/v1'], // biome-ignore format: a row a line
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', 22, 'scheduling.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'StorageClass CSIDriver CSINode VolumeAttachment', 22, 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 27, 'storage.k8s.io/v1'],
  ['admissionregistration.k8s.io/v1beta1', 'ValidatingWebhookConfiguration MutatingWebhookConfiguration', 22, 'admissionregistration.k8s.io/v1', webhooks], // biome-ignore format: a row a line
  [
    'apiextensions.k8s.io/v1beta1',
    'CustomResourceDefinition',
    22,
    'apiextensions.k8s.io/v1',
    'each version has a schema of its own',
  ],
  ['apiregistration.k8s.io/v1beta1', 'APIService', 22, 'apiregistration.k8s.io/v1'],
  [
    'certificates.k8s.io/v1beta1',
    'CertificateSigningRequest',
    22,
    'certificates.k8s.io/v1',
    'signerName and usages have to be there',
  ],
  ['coordination.k8s.io/v1beta1', 'Lease', 22, 'coordination.k8s.io/v1'],
  [
    'discovery.k8s.io/v1beta1',
    'EndpointSlice',
    25,
    'discovery.k8s.io/v1',
    'an endpoint has nodeName and zone in place of topology',
  ],
  ['events.k8s.io/v1beta1', 'Event', 25, 'events.k8s.io/v1', 'several fields have to be there'],
  ['node.k8s.io/v1beta1', 'RuntimeClass', 25, 'node.k8s.io/v1'],
  [
    'flowcontrol.apiserver.k8s.io/v1beta1',
    'FlowSchema PriorityLevelConfiguration',
    26,
    'flowcontrol.apiserver.k8s.io/v1',
    flow,
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta2',
    'FlowSchema PriorityLevelConfiguration',
    29,
    'flowcontrol.apiserver.k8s.io/v1',
    flow,
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
  const [, , minor, successor, differs] = row
  return { removedIn: { major: 1, minor }, successor, differs }
}
