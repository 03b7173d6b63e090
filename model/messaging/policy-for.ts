import { inapplicableTo } from '../../facts/policy-keys.ts'
import type { Release } from '../../facts/release.ts'
import { matchesName } from '../formats/text/name-pattern.ts'
import { absent, found, type Lookup, type Seen, unknown } from '../kube/lookup.ts'
import type { Policy } from './policy.ts'
import type { Queue } from './queue.ts'

/**
 * The policy that a queue gets: absent where none applies. Unknown where one that was not seen may, where a pattern or
 * a virtual host is not plain, and where several of one priority apply: the broker then takes any of them.
 * @param operator whether operator policies are meant, which lie under the users' own
 */
export type PolicyFor = (queue: Queue, operator?: boolean) => Lookup<Policy>

const appliesTo: Readonly<Record<Queue['type'], readonly string[]>> = {
  classic: ['all', 'queues', 'classic_queues'],
  quorum: ['all', 'queues', 'quorum_queues'],
  stream: ['all', 'queues', 'streams'],
}

/** Source: rabbit_policy.erl@v3.13.7 and @v4.3.5, match/2, matches/2 and sort_by_priority/2; rabbit_queue_type:is_policy_applicable/2. */
export const policyForIn =
  (policies: Seen<Policy>, release: Release): PolicyFor =>
  (queue, operator = false) => {
    if (!policies.complete) return unknown(policies.why)
    const candidates = policies.items
      .filter(policy => policy.operator === operator && policy.vhost === queue.vhost)
      .filter(({ applyTo }) => appliesTo[queue.type].includes(applyTo))
      .filter(({ keys }) => [...keys.keys()].every(key => !inapplicableTo(key, release).includes(queue.type)))
      .map(policy => ({ policy, matches: matchesName(policy.pattern ?? '', queue.name) }))
      .filter(({ matches }) => matches !== false)
      .toSorted((a, b) => b.policy.priority - a.policy.priority)
    const [first, second] = candidates
    if (first === undefined) return absent(policies.proof)
    const unclear = candidates.find(
      ({ policy, matches }) => matches === undefined && policy.priority >= first.policy.priority,
    )
    if (unclear) return unknown(`whether the pattern of ${unclear.policy.name} matches is not told here`)
    if (second?.policy.priority === first.policy.priority)
      return unknown(`${first.policy.name} and ${second.policy.name} have one priority`)
    return found(first.policy)
  }
