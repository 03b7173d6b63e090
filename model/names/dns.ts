import type { Broker } from '../broker/broker.ts'
import { type Lookup, type Seen, someOf } from '../kube/lookup.ts'
import { type Service, selects } from '../pods/service.ts'
import { governingService } from '../pods/services.ts'

/** A name that DNS has for one pod. */
export interface PodName {
  readonly pod: string
  /** Without the domain of the cluster: `rabbitmq-0.rabbitmq.mq.svc`; where the namespace is unknown, without it too. */
  readonly host: string
  /** The Service that it comes from. */
  readonly service: Service
  /** Whether it is there while the pod is not ready. */
  readonly beforeReady: Lookup<boolean>
}

/** Far more than any cluster has: a typing error must not cost time. */
const mostPods = 1000

/**
 * The names that a headless governing Service gives the pods of a StatefulSet. A Service with an IP of its own is promised
 * none. Source: Kubernetes DNS specification, 2.4; pkg/controller/statefulset.
 */
export function podNamesIn(broker: Broker): Seen<PodName> {
  const { world, workload } = broker
  const { replicas, ordinals, namespace, template, made } = workload
  if (!ordinals) return someOf([], made.unseen)
  const service = governingService(world, workload)
  if (service.state === 'unknown') return someOf([], service.why)
  if (replicas.state === 'unknown') return someOf([], replicas.why)
  if (service.state === 'absent' || replicas.state === 'absent') return someOf([], undefined)
  const { value } = service
  if (!value.headless || !(value.generated || selects(value, template.labels))) return someOf([], undefined)
  const domain = namespace === '' ? value.name : `${value.name}.${namespace}.svc`
  const count = Math.min(Math.max(replicas.value.value, 0), mostPods)
  const pods = Array.from({ length: count }, (_, index) => `${ordinals.owner}-${ordinals.start + index}`)
  return someOf(
    pods.map(pod => ({
      pod,
      host: `${pod}.${domain}`,
      service: value,
      beforeReady: value.publishesNotReady,
    })),
    undefined,
  )
}
