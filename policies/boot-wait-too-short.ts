import { clusterRule } from '../model/rule/rule.ts'
import type { Setting } from '../model/settings/config.ts'
import { cluster } from './sample.ts'

const defaults = {
  mnesia_table_loading_retry_timeout: 30_000,
  mnesia_table_loading_retry_limit: 10,
} as const
type Key = keyof typeof defaults
const keys = Object.keys(defaults) as readonly Key[]
const full = defaults.mnesia_table_loading_retry_timeout * defaults.mnesia_table_loading_retry_limit

export default clusterRule({
  id: 'boot-wait-too-short',
  group: 'configuration',
  title: 'A restarting node waits less than five minutes for its peers',
  worst: 'warning',
  single: 'skip',
  when: { rabbitmq: '<=4.2', store: 'mnesia' },
  needs: ['replicas'],
  rationale: `After a full stop, a node that stopped earlier waits for one that stopped later: by default ten times 30 seconds. With Mnesia as
the metadata store it then gives up and exits. In Kubernetes the last-stopped pod may take minutes to be scheduled, to get its volume and
to boot; a shorter wait turns that into a crash loop of the others. From 4.3 on the keys have no effect.`,
  sources: ['https://www.rabbitmq.com/docs/clustering#restarting-schema-sync'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_table.erl@v3.13.7:retry_timeout: limit times time-out; 3.10.8 and 4.0.5 were seen to give up after 4 x 1 s with these keys',
  },
  example: () => ({
    bad: cluster({ conf: 'mnesia_table_loading_retry_timeout = 3000' }),
    good: cluster({ conf: 'mnesia_table_loading_retry_limit = 20' }),
  }),
  check({ cluster, replicas }, tell) {
    const written = tell
      .all(cluster.config.matching('mnesia_table_loading_retry_'))
      .filter(({ key, sensitive }) => !sensitive && keys.some(known => known === key))
    const [first, second] = written.filter(({ key, value }) => Number(value) < defaults[key as Key])
    const wait = keys.reduce((product, key) => product * numberOf(written, key), 1)
    if (replicas.value < 2 || !first || Number.isNaN(wait) || wait >= full) return
    const short = second ? [first, second] : [first]
    tell.report({
      at: first.at,
      message: `${first.key} = ${first.value}: a node waits ${wait / 1000} s for its peers, not ${full / 1000}`,
      why: 'after a full stop nodes exit before the last one is back (metadata in Mnesia)',
      help: 'remove the setting: the default is ten times 30 seconds',
      fix: {
        title: 'wait as long as the default',
        safety: 'safe',
        edits: short.map(({ at }) => ({ op: 'remove' as const, at })),
      },
    })
  },
})

const numberOf = (written: readonly Setting[], name: Key): number => {
  const setting = written.find(({ key }) => key === name)
  return setting === undefined ? defaults[name] : Number(setting.value)
}
