import { policyLabel } from '../model/messaging/policy.ts'
import { isMirroring, keyPlace, ofMirrors } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

export default policyRule({
  id: 'promote-on-shutdown-implicit',
  group: 'promotion',
  title: 'A mirrored policy does not say what a planned stop may promote',
  worst: 'info',
  single: 'info',
  when: { since: 'ever', rabbitmq: '3.4-3.13' },
  rationale: `The default of \`ha-promote-on-shutdown\` is \`when-synced\`: a planned stop promotes no mirror that lacks messages. A reader of the policy
cannot see that, and the default of its twin for failures is the opposite. Spelling it out changes nothing and protects against a change by mistake.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha'],
  evidence: {
    kind: 'source',
    where: 'deps/rabbit/src/rabbit_mirror_queue_master.erl@v3.13.7:terminate: anything but always blocks',
  },
  example: () => ({
    bad: cluster({
      definitions: policyFile(
        '{"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-failure": "when-synced"}',
      ),
    }),
    good: cluster({
      definitions: policyFile(safeMirrors),
    }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy, cluster }, tell) {
    if (policy.operator || !isMirroring(policy) || policy.keys.has('ha-promote-on-shutdown')) return
    const at = keyPlace(policy, 'ha-promote-on-shutdown')
    tell.report({
      at,
      message: `${policyLabel(policy)} leaves ha-promote-on-shutdown at its default`,
      why: ofMirrors(
        cluster?.replicas,
        'the default, when-synced, keeps messages at a planned stop; nothing in the policy says that it is meant',
      ),
      help: 'write ha-promote-on-shutdown: when-synced',
      fix: {
        title: 'spell the default out',
        safety: policy.carrier === 'policy-resource' ? 'additive' : 'safe',
        edits: [{ op: 'set', at, value: 'when-synced' }],
      },
    })
  },
})
