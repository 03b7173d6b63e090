import {
  below,
  crash,
  invalid,
  isIntegerText,
  missing,
  type Settings,
  type Translation,
  translation,
} from './translation.ts'

/*
 * Sources: the translations of the .schema files of the release tags v3.8.10 to v4.3.5; which releases have one was
 * read off the tags.
 */

/** The key takes words too, such as `infinity`; of the numbers only those above zero. */
const positive = (key: string, target: string, range: string, message: string): Translation =>
  translation(target, range, conf => {
    const value = conf.get(key)
    return typeof value === 'bigint' && value <= 0n ? invalid(key, message) : undefined
  })

const orInfinity = "should be positive integer or 'infinity'"
const orUnlimited = "should be positive integer or 'unlimited'"
const notNegative = 'should be a non-negative integer'

/** Until then the validator knew no word, and `infinity` broke it. */
const infinityBreaks = (key: string): Translation =>
  translation(`rabbit.${key}`, '<=4.2.6,4.3-4.3.0', conf =>
    conf.get(key) === 'infinity' ? crash(key) : undefined,
  )

const firstSet = (conf: Settings, keys: readonly string[]): string | undefined =>
  keys.find(key => conf.has(key))

const permissions = ['configure', 'read', 'write'].map(name => `default_permissions.${name}`)

