import { selectorProblem, selects } from '../formats/text/selector.ts'
import { type Json, type JsonObject, member, objectOf } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { eachOf, type Seen, someOf, together } from '../kube/lookup.ts'
import type { KubeObject } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig, read } from '../kube/read.ts'
import type { World } from '../kube/world.ts'
import type { Budget } from './budget.ts'
import { LabelIndex, pairsOf } from './label-pairs.ts'
import type { Workload } from './workload.ts'

/** The budgets that may hold the pods of a workload back: that of their maker, and those whose selector picks them, or cannot be read. */
export function budgetsFor(world: World, workload: Workload): Seen<Budget> {
  const { budget, unseen, budgets } = workload.made
  const others = eachOf(objectsFor(world, workload), object => [
    {
      called: `PodDisruptionBudget ${object.name}`,
      place: '',
      limit: (field: string) => read(object, ['spec', field]),
    },
  ])
  return together(someOf(budget ? [budget] : [], unseen ?? budgets), others)
}

function objectsFor(world: World, { made, namespace, template }: Workload): Seen<KubeObject> {
  const unseen = made.unseen ?? made.budgets
  if (unseen !== undefined) return someOf([], unseen)
  const around = world.list(kinds.PodDisruptionBudget, namespace)
  // What labels the pods will have decides which budgets pick them.
  const { labelsUnsettled: why } = template
  if (why !== undefined && around.items.length > 0) return someOf([], why)
  const near = byLabels(around.items).maybe(template.labels)
  return { ...around, items: near.filter(budget => mayPick(budget, template.labels)) }
}

const byLabels = onceEach(
  (budgets: readonly KubeObject[]) =>
    new LabelIndex(budgets, budget => {
      const selector = selectorOf(budget)
      const isRead = selector !== undefined && selectorProblem('budget', selector) === undefined
      return isRead ? pairsOf(objectOf(member(selector, 'matchLabels'))) : []
    }),
)

const selectorOf = ({ value }: KubeObject): Json | undefined => dig(value, ['spec', 'selector'])

const mayPick = (budget: KubeObject, labels: JsonObject): boolean =>
  selects(
    budget.apiVersion === 'policy/v1beta1' ? 'budget-v1beta1' : 'budget',
    selectorOf(budget),
    labels,
  ) !== false
