import { policyLabel, policyText } from '../model/messaging/policy.ts'
import { ofMirrors } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

export default policyRule({
  id: 'promote-on-shutdown-always',
  group: 'promotion',
  title: 'A planned stop promotes a mirror that is not synchronised',
  worst: 'error',
  single: 'info',
  when: { since: 'ever', rabbitmq: '3.4-3.13' },
  rationale: `With \`ha-promote-on-shutdown: always\` a planned stop of the node that leads a queue promotes a mirror even when none is
synchronised: what the mirror lacks is gone, confirmed messages included, also when the old leader returns. The default,
\`when-synced\`, makes the queue unavailable until then and keeps the messages.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha#unsynchronised-mirrors'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_mirror_queue_master.erl@v3.13.7:terminate: always promotes; on 3.10.8 0 of 1,000 confirmed messages were left after a planned stop',
  },
  log: [
    {
      by: 'node',
      pattern: /Mirrored queue '(?<queue>[^']+)' in vhost '(?<vhost>[^']+)': Promoting mirror/,
      sample: "Mirrored queue 'q1' in vhost '/': Promoting mirror <rabbit@rabbitmq-1.1.512.0> to leader",
    },
  ],
  example: () => ({
    bad: cluster({
      definitions: policyFile(
        '{"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "always"}',
      ),
    }),
    good: cluster({
      definitions: policyFile(
        '{"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced"}',
      ),
    }),
    also: ['mirroring-deprecated', 'promote-on-failure-always'],
  }),
  check({ policy, cluster }, tell) {
    const setting = policyText(policy, 'ha-promote-on-shutdown')
    if (setting?.value !== 'always') return
    // Observed on 3.10.8: the queue then waits for its leader all the same, 1,000 of 1,000 messages kept.
    if (policyText(policy, 'ha-promote-on-failure')?.value === 'when-synced') return
    tell.report({
      at: setting.at,
      message: `${policyLabel(policy)}: ha-promote-on-shutdown is always`,
      why: ofMirrors(
        cluster?.replicas,
        'a planned stop promotes an unsynchronised mirror: confirmed messages are lost',
      ),
      help: 'set when-synced (the default): the queue then waits for its leader, and no message is lost',
      fix: {
        title: 'set when-synced',
        safety: 'unsafe',
        edits: [{ op: 'set', at: setting.at, value: 'when-synced' }],
      },
    })
  },
})
