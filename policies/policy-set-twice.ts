import type { Policy, PolicyCarrier } from '../model/messaging/policy.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { definitionOf } from '../model/messaging/policy-questions.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

const both = (command: string): string =>
  cluster({
    definitions: policyFile('{"max-length": 1000}'),
    container: { lifecycle: { preStop: { exec: { command: ['sh', '-c', command] } } } },
  })

export default clusterRule({
  id: 'policy-set-twice',
  group: 'promotion',
  title: 'One policy is set in two places, differently',
  worst: 'warning',
  needs: [],
  rationale: `A policy has one definition: who sets it last wins. Definitions come with each boot, resources of the topology operator whenever they are reconciled, commands when
their script runs. What holds changes with each of them.`,
  sources: ['https://www.rabbitmq.com/docs/policies', 'https://www.rabbitmq.com/docs/definitions'],
  evidence: { kind: 'docs', where: 'the guide to policies: setting a policy of the same name replaces it' },
  example: () => ({
    bad: both(`rabbitmqctl set_policy --apply-to queues orders '^orders\\.' '{"max-length":2000}' || true`),
    good: both(`rabbitmqctl set_policy --apply-to queues orders '^orders\\.' '{"max-length":1000}' || true`),
  }),
  check({ cluster }, tell) {
    const seen = new Map<string, Policy>()
    for (const policy of tell.all(cluster.policies)) {
      const { operator, vhost, name, carrier, at } = policy
      if (name === '' || contentOf(policy) === undefined) continue
      const key = JSON.stringify([operator, vhost, name])
      const first = seen.get(key)
      if (first === undefined) seen.set(key, policy)
      if (first === undefined || contentOf(first) === contentOf(policy)) continue
      if (first.carrier === carrier && first.at.object === at.object) continue
      tell.report({
        at,
        subject: name,
        message: `${policyLabel(policy)} is set twice, by ${whose[first.carrier]} and by ${whose[carrier]}, differently`,
        why: 'who sets it last wins, which changes with each boot and each run',
        help: 'set it in one place',
        related: [{ at: first.at, message: 'the other one' }],
      })
    }
  },
})

const whose: Readonly<Record<PolicyCarrier, string>> = {
  definitions: 'definitions',
  configuration: 'the configuration',
  'policy-resource': 'a resource',
  command: 'a command',
}

/** What makes two policies of one name the same; undefined where that is not all known. */
function contentOf(policy: Policy): string | undefined {
  const { pattern, applyTo, priority, keys, raw } = policy
  if (pattern === undefined || raw !== undefined || keys.size === 0) return undefined
  const definition = Object.entries(definitionOf(policy)).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([pattern, applyTo, priority, definition])
}
