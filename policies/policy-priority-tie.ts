import { competitionOf } from '../model/messaging/competing-policies.ts'
import { hasMirrorKeys, policyLabel } from '../model/messaging/policy.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const file = (priority: number): string =>
  cluster({
    definitions: `{
  "users": [{"name": "admin", "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "tags": "administrator"}],
  "vhosts": [{"name": "/"}],
  "policies": [
    {"vhost": "/", "name": "all", "pattern": ".*", "apply-to": "queues", "priority": 0, "definition": {"max-length": 10}},
    {"vhost": "/", "name": "orders", "pattern": "^orders", "apply-to": "queues", "priority": ${priority}, "definition": {"max-length": 99}}
  ]
}`,
  })

export default policyRule({
  id: 'policy-priority-tie',
  group: 'promotion',
  title: 'Two policies of one priority match the same queues',
  worst: 'error',
  single: 'info',
  rationale: `Exactly one policy applies to a queue. Between two that match with equal priority the broker chooses one, and nothing says which: it may change
when a policy is set again.`,
  sources: ['https://www.rabbitmq.com/docs/parameters#how-policies-work'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_policy.erl@v4.3.5:sort_by_priority: equal priorities are left in the order of the table',
  },
  log: { nothing: 'the broker takes both policies, and chooses one for each queue' },
  example: () => ({ bad: file(0), good: file(10) }),
  check({ policy, cluster }, tell) {
    const twin = cluster && competitionOf(tell.all(cluster.policies)).twinBefore(policy)
    if (!twin) return
    const severe = hasMirrorKeys(policy) || hasMirrorKeys(twin)
    tell.report({
      at: policy.at,
      severity: severe ? 'error' : 'warning',
      message: `${policyLabel(policy)} and ${twin.name} match the same queues with priority ${policy.priority}`,
      why: 'only one of them applies to a queue, and which one is left to chance',
      help: 'give the more specific one the higher priority',
      related: [{ at: twin.at, message: `priority ${twin.priority} too` }],
    })
  },
})
