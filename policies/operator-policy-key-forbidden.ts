import { policyKey, policyKeyReleases } from '../facts/policy-keys.ts'
import { keyOf } from '../model/kube/address.ts'
import type { JsonObject } from '../model/kube/json.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { policyKeyRefused } from '../model/rule/log-lines.ts'
import { policyRule } from '../model/rule/rule.ts'
import { rabbitmqCluster, topology, yaml } from './sample.ts'

const policy = (definition: JsonObject): string =>
  yaml(
    rabbitmqCluster({ replicas: 3, image: 'rabbitmq:3.13.7' }, { namespace: 'mq' }),
    topology('OperatorPolicy', 'limits', {
      name: 'limits',
      pattern: '^orders',
      applyTo: 'queues',
      definition,
    }),
  )

export default policyRule({
  id: 'operator-policy-key-forbidden',
  group: 'promotion',
  title: 'An operator policy sets a key that operator policies cannot carry',
  worst: 'error',
  single: 'info',
  when: { releaseData: true },
  rationale: `Operator policies take only a part of the settings; \`ha-promote-on-shutdown\`, \`ha-promote-on-failure\` and \`ha-sync-batch-size\` were never among them. One
other key refuses the whole policy.`,
  sources: ['https://www.rabbitmq.com/docs/policies#operator-policies'],
  evidence: {
    kind: 'observed',
    where:
      'test/slow/running-nodes.test.ts: policies: set_operator_policy with a key that operators may not set',
  },
  log: [policyKeyRefused],
  example: () => ({
    bad: policy({ 'max-length': 10000, 'queue-mode': 'lazy' }),
    good: policy({ 'max-length': 10000 }),
    also: ['policy-key-obsolete'],
  }),
  check({ policy, release }, tell) {
    if (!policy.operator) return
    for (const [key, { at }] of policy.keys) {
      if (policyKey(key, release, 'operator') !== undefined || policyKey(key, release) === undefined) continue
      const releases = policyKeyReleases(key, 'operator')
      tell.report({
        at: keyOf(at),
        message: `${policyLabel(policy)} sets ${key}, which operator policies cannot carry`,
        why: 'the broker refuses the policy',
        help:
          releases === ''
            ? 'set it in an ordinary policy'
            : `releases that take it in operator policies: ${releases}`,
        fix: { title: 'remove the key', safety: 'safe', edits: [{ op: 'remove', at }] },
      })
    }
  },
})
