import { policyLabel, policyText } from '../model/messaging/policy.ts'
import { mirrorsWith, ofMirrors } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

export default policyRule({
  id: 'mirror-sync-manual',
  group: 'promotion',
  title: 'New mirrors of a queue stay empty',
  worst: 'warning',
  single: 'info',
  when: { rabbitmq: '<=3.13' },
  rationale: `With \`ha-sync-mode: manual\`, the default, a mirror that joins gets new messages only. Until the old ones are consumed or someone runs
\`rabbitmqctl sync_queue\`, there is no second copy of them, however many mirrors the policy asks for: after each restart of a pod.
Together with \`ha-promote-on-shutdown: always\` the next planned stop throws them away.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha#unsynchronised-mirrors'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_mirror_queue_misc.erl@v3.13.7:maybe_auto_sync: only automatic synchronises; on 3.10.8 an unsynchronised mirror was seen to hold 0 of 1,000 confirmed messages',
  },
  example: () => ({
    bad: cluster({
      definitions: policyFile(
        '{"ha-mode": "exactly", "ha-params": 2, "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"}',
      ),
    }),
    good: cluster({
      definitions: policyFile(safeMirrors),
    }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy, cluster }, tell) {
    const manual = mirrorsWith(policy, 'ha-sync-mode', 'manual')
    if (!manual) return
    const { written, at } = manual
    // The stricter of the two keys decides: see promote-keys-contradict.
    const promotes =
      policyText(policy, 'ha-promote-on-shutdown')?.value === 'always' &&
      policyText(policy, 'ha-promote-on-failure')?.value !== 'when-synced'
    tell.report({
      at,
      severity: promotes ? 'error' : 'warning',
      message: `${policyLabel(policy)} ${written ? 'sets ha-sync-mode: manual' : 'leaves ha-sync-mode at its default, manual'}`,
      why: ofMirrors(
        cluster?.replicas,
        promotes
          ? 'a mirror that joins stays empty, and the next planned stop promotes it: confirmed messages are lost'
          : 'a mirror that joins after a restart stays empty until someone synchronises it: there is no second copy',
      ),
      help: 'set ha-sync-mode: automatic, outside of busy hours for long queues: a queue blocks while it synchronises',
      fix: {
        title: 'synchronise by itself',
        safety: 'unsafe',
        edits: [{ op: 'set', at, value: 'automatic' }],
      },
    })
  },
})
