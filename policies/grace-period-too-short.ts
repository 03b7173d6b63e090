import { releaseRange } from '../facts/release-range.ts'
import type { Grace } from '../model/broker/stopping.ts'
import type { Cluster } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { type Policy, policyLabel } from '../model/messaging/policy.ts'
import { isMirroring } from '../model/messaging/policy-questions.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

/** What a node with many queues and connections may need at least. */
const enough = 60
/** What the help proposes. */
const proposed = 600

export default clusterRule({
  id: 'grace-period-too-short',
  group: 'recovery',
  title: 'A node may be killed before it has stopped',
  worst: 'warning',
  when: { since: 'ever' },
  single: 'skip',
  needs: ['replicas', 'grace'],
  rationale: `Kubernetes kills a pod that has not stopped after \`terminationGracePeriodSeconds\`, 30 unless it says otherwise, in which its preStop hook
has to end too. A node that is killed has not closed its queues: it recovers them at the next boot, and to the others it
is a crash. Up to 3.13 a crash promotes a mirror that is not synchronised, unless \`ha-promote-on-failure\` is \`when-synced\`: what the mirror lacks is gone.`,
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
    'https://www.rabbitmq.com/docs/3.13/ha#unsynchronised-mirrors',
  ],
  evidence: {
    kind: 'docs',
    where:
      'Kubernetes: the hook counts against the grace period, at the end of which the containers are killed',
  },
  example: () => ({
    bad: cluster({ pod: { terminationGracePeriodSeconds: 30 } }),
    good: cluster({ pod: { terminationGracePeriodSeconds: 600 } }),
  }),
  check({ replicas, grace, cluster, release }, tell) {
    if (replicas.value < 2) return
    const longest = Math.max(
      0,
      ...tell.all(cluster.stopCommands).map(({ waits, generated }) => (generated ? 0 : (waits ?? 0))),
    )
    if (grace.seconds >= enough && grace.seconds >= longest) return
    const promoting =
      grace.seconds < enough && mirrors.has(release)
        ? tell.all(cluster.policies).find(promotesOnFailure)
        : undefined
    // What goes with the pod is lost however it stops.
    if (promoting === undefined && longest <= grace.seconds && ifFound(cluster.comesBack) === false) return
    tell.report({
      at: grace.at,
      message: `a node of ${cluster.workload.object.name} has ${grace.seconds} s to stop${grace.written ? '' : ', the default'}`,
      ...(longest > grace.seconds ? cutShort(longest) : killed(promoting)),
      help: helpOf(cluster, grace, longest),
    })
  },
})

const mirrors = releaseRange('<=3.13')
const promotesOnFailure = (policy: Policy): boolean =>
  isMirroring(policy) && policy.keys.get('ha-promote-on-failure')?.value !== 'when-synced'

const cutShort = (longest: number): Pick<Draft, 'severity' | 'why'> => ({
  severity: 'warning',
  why: `its preStop hook waits for ${longest} s: the node is killed before it begins to stop`,
})

const killed = (policy: Policy | undefined): Pick<Draft, 'severity' | 'why'> =>
  policy === undefined
    ? { severity: 'info', why: 'one that takes longer is killed, and recovers its queues at the next boot' }
    : {
        severity: 'warning',
        why: `one that takes longer is killed, which is a crash: ${policyLabel(policy)} promotes a mirror that is not synchronised, and messages are lost`,
      }

function helpOf({ workload }: Cluster, { seconds }: Grace, longest: number): string {
  const field = workload.made.wording.ofPods('terminationGracePeriodSeconds')
  const value = Math.max(proposed, longest + enough)
  return longest > seconds ? `set ${field}: ${value}, or let the hook wait less` : `set ${field}: ${value}`
}
