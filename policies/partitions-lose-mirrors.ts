import { ifFound } from '../model/kube/lookup.ts'
import { policyLabel } from '../model/messaging/policy.ts'
import { isMirroring } from '../model/messaging/policy-questions.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { placeOfUnset } from '../model/settings/config.ts'
import { pauseMinority } from '../model/settings/partition-handling.ts'
import { cluster, policyFile, safeMirrors } from './sample.ts'

const key = 'cluster_partition_handling'
const mirrored = policyFile(safeMirrors)

export default clusterRule({
  id: 'partitions-lose-mirrors',
  group: 'promotion',
  title: 'Mirrored queues lose messages when the network between the nodes breaks',
  worst: 'warning',
  single: 'skip',
  when: { rabbitmq: '<=3.13' },
  needs: ['replicas'],
  replaces: { inCluster: ['partitions-ignored'] },
  rationale: `When the network between nodes breaks, a mirrored queue gets a leader on either side, and both take messages. With \`autoheal\` the side
with fewer clients is restarted afterwards, and what it took is gone; with \`ignore\`, the default, somebody has to restart a side, with the same loss. \`pause_minority\`, with three
nodes or more, stops the smaller part before it takes anything.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/partitions', 'https://www.rabbitmq.com/docs/3.13/ha'],
  evidence: {
    kind: 'docs',
    where:
      'rabbitmq.com/docs/3.13/partitions: mirrored queues get a leader on each side; autoheal restarts the nodes that are not in the winning partition',
  },
  example: () => ({
    bad: cluster({ conf: 'cluster_partition_handling = autoheal', definitions: mirrored }),
    good: cluster({ conf: 'cluster_partition_handling = pause_minority', definitions: mirrored }),
    also: ['mirroring-deprecated'],
  }),
  check({ replicas, cluster }, tell) {
    if (replicas.value < 2 || ifFound(cluster.joined) === false) return
    const [policy] = tell.all(cluster.policies).filter(isMirroring)
    if (!policy) return
    const handling = tell.know(cluster.partitionHandling)
    if (handling?.strategy !== 'ignore' && handling?.strategy !== 'autoheal') return
    const isWritten = handling.at !== undefined && !handling.generated
    // Who says what a cluster is to do has one.
    if (!isWritten && tell.know(cluster.joined) !== true) return
    tell.report({
      at: handling.at ?? placeOfUnset(cluster.config, cluster.broker),
      subject: 'mirrors',
      message: `${key} ${isWritten ? '=' : 'is left at'} ${handling.strategy}, with mirrored queues`,
      why:
        handling.strategy === 'autoheal'
          ? 'after a break of the network the nodes with fewer clients restart, and drop the messages that they took meanwhile'
          : 'when the network breaks, each part takes messages; whichever is restarted to mend it drops those it took',
      help:
        replicas.value > 2
          ? `set ${key} = pause_minority in ${cluster.workload.made.wording.conf}`
          : 'run three nodes, with pause_minority: it stops both of two nodes',
      related: [{ at: policy.at, message: `${policyLabel(policy)} mirrors queues` }],
      ...(replicas.value > 2 ? pauseMinority(cluster.config, handling) : {}),
    })
  },
})
