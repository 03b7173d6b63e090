import { isString, type JsonObject, listOf, member, objectOf } from '../../model/kube/json.ts'
import { dig, scalarText } from '../../model/kube/read.ts'
import type { ApiConnection } from '../../webhook/api-connection.ts'
import { configurationOf, label } from '../doctor/configurations.ts'
import { listed, listedWhole, namespacedResources, type Resource, Unreadable } from './discovery.ts'

/** An object that is to go. */
export interface Ours {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** Its path at the API server. */
  readonly path: string
  /** The release of Helm that it is a part of. */
  readonly release?: { readonly name: string; readonly namespace: string }
}

/** What is installed, in the order in which it goes. */
export interface Found {
  /** What makes the API server ask: first of all. */
  readonly configurations: readonly Ours[]
  readonly rest: readonly Ours[]
  /** Namespaces that stay. */
  readonly kept: readonly Kept[]
  /** What could not be looked at, and may hold something of ours. */
  readonly unread: readonly string[]
}
export interface Kept {
  readonly namespace: string
  readonly because: string
}

const selector = `labelSelector=${encodeURIComponent(`${label.name}=${label.value}`)}`
const admission = '/apis/admissionregistration.k8s.io/v1'

/** What is not in a namespace, but for the configurations: what uses another one first. */
const clusterScoped: readonly (readonly [kind: string, path: string])[] = [
  ['ValidatingAdmissionPolicyBinding', `${admission}/validatingadmissionpolicybindings`],
  ['ValidatingAdmissionPolicy', `${admission}/validatingadmissionpolicies`],
  ['ClusterRoleBinding', '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings'],
  ['ClusterRole', '/apis/rbac.authorization.k8s.io/v1/clusterroles'],
  ['PriorityClass', '/apis/scheduling.k8s.io/v1/priorityclasses'],
]

/** The configurations that make the API server ask Warrener. @throws Unreadable */
export async function findConfigurations(api: ApiConnection): Promise<{
  readonly configurations: readonly Ours[]
  /** The namespaces of the Services that they name. */
  readonly namespaces: readonly string[]
}> {
  const configurations: Ours[] = []
  const namespaces = new Set<string>()
  for (const kind of ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'] as const) {
    const path = `${admission}/${kind.toLowerCase()}s`
    for (const object of await listedWhole(api, path)) {
      const configuration = configurationOf(kind, object)
      if (!configuration) continue
      configurations.push(oursOf(kind, path, object))
      for (const { target } of configuration.entries)
        if ('service' in target) namespaces.add(target.namespace)
    }
  }
  return { configurations, namespaces: [...namespaces] }
}

/** All that is installed. @throws Unreadable where it is not known what makes the API server ask */
export async function findAll(api: ApiConnection): Promise<Found> {
  const { configurations, namespaces } = await findConfigurations(api)
  const unread: string[] = []
  const tolerant = async (path: string): Promise<readonly JsonObject[]> => {
    try {
      return await listed(api, path)
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      unread.push(error.message)
      return []
    }
  }
  const rest: Ours[] = []
  for (const [kind, path] of clusterScoped)
    for (const object of await tolerant(`${path}?${selector}`)) rest.push(oursOf(kind, path, object))
  const own = new Map(
    (await tolerant(`/api/v1/namespaces?${selector}`)).map(object => [nameOf(object), object]),
  )
  const resources = await namespacedResources(api)
  const kept: Kept[] = []
  for (const namespace of new Set([...own.keys(), ...namespaces])) {
    const before = unread.length
    const { ours, foreign } = await findIn(tolerant, namespace, resources)
    rest.push(...ours)
    const object = own.get(namespace)
    const because = unread.length > before ? 'not all in it could be read' : foreign
    if (object && because === undefined) rest.push(oursOf('Namespace', '/api/v1/namespaces', object))
    else kept.push({ namespace, because: because ?? 'it has not our label' })
  }
  return { configurations, rest, kept, unread }
}

interface InNamespace {
  readonly ours: readonly Ours[]
  /** The first object of somebody else. */
  readonly foreign: string | undefined
}

async function findIn(
  list: (path: string) => Promise<readonly JsonObject[]>,
  namespace: string,
  resources: readonly Resource[],
): Promise<InNamespace> {
  const objects: { readonly resource: Resource; readonly object: JsonObject }[] = []
  for (const resource of resources) {
    const path = `${resource.root}/namespaces/${namespace}/${resource.plural}`
    for (const object of await list(path)) objects.push({ resource, object })
  }
  const certificates = new Set(
    objects
      .filter(({ resource, object }) => resource.kind === 'Certificate' && isLabelled(object))
      .map(({ object }) => nameOf(object)),
  )
  const isOurs = (object: JsonObject): boolean =>
    isLabelled(object) || certificates.has(certificateOf(object))
  const single = objects.filter(({ object }) => !isOwned(object))
  const ours = single.filter(({ object }) => isOurs(object))
  const foreign = single.find(({ resource, object }) => !isOurs(object) && !isUsual(resource.kind, object))
  return {
    ours: ours
      .toSorted((a, b) => orderOf(a.resource.kind) - orderOf(b.resource.kind))
      .map(({ resource, object }) =>
        oursOf(resource.kind, `${resource.root}/namespaces/${namespace}/${resource.plural}`, object),
      ),
    foreign: foreign && `${foreign.resource.kind} ${nameOf(foreign.object)} is not ours`,
  }
}

/** Who would make something again goes before it. */
const orderOf = (kind: string): number => (kind === 'Deployment' || kind === 'Certificate' ? 0 : 1)

const nameOf = (object: JsonObject): string => scalarText(dig(object, ['metadata', 'name'])) ?? ''
const isLabelled = (object: JsonObject): boolean =>
  dig(object, ['metadata', 'labels', label.name]) === label.value
/** Kubernetes takes it away with its owner. */
const isOwned = (object: JsonObject): boolean =>
  listOf(dig(object, ['metadata', 'ownerReferences'])).length > 0
/** The Certificate that cert-manager made a Secret for, and does not take away with it. */
const certificateOf = (object: JsonObject): string =>
  scalarText(dig(object, ['metadata', 'annotations', 'cert-manager.io/certificate-name'])) ?? ''

/** What Kubernetes puts into each namespace. */
const isUsual = (kind: string, object: JsonObject): boolean =>
  kind === 'Endpoints' ||
  kind === 'EndpointSlice' ||
  kind === 'Event' ||
  kind === 'Lease' ||
  (kind === 'ServiceAccount' && ['default', 'builder', 'deployer'].includes(nameOf(object))) ||
  (kind === 'ConfigMap' && ['kube-root-ca.crt', 'openshift-service-ca.crt'].includes(nameOf(object)))

function oursOf(kind: string, path: string, object: JsonObject): Ours {
  const metadata = objectOf(object.metadata)
  const [release, space] = ['name', 'namespace'].map(key =>
    member(metadata.annotations, `meta.helm.sh/release-${key}`),
  )
  const name = nameOf(object)
  return {
    ...{ kind, name, namespace: scalarText(metadata.namespace) ?? '' },
    path: `${path}/${encodeURIComponent(name)}`,
    ...(isString(release) && isString(space) ? { release: { name: release, namespace: space } } : {}),
  }
}
