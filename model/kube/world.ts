import { compareText } from './compare-text.ts'
import {
  type Absent,
  absent,
  found,
  type Lookup,
  type Proof,
  type Seen,
  type Unknown,
  unknown,
} from './lookup.ts'
import type { Kind, KubeObject } from './object.ts'

/** The objects one cluster may consist of, and how far their absence can be trusted. */
export interface World {
  /** The folder that opened this context; '' when there is only one. */
  readonly context: string
  readonly objects: readonly KubeObject[]
  /** All objects of a kind, wherever they live. */
  ofKind(kind: Kind): readonly KubeObject[]
  /** All objects of a kind that may live in `namespace`. */
  list(kind: Kind, namespace: string): Seen<KubeObject>
  /** One object by name; two candidates of unwritten namespaces are unknown. */
  get(kind: Kind, namespace: string, name: string): Lookup<KubeObject>
  /** What it means that an object is not here: absent, with its proof, or unknown, with the reason. */
  absence(kind: Kind, namespace: string, name?: string): Absent | Unknown
  /** What the API server says of a right, where somebody may ask it: what else is not there was asked of it, too. */
  readonly access?: Access | undefined
}

/** A right of a ServiceAccount in its own namespace, on a resource of the core group. */
export interface Right {
  readonly namespace: string
  readonly account: string
  readonly verb: string
  readonly resource: string
  /** The one object that it is about. Undefined: all of them. */
  readonly name: string | undefined
}
/**
 * A yes is certain. A no may come from before the last change of a binding: only the bindings themselves tell then, and
 * what is missing.
 */
export type Access = (right: Right) => 'yes' | 'no' | { readonly why: string }

/** What an object that is not in the world may be: absent (with its proof) or unknown (with the reason). */
export type Visibility = (
  kind: Kind,
  namespace: string,
  name: string | undefined,
) => Proof | { readonly why: string }

export const kindKey = ({ group, kind }: Kind): string => `${group}/${kind}`

/** A world over `objects`. Lookups are by index: their cost does not grow with the number of other objects. */
export function worldOf(
  context: string,
  objects: readonly KubeObject[],
  visible: Visibility,
  access?: Access,
): World {
  const byKind = new Grouped(objects, kindKey)
  const named = new Grouped(objects, object => `${kindKey(object)}/${object.name}`)
  const absence = (kind: Kind, namespace: string, name?: string): Absent | Unknown => {
    const seen = visible(kind, namespace, name)
    return typeof seen === 'string' ? absent(seen) : unknown(seen.why)
  }
  return {
    context,
    objects,
    absence,
    access,
    ofKind: kind => byKind.all(kindKey(kind)),
    list(kind, namespace) {
      const { items, ambiguous } = byKind.in(kindKey(kind), namespace)
      const missing = absence(kind, namespace)
      if (ambiguous)
        return {
          items,
          complete: false,
          why: `several namespaces have a ${kind.kind}, and this object names none`,
        }
      if (missing.state === 'unknown') return { items, complete: false, why: missing.why }
      return { items, complete: true, proof: missing.proof }
    },
    get(kind, namespace, name) {
      const key = `${kindKey(kind)}/${name}`
      if (!named.has(key)) return absence(kind, namespace, name)
      const { items, ambiguous } = named.in(key, namespace)
      const [first, second] = items
      if (first && second && first.namespace === second.namespace) {
        return unknown(`${kind.kind} ${name} is written more than once`)
      }
      if (ambiguous || second)
        return unknown(`more than one ${kind.kind} ${name} could be meant: say which namespace`)
      return first ? found(first) : absence(kind, namespace, name)
    },
  }
}

interface InNamespace {
  readonly items: readonly KubeObject[]
  readonly ambiguous: boolean
}

const byName = (a: KubeObject, b: KubeObject): number =>
  compareText(a.name, b.name) || compareText(a.namespace, b.namespace)

/** Objects by a key, and of one key by their namespace. What may live in a namespace is put together once. */
class Grouped {
  readonly #groups: ReadonlyMap<string, readonly KubeObject[]>
  readonly #sorted = new Map<string, readonly KubeObject[]>()
  readonly #namespaces = new Map<string, ReadonlyMap<string, readonly KubeObject[]>>()
  readonly #known = new Map<string, Map<string, InNamespace>>()

  constructor(objects: readonly KubeObject[], key: (object: KubeObject) => string) {
    this.#groups = Map.groupBy(objects, key)
  }

  has(key: string): boolean {
    return this.#groups.has(key)
  }

  /** By name: which one is the first must not depend on the order of files. */
  all(key: string): readonly KubeObject[] {
    const known = this.#sorted.get(key) ?? (this.#groups.get(key) ?? []).toSorted(byName)
    this.#sorted.set(key, known)
    return known
  }

  in(key: string, namespace: string): InNamespace {
    const known = this.#known.get(key) ?? new Map<string, InNamespace>()
    this.#known.set(key, known)
    const found = known.get(namespace) ?? inNamespace(this.all(key), this.#byNamespace(key), namespace)
    known.set(namespace, found)
    return found
  }

  #byNamespace(key: string): ReadonlyMap<string, readonly KubeObject[]> {
    const known = this.#namespaces.get(key) ?? Map.groupBy(this.all(key), ({ namespace }) => namespace)
    this.#namespaces.set(key, known)
    return known
  }
}

/**
 * The objects that may live in `namespace`. A file may leave the namespace out: such an object belongs with the objects
 * of one common namespace, unless that makes two candidates.
 */
function inNamespace(
  objects: readonly KubeObject[],
  byNamespace: ReadonlyMap<string, readonly KubeObject[]>,
  namespace: string,
): InNamespace {
  const unwritten = byNamespace.get('') ?? []
  if (namespace !== '') {
    const exact = byNamespace.get(namespace) ?? []
    if (unwritten.length === 0) return { items: exact, ambiguous: false }
    const written = new Set(exact.map(object => object.name))
    const items = [...exact, ...unwritten.filter(({ name }) => !written.has(name))]
    layers.set(items, [exact, unwritten])
    return { items, ambiguous: false }
  }
  if (byNamespace.size - (unwritten.length > 0 ? 1 : 0) > 1)
    return { items: unwritten, ambiguous: unwritten.length === 0 }
  const written = new Set(objects.filter(object => object.namespace !== '').map(object => object.name))
  return {
    items: objects.filter(object => object.namespace !== '' || !written.has(object.name)),
    ambiguous: false,
  }
}

/** The objects of a namespace, and those of none, which belong to every namespace that has no namesake of theirs. */
export type Layers<T> = readonly [own: readonly T[], ofNone: readonly T[]]
const layers = new WeakMap<readonly KubeObject[], Layers<KubeObject>>()
/**
 * What the objects of a list come of, where some of them belong to other namespaces, too: what is worked out of those need not be
 * worked out for each namespace again.
 */
export const layersOf = (listed: readonly KubeObject[]): Layers<KubeObject> | undefined => layers.get(listed)

export const emptyWorld = (context = ''): World => worldOf(context, [], () => 'seen')
