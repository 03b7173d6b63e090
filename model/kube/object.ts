import { isString, type JsonObject, member } from './json.ts'
import type { Span } from './span.ts'
import type { Step } from './step.ts'

/** Where an object was written: a document of a file (and the item in a `List`), or a live API server. */
export type Origin =
  | {
      readonly from: 'file'
      readonly file: string
      readonly document: number
      readonly path: readonly (string | number)[]
      /** Offsets in the file, for what is no object itself: a document that cannot be read, a comment. */
      readonly span?: Span
      /** What stands there is not the object but what makes it (a kustomize generator): nothing can be added to it. */
      readonly generated?: true
      /** Names and namespaces that a kustomization gave to the objects around: they hold in its build, not in the file. */
      readonly given?: readonly string[]
    }
  | { readonly from: 'api' }

/**
 * What an address lies in: one Kubernetes object with its identity or, where `standsFor` says so, what is none. Frozen; rules
 * never see text, indexes or lines.
 */
export interface KubeObject {
  /** No object, and none of its members but the place mean anything: a stretch of text; values of a chart that no object holds. */
  readonly standsFor?: 'text' | 'values'
  /** Of values: the chart that they are for. */
  readonly chart?: ChartSource
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
  readonly unsettled?: readonly Unsettled[] | undefined
  /** It is filled in before it is applied: `${x}` in its texts is no text. */
  readonly isTemplate?: true
  /** Parts that are written elsewhere than the object: in a file that a generator names, in a kustomization that sets them. */
  readonly borrowed?: readonly Borrowed[] | undefined
}

/** What is said of the chart that values are for, where something is. */
export interface ChartSource {
  /** The chart is called `rabbitmq`, whoever made it. */
  readonly isRabbit: boolean
  /** The version as written, perhaps a range. */
  readonly version?: string | undefined
  /** A URL, or the name of a HelmRepository. */
  readonly repository?: string | undefined
  /** Whether no other values reach the chart: what these leave out is what the chart says by itself. */
  readonly isWhole?: boolean
  /** Values, as paths with dots, that something unread says. */
  readonly open?: readonly string[]
  /** These values do not reach it: it reads those below this key alone. */
  readonly readsBelow?: string
  /** Values for it lie around those below its name, which it does not read. */
  readonly isNested?: boolean
  /** What it is called in the chart that depends on it, if not by its name. */
  readonly alias?: string | undefined
  /** The release that it is installed as. */
  readonly installed?: Installed | undefined
}
export interface Installed {
  readonly name: string
  /** Empty where it is not written. */
  readonly namespace: string
}

/** Paths are keys; an item of a list stands under its `name` where it has one, else under its index. */
export interface Unsettled {
  readonly path: readonly string[]
  readonly why: string
}
export interface Borrowed {
  readonly path: readonly string[]
  readonly from: TextPlace | DocumentPlace
  /** It stands in a Secret: no text of it is ever shown. */
  readonly isSecret?: true
}
/** A part of a file that is no manifest: half-open range of UTF-16 code units in its text. */
export interface TextPlace extends Span {
  readonly file: string
}
export interface DocumentPlace {
  readonly file: string
  readonly document: number
  readonly path: readonly (string | number)[]
  /** The value comes out of what stands there (`key=value`, a tag that becomes part of an image) and has no place of its own. */
  readonly derived?: true
}

/** How an object is written: the texts that it comes of, undefined where they cannot be told. */
export interface Writing {
  readonly texts: readonly string[] | undefined
}
const writings = new WeakMap<KubeObject, Writing>()
/**
 * Says how an object is written whose value is read when it is asked for: each of its scalars but block scalars stands in one of the
 * texts on one line, as it is. A copy with another value is another object.
 */
export const writtenAs = (object: KubeObject, writing: Writing): unknown => writings.set(object, writing)
/** How an object is written whose value was not read for it; undefined for all others. */
export const writingOf = (object: KubeObject): Writing | undefined => writings.get(object)
/** Whether an object may hold what a pattern finds in its text, without reading it; true where its text is not known. */
export const mayHold = (object: KubeObject, pattern: RegExp): boolean =>
  writings.get(object)?.texts?.some(text => pattern.test(text)) ?? true

/** Tells which objects may have one of these words for a scalar, without reading them; as `mayHold`, for many words. */
export function holdsWord(words: readonly string[]): (object: KubeObject) => boolean {
  const wanted = new Set(words)
  const isTold = words.every(word => /^[\w.-]+$/.test(word))
  const isIn = (text: string): boolean => {
    for (const [word] of text.matchAll(/[\w.-]+/g)) if (wanted.has(word)) return true
    return false
  }
  return object => !isTold || (writings.get(object)?.texts?.some(isIn) ?? true)
}

const keysOf = (path: readonly Step[]): readonly string[] =>
  path.map(step => (typeof step === 'object' && 'name' in step ? step.name : String(step)))

/** Whether two paths are one as far as both go. */
const startsWith = (keys: readonly string[], path: readonly string[]): boolean =>
  path.every((key, i) => i >= keys.length || key === keys[i])

/** Why the value at `path` is not settled: something unread changes it, a part of it or something around it. */
export function unsettledAt(object: KubeObject, path: readonly Step[]): string | undefined {
  if (object.unsettled === undefined) return undefined
  const keys = keysOf(path)
  return object.unsettled.find(patch => startsWith(keys, patch.path))?.why
}

/** Why what stands at `path` is not what will be: something unread changes it as a whole. A part of it does not count. */
export function changedAt(object: KubeObject, path: readonly Step[]): string | undefined {
  if (object.unsettled === undefined) return undefined
  const keys = keysOf(path)
  return object.unsettled.find(patch => patch.path.length <= keys.length && startsWith(keys, patch.path))?.why
}

/** The innermost borrowed part that `path` lies in. */
export function borrowedAt(object: KubeObject, path: readonly Step[]): Borrowed | undefined {
  if (object.borrowed === undefined) return undefined
  const keys = keysOf(path)
  const around = object.borrowed.filter(
    part => part.path.length <= keys.length && startsWith(keys, part.path),
  )
  return around.reduce<Borrowed | undefined>(
    (best, part) => (best && best.path.length > part.path.length ? best : part),
    undefined,
  )
}

/** Whether somebody has deleted a live object, and only its end is still to come. */
export const isGoing = ({ value }: KubeObject): boolean =>
  isString(member(value.metadata, 'deletionTimestamp'))

/** API group and kind: core `Service` is not Knative's. */
export interface Kind {
  readonly group: string
  readonly kind: string
}

/** Whether two are one object to the API server, whatever they hold. */
export const isSameObject = (a: KubeObject, b: KubeObject): boolean =>
  a.group === b.group && a.kind === b.kind && a.namespace === b.namespace && a.name === b.name

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
