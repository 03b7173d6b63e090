import { isObject, isString, type Json, type JsonObject, listOf, member, objectOf } from '../../kube/json.ts'

/** Where a selector stands decides what an empty or missing one selects. */
export type SelectorUse = 'service' | 'workload' | 'budget' | 'budget-v1beta1' | 'network-policy' | 'affinity'

interface Meaning {
  /** A flat map of labels, or a LabelSelector with matchLabels and matchExpressions. */
  readonly form: 'map' | 'selector'
  readonly empty: 'all' | 'none'
  readonly missing: 'all' | 'none'
}
/*
 * Source: the API reference of each field; policy/v1beta1 PodDisruptionBudgets with `{}` select nothing, policy/v1 ones
 * everything. apps/v1 refuses workloads with an empty selector.
 */
const meanings: Readonly<Record<SelectorUse, Meaning>> = {
  service: { form: 'map', empty: 'none', missing: 'none' },
  workload: { form: 'selector', empty: 'none', missing: 'none' },
  budget: { form: 'selector', empty: 'all', missing: 'none' },
  'budget-v1beta1': { form: 'selector', empty: 'none', missing: 'none' },
  'network-policy': { form: 'selector', empty: 'all', missing: 'all' },
  affinity: { form: 'selector', empty: 'all', missing: 'none' },
}

/**
 * Whether a selector picks what carries these labels (of the same namespace, which is the caller's business). Undefined
 * where the selector is not one the API server takes.
 */
export function selects(
  use: SelectorUse,
  selector: Json | undefined,
  labels: JsonObject,
): boolean | undefined {
  const { form, empty, missing } = meanings[use]
  if (selector === undefined || selector === null) return missing === 'all'
  if (selectorProblem(use, selector) !== undefined) return undefined
  const requirements = form === 'map' ? fromMap(objectOf(selector)) : requirementsOf(selector)
  if (requirements.length === 0) return empty === 'all'
  return requirements.every(requirement => holds(requirement, labels))
}

/** Why the API server refuses a selector. */
export function selectorProblem(use: SelectorUse, selector: Json): string | undefined {
  if (!isObject(selector)) return 'a selector is an object'
  const pairs = meanings[use].form === 'map' ? selector : (member(selector, 'matchLabels') ?? {})
  if (!isObject(pairs) || !Object.values(pairs).every(isString)) return 'label values are strings'
  if (meanings[use].form === 'map') return undefined
  const expressions = member(selector, 'matchExpressions') ?? []
  if (!Array.isArray(expressions)) return 'matchExpressions is a list'
  return expressions.map(expressionProblem).find(problem => problem !== undefined)
}

function expressionProblem(expression: Json): string | undefined {
  const [key, operator] = [member(expression, 'key'), member(expression, 'operator')]
  const values = member(expression, 'values') ?? []
  if (!isString(key) || key === '') return 'an expression needs a key'
  if (!Array.isArray(values) || !values.every(isString)) return 'the values of an expression are strings'
  if (operator === 'In' || operator === 'NotIn')
    return values.length === 0 ? `${operator} needs values` : undefined
  if (operator === 'Exists' || operator === 'DoesNotExist')
    return values.length > 0 ? `${operator} takes no values` : undefined
  return 'the operator is one of In, NotIn, Exists, DoesNotExist'
}

interface Requirement {
  readonly key: string
  readonly operator: Json | undefined
  readonly values: readonly Json[]
}

const fromMap = (map: JsonObject): readonly Requirement[] =>
  Object.entries(map).map(([key, value]) => ({ key, operator: 'In', values: [value] }))

const requirementsOf = (selector: Json): readonly Requirement[] => [
  ...fromMap(objectOf(member(selector, 'matchLabels'))),
  ...listOf(member(selector, 'matchExpressions')).map(expression => ({
    key: String(member(expression, 'key')),
    operator: member(expression, 'operator'),
    values: listOf(member(expression, 'values')),
  })),
]

/** `NotIn` also holds where the label is missing. Source: apimachinery pkg/labels/selector.go. */
function holds({ key, operator, values }: Requirement, labels: JsonObject): boolean {
  const value = member(labels, key)
  if (operator === 'Exists') return value !== undefined
  if (operator === 'DoesNotExist') return value === undefined
  const isIn = value !== undefined && values.includes(value)
  return operator === 'In' ? isIn : !isIn
}

/** Labels as a message shows them: `app: rabbitmq, tier: mq`. */
export const labelText = (labels: JsonObject): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join(', ')

/** A LabelSelector as a message shows it: `app: rabbitmq, tier in (mq, bus)`; empty for one that picks nothing or all. */
export const selectorText = (selector: Json | undefined): string =>
  [
    labelText(objectOf(member(selector, 'matchLabels'))),
    ...listOf(member(selector, 'matchExpressions')).map(expression => {
      const values = listOf(member(expression, 'values')).map(String).join(', ')
      const operator = String(member(expression, 'operator'))
      return `${String(member(expression, 'key'))} ${operator}${values === '' ? '' : ` (${values})`}`
    }),
  ]
    .filter(text => text !== '')
    .join(', ')
