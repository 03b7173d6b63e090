import { selectorProblem, selects } from '../formats/text/selector.ts'
import type { Address } from '../kube/address.ts'
import { isObject, isString, type Json, listOf, member } from '../kube/json.ts'
import { absent, found, type Lookup, unknown } from '../kube/lookup.ts'
import { dig } from '../kube/read.ts'
import type { Step } from '../kube/step.ts'
import type { Template } from './template.ts'
import type { Workload } from './workload.ts'

/** What keeps pods apart: a term of their anti-affinity, or a constraint on how they spread. */
export interface Spread {
  readonly at: Address
  readonly by: 'anti-affinity' | 'topology'
  /** What they are kept apart on: a label of machines. */
  readonly topologyKey: string
  readonly selector: Json | undefined
  /** Whether it picks the pods themselves. Undefined: the selector is malformed, or what decides is not known. */
  readonly selectsOwn: boolean | undefined
  /** Whether it looks at pods of the workload's namespace alone. */
  readonly isOwnNamespace: boolean
  /** Made by whoever makes the pods, not written by the user. */
  readonly generated: boolean
}

const antiAffinity = ['affinity', 'podAntiAffinity'] as const
const required = 'requiredDuringSchedulingIgnoredDuringExecution'
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution'

/** All that keeps the pods of a workload apart; absent where nothing does. */
export function spreadOf({ template, namespace }: Workload): Lookup<readonly Spread[]> {
  const why = template.unsettled(['affinity']) ?? template.unsettled(['topologySpreadConstraints'])
  if (why !== undefined) return unknown(why)
  const terms = [
    ...termsAt(template, namespace, [...antiAffinity, required], []),
    ...termsAt(template, namespace, [...antiAffinity, preferred], ['podAffinityTerm']),
    ...termsAt(template, namespace, ['topologySpreadConstraints'], []),
  ]
  return terms.length > 0 ? found(terms) : absent()
}

function termsAt(
  template: Template,
  namespace: string,
  path: readonly string[],
  below: readonly string[],
): readonly Spread[] {
  return listOf(dig(template.spec, path)).flatMap((item, index) => {
    const term = dig(item, below)
    if (!isObject(term)) return []
    const steps: readonly Step[] = [...path, index, ...below]
    const topologyKey = member(term, 'topologyKey')
    const selector = member(term, 'labelSelector')
    return [
      {
        at: template.locate(steps),
        by: path[0] === 'affinity' ? 'anti-affinity' : 'topology',
        topologyKey: isString(topologyKey) ? topologyKey : '',
        selector,
        selectsOwn: picks(template, term, selector, namespace),
        isOwnNamespace: isOwn(term, namespace),
        generated: template.generated(steps),
      },
    ]
  })
}

function picks(
  template: Template,
  term: Json,
  selector: Json | undefined,
  namespace: string,
): boolean | undefined {
  if (template.labelsUnsettled !== undefined || member(term, 'mismatchLabelKeys') !== undefined)
    return undefined
  if (selector !== undefined && selectorProblem('affinity', selector) !== undefined) return undefined
  return isOwn(term, namespace) && selects('affinity', selector, template.labels) === true
}

/** Without namespaces a term means that of the pods. A selector of namespaces may pick it. */
function isOwn(term: Json, namespace: string): boolean {
  const names = listOf(member(term, 'namespaces'))
  return names.length === 0 || names.includes(namespace) || member(term, 'namespaceSelector') !== undefined
}
