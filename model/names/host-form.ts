import type { Broker } from '../broker/broker.ts'
import { isString, listOf, member } from '../kube/json.ts'
import { ifFound } from '../kube/lookup.ts'
import { isInHostsFile, longNames, type NodeName } from './node-name.ts'

/** Where the host part of node names is looked up. */
export type HostForm =
  /** Nowhere: it is an address. */
  | 'address'
  /** A node's own in the hosts file of its pod, those of its peers in DNS. */
  | 'own-in-hosts-file'
  /** Even a node's own in DNS only. */
  | 'all-in-dns'
  /** A node's own in the hosts file; those of its peers nowhere: no search domain completes a short name. */
  | 'peers-nowhere'
  /** The same for all pods. */
  | 'fixed'

/**
 * Where the nodes of a broker look one another up.
 * @param nodeName as written; undefined for the default, the host name of the pod
 * @param serviceName the governing Service; undefined where there is none
 */
export function hostForm(
  broker: Broker,
  nodeName: NodeName | undefined,
  serviceName: string | undefined,
): HostForm {
  if (nodeName?.host !== undefined) {
    if (nodeName.style === 'pod-ip') return 'address'
    if (nodeName.style === 'fixed') return 'fixed'
    if (nodeName.dotted)
      return serviceName !== undefined && isInHostsFile(nodeName, serviceName)
        ? 'own-in-hosts-file'
        : 'all-in-dns'
  } else if (serviceName !== undefined && (ifFound(longNames(broker))?.value === true || isQualified(broker)))
    return 'own-in-hosts-file'
  return searches(broker, serviceName) ? 'own-in-hosts-file' : 'peers-nowhere'
}

/** Whether search domains of the pods' own complete short names: those below the governing Service do. */
const searches = ({ workload }: Broker, serviceName: string | undefined): boolean =>
  listOf(member(workload.template.spec.dnsConfig ?? null, 'searches')).some(
    domain => serviceName === undefined || (isString(domain) && domain.startsWith(`${serviceName}.`)),
  )

/**
 * Whether the host name of the pods is the full one: the image then has the nodes take it.
 * Source: docker-library/rabbitmq, docker-entrypoint.sh: RABBITMQ_USE_LONGNAME where `hostname` is not `hostname -s`.
 */
const isQualified = ({ workload, image }: Broker): boolean =>
  image.flavour === 'official' && workload.template.spec.setHostnameAsFQDN === true
