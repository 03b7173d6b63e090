import type { Broker } from '../broker/broker.ts'
import type { Address } from '../kube/address.ts'
import * as kinds from '../kube/kinds.ts'
import { found, type Lookup, type Seen, someOf } from '../kube/lookup.ts'
import type { Service, ServicePort } from '../pods/service.ts'
import { selecting } from '../pods/service-index.ts'
import type { Services } from '../pods/services.ts'
import { type BrokerPorts, type PortRole, targetOf } from './broker-ports.ts'
import { type Way, waysTo } from './ways.ts'

/** A port of the broker that can be reached from outside of the Kubernetes cluster, through one object. */
export interface Exposure {
  /** What lets in: `Service x of type NodePort`, `Ingress x`. */
  readonly by: string
  /** Whether a Service does so by itself, or a route that leads to one. */
  readonly through: 'service' | 'route'
  readonly port: number
  readonly role: PortRole
  /** The place that says so. */
  readonly at: Address
  /** Whether what comes in is encrypted on its way. */
  readonly encrypted: Lookup<boolean>
  /** Only from some networks. */
  readonly isLimited: boolean
  /** The entry in the list of ports of a Service that the user wrote. */
  readonly entry: Address | undefined
}

/** What is around the broker, and which port is what. */
export interface ExposureSources {
  readonly services: Services
  readonly ports: BrokerPorts
}

/** The ports of a broker that can be reached from outside, as far as Services and routes were seen. */
export function exposuresOf(broker: Broker, { services, ports }: ExposureSources): Seen<Exposure> {
  const { workload, world } = broker
  const made = (workload.made.exposes ?? []).flatMap(
    ({ by, through, at: place, ports: numbers, encrypted, isLimited: limited = false }) =>
      numbers.flatMap(port =>
        exposed(ports, port, {
          ...{ by, through, at: place, encrypted: found(encrypted), isLimited: limited, entry: undefined },
        }),
      ),
  )
  if (!services.complete && workload.made.unseen !== undefined) return someOf(made, services.why)
  const labels = { ...workload.template.labels, ...podLabels(broker) }
  const own = selecting(services, labels).flatMap(service => [
    ...byService(broker, service, ports),
    ...waysTo(world, workload.namespace, service.name).flatMap(way => byWay(broker, service, way, ports)),
  ])
  const ingress = world.absence(kinds.Ingress, workload.namespace)
  const unseen = services.complete ? (ingress.state === 'unknown' ? ingress.why : undefined) : services.why
  return someOf([...made, ...own], unseen)
}

/** Labels that the controller of a StatefulSet gives each pod: Services for single pods select by them. */
const podLabels = ({ workload: { ordinals } }: Broker): Readonly<Record<string, string>> =>
  ordinals === undefined
    ? {}
    : {
        'statefulset.kubernetes.io/pod-name': `${ordinals.owner}-${ordinals.start}`,
        'apps.kubernetes.io/pod-index': String(ordinals.start),
      }

const exposed = (
  ports: BrokerPorts,
  port: number,
  rest: Omit<Exposure, 'port' | 'role'>,
): readonly Exposure[] => {
  const role = ports(port)
  return role === undefined ? [] : [{ ...rest, port, role }]
}

function byService(broker: Broker, service: Service, ports: BrokerPorts): readonly Exposure[] {
  const isOfType = service.type === 'LoadBalancer' || service.type === 'NodePort'
  if (service.headless || !(isOfType || service.externalIps)) return []
  return service.ports.flatMap(entry => {
    const port = targetOf(broker, entry)
    if (port === undefined) return []
    return exposed(ports, port, {
      by: `Service ${service.name} ${isOfType ? `of type ${service.type}` : 'with externalIPs'}`,
      through: 'service',
      at: service.generated ? (service.typeAt ?? service.at) : entry.at,
      encrypted: found(false),
      isLimited: isLimited(service),
      entry: service.generated ? undefined : entry.at,
    })
  })
}

/** A load balancer that does not let in everybody. */
const isLimited = ({ type, externalIps, sourceRanges }: Service): boolean =>
  type === 'LoadBalancer' &&
  !externalIps &&
  sourceRanges.length > 0 &&
  !sourceRanges.some(range => range.endsWith('/0'))

function byWay(broker: Broker, service: Service, way: Way, ports: BrokerPorts): readonly Exposure[] {
  const { object } = way.at
  return service.ports
    .filter(port => way.port === undefined || leadsTo(port, way))
    .flatMap(entry => {
      const port = targetOf(broker, entry)
      if (port === undefined) return []
      return exposed(ports, port, {
        by: `${object.kind} ${object.name}`,
        through: 'route',
        at: way.at,
        encrypted: way.encrypted,
        isLimited: false,
        entry: undefined,
      })
    })
}

/** By number or name of the Service's own port; a Route names the port of the pods too. */
const leadsTo = ({ port, name, target }: ServicePort, way: Way): boolean =>
  way.port === port || way.port === name || (way.at.object.kind === 'Route' && way.port === target)
