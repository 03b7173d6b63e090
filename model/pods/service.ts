import { selects as selectorSelects } from '../formats/text/selector.ts'
import { type Address, at } from '../kube/address.ts'
import { isObject, isString, type Json, type JsonObject, listOf, member, objectOf } from '../kube/json.ts'
import { found, type Lookup, unknown } from '../kube/lookup.ts'
import { type KubeObject, unsettledAt } from '../kube/object.ts'
import { onceEach } from '../kube/once-each.ts'
import { dig } from '../kube/read.ts'

export interface ServicePort {
  readonly name: string | undefined
  readonly port: number
  /** A number, or the name of a container port; the port itself where it is not written. */
  readonly target: number | string
  readonly nodePort: number | undefined
  readonly at: Address
}

/** A Service as far as RabbitMQ cares. */
export interface Service {
  readonly object: KubeObject
  readonly name: string
  readonly at: Address
  /** `clusterIP: None`: the only kind that is promised a DNS record per pod. */
  readonly headless: boolean
  readonly type: string
  /** Where the type is written; undefined where it is not. */
  readonly typeAt: Address | undefined
  /** Undefined where the Service selects nothing by itself. */
  readonly selector: JsonObject | undefined
  readonly ports: readonly ServicePort[]
  readonly publishesNotReady: Lookup<boolean>
  /** The networks that a load balancer lets in; none: all. */
  readonly sourceRanges: readonly string[]
  /** Whether it answers at addresses that the user names. */
  readonly externalIps: boolean
  /** Made by an operator, not written by the user: it has no text of its own. */
  readonly generated: boolean
}

/** The Service that an object is; the same one each time it is asked for. */
export const serviceOf = onceEach((object: KubeObject): Service => {
  const spec = objectOf(object.value.spec)
  const selector = member(spec, 'selector')
  return {
    object,
    name: object.name,
    at: at(object),
    headless: member(spec, 'clusterIP') === 'None',
    type: textOr(member(spec, 'type'), 'ClusterIP'),
    typeAt: isString(member(spec, 'type')) ? at(object, 'spec', 'type') : undefined,
    selector: isObject(selector) && Object.keys(selector).length > 0 ? selector : undefined,
    ports: servicePorts(object, ['spec']),
    publishesNotReady: publishesNotReady(object),
    sourceRanges: listOf(member(spec, 'loadBalancerSourceRanges')).filter(isString),
    externalIps: listOf(member(spec, 'externalIPs')).length > 0,
    generated: false,
  }
})

function publishesNotReady(object: KubeObject): Lookup<boolean> {
  const why = unsettledAt(object, ['spec', 'publishNotReadyAddresses'])
  if (why !== undefined) return unknown(why)
  // The annotation came before the field and was honoured up to Kubernetes 1.23.
  const annotation = dig(object.value, [
    'metadata',
    'annotations',
    'service.alpha.kubernetes.io/tolerate-unready-endpoints',
  ])
  return found(dig(object.value, ['spec', 'publishNotReadyAddresses']) === true || annotation === 'true')
}

/** The ports of the Service spec at a path of an object. */
export const servicePorts = (object: KubeObject, path: readonly string[]): readonly ServicePort[] =>
  listOf(dig(object.value, [...path, 'ports'])).flatMap((port, index) =>
    servicePort(port, at(object, ...path, 'ports', index)),
  )

function servicePort(port: Json, place: Address): readonly ServicePort[] {
  const number = member(port, 'port')
  if (typeof number !== 'number') return []
  const [target, name, nodePort] = [
    member(port, 'targetPort'),
    member(port, 'name'),
    member(port, 'nodePort'),
  ]
  return [
    {
      port: number,
      name: isString(name) ? name : undefined,
      target: typeof target === 'number' || isString(target) ? target : number,
      nodePort: typeof nodePort === 'number' ? nodePort : undefined,
      at: place,
    },
  ]
}
const textOr = (value: Json | undefined, fallback: string): string => (isString(value) ? value : fallback)

/** Whether a Service's selector picks pods with these labels; an empty one picks nothing. */
export const selects = (service: Pick<Service, 'selector'>, labels: JsonObject): boolean =>
  service.selector !== undefined && selectorSelects('service', service.selector, labels) === true
