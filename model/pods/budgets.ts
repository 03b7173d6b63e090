import { selects } from '../formats/text/selector.ts'
import type { JsonObject } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { eachOf, type Seen, someOf } from '../kube/lookup.ts'
import type { KubeObject } from '../kube/object.ts'
import { dig } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import type { Workload } from './workload.ts'

/** The PodDisruptionBudgets that may hold the pods of a workload back: those whose selector picks them, or cannot be read. */
export function budgetsFor(world: World, { made, namespace, template }: Workload): Seen<KubeObject> {
  if (made.unseen !== undefined) return someOf([], made.unseen)
  const around = world.list(kinds.PodDisruptionBudget, namespace)
  // What labels the pods will have decides which budgets pick them.
  const { labelsUnsettled: why } = template
  if (why !== undefined && around.items.length > 0) return someOf([], why)
  return eachOf(around, budget => (mayPick(budget, template.labels) ? [budget] : []))
}

const mayPick = ({ apiVersion, value }: KubeObject, labels: JsonObject): boolean =>
  selects(
    apiVersion === 'policy/v1beta1' ? 'budget-v1beta1' : 'budget',
    dig(value, ['spec', 'selector']),
    labels,
  ) !== false
