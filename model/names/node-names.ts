import type { Broker } from '../broker/broker.ts'
import { found, type Lookup, unknown } from '../kube/lookup.ts'
import { plainText, substitute } from '../pods/symbolic-text.ts'
import { longNames, type NodeName, namespaceOf, podName } from './node-name.ts'

/** The names that the nodes of a cluster will have, in the order of their pods; unknown where no pod has a name before it starts. */
export function nodeNamesOf(broker: Broker, nodeName: Lookup<NodeName>): Lookup<readonly string[]> {
  const { workload } = broker
  const { replicas, ordinals, made } = workload
  if (replicas.state !== 'found') return replicas
  if (!ordinals)
    return unknown(made.unseen ?? `the pods of a ${workload.kind} have names that nobody knows before`)
  const count = Math.max(replicas.value.value, 0)
  // Far more than any cluster has: a typing error must not cost time.
  if (count > 1000) return unknown(`${count} nodes are more than are named here`)
  const pods = Array.from({ length: count }, (_, index) => `${ordinals.owner}-${ordinals.start + index}`)
  const names = pods.map(pod => nameOn(broker, nodeName, pod))
  const unseen = names.find(name => name.state !== 'found')
  if (unseen) return unseen
  return found(names.flatMap(name => (name.state === 'found' ? [name.value] : [])))
}

function nameOn(broker: Broker, written: Lookup<NodeName>, pod: string): Lookup<string> {
  if (written.state === 'unknown') return written
  if (written.state === 'absent' || written.value.host === undefined) {
    const long = longNames(broker)
    if (long.state === 'unknown') return long
    if (long.state === 'found' && long.value.value)
      return unknown('with long names the host part is what the resolver of the pod says')
  }
  if (written.state === 'absent') return found(`rabbit@${pod}`)
  const { text, host } = written.value
  const name = plainText(substitute(text, { ...namespaceOf(broker), [podName]: pod }))
  if (name === undefined) return unknown('a part of the node names is known only when the pods start')
  return found(host === undefined ? `${name}@${pod}` : name)
}
