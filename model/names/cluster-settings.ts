import { k8sVariables } from '../../facts/peer-discovery.ts'
import type { Broker } from '../broker/broker.ts'
import type { Address } from '../kube/address.ts'
import { ifFound, type Lookup, type Seen, someOf, whyOpen } from '../kube/lookup.ts'
import type { Config } from '../settings/config.ts'
import type { NodeName } from './node-name.ts'

/** Something that only makes sense for nodes which are to find each other. */
export interface ClusterSetting {
  /** The key or the variable. */
  readonly name: string
  readonly at: Address
  /** The names of the nodes, and not a setting of peer discovery itself. */
  readonly isNodeName: boolean
}

/**
 * What the user wrote for a cluster: settings of the Kubernetes backend, variables of it, node names that other pods can look up. What the maker of the pods or the image wrote does not count.
 */
export function clusterSettingsOf(
  { environment }: Broker,
  config: Config,
  nodeName: Lookup<NodeName>,
): Seen<ClusterSetting> {
  const keys = config.matching('cluster_formation.k8s.')
  const { variables } = environment
  const settings = keys.items.flatMap(({ key, keyAt, generated }) => (generated ? [] : [written(key, keyAt)]))
  const variablesOfBackend = variables.items.flatMap(([name, { at, generated }]) =>
    !generated && names.has(name) ? [written(name, at)] : [],
  )
  const named = ifFound(nodeName)
  const isForPeers = named?.style === 'pod-ip' || (named?.style === 'pod-name' && named.dotted)
  return someOf(
    [
      ...settings,
      ...variablesOfBackend,
      ...(named && isForPeers && !named.generated
        ? [{ name: 'RABBITMQ_NODENAME', at: named.at, isNodeName: true }]
        : []),
    ],
    whyOpen(keys) ?? whyOpen(variables),
  )
}

const written = (name: string, at: Address): ClusterSetting => ({ name, at, isNodeName: false })

/** The variables of the Kubernetes backend. */
const names: ReadonlySet<string> = new Set(k8sVariables)
