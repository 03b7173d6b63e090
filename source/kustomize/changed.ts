import { type KubeObject, type Origin, writingOf } from '../../model/kube/object.ts'
import { type Content, type Telling, unreadChanged } from '../unread-object.ts'

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
  const { apiVersion, group, kind } = object
  const { namespace = object.namespace, name = object.name, origin = object.origin } = change
  return unreadChanged({ apiVersion, group, kind, namespace, name, origin }, new Later(object, change))
}

/** The last change to an object that was not read for it; undefined where there was none. */
export function laterOf(object: KubeObject): Later | undefined {
  const writing = writingOf(object)
  return writing instanceof Later ? writing : undefined
}

/**
 * A change that waits for somebody to ask. There may be more of them, one after the other, than calls can be nested, and what each
 * comes to may be larger than the one before: all are made in one go, and what one comes to on the way is not kept.
 */
export class Later implements Telling {
  readonly #object: KubeObject
  readonly #change: Change
  #isShared = false
  #content: Content | undefined
  #texts: { readonly known: readonly string[] | undefined } | undefined

  constructor(object: KubeObject, change: Change) {
    this.#object = object
    this.#change = change
  }

  /** Several builds go on from here: what it comes to is made once. */
  share(): void {
    this.#isShared = true
  }

  get content(): Content {
    if (this.#content !== undefined) return this.#content
    const changes = this.#upTo(later => later.#content !== undefined)
    let content: Content = (changes[0] ?? this).#object
    for (const later of changes) {
      const { apiVersion, group, kind, namespace, name, origin } = later.#object
      const { value, borrowed, unsettled } = content
      const before = { apiVersion, group, kind, namespace, name, origin, value, borrowed, unsettled }
      content = later.#change.make(before)
      if (later.#isShared || later === this) later.#content = content
    }
    return content
  }

  get texts(): readonly string[] | undefined {
    if (this.#texts !== undefined) return this.#texts.known
    const changes = this.#upTo(later => later.#texts !== undefined)
    const first = writingOf((changes[0] ?? this).#object)?.texts
    let texts = first && [...first]
    for (const later of changes) {
      const { adds } = later.#change
      const added = texts === undefined || adds === undefined ? '' : adds(texts)
      if (added === undefined) texts = undefined
      else if (added !== '') texts?.push(added)
      if (later.#isShared || later === this) later.#texts = { known: later === this ? texts : texts?.slice() }
    }
    return texts
  }

  /** The changes that led here, the first one first, from behind the last one of which something is known. */
  #upTo(isKnown: (later: Later) => boolean): readonly Later[] {
    const waiting: Later[] = []
    for (let later: Later | undefined = this; later !== undefined && !isKnown(later); ) {
      waiting.push(later)
      later = laterOf(later.#object)
    }
    return waiting.reverse()
  }
}
