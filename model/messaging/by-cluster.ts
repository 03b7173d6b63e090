import type { KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { type ClusterReference, clusterReference } from './cluster-reference.ts'

/** Resources of one list that are for one cluster, in the order of the list. */
export type Group = readonly KubeObject[]

interface OfName {
  readonly all: Group
  readonly byNamespace: ReadonlyMap<string, Group>
}

/**
 * The resources of a list that are for a cluster: those for it for certain, and those of which the namespace is not known.
 * The same groups each time, so that what is told of one can be worked out once: there may be as many resources as ask.
 */
export function groupsFor(list: Group, { name, namespace }: ClusterReference): readonly Group[] {
  const known = byName(list).get(name)
  if (known === undefined) return []
  if (namespace === '') return [known.all]
  return ['', namespace].flatMap(where => {
    const group = known.byNamespace.get(where)
    return group ? [group] : []
  })
}

const byName = onceEach((list: Group): ReadonlyMap<string, OfName> => {
  const named = Map.groupBy(list, resource => clusterReference(resource)?.name ?? '')
  return new Map(
    [...named].map(([name, all]) => [
      name,
      { all, byNamespace: Map.groupBy(all, resource => clusterReference(resource)?.namespace ?? '') },
    ]),
  )
})

const positions = onceEach(
  (list: Group): ReadonlyMap<KubeObject, number> => new Map(list.map((object, index) => [object, index])),
)
/** The first of some objects of a list, in its order; each group is in that order itself. */
export function firstIn(list: Group, groups: readonly Group[], most: number): Group {
  const place = positions(list)
  const some = new Set(groups.flatMap(group => group.slice(0, most)))
  return [...some].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)).slice(0, most)
}
/** Whether one object comes before another in a list. */
export const isBefore = (list: Group, a: KubeObject, b: KubeObject): boolean =>
  (positions(list).get(a) ?? 0) < (positions(list).get(b) ?? 0)
