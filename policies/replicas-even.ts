import type { Stand } from '../facts/metadata-store.ts'
import { compareReleases } from '../facts/release.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Located } from '../model/kube/address.ts'
import type { Fix } from '../model/kube/fix.ts'
import { ifFound, ifSeen } from '../model/kube/lookup.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'replicas-even',
  group: 'recovery',
  title: 'The cluster has an even number of nodes',
  worst: 'warning',
  single: 'skip',
  thing: 'number-of-nodes',
  needs: ['replicas'],
  rationale: `What needs a majority (quorum queues, Khepri, \`pause_minority\`) gains nothing from an even number of nodes: four bear the loss
of one as three do, two bear none. A network that breaks in two equal halves leaves a majority on neither side.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#node-count',
    'https://www.rabbitmq.com/docs/quorum-queues#quorum-requirements',
  ],
  evidence: {
    kind: 'docs',
    where: 'the clustering guide, "Node Counts and Quorum": two-node clusters are highly recommended against',
  },
  example: () => ({ bad: cluster({ replicas: 2 }), good: cluster(), also: ['pause-minority-of-two'] }),
  check({ replicas, cluster, release }, tell) {
    const count = replicas.value
    // Nodes that nothing joins are clusters of their own, whose number says nothing.
    if (count < 2 || count % 2 === 1 || ifFound(cluster.joined) === false) return
    const { workload } = cluster
    tell.report({
      at: replicas.at,
      message: `${workload.called} has ${count} nodes`,
      why: count === 2 ? lossOfOneOfTwo(release, cluster) : lossOfHalf(count),
      help: `set ${workload.made.wording.ofSet('replicas')}: ${count + 1}`,
      ...fixOf(cluster, replicas),
    })
  },
})

function lossOfOneOfTwo(release: Stand, { partitionHandling }: Cluster): string {
  const strategy = ifFound(partitionHandling)?.strategy ?? 'pause_minority'
  if (compareReleases(release, { major: 3, minor: 8, patch: 0 }) < 0)
    return strategy === 'pause_minority'
      ? 'when one is down the other is no majority: with pause_minority it stops too'
      : 'when the network between them breaks neither is a majority: each goes on by itself, and what one of them takes meanwhile is lost'
  return release.store === 'khepri'
    ? 'when one is down there is no majority: nothing can be declared or changed, quorum queues stop, and the other does not boot by itself'
    : 'when one is down the other is no majority: quorum queues stop, and with pause_minority the whole node does'
}

const lossOfHalf = (count: number): string =>
  `they bear the loss of ${count / 2 - 1}, as ${count - 1} do, and when the network breaks in two halves neither is a majority`

/** One node more, where it finds the others by itself and nothing else decides how many there are. */
function fixOf(
  { workload, discovery, autoscalers }: Cluster,
  { at, value }: Located<number>,
): { readonly fix?: Fix } {
  const finds = workload.kind !== 'Deployment' && ifFound(discovery.backend)?.module === 'k8s'
  if (!finds || workload.made.unseen !== undefined || ifSeen(autoscalers).length > 0) return {}
  return {
    fix: {
      title: 'add a node',
      safety: 'unsafe',
      edits: [{ op: 'set', at, value: value + 1 }],
    },
  }
}
