import { inapplicableTo } from '../facts/policy-keys.ts'
import { keyOf } from '../model/kube/address.ts'
import { mirrorKeys, policyLabel } from '../model/messaging/policy.ts'
import { isMirroring } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

const safe =
  '"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"'

export default policyRule({
  id: 'policy-keys-mixed',
  group: 'promotion',
  title: 'A mirroring policy holds a key that keeps it off classic queues',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '3.9-3.13' },
  rationale: `A policy with a key that a queue type cannot use does not apply to queues of that type at all. Keys of quorum queues and streams
beside \`ha-*\` therefore void the whole policy: classic queues pass it over, the others ignore \`ha-*\`. Nothing says so.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/parameters#policies'],
  evidence: {
    kind: 'source',
    where: 'deps/rabbit/src/rabbit_classic_queue.erl@v3.13.7:capabilities: unsupported_policies',
  },
  log: { nothing: 'the broker takes the policy, and each queue passes over what its type does not know' },
  example: () => ({
    bad: cluster({ definitions: policyFile(`{${safe}, "max-age": "7D"}`) }),
    good: cluster({ definitions: policyFile(`{${safe}, "max-length": 100000}`) }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy, release }, tell) {
    if (!isMirroring(policy)) return
    const other = [...policy.keys].find(
      ([key]) => !mirrorKeys.has(key) && inapplicableTo(key, release).includes('classic'),
    )
    const mode = policy.keys.get('ha-mode')
    if (!other || !mode) return
    tell.report({
      at: keyOf(other[1].at),
      message: `${policyLabel(policy)} sets ${other[0]} beside ha-mode`,
      why: `classic queues cannot use ${other[0]} and pass the whole policy over: nothing is mirrored`,
      help: 'make two policies of it, each with its own apply-to',
      related: [{ at: mode.at, message: 'meant for classic queues' }],
    })
  },
})
