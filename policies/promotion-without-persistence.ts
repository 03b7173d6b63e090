import { policyLabel, policyText } from '../model/messaging/policy.ts'
import { ofMirrors } from '../model/messaging/policy-questions.ts'
import { policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

export default policyRule({
  id: 'promotion-without-persistence',
  group: 'promotion',
  title: 'A queue would wait for a leader whose disk is gone',
  worst: 'warning',
  single: 'info',
  when: { rabbitmq: '3.7.5-3.13' },
  rationale: `\`ha-promote-on-failure: when-synced\` makes a queue without a synchronised mirror wait for its leader. Where the data does not survive the pod, the leader
comes back empty or not at all: the queue stays unavailable until someone deletes it.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/ha'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_mirror_queue_misc.erl@v3.13.7:promote_slave: when-synced waits for the leader; on 3.10.8 declare and get were seen to hang until it returned',
  },
  example: () => ({
    bad: cluster({
      storage: 'emptyDir',
      definitions: policyFile(safeMirrors),
    }),
    good: cluster({
      definitions: policyFile(safeMirrors),
    }),
    also: ['mirroring-deprecated', 'storage-not-persistent'],
  }),
  check({ policy, cluster }, tell) {
    const failure = policyText(policy, 'ha-promote-on-failure')
    if (failure?.value !== 'when-synced' || !cluster) return
    const volume = tell.know(cluster.dataVolume)
    if (volume?.persistent) return
    const automatic = policyText(policy, 'ha-sync-mode')?.value === 'automatic'
    tell.report({
      at: failure.at,
      severity: automatic ? 'warning' : 'error',
      message: `${policyLabel(policy)} waits for leaders whose data goes with their pods`,
      why: ofMirrors(
        cluster.replicas,
        'after a crash a queue without a synchronised mirror stays unavailable for ever: its leader comes back empty',
      ),
      help: 'keep the data on a claim, or let mirrors take over (always) and accept what is lost',
      ...(volume ? { related: [{ at: volume.at, message: 'the data does not survive the pod' }] } : {}),
    })
  },
})
