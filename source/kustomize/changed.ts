import type { JsonObject } from '../../model/kube/json.ts'
import {
  type Borrowed,
  type KubeObject,
  type Origin,
  type Unsettled,
  writingOf,
  writtenAs,
} from '../../model/kube/object.ts'

/** What an object holds, and what is said of it. */
export type Content = Pick<KubeObject, 'value' | 'borrowed' | 'unsettled'>

/** What a kustomization does to an object. */
export interface Change {
  /** What the object is called from then on, where that is another name. */
  readonly name?: string
  readonly namespace?: string
  readonly origin?: Origin
  /** Made when something of the new content is asked for. */
  readonly make: (object: KubeObject) => Content
  /**
   * The texts that may be new in it, a line each as `key: text`, out of those that it was written with; undefined where they cannot be
   * told. Default: none.
   */
  readonly adds?: (written: readonly string[]) => string | undefined
}

/** Whether all that an object is called is sure, though it was not read. */
export const isUnread = (object: KubeObject): boolean => object.name !== '' && writingOf(object) !== undefined

/** An object that was not read, as a change makes it: what it is called is known at once, what it holds when that is asked for. */
export function changedLater(object: KubeObject, change: Change): KubeObject {
  const later = new Later(object, change)
  const { apiVersion, group, kind, namespace, name, origin } = object
  const after: KubeObject = {
    ...{ apiVersion, group, kind },
    namespace: change.namespace ?? namespace,
    name: change.name ?? name,
    get value(): JsonObject {
      return later.content.value
    },
    origin: change.origin ?? origin,
    get borrowed(): readonly Borrowed[] | undefined {
      return later.content.borrowed
    },
    get unsettled(): readonly Unsettled[] | undefined {
      return later.content.unsettled
    },
  }
  known.set(after, later)
  writtenAs(after, () => later.texts)
  return after
}

const known = new WeakMap<KubeObject, Later>()
/** Whether an object is one that a change made and that was not read for it. */
export const isChangedLater = (object: KubeObject): boolean => known.has(object)

/** A change that waits for somebody to ask. There may be more of them, one after the other, than calls can be nested. */
class Later {
  readonly #object: KubeObject
  readonly #change: Change
  #content: Content | undefined
  #texts: readonly string[] | 'unknown' | undefined

  constructor(object: KubeObject, change: Change) {
    this.#object = object
    this.#change = change
  }

  get content(): Content {
    for (const later of this.#upTo(later => later.#content !== undefined))
      later.#content = later.#change.make(later.#object)
    return this.#content ?? this.#change.make(this.#object)
  }

  get texts(): readonly string[] | undefined {
    for (const later of this.#upTo(later => later.#texts !== undefined)) later.#texts = later.#written()
    return this.#texts === 'unknown' ? undefined : this.#texts
  }

  #written(): readonly string[] | 'unknown' {
    const before = writingOf(this.#object)?.()
    const { adds } = this.#change
    if (before === undefined || adds === undefined) return before ?? 'unknown'
    const added = adds(before)
    if (added === undefined) return 'unknown'
    return added === '' ? before : [...before, added]
  }

  /** The changes that led here, the first one first, from behind the last one of which something is known. */
  #upTo(isKnown: (later: Later) => boolean): readonly Later[] {
    const waiting: Later[] = []
    for (let later: Later | undefined = this; later !== undefined && !isKnown(later); ) {
      waiting.push(later)
      later = known.get(later.#object)
    }
    return waiting.reverse()
  }
}
