import type { Cluster } from '../model/cluster.ts'
import type { Fix } from '../model/kube/fix.ts'
import { member } from '../model/kube/json.ts'
import { type Policy, policyLabel } from '../model/messaging/policy.ts'
import { exactly, isMirroring } from '../model/messaging/policy-questions.ts'
import { inContainer } from '../model/pods/container.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

const policy = policyFile(safeMirrors)
const wait = 'rabbitmq-upgrade await_online_synchronized_mirror'

export default clusterRule({
  id: 'update-ignores-mirrors',
  group: 'promotion',
  title: 'A roll-out does not wait for mirrors to be synchronised',
  worst: 'warning',
  single: 'skip',
  when: { rabbitmq: '3.8.4-3.13' },
  needs: ['replicas'],
  rationale: `A roll-out goes on to the next node when the one before is Ready, which says nothing of its mirrors: they are still being filled, or
wait to be. Node by node the synchronised copies go, and the last to stop may be the only one that has the messages. \`${wait}\` in a preStop
hook holds each node until its queues have a synchronised mirror elsewhere. It went in 4.0, with mirroring.`,
  sources: [
    'https://www.rabbitmq.com/docs/3.13/upgrade#mirrored-queues-synchronisation',
    'https://www.rabbitmq.com/docs/3.13/ha#unsynchronised-mirrors',
  ],
  evidence: {
    kind: 'docs',
    where: 'the guide to upgrades, 3.13: wait for mirrors to synchronise before the next node is stopped',
  },
  example: () => ({
    bad: cluster({ definitions: policy, container: { lifecycle: null } }),
    good: cluster({ definitions: policy }),
    also: ['mirroring-deprecated'],
  }),
  check({ replicas, cluster }, tell) {
    if (replicas.value < 2) return
    const policy = tell.all(cluster.policies).find(isMirrored)
    if (policy === undefined) return
    const { stopCommands, workload, broker } = cluster
    if (tell.all(stopCommands).some(({ check }) => check?.verb === 'await_online_synchronized_mirror')) return
    if (!stopCommands.complete) return
    tell.report({
      at: inContainer(workload.template, broker.container, 'lifecycle', 'preStop'),
      message: `no preStop hook of ${workload.object.name} waits for the mirrors of ${policyLabel(policy)}`,
      why: 'a roll-out does not wait for mirrors: queues go down, or lose messages',
      help: `add ${workload.made.wording.ofNode('lifecycle')}.preStop: ${wait} -t 600 || true, and leave the pod as much time to stop`,
      related: [{ at: policy.at, message: 'the policy' }],
      ...fixOf(cluster),
    })
  },
})

/** What is left to the node itself when its hook has waited. */
const toStop = 60

/** A hook where there is none, which waits as long as the pod has to stop, and leaves the node some of it. */
function fixOf({ workload, broker, grace }: Cluster): { readonly fix?: Fix } {
  const has = member(broker.container.value.lifecycle, 'preStop') !== undefined
  if (workload.kind !== 'StatefulSet' || has || grace.state !== 'found') return {}
  const { seconds, at } = grace.value
  const isEnough = seconds >= 2 * toStop
  const command = `${wait} -t ${isEnough ? seconds - toStop : 600} || true`
  return {
    fix: {
      title: 'wait for the mirrors before a node stops',
      safety: 'unsafe',
      edits: [
        {
          op: 'set',
          at: inContainer(workload.template, broker.container, 'lifecycle', 'preStop'),
          value: { exec: { command: ['/bin/sh', '-c', command] } },
        },
        ...(isEnough ? [] : [{ op: 'set' as const, at, value: 600 + toStop }]),
      ],
    },
  }
}

/** With one copy there is no mirror to wait for. */
const isMirrored = (policy: Policy): boolean => isMirroring(policy) && exactly(policy)?.value !== 1
