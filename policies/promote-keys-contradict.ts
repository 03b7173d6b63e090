import { policyLabel, policyText } from '../model/messaging/policy.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

export default policyRule({
  id: 'promote-keys-contradict',
  group: 'promotion',
  title: 'A planned stop may promote what a crash may not',
  worst: 'warning',
  single: 'info',
  replaces: { atPlace: ['promote-on-shutdown-always'] },
  when: { rabbitmq: '3.7.5-3.13' },
  rationale: `\`ha-promote-on-failure: when-synced\` protects messages when a node crashes, \`ha-promote-on-shutdown: always\` gives them away when one is
stopped on purpose. Since 3.7.5 the stricter of the two keys decides a planned stop too, so the second has no effect: whoever wrote it expects
something else.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_mirror_queue_master.erl@v3.13.7:terminate, deps/rabbit/src/rabbit_mirror_queue_misc.erl@v3.13.7:promote_slave: both keys are asked at a planned stop',
  },
  example: () => ({
    bad: cluster({
      definitions: policyFile(
        '{"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "always", "ha-promote-on-failure": "when-synced"}',
      ),
    }),
    good: cluster({
      definitions: policyFile(safeMirrors),
    }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy }, tell) {
    const [shutdown, failure] = [
      policyText(policy, 'ha-promote-on-shutdown'),
      policyText(policy, 'ha-promote-on-failure'),
    ]
    if (shutdown?.value !== 'always' || failure?.value !== 'when-synced') return
    tell.report({
      at: shutdown.at,
      message: `${policyLabel(policy)}: always on shutdown, when-synced on failure`,
      why: 'the stricter key decides: always has no effect',
      help: 'set ha-promote-on-shutdown: when-synced',
      related: [{ at: failure.at, message: 'when-synced here' }],
      fix: {
        title: 'say when-synced twice',
        safety: 'safe',
        edits: [{ op: 'set', at: shutdown.at, value: 'when-synced' }],
      },
    })
  },
})
