import type { Repository } from './git.ts'

const COMMANDS =
  /^deps\/rabbitmq_cli\/lib\/rabbitmq\/cli\/(\w+)\/commands\/(\w+)_command\.ex$|^deps\/(\w+)\/src\/Elixir\.RabbitMQ\.CLI\.(\w+)\.Commands\.(\w+)Command\.erl$/

/** Commands of the command line tools: name, tools, the plugin that brings it. */
export function commands(source: Repository, version: string): string[] {
  return [...source.files(version, COMMANDS)].map(([path, text]) => {
    const [, directory, file, plugin = '', namespace = '', camel = ''] = COMMANDS.exec(path) ?? []
    const name = file ?? camel.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase()
    const [, listed] = /scopes\(\)\s*(?:,\s*do:|->)\s*\[([^\]]*)\]/.exec(text) ?? []
    const scopes = listed?.match(/\w+/g) ?? [directory ?? namespace.toLowerCase()]
    return [name, [...new Set(scopes)].sort().join(','), plugin].join('\t')
  })
}

/** Paths below /api of the management plugin that tell how a node is. */
export function checks(source: Repository, version: string): string[] {
  const dispatcher = source.files(version, /^deps\/rabbitmq_management\/src\/rabbit_mgmt_dispatcher\.erl$/)
  return [...dispatcher.values()].flatMap(text =>
    [...text.matchAll(/\{"(\/(?:health|aliveness)[^"]*)"/g)].map(([, path = '']) => path.replace(/\/$/, '')),
  )
}

/** Environment variables that the server and its scripts look at. */
export function environment(source: Repository, version: string): string[] {
  const files = source.files(version, /\/src\/rabbit_env\.erl$|^deps\/rabbit\/scripts\/rabbitmq[\w-]*$/)
  const names = new Set<string>()
  for (const [path, text] of files) {
    const [part = ''] = path.endsWith('.erl')
      ? (/-define\(USED_ENV_VARS,[\s\S]*?\]/.exec(text) ?? [])
      : [text]
    for (const [name] of part.matchAll(/\bRABBITMQ_[A-Z_]*[A-Z]\b/g)) names.add(name)
  }
  return [...names]
}
