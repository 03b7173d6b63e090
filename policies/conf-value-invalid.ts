import { confSchema } from '../facts/conf/index.ts'
import { nodeRefuses } from '../facts/conf/node-only.ts'
import { respelt } from '../facts/conf/spelling.ts'
import type { Release } from '../facts/release.ts'
import { releaseRange } from '../facts/release-range.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Fix } from '../model/kube/fix.ts'
import { clusterRule } from '../model/rule/rule.ts'
import type { Setting } from '../model/settings/config.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'conf-value-invalid',
  group: 'configuration',
  title: 'rabbitmq.conf gives a key a value that this release refuses',
  worst: 'error',
  when: { releaseData: true },
  needs: [],
  rationale: `Every key has a type, and many have a list of words or a range. A value that does not fit stops the node from booting, whether
the plugin that the key belongs to is enabled or not: \`yes\` for a boolean, \`warn\` for a log level, \`40%\` for a fraction, \`30s\` for a
number. So does a \`$(NAME)\` that neither another key nor a variable of the container defines. Only the last line of a key is judged.`,
  sources: [
    'https://www.rabbitmq.com/docs/configure#config-file',
    'https://github.com/rabbitmq/rabbitmq-server/tree/main/deps/rabbit/priv/schema',
  ],
  evidence: { kind: 'observed', where: 'test/slow/boots.test.ts: configuration: a word for a number' },
  log: [
    {
      by: 'node',
      pattern: /Error transforming datatype for: (?<key>\S+)/,
      sample: '[error]   - Error transforming datatype for: heartbeat',
    },
    {
      by: 'node',
      pattern: /"(?<value>[^"]*)" (?<reason>cannot be converted to a\(n\) \w+|is not a valid enum value)/,
      sample: '[error]   - "abc" cannot be converted to a(n) integer',
    },
    {
      by: 'node',
      pattern: /Translation for '(?<key>[^']+)' found invalid configuration: (?<reason>.+)$/,
      sample:
        "Translation for 'rabbit.cluster_partition_handling' found invalid configuration: Nodes required for pause_if_all_down",
    },
    {
      by: 'node',
      pattern: /Error running translation for (?<key>[^\s,]+), \[error, badarg\]/,
      sample: '[error]   - Error running translation for rabbit.default_permissions, [error, badarg]',
    },
    {
      by: 'node',
      pattern: /'(?<key>[^']+)' substitution requires a config variable '(?<variable>[^']+)' to be set/,
      sample: "'default_pass' substitution requires a config variable 'RABBITMQ_PASS' to be set",
    },
    {
      by: 'node',
      pattern: /(?<![\w.$-])(?<key>[\w.$-]+) invalid, (?<reason>.+)$/,
      sample: 'max_message_size invalid, Max message size should be between 0 and 512MB',
    },
    { by: 'node', pattern: /\{invalid_port,(?<value>\d+)\}/, sample: '{error,{invalid_port,99999}}' },
  ],
  example: () => ({
    bad: cluster({ conf: 'log.console = yes' }),
    good: cluster({ conf: 'log.console = true' }),
  }),
  check({ cluster, release }, tell) {
    const { config } = cluster
    const settings = tell.all(config.matching(''))
    const schema = confSchema(release)
    const broken = settings.flatMap(setting => {
      const reason = reasonOf(cluster, release, setting)
      return reason === undefined || setting.generated
        ? []
        : [{ setting, reason, ...fixOf(setting, release) }]
    })
    // What one key asks of others can only be told where all of them were seen.
    const together = config.files.complete && broken.length === 0 ? schema.judgeAll(settings) : []
    const also = together.flatMap(({ key, reason }) => {
      const setting = settings.find(candidate => candidate.key === key)
      return setting && !setting.generated ? [{ setting, reason }] : []
    })
    for (const { setting, reason, ...fix } of [...broken, ...also]) {
      tell.report({
        at: setting.at,
        // A line that was not seen may come later and put it right.
        severity: config.effective(setting.key).state === 'found' ? 'error' : 'warning',
        message: reason.includes(setting.key) ? reason : `${setting.key}: ${reason}`,
        why: 'the node does not boot: failed_to_prepare_configuration',
        help: reason.includes('substitution')
          ? 'set that variable in the container, or write the value'
          : 'give it a value of the type that the release documents, or remove the line',
        stopsBoot: true,
        ...fix,
      })
    }
  },
})

/** Source: cuttlefish_generator.erl of 2.6.0, which 3.8.13 was the first to be built with. */
const readsVariables = releaseRange('>=3.8.13')

function reasonOf({ config, broker }: Cluster, release: Release, setting: Setting): string | undefined {
  const { key, value, sensitive } = setting
  const defined = (name: string): boolean =>
    config.effective(name).state !== 'absent' ||
    (readsVariables.has(release) && broker.environment.get(name).state !== 'absent')
  const verdict = confSchema(release).judge(key, value, defined)
  if (verdict.verdict === 'bad-value') return sensitive ? verdict.withoutValue : verdict.reason
  return verdict.verdict === 'ok' ? nodeRefuses(key, value) : undefined
}

function fixOf({ at, key, value, sensitive }: Setting, release: Release): { fix?: Fix } {
  const meant = sensitive ? undefined : respelt(confSchema(release), key, value)
  if (meant === undefined) return {}
  return { fix: { title: `write ${meant}`, safety: 'safe', edits: [{ op: 'set', at, value: meant }] } }
}
