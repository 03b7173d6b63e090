import { at } from '../kube/address.ts'
import type { Edit } from '../kube/edit.ts'
import { isObject, type Json, type JsonObject, listOf, member, objectOf } from '../kube/json.ts'
import { ifFound } from '../kube/lookup.ts'
import { dig } from '../kube/read.ts'
import type { Service } from './service.ts'

/** Members of a Service's spec that only let in from outside. Source: the API reference, Service v1. */
const ofTheOutside = [
  'loadBalancerIP',
  'loadBalancerSourceRanges',
  'loadBalancerClass',
  'allocateLoadBalancerNodePorts',
  'externalIPs',
  'externalTrafficPolicy',
  'healthCheckNodePort',
] as const

const set = ({ object }: Service, field: string, value: Json): Edit => ({
  op: 'set',
  at: at(object, 'spec', field),
  value,
})

/** A Service is for inside of the Kubernetes cluster only. */
export function closing(service: Service): readonly Edit[] {
  const { object } = service
  const spec = objectOf(object.value.spec)
  const nodePorts = listOf(spec.ports).flatMap((port, index) =>
    member(port, 'nodePort') === undefined ? [] : [at(object, 'spec', 'ports', index, 'nodePort')],
  )
  const fields = ofTheOutside.filter(field => field in spec).map(field => at(object, 'spec', field))
  return [
    ...(service.type === 'ClusterIP' ? [] : [set(service, 'type', 'ClusterIP')]),
    ...[...nodePorts, ...fields].map(place => ({ op: 'remove' as const, at: place })),
  ]
}

/** Whether pods that are not ready have DNS records by it already. */
export const publishesNotReady = (service: Service): boolean => ifFound(service.publishesNotReady) === true

/** A Service without an address of its own, which gives each pod a DNS record from the start. */
export const makingHeadless = (service: Service): readonly Edit[] => [
  ...closing(service),
  set(service, 'clusterIP', 'None'),
  ...(publishesNotReady(service) ? [] : [set(service, 'publishNotReadyAddresses', true)]),
]

/** Annotations that say something of the object itself, and of no copy. */
const ofItself = /^(?:kubectl\.kubernetes\.io|warrener\.dev|meta\.helm\.sh)\//

/** A Service like another, under its own name, with some of its ports: it lets in whom the other let in. */
export function likeness(service: Service, name: string, ports: readonly number[]): JsonObject {
  const { object, type, selector = {} } = service
  const [spec, metadata] = [objectOf(object.value.spec), objectOf(object.value.metadata)]
  const annotations = Object.entries(objectOf(metadata.annotations)).filter(([key]) => !ofItself.test(key))
  const kept = ofTheOutside.filter(field => field in spec).map(field => [field, spec[field] as Json] as const)
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      ...(object.namespace === '' ? {} : { namespace: object.namespace }),
      ...(isObject(metadata.labels) ? { labels: metadata.labels } : {}),
      ...(annotations.length > 0 ? { annotations: Object.fromEntries(annotations) } : {}),
    },
    spec: {
      ...(type === 'ClusterIP' ? {} : { type }),
      ...Object.fromEntries(kept),
      selector,
      ports: listOf(dig(object.value, ['spec', 'ports'])).filter(port =>
        ports.includes(Number(member(port, 'port'))),
      ),
    },
  }
}
