import { at } from '../model/kube/address.ts'
import { isString } from '../model/kube/json.ts'
import * as kinds from '../model/kube/kinds.ts'
import { dig } from '../model/kube/read.ts'
import { clusterReference } from '../model/messaging/cluster-reference.ts'
import { isTopology } from '../model/messaging/topology.ts'
import { objectRule } from '../model/rule/rule.ts'
import { rabbitmqCluster, topology, yaml } from './sample.ts'

const annotation = 'rabbitmq.com/topology-allowed-namespaces'
const elsewhere = (allowed?: string): string =>
  yaml(
    rabbitmqCluster(
      { replicas: 3 },
      { namespace: 'mq', ...(allowed === undefined ? {} : { annotations: { [annotation]: allowed } }) },
    ),
    topology(
      'Queue',
      'orders',
      { name: 'orders', durable: true, rabbitmqClusterReference: { name: 'rmq', namespace: 'mq' } },
      { namespace: 'shop' },
    ),
  )

export default objectRule({
  id: 'topology-namespace-not-allowed',
  group: 'promotion',
  title: 'A topology resource is in a namespace that its cluster does not let in',
  worst: 'error',
  rationale: `The topology operator makes a resource of another namespace only where the annotation \`${annotation}\` of the
RabbitmqCluster names that namespace, or is \`*\`. The list is cut at commas, and blanks belong to the names.`,
  sources: [
    'https://www.rabbitmq.com/kubernetes/operator/using-topology-operator#allow-rabbitmqcluster-reference-by-namespace',
  ],
  evidence: {
    kind: 'source',
    where:
      'rabbitmq/messaging-topology-operator rabbitmqclient/cluster_reference.go@v1.20.1:AllowedNamespace: the list is split at commas and compared as it is',
  },
  log: [
    {
      by: 'operator',
      pattern: /Check the namespace of the resource is allowed as part of the cluster's/,
      sample:
        "resource is not allowed to reference defined cluster reference. Check the namespace of the resource is allowed as part of the cluster's `rabbitmq.com/topology-allowed-namespaces` annotation",
    },
  ],
  example: () => ({ bad: elsewhere(), good: elsewhere('shop') }),
  check({ object, world }, tell) {
    const reference = isTopology(object) ? clusterReference(object) : undefined
    if (!reference || object.namespace === '' || reference.namespace === object.namespace) return
    const cluster = world.get(kinds.RabbitmqCluster, reference.namespace, reference.name)
    if (cluster.state !== 'found') return
    const written = dig(cluster.value.value, ['metadata', 'annotations', annotation])
    const names = isString(written) ? written.split(',') : []
    if (names.includes('*') || names.includes(object.namespace)) return
    const isNear = names.some(name => name.trim() === object.namespace)
    tell.report({
      at: at(object, 'spec', 'rabbitmqClusterReference', 'namespace'),
      message: `${object.kind} ${object.name} is in namespace ${object.namespace}, which RabbitmqCluster ${reference.name} does not let in`,
      why: 'the topology operator refuses to make it',
      help: isNear
        ? `write the namespaces of the annotation ${annotation} without blanks`
        : `add ${object.namespace} to the annotation ${annotation} of the RabbitmqCluster`,
      related: [{ at: at(cluster.value, 'metadata', 'annotations'), message: 'the RabbitmqCluster' }],
    })
  },
})
