import { isObject, type Json, type JsonObject, member } from '../model/kube/json.ts'
import { scalarText } from '../model/kube/read.ts'

/** What tells one state of an object from all others. */
export interface Version {
  readonly uid: string
  readonly resourceVersion: string
}
interface Held extends Version {
  /** Its JSON; undefined where only names are held. */
  readonly text: string | undefined
}

/**
 * The objects of one kind, by namespace and name, as text: ten thousand parsed ones would take ten times the memory, and few are ever
 * asked for. What only the API server itself reads of an object is left out.
 */
export class HeldObjects {
  readonly #namespaces = new Map<string, Map<string, Held>>()
  readonly #isWhole: boolean

  constructor(isWhole: boolean) {
    this.#isWhole = isWhole
  }

  put(object: JsonObject): void {
    const { namespace, name, ...version } = identityOf(object)
    const text = this.#isWhole ? JSON.stringify(withoutManagedFields(object)) : undefined
    const held = this.#namespaces.get(namespace) ?? new Map<string, Held>()
    this.#namespaces.set(namespace, held.set(name, { ...version, text }))
  }

  drop(object: JsonObject): void {
    const { namespace, name } = identityOf(object)
    const held = this.#namespaces.get(namespace)
    held?.delete(name)
    if (held?.size === 0) this.#namespaces.delete(namespace)
  }

  version(namespace: string, name: string): Version | undefined {
    return this.#namespaces.get(namespace)?.get(name)
  }

  get(namespace: string, name: string): JsonObject | undefined {
    return parsed(this.#namespaces.get(namespace)?.get(name))
  }

  list(namespace: string): readonly JsonObject[] {
    const all = [...(this.#namespaces.get(namespace)?.values() ?? [])]
    return all.map(parsed).filter(object => object !== undefined)
  }

  hasAny(namespace: string): boolean {
    return this.#namespaces.has(namespace)
  }
}

const parsed = (held: Held | undefined): JsonObject | undefined =>
  held?.text === undefined ? undefined : JSON.parse(held.text)

export function identityOf(
  object: JsonObject,
): Version & { readonly namespace: string; readonly name: string } {
  const text = (key: string): string => scalarText(member(object.metadata, key)) ?? ''
  return {
    namespace: text('namespace'),
    name: text('name'),
    uid: text('uid'),
    resourceVersion: text('resourceVersion'),
  }
}

function withoutManagedFields(object: JsonObject): JsonObject {
  if (!isObject(object.metadata)) return object
  const { managedFields: _, ...metadata } = object.metadata as Readonly<Record<string, Json>>
  return { ...object, metadata }
}
