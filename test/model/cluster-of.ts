import { readInput } from '../../lint/input.ts'
import { brokersIn } from '../../model/broker/broker.ts'
import { type Cluster, clusterOf } from '../../model/cluster.ts'

/** The one RabbitMQ in some manifests, as it stands with the newest release that it may be. */
export function clusterIn(text: string): Cluster {
  const brokers = readInput([{ name: 'a.yaml', text }]).worlds.flatMap(world => brokersIn(world, {}))
  const [broker, ...others] = brokers
  const stand = broker?.stands.at(-1)
  if (broker === undefined || stand === undefined || others.length > 0) throw new Error('not one broker')
  return clusterOf(broker, stand)
}
