import { policyLabel, policyText } from '../model/messaging/policy.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

const mirrored = (mode: string): string =>
  cluster({
    replicas: 5,
    definitions: policyFile(
      `{${mode}, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"}`,
    ),
  })

export default policyRule({
  id: 'mirror-count-excessive',
  group: 'promotion',
  title: 'Queues are mirrored on every node',
  worst: 'warning',
  single: 'skip',
  when: { since: 'ever', rabbitmq: '<=3.13' },
  rationale: `With \`ha-mode: all\` each message is written on every node, and the slowest of them sets the pace. Adding nodes makes it slower. A majority of copies bears the
same losses that a cluster bears.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha#replication-factor'],
  evidence: {
    kind: 'docs',
    where:
      'the guide to classic queue mirroring: mirroring to all nodes is in most cases too much; N/2 + 1 is advised',
  },
  example: () => ({
    bad: mirrored('"ha-mode": "all"'),
    good: mirrored('"ha-mode": "exactly", "ha-params": 3'),
    also: ['mirroring-deprecated'],
  }),
  check({ policy, cluster }, tell) {
    const mode = policyText(policy, 'ha-mode')
    if (mode?.value !== 'all' || cluster === undefined) return
    const count = tell.know(cluster.replicas)?.value ?? 0
    if (count < 3) return
    const enough = Math.floor(count / 2) + 1
    tell.report({
      at: mode.at,
      severity: count >= 5 ? 'warning' : 'info',
      message: `${policyLabel(policy)} mirrors queues on all ${count} nodes`,
      why: `every message is written ${count} times, and a publisher waits for the slowest node`,
      help: `use ha-mode: exactly with ha-params: ${enough}`,
    })
  },
})
