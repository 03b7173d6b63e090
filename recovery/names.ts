import { claimName } from '../model/broker/claim-object.ts'
import type { Cluster } from '../model/cluster.ts'
import { isString, type Json, member } from '../model/kube/json.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { longNames } from '../model/names/node-name.ts'

/** What things are called that commands name. */
export interface Names {
  /** `kubectl`, with the namespace where it is known. */
  readonly kubectl: string
  readonly pods: readonly string[]
  readonly nodes: readonly string[]
  readonly claims: readonly string[]
  readonly container: string
  /** What the pods belong to, as kubectl names it: `statefulset/rabbitmq`. */
  readonly set: string
  readonly service: string | undefined
  /** The RabbitmqCluster of which an operator makes all that. */
  readonly resource: string | undefined
  /** The file that the workload is written in. */
  readonly file: string | undefined
  readonly rescue: RescueParts
}

/** What a pod needs that has the disk of another. */
export interface RescueParts {
  readonly image: string
  readonly data: string
  readonly mountPath: string
  readonly subPath: string | undefined
  readonly hasLongNames: boolean
  /** Members of the pod and of its container that are taken over as they are. */
  readonly pod: Readonly<Record<string, Json>>
  readonly container: Readonly<Record<string, Json>>
}

/** The names of a cluster; text says why there are none. */
export function namesOf(cluster: Cluster): Names | string {
  const { workload, broker, nodeNames, dataVolume, serviceName } = cluster
  const { ordinals, namespace, made } = workload
  if (!ordinals) return made.unseen ?? `nobody knows before what the pods of ${workload.called} are called`
  if (nodeNames.state !== 'found')
    return nodeNames.state === 'unknown' ? nodeNames.why : 'the names of the nodes are not written'
  const nodes = nodeNames.value
  const pods = nodes.map((_, index) => `${ordinals.owner}-${ordinals.start + index}`)
  const volume = ifFound(dataVolume)
  const shared = volume ? claimName(broker, volume) : undefined
  const claims = volume === undefined ? [] : pods.map(pod => shared ?? `${volume.name}-${pod}`)
  const { origin } = workload.object
  const names: Names = {
    kubectl: namespace === '' ? 'kubectl' : `kubectl -n ${namespace}`,
    pods,
    nodes,
    claims: volume?.kind === 'claim-template' || shared !== undefined ? claims : [],
    container: broker.container.name,
    set: `statefulset/${ordinals.owner}`,
    service: ifFound(serviceName)?.value,
    resource: made.operator === undefined ? undefined : workload.object.name,
    file: origin.from === 'file' ? origin.file : undefined,
    rescue: {
      image: broker.image.text ?? '',
      data: ifFound(broker.paths.data) ?? '',
      mountPath: volume?.mount.path ?? '',
      subPath: volume?.mount.subPath,
      hasLongNames: ifFound(longNames(broker))?.value === true || nodes.some(node => node.includes('.')),
      pod: taken(workload.template.spec, [
        'securityContext',
        'imagePullSecrets',
        'tolerations',
        'nodeSelector',
      ]),
      container: taken(broker.container.value, ['securityContext', 'imagePullPolicy']),
    },
  }
  return isPlain([namespace, names.container, ...pods.slice(0, 1), ...nodes, ...claims])
    ? names
    : 'the names of the pods hold characters that no name may have'
}

const taken = (value: Json, keys: readonly string[]): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    keys.flatMap(key => (member(value, key) === undefined ? [] : [[key, member(value, key) as Json]])),
  )

/** Nothing that a shell would take for more than a word. */
const isPlain = (texts: readonly (string | undefined)[]): boolean =>
  texts.filter(isString).every(text => /^[\w.@-]*$/.test(text))
