import type { JsonObject } from '../model/kube/json.ts'
import type { Kind } from '../model/kube/object.ts'
import type { Right } from '../model/kube/world.ts'

type Verb = 'get' | 'list'

/** A kind as the API server serves it, and how it is read here. */
export interface ServedKind extends Kind {
  readonly version: string
  /** Plural, as in URLs and in RBAC rules. */
  readonly resource: string
  readonly verbs: readonly Verb[]
  /** What is wrong with such an object is said when it is written itself: it is not worth a call in the review of another one. */
  readonly inPassing?: true
  /**
   * Followed while the webhook runs, in all namespaces: the objects, or only which there are. Of some only that is ever asked:
   * `presence`.
   */
  readonly watched?: 'whole' | 'names' | 'presence'
}

/**
 * The only way to the API server. Both methods reject where the answer is not known (no answer in time, forbidden,
 * broken): the message says why in a few words and is shown to users.
 */
export interface ObjectReader {
  /** The object as JSON; undefined where the API server says that there is none. */
  get(kind: ServedKind, namespace: string, name: string, signal: AbortSignal): Promise<JsonObject | undefined>
  /** All objects of a namespace ('' for cluster-scoped kinds). Empty where the API server does not serve the kind. */
  list(kind: ServedKind, namespace: string, signal: AbortSignal): Promise<readonly JsonObject[]>
  /** Whether Secrets may be asked for, one by one. */
  readonly readsSecrets?: boolean
  /** Whether a ServiceAccount has a right. A no may come from before the last change of a binding. */
  may(right: Right, signal: AbortSignal): Promise<boolean>
  /** Whether each look-up is a call to the API server. */
  readonly isCostly: boolean
  /** Where answers come from memory, and may be late by some milliseconds: the same, from the API server itself. */
  readonly live?: ObjectReader
}

/** Why there is no answer. No Error: nobody looks at its stack, which costs more than the rest. */
export class NotRead {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

const served = (
  group: string,
  version: string,
  kind: string,
  resource: string,
  ...verbs: readonly Verb[]
): ServedKind => ({ group, version, kind, resource, verbs })
const rbac = 'rbac.authorization.k8s.io'
const whole = (kind: ServedKind): ServedKind => ({ ...kind, watched: 'whole' })
const names = (kind: ServedKind): ServedKind => ({ ...kind, watched: 'names' })
const inPassing = (kind: ServedKind): ServedKind => ({ ...whole(kind), inPassing: true })

/** All that the webhook reads. No Secrets: what only they tell stays unknown. */
export const readableKinds: readonly ServedKind[] = [
  served('', 'v1', 'Namespace', 'namespaces', 'get'),
  names(served('', 'v1', 'ConfigMap', 'configmaps', 'get')),
  whole(served('', 'v1', 'ServiceAccount', 'serviceaccounts', 'get')),
  whole(served('', 'v1', 'Service', 'services', 'get', 'list')),
  whole(served('apps', 'v1', 'StatefulSet', 'statefulsets', 'get', 'list')),
  whole(served('policy', 'v1', 'PodDisruptionBudget', 'poddisruptionbudgets', 'list')),
  whole(served('networking.k8s.io', 'v1', 'Ingress', 'ingresses', 'list')),
  inPassing(served('autoscaling', 'v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'list')),
  inPassing(served('keda.sh', 'v1alpha1', 'ScaledObject', 'scaledobjects', 'list')),
  served(rbac, 'v1', 'Role', 'roles', 'get'),
  served(rbac, 'v1', 'ClusterRole', 'clusterroles', 'get'),
  served(rbac, 'v1', 'RoleBinding', 'rolebindings', 'list'),
  served(rbac, 'v1', 'ClusterRoleBinding', 'clusterrolebindings', 'list'),
  // What they run may join nodes, and set policies.
  names(served('batch', 'v1', 'Job', 'jobs', 'list')),
  names(served('batch', 'v1', 'CronJob', 'cronjobs', 'list')),
  whole(served('rabbitmq.com', 'v1beta1', 'RabbitmqCluster', 'rabbitmqclusters', 'get', 'list')),
  whole(served('rabbitmq.com', 'v1beta1', 'Policy', 'policies', 'list')),
  whole(served('rabbitmq.com', 'v1beta1', 'OperatorPolicy', 'operatorpolicies', 'list')),
  whole(served('rabbitmq.com', 'v1beta1', 'Queue', 'queues', 'list')),
]

/** Whether there is one of a name, and nothing else: a node ran before where it has a claim. No rule reads them. */
export const claimKind: ServedKind = {
  ...served('', 'v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', 'get'),
  watched: 'presence',
}

/** Read too where the component manifests/webhook/configuration is installed, which allows exactly this. */
export const secretKind = served('', 'v1', 'Secret', 'secrets', 'get')
/** What reading a kind takes, as verb and resource. */
export const rightsTo = ({ group, resource, verbs, watched }: ServedKind): readonly string[] =>
  [...new Set([...verbs, ...(watched === undefined ? [] : ['list', 'watch'])])].map(
    verb => `${verb} ${group}/${resource}`,
  )

/** All that the ClusterRole in manifests/webhook/base allows: what is read, and asking who may do what. */
export const neededRights: readonly string[] = [
  ...[...readableKinds, claimKind].flatMap(rightsTo),
  'create authorization.k8s.io/subjectaccessreviews',
]

/** All that the ClusterRole in manifests/serverless/access allows: what is read and asked where nothing is followed. */
export const rightsWithoutWatching: readonly string[] = [
  ...[...readableKinds, claimKind]
    .filter(({ inPassing }) => !inPassing)
    .flatMap(({ watched: _, ...kind }) => rightsTo(kind)),
  'create authorization.k8s.io/subjectaccessreviews',
]

/** How a kind is served; undefined for kinds that the webhook does not read. */
export const servedKind = (
  { group, kind }: Kind,
  { readsSecrets = false }: Pick<ObjectReader, 'readsSecrets'> = {},
): ServedKind | undefined =>
  [...readableKinds, ...(readsSecrets ? [secretKind] : [])].find(
    candidate => candidate.group === group && candidate.kind === kind,
  )

/** `v1`, `apps/v1`. */
export const apiVersionOf = ({ group, version }: Pick<ServedKind, 'group' | 'version'>): string =>
  group === '' ? version : `${group}/${version}`
