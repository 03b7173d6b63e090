import type { JsonObject } from '../model/kube/json.ts'
import { kindKey } from '../model/kube/world.ts'
import { identityOf } from './held-objects.ts'
import type { Informer } from './informer.ts'
import type { ObjectReader } from './reader.ts'

/**
 * @param live what is asked where memory does not tell
 * @param informers by `kindKey`
 */
export function readerFrom(live: ObjectReader, informers: ReadonlyMap<string, Informer>): ObjectReader {
  const contents = new Contents()
  return {
    ...{ live, isCostly: false, readsSecrets: live.readsSecrets === true },
    async get(kind, namespace, name, signal) {
      const held = informers.get(kindKey(kind))?.held()
      const version = held?.version(namespace, name)
      if (held !== undefined && kind.watched === 'presence')
        return version && { metadata: { namespace, name, ...version } }
      if (held === undefined || version === undefined) return live.get(kind, namespace, name, signal)
      if (kind.watched === 'whole') return held.get(namespace, name)
      const key = `${kind.kind}/${version.uid}/${version.resourceVersion}`
      return contents.get(key) ?? contents.put(kind.kind, await live.get(kind, namespace, name, signal))
    },
    async list(kind, namespace, signal) {
      const held = informers.get(kindKey(kind))?.held()
      if (held === undefined) return live.list(kind, namespace, signal)
      if (kind.watched === 'whole') return held.list(namespace)
      return held.hasAny(namespace) ? live.list(kind, namespace, signal) : []
    },
    may: (right, signal) => live.may(right, signal),
  }
}

/** So many characters of objects of which only the names are followed are kept; what was asked for longest ago goes first. */
const mostCharacters = 8 * 1024 * 1024

/** Objects by uid and resourceVersion: what a key once meant it means for ever. */
class Contents {
  readonly #texts = new Map<string, string>()
  #characters = 0

  get(key: string): JsonObject | undefined {
    const text = this.#texts.get(key)
    if (text === undefined) return undefined
    this.#texts.delete(key)
    this.#texts.set(key, text)
    return JSON.parse(text)
  }

  /** Keeps an object, and gives it back. */
  put(kind: string, object: JsonObject | undefined): JsonObject | undefined {
    if (object === undefined) return undefined
    const { uid, resourceVersion } = identityOf(object)
    const [key, text] = [`${kind}/${uid}/${resourceVersion}`, JSON.stringify(object)]
    if (this.#texts.has(key) || text.length > mostCharacters / 4) return object
    this.#texts.set(key, text)
    this.#characters += text.length
    for (const [oldest, { length }] of this.#texts) {
      if (this.#characters <= mostCharacters) break
      this.#texts.delete(oldest)
      this.#characters -= length
    }
    return object
  }
}
