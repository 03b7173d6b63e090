import { type Address, at, type Located } from './address.ts'
import { type ChartValues, chartValuesOf } from './chart-values.ts'
import { chartWorkload } from './chart-workload.ts'
import { isArray, isObject, isString, type Json, member } from './json.ts'
import { currentGroup, isClusterScoped } from './kinds.ts'
import { absent, found, type Lookup } from './lookup.ts'
import { type KubeObject, unsettledAt } from './object.ts'
import { operatorWorkload } from './operator.ts'
import { dig, read, readNumber, readString } from './read.ts'
import { type Template, writtenTemplate } from './template.ts'
import type { World } from './world.ts'

export type WorkloadKind =
  | 'StatefulSet'
  | 'Deployment'
  | 'ReplicaSet'
  | 'DaemonSet'
  | 'Pod'
  | 'RabbitmqCluster'
  | 'HelmValues'

/** What runs the pods of one RabbitMQ, whatever kind of object says so. */
export interface Workload {
  readonly object: KubeObject
  readonly kind: WorkloadKind
  /** Name of the set that gives the pods their names; for a RabbitmqCluster that of the StatefulSet the operator makes. */
  readonly podOwner: string
  readonly namespace: string
  /** How many nodes are wanted. Kubernetes' default of one is `found`, at the object, with `written: false`. */
  readonly replicas: Lookup<Replicas>
  /** The governing Service by name; absent for kinds that have none. */
  readonly serviceName: Lookup<Located<string>>
  readonly podManagement: Lookup<PodManagement>
  /** `spec.ordinals.start`. */
  readonly ordinalsStart: number
  readonly template: Template
  readonly claimTemplates: readonly { readonly name: string; readonly value: Json; readonly at: Address }[]
  readonly selector: Json | undefined
  /** Set where only the values of a chart are known, and nothing of the objects that it makes. */
  readonly chart?: ChartValues
}
export interface Replicas extends Located<number> {
  readonly written: boolean
}
export interface PodManagement extends Located<string> {
  /** False for Kubernetes' default, OrderedReady. */
  readonly written: boolean
}

const kinds: Readonly<Record<string, readonly string[]>> = {
  'apps/StatefulSet': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  '/Pod': [],
}

/** The workload that an object is; undefined for all other kinds. */
export function workloadOf(object: KubeObject): Workload | undefined {
  if (object.group === 'rabbitmq.com' && object.kind === 'RabbitmqCluster') return operatorWorkload(object)
  const template = kinds[`${currentGroup(object.group, object.kind)}/${object.kind}`]
  const chart = template ? undefined : chartValuesOf(object)
  if (chart) return chartWorkload(chart)
  if (!template || isClusterScoped(object.kind)) return undefined
  return {
    object,
    kind: object.kind as WorkloadKind,
    podOwner: object.name,
    namespace: object.namespace,
    replicas: replicasOf(object),
    serviceName:
      object.kind === 'StatefulSet' ? nonEmpty(readString(object, ['spec', 'serviceName'])) : absent(),
    podManagement: podManagementOf(object),
    ordinalsStart: ordinalsStartOf(object.value),
    template: writtenTemplate(object, template),
    claimTemplates: claimTemplatesOf(object, ['spec', 'volumeClaimTemplates']),
    selector: dig(object.value, ['spec', 'selector']),
  }
}

/** All workloads of a world, RabbitMQ or not; the same list each time it is asked for. */
export function workloadsOf(world: World): readonly Workload[] {
  const known = workloads.get(world) ?? world.objects.flatMap(object => workloadOf(object) ?? [])
  workloads.set(world, known)
  return known
}
const workloads = new WeakMap<World, readonly Workload[]>()

function replicasOf(object: KubeObject): Lookup<Replicas> {
  const one = (): Lookup<Replicas> => found({ value: 1, at: at(object), written: false })
  if (object.kind === 'Pod' || object.kind === 'DaemonSet') return one()
  const written = readNumber(object, ['spec', 'replicas'])
  if (written.state === 'absent') return one()
  return written.state === 'found' ? found({ ...written.value, written: true }) : written
}

function podManagementOf(object: KubeObject): Lookup<PodManagement> {
  if (object.kind !== 'StatefulSet') return absent()
  const path = ['spec', 'podManagementPolicy']
  const written = readString(object, path)
  // Kubernetes' default: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies
  if (written.state === 'absent')
    return found({ value: 'OrderedReady', at: at(object, ...path), written: false })
  return written.state === 'found' ? found({ ...written.value, written: isWritten(object, path) }) : written
}

/** An empty name is none. */
const nonEmpty = (text: Lookup<Located<string>>): Lookup<Located<string>> =>
  text.state === 'found' && text.value.value === '' ? absent() : text

const ordinalsStartOf = (value: Json): number => {
  const start = dig(value, ['spec', 'ordinals', 'start'])
  return typeof start === 'number' ? start : 0
}

/** Claim templates at `path`, with their places. */
export function claimTemplatesOf(object: KubeObject, path: readonly string[]): Workload['claimTemplates'] {
  const list = dig(object.value, path)
  if (!isArray(list)) return []
  return list.flatMap((value, index) => {
    const name = dig(value, ['metadata', 'name'])
    return isString(name) ? [{ name, value, at: at(object, ...path, index) }] : []
  })
}

/**
 * Whether the user set this field. In files: it is there. At admission the API server has filled in its defaults before
 * it calls us, and only two records tell: kubectl's last-applied-configuration, and the fields of an Apply manager
 * (an Update manager lists defaults too and proves nothing). With neither record the field counts as set.
 */
export function isWritten(object: KubeObject, path: readonly string[]): boolean {
  if (read(object, path).state !== 'found') return unsettledAt(object, path) !== undefined
  if (object.origin.from === 'file') return true
  const applied = lastApplied(object)
  if (applied !== undefined) return dig(applied, path) !== undefined
  const managers = applyManagers(object)
  return (
    managers.length === 0 ||
    managers.some(
      fields =>
        dig(
          fields,
          path.map(key => `f:${key}`),
        ) !== undefined,
    )
  )
}

function lastApplied(object: KubeObject): Json | undefined {
  const text = dig(object.value, [
    'metadata',
    'annotations',
    'kubectl.kubernetes.io/last-applied-configuration',
  ])
  if (!isString(text)) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined // a record that cannot be read is no record
  }
}

function applyManagers(object: KubeObject): readonly Json[] {
  const fields = dig(object.value, ['metadata', 'managedFields'])
  if (!isArray(fields)) return []
  return fields.flatMap(entry => {
    const owned = member(entry, 'fieldsV1')
    return member(entry, 'operation') === 'Apply' && isObject(owned) ? [owned] : []
  })
}
