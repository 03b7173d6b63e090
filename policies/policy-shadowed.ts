import { competitionOf } from '../model/messaging/competing-policies.ts'
import { hasMirrorKeys, policyLabel } from '../model/messaging/policy.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const file = (first: string, second: string): string =>
  cluster({
    definitions: `{
  "users": [{"name": "admin", "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "tags": "administrator"}],
  "vhosts": [{"name": "/"}],
  "policies": [
    ${first},
    ${second}
  ]
}`,
  })

export default policyRule({
  id: 'policy-shadowed',
  group: 'promotion',
  title: 'A policy never applies: one of higher priority covers all its queues',
  worst: 'error',
  single: 'info',
  rationale: `Exactly one policy applies to a queue: of those that match, the one with the highest priority. A policy whose names are all matched by
another of higher priority in the same virtual host has no effect, whatever it holds. For mirroring that means no mirrors.`,
  sources: ['https://www.rabbitmq.com/docs/parameters#how-policies-work'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: definitions: a mirroring policy below another',
  },
  log: { nothing: 'the broker takes the policy, and applies the other one' },
  example: () => ({
    bad: file(
      '{"vhost": "/", "name": "all", "pattern": ".*", "apply-to": "queues", "priority": 10, "definition": {"max-length": 10}}',
      '{"vhost": "/", "name": "orders", "pattern": "^orders", "apply-to": "queues", "priority": 1, "definition": {"max-length": 99}}',
    ),
    good: file(
      '{"vhost": "/", "name": "all", "pattern": ".*", "apply-to": "queues", "priority": 1, "definition": {"max-length": 10}}',
      '{"vhost": "/", "name": "orders", "pattern": "^orders", "apply-to": "queues", "priority": 10, "definition": {"max-length": 99}}',
    ),
  }),
  check({ policy, cluster }, tell) {
    const winner = cluster && competitionOf(tell.all(cluster.policies)).winnerOver(policy)
    if (!winner) return
    tell.report({
      at: policy.at,
      severity: hasMirrorKeys(policy) ? 'error' : 'warning',
      message: `${policyLabel(policy)} never applies: ${winner.name} matches all its queues with priority ${winner.priority}`,
      why: hasMirrorKeys(policy)
        ? 'nothing is mirrored: the other policy applies to each of these queues'
        : 'only one policy applies to a queue, and it is never this one',
      help: `give it a priority above ${winner.priority}, or put both definitions into one policy`,
      related: [{ at: winner.at, message: `priority ${winner.priority}` }],
    })
  },
})
