import { keyOf } from '../model/kube/address.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { policyKeyRefused } from '../model/rule/log-lines.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

/** Keys that came with the release behind the range of this rule. Source: release notes 3.6.16 and 3.7.5. */
const key = 'ha-promote-on-failure'

const safe = '"ha-mode": "all", "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced"'
const loaded = (definition: string): string =>
  cluster({
    image: 'rabbitmq:3.7.4',
    conf: 'management.load_definitions = /etc/rabbitmq/definitions.json',
    definitions: policyFile(definition),
    mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
  })

export default policyRule({
  id: 'promote-key-unsupported',
  group: 'promotion',
  title: 'A policy sets a promote key that this release does not know',
  worst: 'error',
  single: 'info',
  when: { since: 'ever', rabbitmq: '<=3.6.15,3.7.0-3.7.4' },
  rationale: `\`ha-promote-on-failure\` came with 3.6.16 and 3.7.5. Before, it is no policy setting, and the whole policy is refused: no queue is
mirrored. From 4.0 no mirroring is left, which is another rule's.`,
  sources: ['https://github.com/rabbitmq/rabbitmq-server/blob/main/release-notes/3.7.5.md'],
  evidence: {
    kind: 'source',
    where: 'src/rabbit_mirror_queue_misc.erl@v3.7.5:policy_validator: which keys it registers, beside v3.7.4',
  },
  log: [policyKeyRefused],
  example: () => ({
    bad: loaded(`{${safe}, "ha-promote-on-failure": "when-synced"}`),
    good: loaded(`{${safe}}`),
    also: ['entrypoint-writes-configuration'],
  }),
  check({ policy, release }, tell) {
    const setting = policy.keys.get(key)
    if (!setting) return
    tell.report({
      at: keyOf(setting.at),
      message: `${policyLabel(policy)} sets ${key}, which ${release.called} does not know`,
      why: 'the broker refuses the whole policy: nothing is mirrored',
      help: 'take the key out, or upgrade to 3.7.5 or later',
      fix: { title: 'take the key out', safety: 'safe', edits: [{ op: 'remove', at: setting.at }] },
    })
  },
})
