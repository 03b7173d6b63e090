import { releaseRange } from '../facts/release-range.ts'
import type { Cluster } from '../model/cluster.ts'
import { listOf, member } from '../model/kube/json.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster, quorumQueueFile } from './sample.ts'

const key = 'cluster_formation.target_cluster_size_hint'

export default clusterRule({
  id: 'cluster-size-hint-mismatch',
  group: 'discovery',
  title: 'The cluster is told another size than it has',
  worst: 'error',
  when: { rabbitmq: '>=3.8.24' },
  needs: ['replicas'],
  rationale: `\`${key}\` is how many nodes there will be. From 3.9.9 on queues and bindings of a definitions file are imported once as
many are there, and by the node that makes it so: with a larger number than there are nodes they never are. With a smaller one they are imported before all nodes can hold a
replica. The start-up probe of the cluster operator waits for that number as well.`,
  sources: [
    'https://www.rabbitmq.com/docs/definitions#import-on-boot',
    'https://www.rabbitmq.com/docs/cluster-formation',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_definitions.erl@v4.3.5:apply_defs, deps/rabbit/src/rabbit_nodes.erl@v4.3.5:reached_target_cluster_size: queues and bindings wait for as many running members as the hint says',
  },
  log: [
    {
      by: 'node',
      pattern:
        /There are fewer than target \((?<value>\d+)\) nodes online\. Skipping queue and binding import/,
      sample:
        'There are fewer than target (5) nodes online. Skipping queue and binding import from definitions',
    },
  ],
  example: () => ({
    bad: cluster({ conf: `${key} = 5`, definitions: quorumQueueFile() }),
    good: cluster({ conf: `${key} = 3`, definitions: quorumQueueFile() }),
  }),
  check({ replicas, cluster, release }, tell) {
    const setting = tell.know(cluster.config.effective(key))
    const hint = Number(setting?.value)
    if (!setting || setting.generated || !Number.isInteger(hint) || hint < 1) return
    if (replicas.value < 1 || hint === replicas.value) return
    const isLarger = hint > replicas.value
    const isProbed = isLarger && cluster.workload.made.awaitsSize === true
    const isLost = isLarger && waits.has(release) && importsQueues(cluster, tell)
    tell.report({
      at: setting.at,
      severity: isLost ? 'error' : isProbed ? 'warning' : 'info',
      message: `${key} = ${hint}, and there ${replicas.value === 1 ? 'is one node' : `are ${replicas.value} nodes`}`,
      why: whatHappens({ isLarger, isProbed, isLost }),
      help: `set it to ${replicas.value}`,
      related: [{ at: replicas.at, message: 'the number of nodes' }],
      evenAlone: isLost,
      fix: {
        title: 'tell the size that it has',
        safety: 'safe',
        edits: [{ op: 'set', at: setting.at, value: String(replicas.value) }],
      },
    })
  },
})

/** Source: the release notes of 3.9.9; 3.8.24 knows the key and imports at once. */
const waits = releaseRange('>=3.9.9')

const importsQueues = ({ definitions }: Cluster, tell: Tell): boolean =>
  tell
    .all(definitions)
    .some(({ value }) =>
      ['queues', 'bindings'].some(kind => value !== undefined && listOf(member(value, kind)).length > 0),
    )

function whatHappens({
  isLarger,
  isProbed,
  isLost,
}: Record<'isLarger' | 'isProbed' | 'isLost', boolean>): string {
  if (isLost)
    return 'queues and bindings of the definitions are never imported: they wait for nodes that do not come'
  if (isProbed)
    return 'the start-up probe of the operator waits for nodes that do not come, and the pods are restarted again and again'
  return isLarger
    ? 'whatever waits for that size, such as queues of a definitions file, waits for ever'
    : 'queues of a definitions file are declared before all nodes are there to hold a replica'
}
