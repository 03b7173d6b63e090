import type { Broker } from '../broker/broker.ts'
import { ifFound } from '../kube/lookup.ts'
import { namedPorts } from '../pods/container.ts'
import { environmentText } from '../pods/environment.ts'
import type { ServicePort } from '../pods/service.ts'
import type { Config } from '../settings/config.ts'
import type { Plugins } from '../settings/plugins.ts'

/** Who talks to a port of a node: people and tools over HTTP, other nodes, or clients. */
export type PortRole = 'management' | 'peers' | 'clients'

/** The role of each port that a node may listen on; all others are for clients. */
export type BrokerPorts = (port: number) => PortRole | undefined

/**
 * Which port is what, by number. The management plugin is silent where it is known to be off.
 * Sources: rabbitmq.com/docs/networking, "Ports Used by RabbitMQ"; rabbitmq_management.schema.
 */
export function brokerPorts(broker: Broker, config: Config, plugins: Plugins): BrokerPorts {
  const set = (key: string): number | undefined => {
    const port = Number(ifFound(config.effective(key))?.value ?? Number.NaN)
    return Number.isInteger(port) ? port : undefined
  }
  const isOff = plugins.isEnabled('rabbitmq_management').state === 'absent'
  const management = new Set([
    set('management.tcp.port') ?? set('management.listener.port') ?? 15672,
    set('management.ssl.port') ?? 15671,
  ])
  const distribution = Number(
    ifFound(environmentText(broker.environment, 'RABBITMQ_DIST_PORT'))?.value ?? 25672,
  )
  return port => {
    if (management.has(port)) return isOff ? undefined : 'management'
    return port === 4369 || port === distribution ? 'peers' : 'clients'
  }
}

/** The port of the pods that a port of a Service leads to; undefined where no container declares that name. */
export function targetOf({ workload }: Broker, { target }: Pick<ServicePort, 'target'>): number | undefined {
  if (typeof target === 'number') return target
  return target === undefined ? undefined : namedPorts(workload.template).get(target)
}
