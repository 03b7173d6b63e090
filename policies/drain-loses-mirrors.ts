import { policyLabel } from '../model/messaging/policy.ts'
import { isMirroring } from '../model/messaging/policy-questions.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

const stopping = (...command: readonly string[]): string =>
  cluster({
    image: 'rabbitmq:3.8.11',
    definitions: policyFile(safeMirrors),
    container: { lifecycle: { preStop: { exec: { command } } } },
  })

export default clusterRule({
  id: 'drain-loses-mirrors',
  group: 'recovery',
  title: 'The preStop hook drains a node of mirrored queues, which this release does badly',
  worst: 'warning',
  single: 'skip',
  when: { rabbitmq: '3.8.8-3.8.11' },
  needs: ['replicas'],
  rationale: `From 3.8.8 to 3.8.11 \`rabbitmq-upgrade drain\` moved the leaders of mirrored queues to other nodes, synchronised or not, and
messages could be lost. Since 3.8.12 it leaves mirrored queues alone.`,
  sources: [
    'https://github.com/rabbitmq/rabbitmq-server/blob/main/release-notes/3.8.12.md',
    'https://github.com/rabbitmq/rabbitmq-server/issues/2749',
  ],
  evidence: { kind: 'docs', where: 'release notes of 3.8.12' },
  example: () => ({
    bad: stopping('rabbitmq-upgrade', 'drain'),
    good: stopping('rabbitmq-upgrade', 'await_online_synchronized_mirror', '-t', '300'),
    also: ['update-ignores-mirrors'],
  }),
  check({ replicas, cluster }, tell) {
    if (replicas.value < 2) return
    const drain = tell.all(cluster.stopCommands).find(({ check }) => check?.verb === 'drain')
    const policy = drain && tell.all(cluster.policies).find(isMirroring)
    if (!drain || !policy) return
    tell.report({
      at: drain.at,
      message: `the preStop hook of ${cluster.workload.object.name} drains the node, and ${policyLabel(policy)} mirrors queues`,
      why: 'this release moves the leaders of mirrored queues to mirrors that are not synchronised: messages may be lost',
      help: 'upgrade to 3.8.12 or later, or wait with rabbitmq-upgrade await_online_synchronized_mirror instead',
      related: [{ at: policy.at, message: 'the policy' }],
    })
  },
})
