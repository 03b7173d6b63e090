import type { Step } from './address.ts'
import type { Span } from './formats/codec.ts'
import type { JsonObject } from './json.ts'

/** Where an object was written: a document of a file (and the item in a `List`), or a live API server. */
export type Origin =
  | {
      readonly from: 'file'
      readonly file: string
      readonly document: number
      readonly path: readonly (string | number)[]
      /** Offsets in the file, for what is no object itself: a document that cannot be read, a comment. */
      readonly span?: Span
    }
  | { readonly from: 'api' }

/** One Kubernetes object with its identity. Frozen; rules never see text, indexes or lines. */
export interface KubeObject {
  readonly apiVersion: string
  /** API group, '' for core. */
  readonly group: string
  readonly kind: string
  /** Effective namespace: '' for cluster-scoped objects and where a file leaves it out and nothing else tells. */
  readonly namespace: string
  readonly name: string
  readonly value: JsonObject
  readonly origin: Origin
  /** Places that something unread (a kustomize patch) may still change: what stands there is unknown. */
  readonly unsettled?: readonly Unsettled[]
}

export interface Unsettled {
  readonly path: readonly string[]
  readonly why: string
}

/** Why the value at `path` is not settled: something unread changes it, a part of it or something around it. */
export function unsettledAt(object: KubeObject, path: readonly Step[]): string | undefined {
  const keys = path.map(step => (typeof step === 'object' && 'name' in step ? step.name : String(step)))
  return object.unsettled?.find(patch => patch.path.every((key, i) => i >= keys.length || key === keys[i]))
    ?.why
}

/** API group and kind: core `Service` is not Knative's. */
export interface Kind {
  readonly group: string
  readonly kind: string
}

/** How an object is named in reports. */
export interface ObjectRef {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

export const refOf = ({ apiVersion, kind, namespace, name }: KubeObject): ObjectRef => ({
  apiVersion,
  kind,
  namespace,
  name,
})
export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
