import { type Address, at } from '../kube/address.ts'
import type { JsonObject } from '../kube/json.ts'
import { objectOf } from '../kube/json.ts'
import { type KubeObject, unsettledAt } from '../kube/object.ts'
import { dig } from '../kube/read.ts'
import type { Step } from '../kube/step.ts'

/**
 * The pods of a workload: what is written in a template, or what an operator makes of its resource. `locate` gives the
 * place in the user's own object that a part of the pod spec comes from.
 */
export interface Template {
  readonly labels: JsonObject
  /** Why the labels are not settled, if something unread may change them. */
  readonly labelsUnsettled: string | undefined
  readonly annotations: JsonObject
  /** A PodSpec. */
  readonly spec: JsonObject
  locate(path: readonly Step[]): Address
  /** Why the part of the pod spec at `path` is not settled, if something unread may change it. */
  unsettled(path: readonly Step[]): string | undefined
  /** Whether whoever makes the pods wrote the part of the pod spec at `path`, and not the user. */
  generated(path: readonly Step[]): boolean
}

/** The template that stands at `path` of an object (`[]` for a Pod itself). */
export function writtenTemplate(object: KubeObject, path: readonly Step[]): Template {
  return {
    labels: objectOf(dig(object.value, [...path, 'metadata', 'labels'])),
    labelsUnsettled: unsettledAt(object, [...path, 'metadata', 'labels']),
    annotations: objectOf(dig(object.value, [...path, 'metadata', 'annotations'])),
    spec: objectOf(dig(object.value, [...path, 'spec'])),
    locate: steps => at(object, ...path, 'spec', ...steps),
    unsettled: steps => unsettledAt(object, [...path, 'spec', ...steps]),
    generated: () => false,
  }
}
