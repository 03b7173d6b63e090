import { type Address, at, type Located, within } from '../kube/address.ts'
import type { Fix } from '../kube/fix.ts'
import { isString, type Json, listOf } from '../kube/json.ts'
import type { Lookup } from '../kube/lookup.ts'
import type { KubeObject } from '../kube/object.ts'
import { dig } from '../kube/read.ts'
import type { Step } from '../kube/step.ts'
import type { Made } from './made.ts'
import type { Template } from './template.ts'

/** The kind of what stands in for values of a chart that no object holds: it is none of Kubernetes'. */
export const valuesKind = 'HelmValues'

export type WorkloadKind =
  | 'StatefulSet'
  | 'Deployment'
  | 'ReplicaSet'
  | 'DaemonSet'
  | 'Pod'
  | 'RabbitmqCluster'
  | typeof valuesKind

/** What runs the pods of one RabbitMQ, whatever kind of object says so. */
export interface Workload {
  readonly object: KubeObject
  readonly kind: WorkloadKind
  /** What messages call it. */
  readonly called: string
  readonly namespace: string
  /** How many nodes are wanted. Kubernetes' default of one is `found`, at the object, with `written: false`. */
  readonly replicas: Lookup<Replicas>
  /** The governing Service by name; absent for kinds that have none. */
  readonly serviceName: Lookup<Located<string>>
  readonly podManagement: Lookup<PodManagement>
  /** How the pods are called: `owner-start`, `owner-(start + 1)`, …; undefined where nobody knows that before. */
  readonly ordinals: Ordinals | undefined
  readonly template: Template
  readonly claimTemplates: readonly ClaimTemplate[]
  /** Why the claim templates are not settled, if something unread may change them. */
  readonly claimsUnsettled: string | undefined
  readonly selector: Json | undefined
  readonly made: Made
}
export interface Ordinals {
  /** Name of the set that names the pods. */
  readonly owner: string
  readonly start: number
}
/** A claim that each pod gets. */
export interface ClaimTemplate {
  readonly name: string
  /** A PersistentVolumeClaim. */
  readonly value: Json
  readonly at: Address
  /** The place that a part of the claim comes from. */
  locate(path: readonly Step[]): Address
}
export interface Replicas extends Located<number> {
  readonly written: boolean
}
export interface PodManagement extends Located<string> {
  /** False for Kubernetes' default, OrderedReady. */
  readonly written: boolean
}

/** Has the pods of a StatefulSet start together, which only a new one can. */
export const startTogether = ({ at: place, written }: PodManagement): Fix => ({
  title: 'start the pods together',
  safety: written ? 'safe' : 'additive',
  only: 'create',
  edits: [{ op: 'set', at: place, value: 'Parallel' }],
})

/** Claim templates at `path`, with their places. */
export function claimTemplatesOf(object: KubeObject, path: readonly string[]): readonly ClaimTemplate[] {
  return listOf(dig(object.value, path)).flatMap((value, index) => {
    const name = dig(value, ['metadata', 'name'])
    const place = at(object, ...path, index)
    return isString(name) ? [{ name, value, at: place, locate: steps => within(place, ...steps) }] : []
  })
}
