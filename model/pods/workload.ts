import { type Address, at, type Located } from '../kube/address.ts'
import { isArray, isString, type Json } from '../kube/json.ts'
import type { Lookup } from '../kube/lookup.ts'
import type { KubeObject } from '../kube/object.ts'
import { dig } from '../kube/read.ts'
import type { ChartValues } from './makers/chart-values.ts'
import type { Template } from './template.ts'

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

/** Claim templates at `path`, with their places. */
export function claimTemplatesOf(object: KubeObject, path: readonly string[]): Workload['claimTemplates'] {
  const list = dig(object.value, path)
  if (!isArray(list)) return []
  return list.flatMap((value, index) => {
    const name = dig(value, ['metadata', 'name'])
    return isString(name) ? [{ name, value, at: at(object, ...path, index) }] : []
  })
}
