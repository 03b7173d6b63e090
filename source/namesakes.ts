import { isClusterScoped } from '../model/kube/kinds.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { nameKey } from './contexts.ts'

/** Objects by kind and name, to tell whether another one would be the same to the API server. */
export class Namesakes {
  readonly #namespaces = new Map<string, Set<string>>()

  constructor(objects: readonly KubeObject[]) {
    for (const object of objects) {
      const known = this.#namespaces.get(nameKey(object))
      if (known) known.add(object.namespace)
      else this.#namespaces.set(nameKey(object), new Set([object.namespace]))
    }
  }

  /** Whether one of them may be the same: a namespace that is left out may be any. */
  has(object: KubeObject): boolean {
    const namespaces = this.#namespaces.get(nameKey(object))
    if (namespaces === undefined) return false
    if (isClusterScoped(object.kind) || object.namespace === '') return true
    return namespaces.has(object.namespace) || namespaces.has('')
  }
}
