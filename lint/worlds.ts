import { currentGroup } from '../model/kube/kinds.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { type Visibility, type World, worldOf } from '../model/kube/world.ts'
import { type Contexts, contextsFrom, nameKey, spread } from '../source/contexts.ts'
import type { SourceTree } from '../source/tree.ts'
import { type ExternalResource, fileVisibility } from '../source/visibility.ts'

export interface WorldOptions {
  readonly complete: boolean
  /** Folders that open a context; none: all is one. */
  readonly contexts: readonly string[]
  readonly externalResources: readonly ExternalResource[]
}

/** The worlds of a tree, one per context. A kustomization belongs to its own context, whatever lies around it. */
export function worldsOf(tree: SourceTree, options: WorldOptions): readonly World[] {
  const contexts = contextsFrom(options.contexts, tree.objects)
  const builds = spread(tree.builds, contexts.names, ({ kustomization }) => contexts.of(kustomization.folder))
  const loose = spread(tree.objects, contexts.names, ({ folder }) => contexts.of(folder))
  const unread = spread(tree.unread, contexts.names, ({ folder }) => contexts.near(folder))
  const objects = new Map(
    contexts.names.map(context => [
      context,
      [
        ...(builds.get(context) ?? []).flatMap(build => build.objects),
        ...(loose.get(context) ?? []).map(({ object }) => object),
      ],
    ]),
  )
  const elsewhere = otherContexts(contexts, objects)
  return contexts.names.map(context => {
    const own = builds.get(context) ?? []
    const visible = fileVisibility({
      complete: options.complete,
      unread: [...(unread.get(context) ?? []), ...own.flatMap(build => brokenIn(tree, build.files))],
      blind: own.flatMap(build => build.blind),
      external: options.externalResources,
    })
    return worldOf(context, objects.get(context) ?? [], elsewhere(context, visible))
  })
}

const brokenIn = (tree: SourceTree, files: ReadonlySet<string>): readonly { file: string; text: string }[] =>
  [...files].flatMap(file =>
    tree.files
      .documents(file)
      .filter(({ error }) => error !== undefined)
      .map(document => ({ file, text: document.text() })),
  )

type Around = (context: string, visible: Visibility) => Visibility

/**
 * What is not in one context but in others is not absent: nothing tells which of them is meant. Of a whole kind this
 * holds where a context has none of it.
 */
function otherContexts(contexts: Contexts, objects: ReadonlyMap<string, readonly KubeObject[]>): Around {
  if (contexts.names.length === 1) return (_context, visible) => visible
  const holders = new Map<string, Map<string, Set<string>>>()
  for (const [context, all] of objects) {
    for (const object of all) {
      for (const key of [nameKey(object), kindName(object.group, object.kind)]) {
        const byNamespace = holders.get(key) ?? new Map<string, Set<string>>()
        holders.set(key, byNamespace)
        byNamespace.set(object.namespace, (byNamespace.get(object.namespace) ?? new Set()).add(context))
      }
    }
  }
  const heldBy = (key: string, namespace: string): readonly ReadonlySet<string>[] =>
    [...(holders.get(key) ?? [])]
      .filter(([where]) => where === namespace || where === '' || namespace === '')
      .map(([, names]) => names)
  return (context, visible) => (kind, namespace, name) => {
    const seen = visible(kind, namespace, name)
    if (typeof seen !== 'string') return seen
    const key = name === undefined ? kindName(kind.group, kind.kind) : nameKey({ ...kind, name })
    const sets = heldBy(key, namespace)
    if (name === undefined && sets.some(names => names.has(context))) return seen
    const others = sets.flatMap(names => firstOthers(names, context)).sort()
    if (others.length === 0) return seen
    return { why: ambiguous(name === undefined ? `a ${kind.kind}` : `${kind.kind} ${name}`, others) }
  }
}

/** As many as are said; there may be thousands. */
function firstOthers(names: ReadonlySet<string>, context: string): readonly string[] {
  const others: string[] = []
  for (const name of names) {
    if (name !== context) others.push(name)
    if (others.length === 3) break
  }
  return others
}

const kindName = (group: string, kind: string): string => `${currentGroup(group, kind)}/${kind}`

function ambiguous(label: string, contexts: readonly string[]): string {
  const [first, second, third] = [...new Set(contexts)].map(context => context || '.')
  const several =
    second === undefined ? first : `${first} or ${second}${third === undefined ? '' : ' or others'}`
  return `${label} is not here but in ${several}: ambiguous`
}
