import { readPlugins } from '../model/formats/erlang/plugins.ts'
import { mendedPlugins } from '../model/formats/erlang/plugins-mend.ts'
import { lineOf } from '../model/formats/text/lines.ts'
import { within } from '../model/kube/address.ts'
import type { Fix } from '../model/kube/fix.ts'
import type { File } from '../model/pods/files.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'enabled-plugins-syntax',
  group: 'configuration',
  title: 'The list of enabled plugins is not one Erlang list with a final dot',
  worst: 'error',
  needs: [],
  rationale: `enabled_plugins holds one Erlang list of names with underscores, ended by a dot: \`[rabbitmq_management,rabbitmq_prometheus].\`
Without the dot, with a hyphen, an upper-case letter, a \`#\` or a comma too many the node does not boot. Names in double quotes are
passed over in silence: the node boots without them.`,
  sources: ['https://www.rabbitmq.com/docs/plugins#enabled-plugins-file'],
  evidence: { kind: 'observed', where: 'test/slow/boots.test.ts: enabled-plugins: no dot at the end' },
  log: [
    {
      by: 'node',
      pattern: /\{cannot_read_enabled_plugins_file,"(?<file>[^"]+)",\{(?<line>\d+),erl_parse/,
      sample:
        '{error,{cannot_read_enabled_plugins_file,"/etc/rabbitmq/enabled_plugins",{1,erl_parse,["syntax error before: ",[]]}}}',
    },
    {
      by: 'node',
      pattern: /\{malformed_enabled_plugins_file,"(?<file>[^"]+)"\}/,
      sample: '{error,{malformed_enabled_plugins_file,"/etc/rabbitmq/enabled_plugins"}}',
    },
    {
      by: 'node',
      pattern: /rabbit_plugins:dependencies\/3/,
      sample: '[error] <0.682.0>     rabbit_plugins:dependencies/3 line 179',
    },
  ],
  example: () => ({
    bad: cluster({ plugins: '[rabbitmq_management,rabbitmq_peer_discovery_k8s]' }),
    good: cluster({ plugins: '[rabbitmq_management,rabbitmq_peer_discovery_k8s].' }),
  }),
  check({ cluster }, tell) {
    const file = tell.know(cluster.plugins.file)
    const problem = file && readPlugins(file.value).problems[0]
    if (!problem) return
    const line = lineOf(file.value, problem.offset)
    tell.report({
      // A line: what cannot be read has no items.
      at: within(file.at, { as: 'erlang' }, line),
      severity: problem.stopsBoot ? 'error' : 'warning',
      message: `${file.path.slice(file.path.lastIndexOf('/') + 1)} line ${line}: ${problem.message}`,
      why: problem.stopsBoot
        ? 'the node does not boot'
        : 'the node boots without these plugins, and says nothing',
      help: 'write one list of names and a dot: [rabbitmq_management,rabbitmq_prometheus].',
      stopsBoot: problem.stopsBoot,
      ...fixOf(file),
    })
  },
})

function fixOf({ value, at }: File): { fix?: Fix } {
  const text = mendedPlugins(value)
  if (text === undefined) return {}
  return {
    fix: { title: 'write the list as Erlang', safety: 'safe', edits: [{ op: 'set', at, value: text }] },
  }
}
