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
}

/** What an object that is not in the world may be: absent (with its proof) or unknown (with the reason). */
export type Visibility = (
  kind: Kind,
  namespace: string,
  name: string | undefined,
) => Proof | { readonly why: string }

export const kindKey = ({ group, kind }: Kind): string => `${group}/${kind}`

/** A world over `objects`. Lookups are by index: their cost does not grow with the number of other objects. */
export function worldOf(context: string, objects: readonly KubeObject[], visible: Visibility): World {
  const byKind = Map.groupBy(objects, kindKey)
  const byName = Map.groupBy(objects, object => `${kindKey(object)}/${object.name}`)
  const lists = new Map<string, ReturnType<typeof inNamespace>>()
  const listed = (kind: string, namespace: string): ReturnType<typeof inNamespace> => {
    const key = `${kind}/${namespace}`
    const known = lists.get(key) ?? inNamespace(byKind.get(kind) ?? [], namespace)
    lists.set(key, known)
    return known
  }
  const absence = (kind: Kind, namespace: string, name?: string): Absent | Unknown => {
    const seen = visible(kind, namespace, name)
    return typeof seen === 'string' ? absent(seen) : unknown(seen.why)
  }
  return {
    context,
    objects,
    absence,
    ofKind: kind => byKind.get(kindKey(kind)) ?? [],
    list(kind, namespace) {
      const { items, ambiguous } = listed(kindKey(kind), namespace)
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
      const { items, ambiguous } = inNamespace(byName.get(`${kindKey(kind)}/${name}`) ?? [], namespace)
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

/**
 * The objects that may live in `namespace`. A file may leave the namespace out: such an object belongs with the objects
 * of one common namespace, unless that makes two candidates.
 */
function inNamespace(
  objects: readonly KubeObject[],
  namespace: string,
): { items: readonly KubeObject[]; ambiguous: boolean } {
  if (namespace !== '') {
    const exact = objects.filter(object => object.namespace === namespace)
    const written = new Set(exact.map(object => object.name))
    const unwritten = objects.filter(object => object.namespace === '' && !written.has(object.name))
    return { items: [...exact, ...unwritten], ambiguous: false }
  }
  const namespaces = new Set(objects.map(object => object.namespace))
  namespaces.delete('')
  if (namespaces.size <= 1) {
    const written = new Set(objects.filter(object => object.namespace !== '').map(object => object.name))
    return {
      items: objects.filter(object => object.namespace !== '' || !written.has(object.name)),
      ambiguous: false,
    }
  }
  const items = objects.filter(object => object.namespace === '')
  return { items, ambiguous: items.length === 0 }
}

export const emptyWorld = (context = ''): World => worldOf(context, [], () => 'seen')
