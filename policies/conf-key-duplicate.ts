import { clusterRule } from '../model/rule/rule.ts'
import type { ConfFile, Setting } from '../model/settings/config.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'conf-key-duplicate',
  group: 'configuration',
  title: 'rabbitmq.conf sets a key more than once',
  worst: 'warning',
  needs: [],
  rationale: `Of several lines for one key the last one counts: the lowest in a file, and the file whose name sorts last. The node says nothing
about the others, so whoever changes one of them changes nothing. What an operator, a chart or the image writes is meant to be overridden:
only lines of one's own count.`,
  sources: ['https://www.rabbitmq.com/docs/configure#config-location'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: configuration: a key twice, comments, CRLF',
  },
  example: () => ({
    bad: cluster({ conf: 'heartbeat = 60\nheartbeat = 30' }),
    good: cluster({ conf: 'heartbeat = 30' }),
  }),
  check({ cluster }, tell) {
    for (const [key, lines] of duplicates(tell.all(cluster.config.files))) {
      const last = lines.at(-1)
      const others = lines.slice(0, -1)
      const differ = others.some(other => other.value !== last?.value)
      if (!last) continue
      tell.report({
        at: last.keyAt,
        severity: differ ? 'warning' : 'info',
        message: `${key} is set ${lines.length} times, ${differ ? 'with different values' : 'with the same value'}`,
        why: differ
          ? 'only the last line counts; the broker says nothing about the others'
          : 'only the last line counts',
        help: 'keep one of the lines',
        related: others.map(({ lineAt }) => ({ at: lineAt, message: 'has no effect' })),
      })
    }
  },
})

function duplicates(files: readonly ConfFile[]): readonly (readonly [string, readonly Setting[]])[] {
  const lines = Map.groupBy(
    files.flatMap(file => file.settings.filter(({ generated }) => !generated)),
    setting => setting.key,
  )
  return [...lines].filter(([, settings]) => settings.length > 1)
}
