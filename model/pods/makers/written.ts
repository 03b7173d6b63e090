import { at, type Located } from '../../kube/address.ts'
import type { Json } from '../../kube/json.ts'
import { currentGroup, isClusterScoped } from '../../kube/kinds.ts'
import { absent, found, type Lookup, unknown } from '../../kube/lookup.ts'
import { type KubeObject, unsettledAt } from '../../kube/object.ts'
import { dig, readNumber, readString } from '../../kube/read.ts'
import { isWritten } from '../../kube/written.ts'
import type { Made } from '../made.ts'
import { writtenTemplate } from '../template.ts'
import type { Wording } from '../wording.ts'
import {
  claimTemplatesOf,
  type PodManagement,
  type Replicas,
  type Workload,
  type WorkloadKind,
} from '../workload.ts'

/** Where their pods are written. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  'apps/StatefulSet': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  '/Pod': [],
}
export const writtenKinds = Object.keys(kinds).map(key => key.slice(key.indexOf('/') + 1))

/** The workload that a manifest writes out: a StatefulSet, Deployment, ReplicaSet, DaemonSet or Pod; undefined for all other kinds. */
export function writtenWorkload(object: KubeObject): Workload | undefined {
  const template = kinds[`${currentGroup(object.group, object.kind)}/${object.kind}`]
  if (!template || isClusterScoped(object.kind)) return undefined
  return {
    object,
    kind: object.kind as WorkloadKind,
    called: `${object.kind} ${object.name}`,
    namespace: object.namespace,
    replicas: replicasOf(object),
    serviceName:
      object.kind === 'StatefulSet' ? nonEmpty(readString(object, ['spec', 'serviceName'])) : absent(),
    podManagement: podManagementOf(object),
    ordinals:
      object.kind === 'StatefulSet'
        ? { owner: object.name, start: ordinalsStartOf(object.value) }
        : undefined,
    template: writtenTemplate(object, template),
    claimTemplates: claimTemplatesOf(object, ['spec', 'volumeClaimTemplates']),
    claimsUnsettled: unsettledAt(object, ['spec', 'volumeClaimTemplates']),
    selector: dig(object.value, ['spec', 'selector']),
    made: { wording: wordingOf(object.kind, template), ...retentionOf(object) },
  }
}

function retentionOf(object: KubeObject): Pick<Made, 'retention'> {
  if (object.kind !== 'StatefulSet') return {}
  const policy = ['spec', 'persistentVolumeClaimRetentionPolicy']
  const [whenDeleted, whenScaled] = [
    at(object, ...policy, 'whenDeleted'),
    at(object, ...policy, 'whenScaled'),
  ]
  return { retention: { whenDeleted, whenScaled } }
}

const wordingOf = (kind: string, template: readonly string[]): Wording => ({
  conf: 'rabbitmq.conf',
  advanced: 'advanced.config',
  plugins: 'enabled_plugins',
  ofSet: field => `spec.${field}`,
  ofPods: field => [...template, 'spec', field].join('.'),
  ofNode: field => field,
  ownPassword: ([user, password]) => `set ${user} and ${password} from a Secret`,
  ownCookie: 'take it from a Secret, by secretKeyRef',
  remake: `delete the ${kind} with --cascade=orphan and apply it again`,
  ownDisks:
    kind === 'StatefulSet'
      ? 'mount a claim of volumeClaimTemplates instead: a disk for each node'
      : 'make it a StatefulSet with a claim template: a disk for each node',
  keepData(path, several) {
    if (kind === 'StatefulSet') return `mount a claim from volumeClaimTemplates at ${path}`
    if (several) return `make it a StatefulSet with a claim template that is mounted at ${path}`
    const claim = `mount a PersistentVolumeClaim at ${path}`
    return kind === 'Pod'
      ? claim
      : `${claim}, with a fixed hostname and strategy Recreate; or make it a StatefulSet with a claim template`
  },
})

function replicasOf(object: KubeObject): Lookup<Replicas> {
  const one = (): Lookup<Replicas> => found({ value: 1, at: at(object), written: false })
  if (object.kind === 'DaemonSet') return unknown('a DaemonSet runs a pod on each machine')
  if (object.kind === 'Pod') return one()
  const written = readNumber(object, ['spec', 'replicas'])
  if (written.state === 'absent') return one()
  return written.state === 'found' ? found({ ...written.value, written: true }) : written
}

/** Kubernetes' default: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies */
const inOrder = 'OrderedReady'
function podManagementOf(object: KubeObject): Lookup<PodManagement> {
  if (object.kind !== 'StatefulSet') return absent()
  const path = ['spec', 'podManagementPolicy']
  const written = readString(object, path)
  if (written.state === 'absent') return found({ value: inOrder, at: at(object, ...path), written: false })
  return written.state === 'found'
    ? found({ ...written.value, written: isWritten(object, path, inOrder) })
    : written
}

/** An empty name is none. */
const nonEmpty = (text: Lookup<Located<string>>): Lookup<Located<string>> =>
  text.state === 'found' && text.value.value === '' ? absent() : text

const ordinalsStartOf = (value: Json): number => {
  const start = dig(value, ['spec', 'ordinals', 'start'])
  return typeof start === 'number' ? start : 0
}
