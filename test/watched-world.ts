import type { Kind, KubeObject } from '../model/kube/object.ts'
import { kindKey, type World, worldOf } from '../model/kube/world.ts'

/** A world, and which of its objects were looked at since it was made. */
export interface Watched {
  readonly world: World
  /** The objects without which what was found so far may have been another. */
  looked(): readonly KubeObject[]
}

/** What all objects are asked, so that most are passed over. */
const labels: ReadonlySet<PropertyKey> = new Set(['group', 'kind', 'apiVersion', 'standsFor'])

/**
 * The same world, with note taken of what is asked of it. An object counts as looked at when more of it was read than its kind, or
 * when anything was asked about its kind: whether there is one, how many there are.
 */
export function watched({ context, objects, absence }: World): Watched {
  const read = new Set<KubeObject>()
  const asked = new Set<string>()
  const watch = (object: KubeObject): KubeObject =>
    new Proxy(object, {
      get(target, member) {
        if (!labels.has(member)) read.add(object)
        return Reflect.get(target, member)
      },
    })
  const world = worldOf(context, objects.map(watch), (kind, namespace, name) => {
    const missing = absence(kind, namespace, name)
    return missing.state === 'unknown' ? { why: missing.why } : missing.proof
  })
  // To sort the objects the world read all their names.
  read.clear()
  const ask = (kind: Kind): Kind => {
    asked.add(kindKey(kind))
    return kind
  }
  return {
    world: {
      ...world,
      ofKind: kind => world.ofKind(ask(kind)),
      list: (kind, namespace) => world.list(ask(kind), namespace),
      get: (kind, namespace, name) => world.get(ask(kind), namespace, name),
      absence: (kind, namespace, name) => world.absence(ask(kind), namespace, name),
    },
    looked: () => objects.filter(object => read.has(object) || asked.has(kindKey(object))),
  }
}
