import { EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml'
import { isArray, isObject, type Json, type JsonObject } from '../../model/kube/json.ts'
import { type CollectionEvent, isMergeKey, positionOf, type ScalarEvent, scalarText } from './events.ts'
import { keyName, resolvePlain, resolveTagged, ScalarError } from './scalar.ts'

/** A document that is no value for Kubernetes. `offset` is where, in the text the events refer to. */
export class ValueError extends Error {
  readonly offset: number
  constructor(reason: string, offset: number) {
    super(reason)
    this.offset = offset
  }
}

/** Nodes that aliases and merge keys may add to one document. Values are shared, but whoever walks them is not. */
const maxExpansion = 100_000

export interface ReadValue {
  readonly value: Json
  /** Whether a mapping may hold a key twice. */
  readonly repeats: boolean
}

/**
 * The value that the events of one document make, as sigs.k8s.io/yaml reads it. Undefined for an empty document. Throws
 * ValueError. Takes the depth of nesting to be bounded by the parser.
 */
export function readValue(text: string, events: readonly Event[]): ReadValue | undefined {
  return new ValueReader(text, events).document()
}

interface Anchor {
  /** Undefined while the anchored node is being read: an alias to it would contain itself. */
  value: Json | undefined
  size: number
}

class ValueReader {
  readonly #text: string
  readonly #events: readonly Event[]
  #next = 0
  /** Nodes read so far, those that aliases stand for included. */
  #size = 0
  #expansion = 0
  #repeats = false
  readonly #anchors = new Map<string, Anchor>()

  constructor(text: string, events: readonly Event[]) {
    this.#text = text
    this.#events = events
  }

  document(): ReadValue | undefined {
    if (this.#events.length === 0) return undefined
    this.#next = 1
    const first = this.#events[1]
    if (first?.type === EVENT_ID.SCALAR && first.valueStart < 0 && first.tagStart < 0) return undefined
    const value = this.#node()
    if (this.#next + 1 < this.#events.length)
      throw new ValueError('more than one document without a --- between', 0)
    return { value, repeats: this.#repeats }
  }

  #node(): Json {
    const event = this.#events[this.#next++]
    this.#size++
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return event.anchorStart < 0 ? this.#scalar(event) : this.#anchored(event, () => this.#scalar(event))
      case EVENT_ID.MAPPING:
        return event.anchorStart < 0 ? this.#mapping() : this.#anchored(event, () => this.#mapping())
      case EVENT_ID.SEQUENCE:
        return event.anchorStart < 0 ? this.#sequence() : this.#anchored(event, () => this.#sequence())
      case EVENT_ID.ALIAS:
        return this.#alias(event.anchorStart, event.anchorEnd)
      default:
        throw new ValueError('the document ends too early', this.#text.length)
    }
  }

  #scalar(event: ScalarEvent): Json {
    const text = event.fast
      ? this.#text.slice(event.valueStart, event.valueEnd)
      : scalarText(this.#text, event)
    if (event.tagStart >= 0) {
      return this.#resolve(event, () => resolveTagged(this.#text.slice(event.tagStart, event.tagEnd), text))
    }
    if (event.style !== SCALAR_STYLE.PLAIN) return text
    const first = text.charCodeAt(0)
    // Most plain scalars are words of some length: no need to look any closer.
    return first > 0x39 && text.length > 5 ? text : this.#resolve(event, () => resolvePlain(text))
  }

  #resolve<T>(event: ScalarEvent, resolve: () => T): T {
    try {
      return resolve()
    } catch (error) {
      if (error instanceof ScalarError) throw new ValueError(error.message, positionOf(event))
      throw error
    }
  }

  #sequence(): readonly Json[] {
    const items: Json[] = []
    while (this.#events[this.#next]?.type !== EVENT_ID.POP) items.push(this.#node())
    this.#next++
    return items
  }

  #mapping(): JsonObject {
    const object: { [key: string]: Json } = {}
    for (
      let event = this.#events[this.#next];
      event?.type !== EVENT_ID.POP;
      event = this.#events[this.#next]
    ) {
      if (event?.type === EVENT_ID.SCALAR && isMergeKey(this.#text, event)) {
        this.#next++
        this.#merge(object)
        continue
      }
      const key = this.#key()
      const value = this.#node()
      if (Object.hasOwn(object, key)) this.#repeats = true
      setKey(object, key, value)
    }
    this.#next++
    return object
  }

  #key(): string {
    const event = this.#events[this.#next]
    if (event?.type === EVENT_ID.SCALAR && event.fast && event.tagStart < 0 && event.anchorStart < 0) {
      const text = this.#text.slice(event.valueStart, event.valueEnd)
      if (event.style !== SCALAR_STYLE.PLAIN || (text.charCodeAt(0) > 0x39 && text.length > 5)) {
        this.#next++
        this.#size++
        return text
      }
    }
    return this.#unusualKey()
  }

  #unusualKey(): string {
    const event = this.#events[this.#next]
    const offset = event === undefined ? this.#text.length : positionOf(event)
    if (event?.type !== EVENT_ID.SCALAR) {
      const value = this.#node()
      if (event?.type === EVENT_ID.ALIAS && value !== null && typeof value !== 'object') return String(value)
      throw new ValueError('something other than a scalar stands in place of a key', offset)
    }
    const key = this.#resolve(event, () => keyNameOf(this.#text, event))
    if (key === undefined) throw new ValueError('a key is null or a number beyond 64 bits', offset)
    // Read as a value for its anchor, if it has one; there is nothing else to a key.
    if (event.anchorStart >= 0) this.#node()
    else this.#next++
    return key
  }

  /** Entries of a merge replace what the mapping already has: goyaml.v2 merges where the key stands. */
  #merge(into: { [key: string]: Json }): void {
    const event = this.#events[this.#next]
    const offset = event === undefined ? this.#text.length : positionOf(event)
    const merged = this.#node()
    const sources = isArray(merged) && event?.type === EVENT_ID.SEQUENCE ? merged.toReversed() : [merged]
    for (const source of sources) {
      if (!isObject(source))
        throw new ValueError('the value of << is not a mapping or a list of mappings', offset)
      const keys = Object.keys(source)
      this.#expand(keys.length, offset)
      for (const key of keys) setKey(into, key, source[key] ?? null)
    }
  }

  #anchored(event: ScalarEvent | CollectionEvent, read: () => Json): Json {
    const anchor: Anchor = { value: undefined, size: this.#size }
    this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), anchor)
    const value = read()
    anchor.value = value
    anchor.size = this.#size - anchor.size + 1
    return value
  }

  #alias(start: number, end: number): Json {
    const anchor = this.#anchors.get(this.#text.slice(start, end))
    if (anchor === undefined)
      throw new ValueError('an alias refers to an anchor that is not there', start - 1)
    if (anchor.value === undefined) throw new ValueError('an anchor contains itself', start - 1)
    this.#size += anchor.size - 1
    this.#expand(anchor.size, start - 1)
    return anchor.value
  }

  #expand(by: number, offset: number): void {
    this.#expansion += by
    if (this.#expansion > maxExpansion) {
      throw new ValueError(`aliases expand to more than ${maxExpansion} values`, offset)
    }
  }
}

/** Sets an own member, whatever its name: `object.__proto__ = value` would not. */
function setKey(object: { [key: string]: Json }, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}

/** The member that a scalar makes as a key; undefined where it is none. Throws ScalarError. */
function keyNameOf(text: string, event: ScalarEvent): string | undefined {
  const tag = event.tagStart < 0 ? undefined : text.slice(event.tagStart, event.tagEnd)
  return keyName(scalarText(text, event), event.style === SCALAR_STYLE.PLAIN, tag)
}
