import { policyLabel } from '../model/messaging/policy.ts'
import { exactly } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

export default policyRule({
  id: 'mirror-count-exceeds-replicas',
  group: 'promotion',
  title: 'A policy asks for more mirrors than there are nodes',
  worst: 'info',
  single: 'info',
  when: { rabbitmq: '<=3.13' },
  rationale: `\`ha-mode: exactly\` with more replicas than the cluster has nodes mirrors to all of them: it works, and says something else than it does.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha'],
  evidence: {
    kind: 'docs',
    where:
      'the guide to classic queue mirroring: if there are fewer than count nodes, the queue is mirrored to all nodes',
  },
  example: () => ({
    bad: cluster({
      definitions: policyFile(
        '{"ha-mode": "exactly", "ha-params": 5, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"}',
      ),
    }),
    good: cluster({
      definitions: policyFile(safeMirrors),
    }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy, cluster }, tell) {
    const count = exactly(policy)
    const replicas = cluster && tell.know(cluster.replicas)
    if (
      count === undefined ||
      replicas === undefined ||
      replicas.value === 0 ||
      count.value <= replicas.value
    )
      return
    tell.report({
      at: count.at,
      message: `${policyLabel(policy)} wants ${count.value} replicas of each queue, and there ${replicas.value === 1 ? 'is one node' : `are ${replicas.value} nodes`}`,
      why: 'each queue gets a replica on every node, and no more: the number promises what is not there',
      help:
        replicas.value === 1
          ? 'run more nodes, or leave the ha-* keys out'
          : 'lower ha-params; a majority of the nodes is enough',
      related: [{ at: replicas.at, message: 'the number of nodes' }],
    })
  },
})
