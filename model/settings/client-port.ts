import type { Broker } from '../broker/broker.ts'
import { found, type Lookup, unknown } from '../kube/lookup.ts'
import { environmentText } from '../pods/environment.ts'
import type { Config } from './config.ts'

/**
 * The port on which clients that speak AMQP come in: the one without TLS, where the node listens on that.
 * Source: rabbit.schema@v4.3.5, listeners.*; rabbit_env.erl@v4.3.5, amqp_tcp_port.
 */
export function clientPort(broker: Broker, config: Config): Lookup<number> {
  const plain = config.effective('listeners.tcp')
  if (plain.state === 'unknown') return plain
  const isOff = plain.state === 'found' && plain.value.value === 'none'
  const key = isOff ? 'listeners.ssl.default' : 'listeners.tcp.default'
  const written = config.effective(key)
  if (written.state === 'unknown') return written
  if (written.state === 'found') return portIn(key, written.value.value)
  if (isOff) return found(5671)
  const variable = environmentText(broker.environment, 'RABBITMQ_NODE_PORT')
  if (variable.state === 'unknown') return variable
  return variable.state === 'found' ? portIn('RABBITMQ_NODE_PORT', variable.value.value) : found(5672)
}

/** `5672`, or with the address to listen on: `0.0.0.0:5672`. What stands there otherwise may be from a Secret. */
function portIn(key: string, text: string): Lookup<number> {
  const port = /^(?:.*:)?(\d{1,5})$/.exec(text.trim())?.[1]
  return port === undefined ? unknown(`${key} is no port`) : found(Number(port))
}
