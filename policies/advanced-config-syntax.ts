import { parseConf } from '../model/formats/conf/conf.ts'
import { rootOf } from '../model/formats/erlang/erlang-codec.ts'
import { FormatError } from '../model/formats/text/codec.ts'
import { lineOf } from '../model/formats/text/lines.ts'
import { within } from '../model/kube/address.ts'
import type { Fix } from '../model/kube/fix.ts'
import { clusterRule } from '../model/rule/rule.ts'
import type { TermFile } from '../model/settings/advanced.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'advanced-config-syntax',
  group: 'configuration',
  title: 'The advanced configuration is not one list of Erlang terms with a final dot',
  worst: 'error',
  needs: [],
  rationale: `advanced.config, and rabbitmq.config in the classic format, hold exactly one term: a list of \`{application, settings}\`, ended by a
dot. Anything else stops the node from booting. \`%\` begins a comment, and strings and names are written as in Erlang.`,
  sources: ['https://www.rabbitmq.com/docs/configure#advanced-config-file'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: configuration: advanced.config without its dot',
  },
  log: [
    {
      by: 'node',
      pattern: /Failed to load advanced configuration file "(?<file>[^"]+)": (?<line>\d+): (?<reason>.+)$/,
      sample:
        'Failed to load advanced configuration file "/etc/rabbitmq/advanced.config": 3: syntax error before: \']\'',
    },
    {
      by: 'node',
      pattern: /failed_to_(?:read_advanced|parse)_configuration_file/,
      sample: 'Error during startup: {error,failed_to_read_advanced_configuration_file}',
    },
  ],
  example: () => ({
    bad: cluster({ advanced: '[{rabbit, []}]' }),
    good: cluster({ advanced: '[{rabbit, []}].' }),
  }),
  check({ cluster }, tell) {
    for (const termFile of tell.all(cluster.advanced.files)) {
      const { file, error } = termFile
      if (!error) continue
      const line = lineOf(file.value, error.offset)
      tell.report({
        at: within(file.at, { as: 'erlang' }, line),
        message: `${file.path.slice(file.path.lastIndexOf('/') + 1)} line ${line}: ${error.message}`,
        why: 'the node does not boot: the file cannot be parsed',
        help: isOfNewFormat(file.value)
          ? "'key = value' belongs in rabbitmq.conf; this file is one list of {application, settings}, with a dot behind it"
          : 'write one list of {application, settings}, and a dot behind it',
        stopsBoot: true,
        ...fixOf(termFile),
      })
    }
  },
})

/** Whether it is a rabbitmq.conf that lies in the wrong place. */
function isOfNewFormat(text: string): boolean {
  const { entries, errors } = parseConf(text)
  return entries.length > 0 && errors.length === 0
}

/** Only the dot is missing. */
function fixOf({ file: { value, at } }: TermFile): { fix?: Fix } {
  const end = value.lastIndexOf(']') + 1
  const text = `${value.slice(0, end)}.${value.slice(end)}`
  if (!isRead(text)) return {}
  return { fix: { title: 'add the final dot', safety: 'safe', edits: [{ op: 'set', at, value: text }] } }
}

function isRead(text: string): boolean {
  try {
    rootOf(text)
    return true
  } catch (error) {
    if (error instanceof FormatError) return false
    throw error
  }
}
