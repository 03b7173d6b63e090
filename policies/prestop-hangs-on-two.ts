import type { Stand } from '../facts/metadata-store.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const waiting = (replicas: number): string =>
  cluster({
    replicas,
    container: {
      lifecycle: {
        preStop: { exec: { command: ['rabbitmq-upgrade', 'await_online_quorum_plus_one', '-t', '300'] } },
      },
    },
  })

export default clusterRule({
  id: 'prestop-hangs-on-two',
  group: 'recovery',
  title: 'A preStop hook waits for what two nodes can never reach',
  worst: 'warning',
  single: 'skip',
  thing: 'number-of-nodes',
  when: { rabbitmq: '>=3.8' },
  needs: ['replicas'],
  rationale: `\`rabbitmq-upgrade await_online_quorum_plus_one\` waits until each quorum queue has one replica online more than a majority, so that the node may
go. Of two replicas both are the majority: there is none to spare, ever. The hook waits out its time, and so does each roll-out and each drain. The cluster
operator generates such a hook, with a time of seven days unless \`terminationGracePeriodSeconds\` says otherwise.`,
  sources: [
    'https://www.rabbitmq.com/docs/man/rabbitmq-upgrade.8',
    'https://www.rabbitmq.com/kubernetes/operator/using-operator#terminationGracePeriodSeconds',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_upgrade_preparation.erl@v4.3.5:endangered_critical_components, deps/rabbit/src/rabbit_quorum_queue.erl@v3.13.7:list_with_minimum_quorum: online must be more than half of the members, plus one; rabbitmq/cluster-operator internal/resource/statefulset.go@v2.22.3:podTemplateSpec: the hook',
  },
  example: () => ({ bad: waiting(2), good: waiting(3), also: ['pause-minority-of-two', 'replicas-even'] }),
  check({ replicas, cluster, release }, tell) {
    if (replicas.value !== 2) return
    const found = tell
      .all(cluster.stopCommands)
      .find(({ check }) => check?.verb === 'await_online_quorum_plus_one')
    if (found === undefined) return
    const { workload } = cluster
    tell.report({
      at: found.at,
      message: `the preStop hook of ${workload.object.name} waits for a majority and one node more, of two nodes`,
      why: `${when(release)}: the pod stays in Terminating${found.waits === undefined ? '' : ` for ${found.waits} s`} at each roll-out and drain`,
      help: `set ${workload.made.wording.ofSet('replicas')}: 3`,
    })
  },
})

/** Khepri itself has a replica on each node. */
const when = ({ store }: Stand): string =>
  store === 'khepri'
    ? 'with one on each of two nodes there never is one to spare'
    : 'as soon as there is a quorum queue or a stream, of which two replicas have none to spare'
