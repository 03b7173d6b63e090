import { listOf, member } from '../kube/json.ts'
import { RabbitmqCluster } from '../kube/kinds.ts'
import { groupOf, type KubeObject } from '../kube/object.ts'
import { dig, scalarText } from '../kube/read.ts'
import type { World } from '../kube/world.ts'

/** The object that made another one and writes it again whenever it differs. */
export interface Owner {
  readonly group: string
  readonly kind: string
  readonly name: string
  /** Undefined where it is not written. */
  readonly uid: string | undefined
}

/** What `ownerReferences` say of the one owner that controls an object. */
function controllerOf({ value }: KubeObject): Owner | undefined {
  const controller = listOf(member(value.metadata, 'ownerReferences')).find(
    reference => member(reference, 'controller') === true,
  )
  const text = (key: string): string | undefined => scalarText(member(controller, key))
  const [kind, name] = [text('kind'), text('name')]
  return kind === undefined || name === undefined
    ? undefined
    : { group: groupOf(text('apiVersion') ?? ''), kind, name, uid: text('uid') }
}

/**
 * The owner that controls an object, if the object has a name that such an owner gives: another name is none that it would
 * write again. Known are RabbitmqClusters, and whatever makes pods.
 * Source: rabbitmq/cluster-operator, internal/resource, v2.23.0.
 */
export function ownerOf(object: KubeObject): Owner | undefined {
  const owner = controllerOf(object)
  if (owner === undefined) return undefined
  const { kind, name } = object
  if (isCluster(owner)) {
    const isGiven = (names[kind] ?? []).some(pattern => pattern.replace('*', () => owner.name) === name)
    const isClaim = kind === 'PersistentVolumeClaim' && name.startsWith(`persistence-${owner.name}-server-`)
    return isGiven || isClaim ? owner : undefined
  }
  return isPodOrMaker(object) && name.startsWith(`${owner.name}-`) ? owner : undefined
}
const isCluster = ({ group, kind }: Pick<Owner, 'group' | 'kind'>): boolean =>
  group === RabbitmqCluster.group && kind === RabbitmqCluster.kind
/** A Pod of a StatefulSet, a ReplicaSet of a Deployment. */
const isPodOrMaker = ({ kind }: KubeObject): boolean => kind === 'Pod' || kind === 'ReplicaSet'

/** The names that the operator gives, by kind, with `*` for that of the RabbitmqCluster. */
const names: Readonly<Record<string, readonly string[]>> = {
  StatefulSet: ['*-server'],
  Service: ['*', '*-nodes'],
  ConfigMap: ['*-server-conf', '*-plugins-conf'],
  Secret: ['*-default-user', '*-erlang-cookie'],
  ServiceAccount: ['*-server'],
  Role: ['*-peer-discovery'],
  RoleBinding: ['*-server'],
}

/** The kinds and names of what the operator makes for a RabbitmqCluster. */
export const namesGivenBy = (cluster: string): readonly (readonly [kind: string, name: string])[] =>
  Object.entries(names).flatMap(([kind, given]) =>
    given.map(pattern => [kind, pattern.replace('*', () => cluster)] as const),
  )

/** Whether the cluster operator made an object, as far as that tells. */
export function isOperatorMade(object: KubeObject): boolean {
  const owner = ownerOf(object)
  return owner !== undefined && isCluster(owner)
}

/** The RabbitmqCluster that an object says controls it, and whether the object has a name that the operator gives for it. */
export function clusterNamedBy(
  object: KubeObject,
): { readonly owner: Owner; readonly isGiven: boolean } | undefined {
  const owner = controllerOf(object)
  return owner && isCluster(owner) ? { owner, isGiven: ownerOf(object) !== undefined } : undefined
}

/** Objects by who writes them. */
export interface ByOwner {
  readonly own: readonly KubeObject[]
  /** What one of them made: it is judged there. */
  readonly made: readonly KubeObject[]
}

/** The label by which the operator is told to leave a RabbitmqCluster, and all that it made for it, alone. */
const pausing = 'rabbitmq.com/pauseReconciliation'

/** Whether nobody writes again what was made for a RabbitmqCluster. */
export const isPaused = ({ value }: KubeObject): boolean =>
  dig(value, ['metadata', 'labels', pausing]) === 'true'

/**
 * Tells what owners among the objects made from what else there is.
 * @param counts which owners count
 */
export function byOwner(
  objects: readonly KubeObject[],
  counts: (owner: KubeObject) => boolean = () => true,
): ByOwner {
  const made = new Set(madeAmong(objects, counts))
  return made.size === 0
    ? { own: objects, made: [] }
    : { own: objects.filter(object => !made.has(object)), made: [...made] }
}

function madeAmong(
  objects: readonly KubeObject[],
  counts: (owner: KubeObject) => boolean,
): readonly KubeObject[] {
  const clusters = objects.filter(object => isCluster(object) && counts(object))
  const given = new Set(clusters.flatMap(givenBy))
  // By its name first: most objects need not be read.
  const candidates = objects.filter(
    object => isPodOrMaker(object) || given.has(`${object.kind}/${object.namespace}/${claimedName(object)}`),
  )
  if (candidates.length === 0) return []
  const known = Map.groupBy(objects, ({ kind, namespace, name }) => `${kind}/${namespace}/${name}`)
  return candidates.filter(object => {
    const owner = ownerOf(object)
    const found = owner && known.get(`${owner.kind}/${object.namespace}/${owner.name}`)
    return found?.some(({ group, value }) => group === owner?.group && isSame(owner, value)) ?? false
  })
}

/** Whether an object has the uid of the owner, as far as both are known. */
function isSame({ uid }: Owner, value: KubeObject['value']): boolean {
  const own = scalarText(member(value.metadata, 'uid'))
  return own === undefined || uid === undefined || own === uid
}

const givenBy = ({ namespace, name }: KubeObject): readonly string[] => [
  ...namesGivenBy(name).map(([kind, given]) => `${kind}/${namespace}/${given}`),
  `PersistentVolumeClaim/${namespace}/persistence-${name}-server`,
]
/** The name without the number of the pod that a claim is for. */
const claimedName = ({ kind, name }: KubeObject): string =>
  kind === 'PersistentVolumeClaim' ? name.replace(/-\d+$/, '') : name

/** Why it is not known what an object will be: who made it, and writes it again, was not seen. Undefined where that is known. */
export function ownerUnseen(object: KubeObject, world: World): string | undefined {
  const owner = ownerOf(object)
  if (owner === undefined || !isCluster(owner)) return undefined
  const found = world.get(RabbitmqCluster, object.namespace, owner.name)
  // Found, it is another one of that name: what it made is left out before.
  if (found.state === 'found' || (found.state === 'absent' && found.proof === 'live')) return undefined
  return `RabbitmqCluster ${owner.name}, which made it, was not seen: what is found is a warning at most`
}
