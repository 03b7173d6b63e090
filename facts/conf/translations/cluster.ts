import { parseAddress } from '../addresses.ts'
import { crash, invalid, missing, type Translation, translation } from './translation.ts'

const PARTITIONS = 'cluster_partition_handling'
const ALL_DOWN = `${PARTITIONS}.pause_if_all_down`

export const cluster: readonly Translation[] = [
  translation(PARTITIONS, `rabbit.${PARTITIONS}`, 'all', conf => {
    const [nodes, recover] = [conf.under(`${ALL_DOWN}.nodes`), conf.get(`${ALL_DOWN}.recover`)]
    const handling = conf.get(PARTITIONS)
    if (handling === undefined) {
      const key = nodes[0]?.[2] ?? (recover === undefined ? undefined : `${ALL_DOWN}.recover`)
      return key === undefined ? undefined : { ...missing(PARTITIONS), key }
    }
    if (handling !== 'pause_if_all_down') return undefined
    if (nodes.length === 0) return invalid('Nodes required for pause_if_all_down')
    return recover === undefined ? missing(`${ALL_DOWN}.recover`) : undefined
  }),
  translation('classic_queue.default_version', 'rabbit.classic_queue_default_version', '>=4.0', conf =>
    conf.get('classic_queue.default_version') === 1n
      ? invalid('Classic queues v1 are no longer supported')
      : undefined,
  ),
  translation('distribution.listener.interface', 'kernel.inet_dist_use_interface', 'all', conf => {
    const address = conf.get('distribution.listener.interface')
    return address === undefined || parseAddress(String(address))
      ? undefined
      : invalid('should be a valid IP address')
  }),
  translation('default_limits.vhosts', 'rabbit.default_limits.vhosts', '3.11.3-3.11.5', conf => {
    for (const [[id = '', setting = ''], , key] of conf.under('default_limits.vhosts'))
      if (setting.startsWith('max_') && conf.get(`default_limits.vhosts.${id}.pattern`) === undefined)
        return { ...invalid(`default_limits.vhosts.${id}.pattern required`), key }
    return undefined
  }),
  translation('mqtt.subscription_ttl', 'rabbitmq_mqtt.subscription_ttl', '>=3.13', conf =>
    conf.get('mqtt.subscription_ttl') === undefined
      ? undefined
      : invalid(
          'Since 3.13 mqtt.subscription_ttl (in milliseconds) is unsupported. Use mqtt.max_session_expiry_interval_seconds (in seconds) instead.',
        ),
  ),
  // asks for the setting without saying of what
  translation(
    'mqtt.tcp_listen_options',
    'rabbitmq_mqtt.rabbit.tcp_listen_options',
    '<=4.2.7,4.3-4.3.1',
    conf => (conf.get('mqtt.tcp_listen_options') === undefined ? undefined : crash('error, undef')),
  ),
  interceptors('rabbit.incoming_message_interceptors', '3.12-4.1'),
  interceptors('rabbit.message_interceptors', '>=4.2'),
]

function interceptors(target: string, range: string): Translation {
  return translation('message_interceptors', target, range, conf => {
    for (const [[name = ''], , key] of conf.under('message_interceptors.incoming'))
      if (name !== 'set_header_timestamp' && name !== 'set_header_routing_node')
        return { ...invalid(`${name} is invalid`), key }
    return undefined
  })
}
