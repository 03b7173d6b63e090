import fc from 'fast-check'
import { at } from '../../model/kube/address.ts'
import { competitionOf } from '../../model/messaging/competing-policies.ts'
import { type Policy, policyFrom } from '../../model/messaging/policy.ts'
import { kubeObject } from '../../source/objects.ts'
import { expect, test } from '../jest.ts'
import { expectOfKnownAndNew } from '../tries.ts'

const object = kubeObject({ apiVersion: 'v1', kind: 'ConfigMap' }, { from: 'api' })
const pattern = fc.oneof(
  fc.constantFrom('.*', '', '^', '^.*$', 'a|b', '^a\\.b', '^a\\.b.*', '^(a)'),
  fc.stringMatching(/^\^[ab]{1,4}(?:\.\*)?$/),
)
const policy = fc
  .record({
    name: fc.constantFrom('p', 'q', 'r', 's'),
    vhost: fc.constantFrom('/', '/', 'other'),
    pattern,
    priority: fc.integer({ min: 0, max: 3 }),
    'apply-to': fc.constantFrom('all', 'queues', 'classic_queues', 'quorum_queues', 'exchanges', 'streams'),
  })
  .map(value => policyFrom(value, at(object), 'definitions', value.priority === 3 && value.name === 's'))

/** What the broker documents, pair by pair. */
function matchesAll(text: string): boolean {
  return /^\^?(?:\.\*|\.|\.\+|\(\.\*\))?\$?$/.test(text)
}
function covers(first = '', second = ''): boolean {
  const prefix = (text: string): string | undefined =>
    /^\^((?:[A-Za-z0-9_-]|\\\.)+)(?:\.\*)?$/.exec(text)?.[1]?.replaceAll('\\.', '.')
  const [a, b] = [prefix(first), prefix(second)]
  return matchesAll(first) || first === second || (a !== undefined && b?.startsWith(a) === true)
}
function together(a: string, b: string): boolean {
  if (a === b || a === 'all' || b === 'all') return true
  return (a === 'queues' && b.endsWith('queues')) || (b === 'queues' && a.endsWith('queues'))
}
const compete = (a: Policy, b: Policy): boolean =>
  a.name !== b.name && a.vhost === b.vhost && a.operator === b.operator && together(a.applyTo, b.applyTo)

test('the winner and the twin of each policy are those of a look at every pair', () => {
  const seen = { winners: 0, twins: 0 }
  expectOfKnownAndNew(
    fc.property(fc.array(policy, { maxLength: 12 }), policy, (policies, stranger) => {
      const competition = competitionOf(policies)
      for (const [index, own] of [...policies, stranger].entries()) {
        const rivals = policies.filter(other => compete(other, own))
        const winner = rivals.find(
          other => other.priority > own.priority && covers(other.pattern, own.pattern),
        )
        const twin = rivals.find(
          other =>
            policies.indexOf(other) < index &&
            other.priority === own.priority &&
            (covers(other.pattern, own.pattern) || covers(own.pattern, other.pattern)),
        )
        expect(competition.winnerOver(own)).toBe(winner)
        expect(competition.twinBefore(own)).toBe(twin)
        if (winner) seen.winners++
        if (twin) seen.twins++
      }
    }),
    { seed: 20, numRuns: 400 },
    () => {
      expect(seen.winners).toBeGreaterThan(100)
      expect(seen.twins).toBeGreaterThan(100)
    },
  )
})
