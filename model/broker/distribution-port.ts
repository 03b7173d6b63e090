import { amqpPorts, distributionOffset } from '../../facts/broker-ports.ts'
import { andThen, found, type Lookup, unknown } from '../kube/lookup.ts'
import { environmentText } from '../pods/environment.ts'
import type { Broker } from './broker.ts'

/** The port on which nodes talk to each other. Source: rabbit_env.erl@v4.3.5, erlang_dist_tcp_port. */
export function distributionPort({ environment }: Broker): Lookup<number> {
  const own = environmentText(environment, 'RABBITMQ_DIST_PORT')
  if (own.state !== 'absent') return andThen(own, ({ value }) => numberIn(value, 0))
  const amqp = environmentText(environment, 'RABBITMQ_NODE_PORT')
  if (amqp.state !== 'absent') return andThen(amqp, ({ value }) => numberIn(value, distributionOffset))
  return found((amqpPorts[0] ?? 0) + distributionOffset)
}

const numberIn = (text: string, offset: number): Lookup<number> =>
  /^\d{1,5}$/.test(text.trim())
    ? found(Number(text) + offset)
    : unknown('the port that is written is no number')
