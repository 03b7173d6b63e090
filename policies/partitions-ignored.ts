import { compareReleases } from '../facts/release.ts'
import type { Cluster } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { placeOfUnset } from '../model/settings/config.ts'
import { pauseMinority } from '../model/settings/partition-handling.ts'
import { cluster } from './sample.ts'

const key = 'cluster_partition_handling'

export default clusterRule({
  id: 'partitions-ignored',
  group: 'discovery',
  title: 'A cluster of three or more goes on in parts when its network breaks',
  worst: 'warning',
  single: 'skip',
  when: { rabbitmq: '<=4.2', store: 'mnesia' },
  needs: ['replicas'],
  rationale: `With \`cluster_partition_handling = ignore\`, the default, each part of a cluster goes on by itself when the network between them breaks:
queues, bindings and users change on both sides, and nothing brings them together again but somebody who restarts one side. With three nodes or five, \`pause_minority\` stops
the smaller part, which comes back by itself. With Khepri as the metadata store the setting has no effect.`,
  sources: ['https://www.rabbitmq.com/docs/partitions', 'https://www.rabbitmq.com/docs/production-checklist'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_node_monitor.erl@v3.13.7:handle_dead_rabbit: only pause_minority, pause_if_all_down and autoheal do anything, and ignore is the default',
  },
  example: () => ({
    bad: cluster({ conf: 'cluster_partition_handling = ignore' }),
    good: cluster({ conf: 'cluster_partition_handling = pause_minority' }),
  }),
  check({ replicas, cluster, release }, tell) {
    if (replicas.value < 3 || ifFound(cluster.joined) === false) return
    const handling = tell.know(cluster.partitionHandling)
    if (handling?.strategy !== 'ignore') return
    const isWritten = handling.at !== undefined && !handling.generated
    // Who says what a cluster is to do has one.
    if (!isWritten && tell.know(cluster.joined) !== true) return
    // Where Khepri may hold the metadata, the default says nothing.
    if (!isWritten && mayBeKhepri(cluster)) return
    const isOdd = replicas.value % 2 === 1
    const { conf } = cluster.workload.made.wording
    tell.report({
      at: handling.at ?? placeOfUnset(cluster.config, cluster.broker),
      subject: 'partitions',
      severity:
        isWritten && compareReleases(release, { major: 4, minor: 2, patch: 0 }) < 0 ? 'warning' : 'info',
      message: isWritten
        ? `${key} = ignore, with ${replicas.value} nodes`
        : `${key} is left at ignore, with ${replicas.value} nodes`,
      why: 'when the network breaks, each part goes on by itself until one is restarted',
      help: isOdd
        ? isWritten
          ? 'set pause_minority'
          : `set ${key} = pause_minority in ${conf}`
        : `run an odd number of nodes with ${key} = pause_minority in ${conf}`,
      ...(isOdd ? pauseMinority(cluster.config, handling) : {}),
    })
  },
})

const mayBeKhepri = ({ broker, release }: Cluster): boolean =>
  broker.stands.some(stand => stand.store === 'khepri' && compareReleases(stand, release) === 0)
