import { crash, invalid, type Translation, translation } from './translation.ts'

const POSITIVE = "should be positive integer or 'infinity'"
const NON_NEGATIVE = 'should be a non-negative integer'
const UNLIMITED = "should be positive integer or 'unlimited'"

/** Keys whose number must be above zero, or whose size must be whole, which nothing but the translation looks at. */
export const numbers: readonly Translation[] = [
  ...[
    ['channel_max_per_node', 'rabbit.channel_max_per_node', POSITIVE],
    ['consumer_max_per_channel', 'rabbit.consumer_max_per_channel', POSITIVE],
    ['cluster_queue_limit', 'rabbit.cluster_queue_limit', POSITIVE],
    ['channel_tx_message_max', 'rabbit.channel_tx_message_max', POSITIVE],
    ['socket_writer.gc_threshold', 'rabbit.writer_gc_threshold', NON_NEGATIVE],
    ['log.error_logger_format_depth', 'kernel.error_logger_format_depth', UNLIMITED],
    ['cluster_formation.discovery_retry_limit', 'rabbit.cluster_formation.discovery_retry_limit', UNLIMITED],
  ].map(([key = '', target = '', words = '']) =>
    translation(key, target, 'all', conf => {
      const value = conf.get(key)
      return typeof value === 'bigint' && value <= 0 ? invalid(words) : undefined
    }),
  ),
  translation(
    'mqtt.max_session_expiry_interval_seconds',
    'rabbitmq_mqtt.max_session_expiry_interval_seconds',
    'all',
    conf => {
      const value = conf.get('mqtt.max_session_expiry_interval_seconds')
      return typeof value === 'bigint' && value < 0 ? invalid('negative integer not allowed') : undefined
    },
  ),
  translation('sysmon_handler.triggers.process.heap_size', 'sysmon_handler.heap_word_limit', 'all', conf =>
    typeof conf.get('sysmon_handler.triggers.process.heap_size') === 'number'
      ? invalid(NON_NEGATIVE)
      : undefined,
  ),
  translation(
    'management.sample_retention_policies',
    'rabbitmq_management.sample_retention_policies',
    'all',
    conf => {
      for (const [[section = '', interval = ''], , key] of conf.under('management.sample_retention_policies'))
        if (
          ['global', 'basic', 'detailed'].includes(section) &&
          !/^(?:minute|hour|day|[+-]?\d+)$/.test(interval)
        )
          return { ...crash('error, badarg'), key }
      return undefined
    },
  ),
  translation(
    'cluster_formation.aws.hostname_path',
    'rabbit.cluster_formation.peer_discovery_aws.aws_hostname_paths',
    'all',
    conf => {
      for (const [[number, ...rest], , key] of conf.under('cluster_formation.aws.hostname_path'))
        if (number !== undefined && rest.length === 0 && !/^[+-]?\d+$/.test(number))
          return { ...invalid(`Cannot convert ${JSON.stringify(number)} to an integer`), key }
      return undefined
    },
  ),
]
