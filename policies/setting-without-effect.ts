import { deadSetting, deadTerms } from '../facts/dead-settings.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'setting-without-effect',
  group: 'configuration',
  title: 'A setting that the release accepts and does not read',
  worst: 'info',
  needs: [],
  rationale: `Settings outlive what they were for: the release takes the line without a word, and nothing reads it. Who counts on it (that a node waits for its
peers, that a smaller part of the cluster stops) counts on nothing.`,
  sources: [
    'https://www.rabbitmq.com/docs/metadata-store',
    'https://github.com/rabbitmq/rabbitmq-server/blob/main/release-notes/4.0.1.md',
    'https://github.com/rabbitmq/rabbitmq-server/blob/main/release-notes/4.3.0.md',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_queue_location.erl@v4.0.9:leader_locator, deps/rabbit/src/rabbit_node_monitor.erl@v4.3.5:handle_info: in v4.0.9 and v4.3.5 no module of deps/rabbit/src asks for these keys any more',
  },
  example: () => ({
    bad: cluster({
      image: 'rabbitmq:4.3.5',
      discovery: 'cluster_formation.peer_discovery_backend = k8s',
      conf: 'cluster_partition_handling = pause_minority',
    }),
    good: cluster({
      image: 'rabbitmq:4.3.5',
      discovery: 'cluster_formation.peer_discovery_backend = k8s',
      partitions: null,
    }),
  }),
  check({ cluster, release }, tell) {
    for (const setting of tell.all(cluster.config.matching(''))) {
      const dead = deadSetting(setting.key, setting.value, release)
      if (dead === undefined || setting.generated) continue
      tell.report({
        at: setting.keyAt,
        message: `${setting.key} has no effect on this release`,
        why: dead.why,
        help: dead.instead === undefined ? 'remove the line' : `remove the line; ${dead.instead}`,
      })
    }
    for (const name of deadTerms) {
      const term = tell.know(cluster.advanced.setting('rabbit', name))
      const dead = term && deadSetting(name, '', release)
      if (dead)
        tell.report({
          at: term.at,
          message: `${name} has no effect on this release`,
          why: dead.why,
          help: 'remove the setting',
        })
    }
  },
})
