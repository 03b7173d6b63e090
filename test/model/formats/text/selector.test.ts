import fc from 'fast-check'
import { type SelectorUse, selectorProblem, selects } from '../../../../model/formats/text/selector.ts'
import type { Json } from '../../../../model/kube/json.ts'
import { describe, expect, test } from '../../../jest.ts'
import { tries } from '../../../tries.ts'

const labels = { app: 'rabbitmq', tier: 'mq' }
const expression = (key: string, operator: string, ...values: string[]): Json => ({
  matchExpressions: [values.length > 0 ? { key, operator, values } : { key, operator }],
})

describe('an empty or missing selector', () => {
  test.each<[SelectorUse, boolean, boolean]>([
    ['service', false, false],
    ['workload', false, false],
    ['budget', true, false],
    ['budget-v1beta1', false, false],
    ['network-policy', true, true],
    ['affinity', true, false],
  ])('%s', (use, empty, missing) => {
    expect(selects(use, {}, labels)).toBe(empty)
    expect(selects(use, undefined, labels)).toBe(missing)
    expect(selects(use, null, labels)).toBe(missing)
    if (use !== 'service') expect(selects(use, { matchLabels: {}, matchExpressions: [] }, labels)).toBe(empty)
  })
})

test.each<[Json, boolean]>([
  [{ matchLabels: { app: 'rabbitmq' } }, true],
  [{ matchLabels: { app: 'rabbitmq', tier: 'mq' } }, true],
  [{ matchLabels: { app: 'rabbit' } }, false],
  [{ matchLabels: { app: 'rabbitmq', zone: 'a' } }, false],
  [{ matchLabels: { constructor: 'x' } }, false],
  [expression('app', 'In', 'x', 'rabbitmq'), true],
  [expression('app', 'In', 'x'), false],
  [expression('zone', 'In', 'x'), false],
  [expression('app', 'NotIn', 'x'), true],
  [expression('app', 'NotIn', 'rabbitmq'), false],
  [expression('zone', 'NotIn', 'x'), true],
  [expression('app', 'Exists'), true],
  [expression('zone', 'Exists'), false],
  [expression('toString', 'Exists'), false],
  [expression('app', 'DoesNotExist'), false],
  [expression('zone', 'DoesNotExist'), true],
  [
    {
      matchLabels: { app: 'rabbitmq' },
      matchExpressions: [{ key: 'tier', operator: 'In', values: ['web'] }],
    },
    false,
  ],
])('%j', (selector, expected) => {
  expect(selects('workload', selector, labels)).toBe(expected)
})

test.each<[Json, boolean]>([
  [{ app: 'rabbitmq' }, true],
  [{ app: 'rabbitmq', tier: 'x' }, false],
])('Service %j', (selector, expected) => {
  expect(selects('service', selector, labels)).toBe(expected)
})

test.each<[SelectorUse, Json, string]>([
  ['workload', 'app=rabbitmq', 'a selector is an object'],
  ['workload', [], 'a selector is an object'],
  ['workload', { matchLabels: { app: 1 } }, 'label values are strings'],
  ['workload', { matchLabels: [] }, 'label values are strings'],
  ['service', { app: true }, 'label values are strings'],
  ['workload', { matchExpressions: {} }, 'matchExpressions is a list'],
  ['workload', { matchExpressions: ['app'] }, 'an expression needs a key'],
  ['workload', expression('', 'Exists'), 'an expression needs a key'],
  ['workload', expression('app', 'In'), 'In needs values'],
  ['workload', expression('app', 'NotIn'), 'NotIn needs values'],
  ['workload', expression('app', 'Exists', 'x'), 'Exists takes no values'],
  ['workload', expression('app', 'DoesNotExist', 'x'), 'DoesNotExist takes no values'],
  ['workload', expression('app', 'Gt', '1'), 'the operator is one of In, NotIn, Exists, DoesNotExist'],
  [
    'workload',
    { matchExpressions: [{ key: 'a', operator: 'In', values: [1] }] },
    'the values of an expression are strings',
  ],
])('%s %j is refused', (use, selector, problem) => {
  expect(selectorProblem(use, selector)).toBe(problem)
  expect(selects(use, selector, labels)).toBeUndefined()
})

test('an operator and its opposite never agree', () => {
  const label = fc.constantFrom('a', 'b', 'c')
  fc.assert(
    fc.property(label, fc.array(label, { minLength: 1 }), fc.dictionary(label, label), (key, values, own) => {
      const picks = (operator: string, ...list: string[]) =>
        selects('workload', expression(key, operator, ...list), own)
      expect(picks('In', ...values)).toBe(picks('NotIn', ...values) === false)
      expect(picks('Exists')).toBe(picks('DoesNotExist') === false)
    }),
    tries(100),
  )
})
