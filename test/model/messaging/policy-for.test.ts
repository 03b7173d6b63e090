import type { Lookup } from '../../../model/kube/lookup.ts'
import type { Policy } from '../../../model/messaging/policy.ts'
import type { Queue } from '../../../model/messaging/queue.ts'
import { cluster } from '../../../policies/sample.ts'
import { describe, expect, test } from '../../jest.ts'
import { clusterIn } from '../cluster-of.ts'

const policy = (name: string, more: object = {}): object => ({
  vhost: '/',
  name,
  pattern: '^orders',
  'apply-to': 'all',
  priority: 0,
  definition: { 'max-length': 10 },
  ...more,
})
const definitions = (...policies: readonly object[]): string =>
  cluster({ definitions: JSON.stringify({ users: [{ name: 'a' }], vhosts: [{ name: '/' }], policies }) })
const shown = (answer: Lookup<Policy>): string =>
  answer.state === 'found' ? answer.value.name : answer.state === 'absent' ? 'none' : `unknown: ${answer.why}`
const orders: Queue = { vhost: '/', name: 'orders.eu', type: 'classic' }

describe('the policy that a queue gets', () => {
  test.each<[string, readonly object[], Partial<Queue>, string | RegExp]>([
    ['matches its name', [policy('a')], {}, 'a'],
    ['or there is none', [policy('a', { pattern: '^bills' })], {}, 'none'],
    ['has the highest priority', [policy('a'), policy('b', { priority: 1 })], {}, 'b'],
    ['is of its virtual host', [policy('a', { vhost: 'other', priority: 5 })], {}, 'none'],
    ['is for its type', [policy('a', { 'apply-to': 'quorum_queues' })], {}, 'none'],
    ['is for its type', [policy('a', { 'apply-to': 'quorum_queues' })], { type: 'quorum' }, 'a'],
    ['is not for exchanges', [policy('a', { 'apply-to': 'exchanges' })], {}, 'none'],
    [
      'holds nothing that its type cannot use',
      [policy('a', { priority: 1, definition: { 'ha-mode': 'all' } }), policy('b')],
      { type: 'quorum' },
      'b',
    ],
    ['is left to chance among equals', [policy('a'), policy('b')], {}, /a and b have one priority/],
    [
      'is unknown where a pattern is not plain',
      [policy('a', { pattern: '^(orders|bills)$', priority: 1 }), policy('b')],
      {},
      /pattern of a/,
    ],
    [
      'a pattern of lower priority does not matter',
      [policy('a', { priority: 1 }), policy('b', { pattern: '(x|y)' })],
      {},
      'a',
    ],
  ])('%s', (_, policies, queue, expected) => {
    const said = shown(clusterIn(definitions(...policies)).policyFor({ ...orders, ...queue }))
    if (typeof expected === 'string') expect(said).toBe(expected)
    else expect(said).toMatch(expected)
  })
  test('is unknown where not all policies were seen', () => {
    const unseen = cluster({ without: ['ConfigMap'] })
    expect(shown(clusterIn(unseen).policyFor(orders))).toMatch(/^unknown: ConfigMap/)
  })
})