export const coreTranslations: readonly Translation[] = [
  positive('socket_writer.gc_threshold', 'rabbit.writer_gc_threshold', 'all', notNegative),
  positive('channel_max_per_node', 'rabbit.channel_max_per_node', '>=3.12.13', orInfinity),
  positive('consumer_max_per_channel', 'rabbit.consumer_max_per_channel', '>=3.12.14', orInfinity),
  positive('cluster_queue_limit', 'rabbit.cluster_queue_limit', '>=3.13.3', orInfinity),
  positive(
    'cluster_formation.discovery_retry_limit',
    'rabbit.cluster_formation.discovery_retry_limit',
    '>=4.0.8',
    orUnlimited,
  ),
  positive('log.error_logger_format_depth', 'kernel.error_logger_format_depth', '>=4.2', orUnlimited),
  infinityBreaks('vhost_max'),
  infinityBreaks('cluster_exchange_limit'),

  translation('rabbit.cluster_partition_handling', 'all', conf => {
    const key = 'cluster_partition_handling'
    const options = below(conf, `${key}.pause_if_all_down`)
    if (!conf.has(key)) return options[0] && missing(options[0].key, key)
    if (conf.get(key) !== 'pause_if_all_down') return undefined
    if (!options.some(({ rest }) => rest[0] === 'nodes'))
      return invalid(key, 'Nodes required for pause_if_all_down')
    const recover = `${key}.pause_if_all_down.recover`
    return conf.has(recover) ? undefined : missing(key, recover)
  }),

  translation('rabbit.classic_queue_default_version', '>=4.0', conf => {
    const key = 'classic_queue.default_version'
    return conf.get(key) === 1n ? invalid(key, 'Classic queues v1 are no longer supported') : undefined
  }),

  // The three are made into one list, and one that is not set is no text.
  translation('rabbit.default_permissions', 'all', conf => {
    const set = firstSet(conf, permissions)
    return set === undefined || permissions.every(key => conf.has(key)) ? undefined : crash(set)
  }),

  translation('rabbit.default_limits.vhosts', '3.11.3-3.11.5', conf => {
    const limit = below(conf, 'default_limits.vhosts').find(
      ({ rest: [id, name] }) => name !== 'pattern' && !conf.has(`default_limits.vhosts.${id}.pattern`),
    )
    return limit && invalid(limit.key, `default_limits.vhosts.${limit.rest[0]}.pattern required`)
  }),

  // A size such as 1.5GB is a number with a fraction to cuttlefish.
  translation('sysmon_handler.heap_word_limit', 'all', conf => {
    const key = 'sysmon_handler.triggers.process.heap_size'
    return typeof conf.get(key) === 'number' ? invalid(key, notNegative) : undefined
  }),

  translation('rabbitmq_mqtt.subscription_ttl', '>=3.13', conf =>
    conf.has('mqtt.subscription_ttl')
      ? invalid(
          'mqtt.subscription_ttl',
          'Since 3.13 mqtt.subscription_ttl (in milliseconds) is unsupported. ' +
            'Use mqtt.max_session_expiry_interval_seconds (in seconds) instead.',
        )
      : undefined,
  ),
  translation('rabbitmq_mqtt.max_session_expiry_interval_seconds', '>=3.13', conf => {
    const key = 'mqtt.max_session_expiry_interval_seconds'
    const value = conf.get(key)
    return typeof value === 'bigint' && value < 0n ? invalid(key, 'negative integer not allowed') : undefined
  }),
  // It calls cuttlefish:conf_get/1, which does not exist.
  translation('rabbitmq_mqtt.rabbit.tcp_listen_options', '<=4.2.7,4.3-4.3.1', conf =>
    conf.has('mqtt.tcp_listen_options') ? crash('mqtt.tcp_listen_options') : undefined,
  ),

  translation('rabbit.incoming_message_interceptors', '3.12-4.1', conf => {
    const known = ['set_header_timestamp', 'set_header_routing_node']
    const other = below(conf, 'message_interceptors.incoming').find(
      ({ rest }) => !known.includes(rest[0] ?? ''),
    )
    return other && invalid(other.key, `${other.rest[0]} is invalid`)
  }),
  unknownInterceptor('message_interceptors', 'rabbit.message_interceptors', [
    'incoming.set_header_routing_node.overwrite',
    'incoming.set_header_timestamp.overwrite',
    'outgoing.timestamp.enabled',
  ]),
  unknownInterceptor('mqtt.message_interceptors', 'rabbitmq_mqtt.message_interceptors', [
    'incoming.set_client_id_annotation.enabled',
  ]),

  translation('rabbitmq_management.sample_retention_policies', 'all', conf => {
    const intervals = ['global', 'basic', 'detailed'].flatMap(section =>
      below(conf, `management.sample_retention_policies.${section}`),
    )
    const named = ['minute', 'hour', 'day']
    const odd = intervals.find(({ rest: [name = ''] }) => !named.includes(name) && !isIntegerText(name))
    return odd && crash(odd.key)
  }),

  translation('rabbit.cluster_formation.peer_discovery_aws.aws_hostname_paths', '>=4.2.4', conf => {
    const key = 'cluster_formation.aws.hostname_path'
    const paths = below(conf, key)
    const odd = paths.find(({ rest: [name = ''] }) => !isIntegerText(name))
    if (odd) return invalid(odd.key, `Cannot convert "${odd.rest[0]}" to an integer`)
    // beside numbered paths the one without a number is taken for one of them
    return paths.length > 0 && conf.has(key) ? invalid(key, `${key} is invalid`) : undefined
  }),

  translation('rabbit.ssl_options.crl_cache', '>=4.2.3', conf => {
    const prefix = 'ssl_options.crl_sources'
    for (const { key, rest } of below(conf, prefix)) {
      const [index, option] = rest
      const type = conf.get(`${prefix}.${index}`)
      if (type === undefined) return crash(key)
      const own = type === 'http' ? 'timeout' : 'path'
      if (option !== undefined && option !== own)
        return invalid(key, `${type} source only supports '${own}' option`)
    }
    return undefined
  }),
]

/** Any name may stand in such a key, and few of them mean something. */
function unknownInterceptor(prefix: string, target: string, known: readonly string[]): Translation {
  return translation(target, '>=4.2', conf => {
    const other = below(conf, prefix).find(({ rest }) => !known.includes(rest.join('.')))
    return other && invalid(other.key, `${other.key} is invalid`)
  })
}
