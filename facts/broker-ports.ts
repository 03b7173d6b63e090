/*
 * Ports that the broker and its plugins listen on unless they are told otherwise. Source: rabbitmq.com/docs/networking#ports.
 */

export const epmdPort = 4369
/** Of AMQP 0-9-1 and 1.0, without and with TLS. */
export const amqpPorts: readonly number[] = [5672, 5671]
/** Of other protocols for messages: MQTT, STOMP, streams, and both of the first over WebSockets. */
export const otherProtocolPorts: readonly number[] = [
  1883, 8883, 61613, 61614, 5552, 5551, 15674, 15675, 15673, 15676,
]
const managementPorts: readonly number[] = [15672, 15671]
/** What lies between the port of AMQP and that of the links between nodes. Source: rabbit_env.erl@v4.3.5, erlang_dist_tcp_port. */
export const distributionOffset = 20000

/** All that tells a Service of a broker from one of something else. */
export const brokerPorts: ReadonlySet<number> = new Set([
  ...amqpPorts,
  ...otherProtocolPorts,
  ...managementPorts,
  epmdPort,
  (amqpPorts[0] ?? 0) + distributionOffset,
])
