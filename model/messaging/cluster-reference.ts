import { isString } from '../kube/json.ts'
import type { KubeObject } from '../kube/object.ts'
import { dig } from '../kube/read.ts'

/** What a resource of the topology operator names: the object that its cluster is made of. */
export type ClusterReference = Pick<KubeObject, 'name' | 'namespace'>

/**
 * The cluster that a resource names, in its own namespace unless it says another; undefined where it names none, but a Secret
 * with the connection. Source: rabbitmq/messaging-topology-operator, rabbitmqclient/cluster_reference.go, ParseReference.
 */
export function clusterReference(resource: KubeObject): ClusterReference | undefined {
  const [name, namespace] = ['name', 'namespace'].map(key =>
    dig(resource.value, ['spec', 'rabbitmqClusterReference', key]),
  )
  if (!isString(name) || name === '') return undefined
  return { name, namespace: isString(namespace) && namespace !== '' ? namespace : resource.namespace }
}

/** Whether a resource is for a cluster, as far as the namespaces of both are known. */
export function refersTo(resource: KubeObject, cluster: ClusterReference): boolean {
  const reference = clusterReference(resource)
  return reference !== undefined && isSame(reference, cluster)
}

const isSame = (a: ClusterReference, b: ClusterReference): boolean =>
  a.name === b.name && (a.namespace === b.namespace || a.namespace === '' || b.namespace === '')
