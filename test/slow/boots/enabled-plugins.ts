import type { BootRow } from '../../brokers/rows.ts'

const plugins = (name: string, boots: string, text: string, says?: RegExp): BootRow => ({
  name,
  node: { enabledPlugins: text },
  boots,
  ...(says ? { says } : {}),
  found: 'enabled-plugins-syntax',
})

const badFile = /cannot_read_enabled_plugins_file/

export const boots: readonly BootRow[] = [
  plugins('a plugin that is not there', 'all', '[rabbitmq_top,rabbitmq_nope].\n'),
  plugins('no dot at the end', 'none', '[rabbitmq_top]\n', badFile),
  plugins('a comma too many', 'none', '[rabbitmq_top,].\n', badFile),
  plugins('a hyphen in a name', 'none', '[rabbitmq-top].\n', badFile),
  plugins('two lists', 'none', '[rabbitmq_top]. [rabbitmq_tracing].\n', /malformed_enabled_plugins_file/),
  plugins('no list', 'none', 'rabbitmq_top.\n'),
  plugins('texts', 'all', '["rabbitmq_top"].\n'),
  plugins('nothing', 'all', ''),
  plugins('twice, comment, CRLF', 'all', '%% mine\r\n[rabbitmq_top,rabbitmq_top].'),
]
