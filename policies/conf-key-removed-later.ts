import { confSchema } from '../facts/conf/index.ts'
import { compareReleases, formatRelease, knownReleases, type Release } from '../facts/release.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'conf-key-removed-later',
  group: 'configuration',
  title: 'rabbitmq.conf sets a key that a later release refuses',
  worst: 'info',
  when: { releaseData: true },
  needs: [],
  rationale: `Keys go with the features they belong to, and a release that does not know a key does not boot on it. The line has to go
before the upgrade, or with it.`,
  sources: [
    'https://www.rabbitmq.com/docs/upgrade',
    'https://github.com/rabbitmq/rabbitmq-server/tree/main/release-notes',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/priv/schema/rabbit.schema@v4.3.5:mapping: the keys of this and of every other tag from v3.8.10 on',
  },
  example: () => ({
    bad: cluster({ conf: 'cluster_formation.randomized_startup_delay_range.min = 0' }),
    good: cluster({ conf: 'cluster_formation.discovery_retry_limit = 10' }),
  }),
  check({ cluster, release }, tell) {
    for (const setting of tell
      .all(cluster.config.files)
      .flatMap(file => (file.generated ? [] : file.settings))) {
      const first = firstWithout(setting.key, release)
      if (!first) continue
      tell.report({
        at: setting.keyAt,
        message: `${setting.key} is unknown to RabbitMQ ${formatRelease(first)}`,
        why: `after an upgrade to ${first.major}.${first.minor} the node does not boot on this line`,
        help: 'remove the line before the upgrade; the release notes name what takes its place, where something does',
      })
    }
  },
})

/** The first later release that refuses a key which this one knows, if all after it do too. */
function firstWithout(key: string, release: Release): Release | undefined {
  if (confSchema(release).find(key) === undefined) return undefined
  const later = knownReleases.filter(known => compareReleases(known, release) > 0)
  const last = later.findLastIndex(known => confSchema(known).find(key) !== undefined)
  return later[last + 1]
}
