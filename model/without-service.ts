import { type Cluster, hostFormOf, isSeveral } from './cluster.ts'
import { ifFound } from './kube/lookup.ts'
import { discoveryFailure } from './names/discovery-failure.ts'
import { namespaceOf } from './names/node-name.ts'
import { plainText, substitute } from './pods/symbolic-text.ts'
import type { Workload } from './pods/workload.ts'

/** What becomes of the nodes where no Service governs their pods. */
export interface Ungoverned {
  readonly why: string
  /** Even a node by itself does not boot. */
  readonly stopsBoot: boolean
}

/** What is wrong with the governing Service: it is not there, or it does not select the pods. */
type Fault = 'absent' | 'unselecting'

/**
 * What it means that the pods have no headless Service that is there, selects them and gives them names.
 * @param service the name that their workload gives it, if any
 */
export function withoutService(
  cluster: Cluster,
  service: string | undefined,
  fault: Fault = 'absent',
): Ungoverned {
  const form = hostFormOf(cluster)
  const lead = fault === 'absent' ? 'without it ' : ''
  if (form === 'all-in-dns')
    return {
      why: `${lead}no pod has a DNS record: a node cannot resolve even its own name, and does not boot`,
      stopsBoot: true,
    }
  if (form !== 'address' && isSeveral(cluster))
    return {
      why: `${lead}no pod has a DNS record: the nodes cannot resolve each other and form no cluster`,
      stopsBoot: false,
    }
  return (
    onDiscovery(cluster, service, fault) ?? {
      why:
        form === 'address'
          ? 'the pods have no stable names: nodes that are named by address do without, whatever else knows a pod by its name does not'
          : `${lead}the pod has no DNS record: one node does without, a second could not be reached by its name`,
      stopsBoot: false,
    }
  )
}

/** Discovery may ask for this very Service, or go by the names that it gives. */
function onDiscovery(cluster: Cluster, service: string | undefined, fault: Fault): Ungoverned | undefined {
  const { discovery, broker, release } = cluster
  if (ifFound(discovery.backend)?.module !== 'k8s') return undefined
  const asked = ifFound(discovery.setting('service_name'))
  if (
    discovery.asksApi &&
    service !== undefined &&
    asked &&
    plainText(substitute(asked.text, namespaceOf(broker))) === service
  ) {
    const mistake = fault === 'absent' ? 'refused' : 'unlisted'
    const { text, stopsBoot } = discoveryFailure(release, mistake, isSeveral(cluster))
    const lead =
      fault === 'absent' ? 'asks for it and gets a 404' : 'reads its Endpoints, and no node is in them'
    return { why: `peer discovery ${lead}: ${text}`, stopsBoot }
  }
  return discovery.asksApi || ifFound(cluster.nodeName)?.style !== 'pod-ip'
    ? undefined
    : {
        why: 'peer discovery goes by the names that it gives to pods, and nodes that are named by address have none to go by',
        stopsBoot: false,
      }
}

/** Whether node names from pod IPs form a cluster all the same: up to 4.0 discovery reads addresses. */
export const doesWithoutNames = ({ nodeName, discovery }: Cluster): boolean =>
  ifFound(nodeName)?.style === 'pod-ip' && discovery.asksApi

/** Where the user names the governing Service, and what it takes to change it there. */
export const placeOfServiceName = ({ kind }: Workload): string =>
  kind === 'StatefulSet'
    ? 'spec.serviceName (immutable: delete the StatefulSet with --cascade=orphan, apply it, restart the pods)'
    : 'spec.override.statefulSet.spec.serviceName'
