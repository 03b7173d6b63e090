import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import type { JsonObject } from '../../model/kube/json.ts'

/** A review that grows in one respect: the object that is created, and what lies in the cluster beside it. */
export interface Hostile {
  readonly object: JsonObject
  /** The object before an update; default: the same as a reference cluster has it. */
  readonly oldObject?: JsonObject
  readonly others?: readonly JsonObject[]
}
export interface HostileCase {
  readonly name: string
  /** So many are more than enough. Default: what the API server lets through. */
  readonly most?: number
  readonly of: (count: number) => Hostile
}

/** JSON that is changed before anybody reads it. */
// biome-ignore lint/suspicious/noExplicitAny: manifests are edited here at any depth
type Draft = any

/** Files of a reference cluster, in namespace `mq`. */
function reference(name: string, ...files: readonly string[]): readonly JsonObject[] {
  return files
    .map(file =>
      readFileSync(join(import.meta.dirname, '../../manifests/clusters', name, `${file}.yaml`), 'utf8'),
    )
    .flatMap(text => parseAllDocuments(text.replaceAll('namespace: rabbitmq', 'namespace: mq')))
    .map(document => document.toJS() as JsonObject)
}

const plain = reference('rabbitmq-3.13', 'rbac', 'config', 'services', 'statefulset')
const operated = reference('rabbitmqcluster', 'cluster')

/** An object of a reference cluster with a change. */
function changed(objects: readonly JsonObject[], kind: string, change: (draft: Draft) => void): JsonObject {
  const draft = structuredClone(objects.find(object => object.kind === kind))
  if (!draft) throw new Error(`there is no ${kind}`)
  change(draft)
  return draft
}
const without = (objects: readonly JsonObject[], kind: string): readonly JsonObject[] =>
  objects.filter(object => object.kind !== kind)
const before = (objects: readonly JsonObject[], kind: string): JsonObject =>
  changed(objects, kind, draft => {
    draft.metadata.labels = { ...draft.metadata.labels, was: 'here' }
  })

/** A case about an object of the plain cluster, with all others of it beside it. */
export const about =
  (kind: string, change: (draft: Draft, count: number) => void): HostileCase['of'] =>
  count => ({
    object: changed(plain, kind, draft => change(draft, count)),
    oldObject: before(plain, kind),
    others: without(plain, kind),
  })
export const aboutSet = (change: (draft: Draft, count: number) => void): HostileCase['of'] =>
  about('StatefulSet', change)
export const aboutPod = (change: (pod: Draft, count: number) => void): HostileCase['of'] =>
  aboutSet((draft, count) => change(draft.spec.template.spec, count))
export const aboutContainer = (change: (container: Draft, count: number) => void): HostileCase['of'] =>
  aboutPod((pod, count) => change(pod.containers[0], count))
/** The ConfigMap of the cluster is large, and its StatefulSet is submitted. */
export const aboutConfig =
  (change: (data: Draft, count: number) => void): HostileCase['of'] =>
  count => ({
    object: changed(plain, 'StatefulSet', () => undefined),
    oldObject: before(plain, 'StatefulSet'),
    others: [
      ...without(without(plain, 'StatefulSet'), 'ConfigMap'),
      changed(plain, 'ConfigMap', draft => change(draft.data, count)),
    ],
  })
/** The plain cluster is submitted where much lies beside it. */
export const beside =
  (others: (count: number) => readonly JsonObject[], kind = 'StatefulSet'): HostileCase['of'] =>
  count => ({
    object: changed(plain, kind, () => undefined),
    oldObject: before(plain, kind),
    others: [...without(plain, kind), ...others(count)],
  })
export const aboutOperated =
  (change: (spec: Draft, count: number) => void): HostileCase['of'] =>
  count => ({
    object: changed(operated, 'RabbitmqCluster', draft => change(draft.spec, count)),
    oldObject: before(operated, 'RabbitmqCluster'),
    others: without(operated, 'RabbitmqCluster'),
  })
/** A resource of the topology operator for the operated cluster. */
export const aboutTopology =
  (kind: string, spec: (count: number) => object): HostileCase['of'] =>
  count => ({
    object: topology(kind, 'x', spec(count)),
    oldObject: topology(kind, 'x', {}),
    others: operated,
  })
export const besideOperated =
  (others: (count: number) => readonly JsonObject[]): HostileCase['of'] =>
  count => ({
    object: changed(operated, 'RabbitmqCluster', () => undefined),
    oldObject: before(operated, 'RabbitmqCluster'),
    others: [...without(operated, 'RabbitmqCluster'), ...others(count)],
  })

export const topology = (kind: string, name: string, spec: object): JsonObject => ({
  apiVersion: 'rabbitmq.com/v1beta1',
  kind,
  metadata: { name, namespace: 'mq' },
  spec: { ...(spec as JsonObject), rabbitmqClusterReference: { name: 'rabbitmq' } },
})
export const list = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
/** An object with so many members. */
export const table = (count: number, make: (index: number) => readonly [string, unknown]): object =>
  Object.fromEntries(list(count, make))
export const lines = (count: number, make: (index: number) => string): string => list(count, make).join('\n')
export const service = (name: string, spec: object): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'mq' },
  spec: spec as JsonObject,
})
