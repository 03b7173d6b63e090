import { type Address, at } from '../../kube/address.ts'
import { isString, listOf, objectOf } from '../../kube/json.ts'
import { found } from '../../kube/lookup.ts'
import type { KubeObject } from '../../kube/object.ts'
import { dig } from '../../kube/read.ts'
import { type Service, type ServicePort, servicePorts } from '../service.ts'

const override = ['spec', 'override', 'service', 'spec'] as const

/**
 * The client and the headless Service that the operator makes, what the user overrides in the first one merged in.
 * Source: cluster-operator v2.22.3 and main at 06cda8e8, service.go, headless_service.go.
 */
export function operatorServices(object: KubeObject): readonly Service[] {
  return [headlessService(object), clientService(object)]
}

const common = (object: KubeObject) =>
  ({
    object,
    at: at(object, 'spec', 'service'),
    type: 'ClusterIP',
    typeAt: undefined,
    selector: { 'app.kubernetes.io/name': object.name },
    sourceRanges: [],
    externalIps: false,
    generated: true,
  }) as const

const headlessService = (object: KubeObject): Service => ({
  ...common(object),
  name: `${object.name}-nodes`,
  headless: true,
  ports: [port(object, 'epmd', 4369), port(object, 'cluster-rpc', 25672)],
  publishesNotReady: found(true),
})

function clientService(object: KubeObject): Service {
  const overridden = objectOf(dig(object.value, override))
  const { type, at: typeAt } = typeOf(object)
  const own = new Map(clientPorts(object).map(entry => [entry.port, entry]))
  for (const entry of servicePorts(object, override)) own.set(entry.port, entry)
  return {
    ...common(object),
    name: object.name,
    headless: overridden.clusterIP === 'None',
    type,
    typeAt,
    selector: { 'app.kubernetes.io/name': object.name, ...objectOf(overridden.selector) },
    ports: [...own.values()],
    publishesNotReady: found(false),
    sourceRanges: listOf(overridden.loadBalancerSourceRanges).filter(isString),
    externalIps: listOf(overridden.externalIPs).length > 0,
  }
}

function typeOf(object: KubeObject): { readonly type: string; readonly at: Address | undefined } {
  for (const path of [
    [...override, 'type'],
    ['spec', 'service', 'type'],
  ]) {
    const type = dig(object.value, path)
    if (isString(type)) return { type, at: at(object, ...path) }
  }
  return { type: 'ClusterIP', at: undefined }
}

/** What every node offers to clients; the ports of plugins for other protocols are left out. */
function clientPorts(object: KubeObject): readonly ServicePort[] {
  const tls = objectOf(dig(object.value, ['spec', 'tls']))
  return [
    ...(tls.disableNonTLSListeners === true
      ? []
      : [port(object, 'amqp', 5672), port(object, 'management', 15672)]),
    ...(isString(tls.secretName) ? [port(object, 'amqps', 5671), port(object, 'management-tls', 15671)] : []),
  ]
}

const port = (object: KubeObject, name: string, number: number): ServicePort => ({
  name,
  port: number,
  target: number,
  nodePort: undefined,
  at: at(object, 'spec', 'service'),
})
