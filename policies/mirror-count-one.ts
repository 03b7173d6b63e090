import { policyLabel } from '../model/messaging/policy.ts'
import { exactly, ofMirrors } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

export default policyRule({
  id: 'mirror-count-one',
  group: 'promotion',
  title: 'A policy mirrors to one node: to none',
  worst: 'warning',
  single: 'info',
  when: { rabbitmq: '<=3.13' },
  rationale: `The count of \`ha-mode: exactly\` includes the leader. With 1 there is no mirror, and the queue goes down with its node.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha'],
  evidence: {
    kind: 'docs',
    where: 'the guide to classic queue mirroring: a count of 1 means a single replica, just the leader',
  },
  example: () => ({
    bad: cluster({
      definitions: policyFile(
        '{"ha-mode": "exactly", "ha-params": 1, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"}',
      ),
    }),
    good: cluster({
      definitions: policyFile(safeMirrors),
    }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy, cluster }, tell) {
    const count = exactly(policy)
    if (count?.value !== 1) return
    tell.report({
      at: count.at,
      message: `${policyLabel(policy)} wants exactly 1 replica of each queue`,
      why: ofMirrors(
        cluster?.replicas,
        'the leader counts, too: nothing is mirrored, a queue goes down with its node',
      ),
      help: 'set ha-params: 2, once there are two nodes or more',
    })
  },
})
