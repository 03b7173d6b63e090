import { ifFound } from '../model/kube/lookup.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'pause-minority-of-two',
  group: 'discovery',
  title: 'With `pause_minority` two nodes stop as soon as they lose each other',
  worst: 'warning',
  single: 'skip',
  thing: 'number-of-nodes',
  when: { rabbitmq: '<=4.2', store: 'mnesia' },
  needs: ['replicas'],
  rationale: `With \`pause_minority\` a node stops serving while it sees half of the cluster or less. One of two is half: when one node is down, be it
for a roll-out, or the network between them breaks, the other one stops too. Three nodes lose one and go on. With Khepri as the metadata store the setting has no
effect.`,
  sources: ['https://www.rabbitmq.com/docs/partitions'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_node_monitor.erl@v3.13.7:majority: more than half of the members have to be there',
  },
  example: () => ({
    bad: cluster({ replicas: 2 }),
    good: cluster(),
    also: ['replicas-even'],
  }),
  check({ replicas, cluster }, tell) {
    if (replicas.value !== 2 || ifFound(cluster.joined) === false) return
    const handling = tell.know(cluster.partitionHandling)
    if (handling?.strategy !== 'pause_minority') return
    tell.report({
      at: replicas.at,
      subject: 'pause_minority',
      message: 'cluster_partition_handling = pause_minority, with two nodes',
      why: 'one of two is no majority: when one node is down or out of reach, the other stops serving as well',
      help: 'run three nodes',
      ...(handling.at === undefined || handling.generated
        ? {}
        : { related: [{ at: handling.at, message: 'the setting' }] }),
    })
  },
})
