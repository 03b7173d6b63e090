import * as kinds from '../model/kube/kinds.ts'
import type { KubeObject } from '../model/kube/object.ts'
import type { Group, Rule } from '../model/rule/rule.ts'
import { compareSeverity } from '../model/rule/severity.ts'

/** Rules as they are run at admission: what refuses comes first, for time may be over before all were run. */
export const inOrder = (rules: readonly Rule[]): readonly Rule[] =>
  rules.toSorted((a, b) => compareSeverity(b.worst, a.worst))

/**
 * Rules as they are named to who submits an object: the worst first, of them those about what the object is for, and of those
 * the ones that hold it against more of its cluster.
 */
export function mostRelevant(rules: readonly Rule[], object: KubeObject): readonly Rule[] {
  const groups = groupsOf(object)
  const distance = ({ group }: Rule): number => (groups.has(group) ? 0 : 1)
  return rules.toSorted(
    (a, b) =>
      compareSeverity(b.worst, a.worst) || distance(a) - distance(b) || b.needs.length - a.needs.length,
  )
}

/** What an object is for: pods have to find each other, unless it is for something else. */
function groupsOf({ group, kind }: KubeObject): ReadonlySet<Group> {
  if (group === kinds.RabbitmqCluster.group && kind !== kinds.RabbitmqCluster.kind) return topology
  return byKind.get(kind) ?? nodes
}
const nodes: ReadonlySet<Group> = new Set(['pairing', 'discovery'])
const topology: ReadonlySet<Group> = new Set(['promotion'])
const files: ReadonlySet<Group> = new Set(['configuration', 'promotion'])
const byKind: ReadonlyMap<string, ReadonlySet<Group>> = new Map([
  ['ConfigMap', files],
  ['Secret', files],
])
