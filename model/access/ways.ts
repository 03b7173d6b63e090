import { type Address, at } from '../kube/address.ts'
import { isString, type Json, listOf, member, objectOf } from '../kube/json.ts'
import * as kinds from '../kube/kinds.ts'
import { found, type Lookup } from '../kube/lookup.ts'
import { type KubeObject, unsettledAt } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig, scalarText } from '../kube/read.ts'
import type { Step } from '../kube/step.ts'
import type { World } from '../kube/world.ts'
import { encryptedByGateways, encryptedByIngress, encryptedByIstio } from './way-encryption.ts'

/** A way into the Kubernetes cluster that ends at a port of a Service. */
export interface Way {
  /** The place that names the Service. */
  readonly at: Address
  readonly service: string
  /** '' where it is not known. */
  readonly namespace: string
  /** Port of the Service, by number or name. Undefined: the only one, or whichever. */
  readonly port: number | string | undefined
  /** Whether whoever comes this way does so encrypted. */
  readonly encrypted: Lookup<boolean>
}

/** The ways that end at a Service: through an Ingress, an HTTPRoute, a Route of OpenShift, a Gateway of Istio. */
export function waysTo(world: World, namespace: string, service: string): readonly Way[] {
  const named = waysIn(world).get(service) ?? []
  return named.filter(way => way.namespace === namespace || way.namespace === '' || namespace === '')
}

/** All ways of a world by the names of the Services that they end at; the same map each time. */
const waysIn = onceEach((world: World): ReadonlyMap<string, readonly Way[]> => {
  const ways = readers.flatMap(([kind, read]) => world.ofKind(kind).flatMap(object => read(object, world)))
  return Map.groupBy(ways, ({ service }) => service)
})

type Reader = (object: KubeObject, world: World) => readonly Way[]
const readers: readonly (readonly [kind: { group: string; kind: string }, read: Reader])[] = [
  [kinds.Ingress, throughIngress],
  [{ group: 'extensions', kind: 'Ingress' }, throughIngress],
  [kinds.HttpRoute, throughHttpRoute],
  [kinds.Route, throughRoute],
  [kinds.VirtualService, throughIstio],
]

/** Source: the API reference of networking.k8s.io/v1, and of v1beta1 and extensions/v1beta1 for `serviceName`. */
function throughIngress(object: KubeObject): readonly Way[] {
  const spec = objectOf(object.value.spec)
  const backend = (
    value: Json | undefined,
    host: string | undefined,
    path: readonly Step[],
  ): readonly Way[] => {
    const [now, before] = [member(value, 'service'), member(value, 'serviceName')]
    const name = now === undefined ? before : member(now, 'name')
    if (!isString(name)) return []
    const port = member(now, 'port')
    return [
      {
        at: at(object, ...path, ...(now === undefined ? ['serviceName'] : ['service', 'name'])),
        service: name,
        namespace: object.namespace,
        port: portOf(member(port, 'number') ?? member(port, 'name') ?? member(value, 'servicePort')),
        encrypted: encryptedByIngress(object, host),
      },
    ]
  }
  return [
    ...['defaultBackend', 'backend'].flatMap(key => backend(member(spec, key), undefined, ['spec', key])),
    ...listOf(member(spec, 'rules')).flatMap((rule, index) =>
      listOf(dig(rule, ['http', 'paths'])).flatMap((path, number) =>
        backend(member(path, 'backend'), scalarText(member(rule, 'host')), [
          ...['spec', 'rules', index, 'http', 'paths', number],
          'backend',
        ]),
      ),
    ),
  ]
}

/** Source: gateway.networking.k8s.io/v1, HTTPRoute. */
function throughHttpRoute(object: KubeObject, world: World): readonly Way[] {
  const encrypted = encryptedByGateways(object, world)
  return listOf(dig(object.value, ['spec', 'rules'])).flatMap((rule, index) =>
    listOf(member(rule, 'backendRefs')).flatMap((reference, number) => {
      const [name, kind] = [member(reference, 'name'), member(reference, 'kind') ?? 'Service']
      if (!isString(name) || kind !== 'Service') return []
      return [
        {
          at: at(object, 'spec', 'rules', index, 'backendRefs', number, 'name'),
          service: name,
          namespace: scalarText(member(reference, 'namespace')) ?? object.namespace,
          port: portOf(member(reference, 'port')),
          encrypted,
        },
      ]
    }),
  )
}

/** Source: route.openshift.io/v1, Route: `port.targetPort` is a port of the Service by its name, or of its pods. */
function throughRoute(object: KubeObject): readonly Way[] {
  const name = dig(object.value, ['spec', 'to', 'name'])
  if (!isString(name)) return []
  const why = unsettledAt(object, ['spec', 'tls'])
  const { tls } = objectOf(object.value.spec)
  return [
    {
      at: at(object, 'spec', 'to', 'name'),
      service: name,
      namespace: object.namespace,
      port: portOf(dig(object.value, ['spec', 'port', 'targetPort'])),
      encrypted: why === undefined ? found(tls !== undefined && tls !== null) : { state: 'unknown', why },
    },
  ]
}

/** Source: networking.istio.io/v1, VirtualService: without a Gateway it is about what goes on inside. */
function throughIstio(object: KubeObject, world: World): readonly Way[] {
  const gateways = listOf(dig(object.value, ['spec', 'gateways'])).filter(isString)
  if (!gateways.some(name => name !== 'mesh')) return []
  const encrypted = encryptedByIstio(object, gateways, world)
  return ['http', 'tls', 'tcp'].flatMap(part =>
    listOf(dig(object.value, ['spec', part])).flatMap((entry, index) =>
      listOf(member(entry, 'route')).flatMap((route, number) => {
        const destination = member(route, 'destination')
        const host = member(destination, 'host')
        if (!isString(host)) return []
        const [service = '', namespace = object.namespace] = host.split('.')
        return [
          {
            at: at(object, 'spec', part, index, 'route', number, 'destination', 'host'),
            service,
            namespace,
            port: portOf(dig(destination, ['port', 'number'])),
            encrypted,
          },
        ]
      }),
    ),
  )
}

const portOf = (value: Json | undefined): number | string | undefined => {
  if (typeof value === 'number') return value
  return isString(value) ? (/^\d+$/.test(value) ? Number(value) : value) : undefined
}
