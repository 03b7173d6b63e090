import { ifFound } from '../model/kube/lookup.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { mirrorsWith, ofMirrors } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

export default policyRule({
  id: 'promote-on-failure-always',
  group: 'promotion',
  title: 'A crash promotes a mirror that is not synchronised',
  worst: 'warning',
  single: 'info',
  when: { since: 'ever', rabbitmq: '3.6.16,3.7.5-3.13' },
  rationale: `The default of \`ha-promote-on-failure\` is \`always\`: when the node that leads a queue fails, a mirror takes over even when none is
synchronised, and what it lacks is gone for good, confirmed messages included. \`when-synced\` makes the queue wait for its leader
instead: right where the disks survive the pod, useless where they do not.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_mirror_queue_misc.erl@v3.13.7:promote_slave: anything but when-synced promotes; on 3.10.8 a leader was killed and the mirror held 0 of 1,000 messages',
  },
  example: () => ({
    bad: cluster({
      definitions: policyFile(
        '{"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced"}',
      ),
    }),
    good: cluster({
      definitions: policyFile(safeMirrors),
    }),
    also: ['mirroring-deprecated'],
  }),
  check({ policy, cluster }, tell) {
    const always = mirrorsWith(policy, 'ha-promote-on-failure', 'always')
    if (!always) return
    const { written, at } = always
    // What to do depends on them, and not whether messages are lost.
    const comesBack = cluster && ifFound(cluster.comesBack)
    const replicas = cluster && ifFound(cluster.replicas)
    tell.report({
      at,
      message: written
        ? `${policyLabel(policy)}: ha-promote-on-failure is always`
        : `${policyLabel(policy)} leaves ha-promote-on-failure at its default, always`,
      why: ofMirrors(
        cluster?.replicas,
        'when the leader of a queue crashes, a mirror that lacks messages takes over: confirmed messages are lost',
      ),
      help:
        comesBack === false
          ? 'keep data and node names first, then set when-synced: the queue then waits for its leader'
          : 'set when-synced where the data survives the pods: the queue then waits for its leader',
      ...(comesBack && (replicas?.value ?? 0) > 1
        ? {
            fix: {
              title: 'set when-synced',
              safety: 'unsafe',
              edits: [{ op: 'set', at, value: 'when-synced' }],
            },
          }
        : {}),
    })
  },
})
