import type { Cluster } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { standsAlone } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const single = 'listeners.tcp.default = 5672'
const deployment = (replicas: number): string =>
  cluster({ kind: 'Deployment', replicas, discovery: single, nodeName: null, storage: 'emptyDir' })

export default clusterRule({
  id: 'workload-not-statefulset',
  group: 'pairing',
  title: 'A cluster of nodes that are no pods of a StatefulSet',
  worst: 'error',
  single: 'info',
  when: { since: 'ever' },
  needs: ['size'],
  rationale: `A node is known by its name, and its data lies under it. Only a StatefulSet gives a pod the same name, and the same claim, whenever it
is made again. The pods of a Deployment have names that nobody knows before and that DNS does not know: they form a cluster by their addresses at
most (up to 4.0, where peer discovery reads those), and each pod that is replaced is a new node beside one that never comes back. From 4.1 peer
discovery goes by the number at the end of a pod's name, which these have not.`,
  sources: [
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_peer_discovery_k8s/src/rabbit_peer_discovery_k8s.erl@v4.3.5:seed_node: the name has to end in an ordinal; kubernetes/kubernetes staging/src/k8s.io/endpointslice/util/controller_utils.go@v1.37.2:ShouldSetHostname: a pod without host name and subdomain has no name in DNS',
  },
  log: [standsAlone],
  example: () => ({
    bad: deployment(3),
    good: deployment(1),
    also: ['peers-never-joined', 'storage-not-persistent'],
  }),
  check({ size, cluster }, tell) {
    const { workload } = cluster
    const isDaemon = workload.kind === 'DaemonSet'
    if (!isDaemon && workload.kind !== 'Deployment' && workload.kind !== 'ReplicaSet') return
    if (size === 'single') return
    const effect = effectOf(
      cluster,
      tell.know(cluster.joined) === false,
      tell.know(cluster.nodeName)?.style === 'pod-ip',
    )
    tell.report({
      at: at(workload.object, 'kind'),
      message: `${workload.called} runs a cluster, and its pods have no names that last`,
      ...effect,
      help:
        isDaemon || size !== 'several'
          ? 'make it a StatefulSet, governed by a headless Service'
          : 'make it a StatefulSet, governed by a headless Service; one node without peer discovery may stay as it is',
    })
  },
})

function effectOf(
  { discovery, size }: Cluster,
  isApart: boolean,
  isByAddress: boolean,
): Pick<Draft, 'why' | 'severity' | 'stopsBoot'> {
  const isSeveral = ifFound(size) === 'several'
  if (isApart)
    return {
      severity: 'error',
      why: 'nothing joins its pods: each is a broker of its own, and a connection gets to any one of them',
    }
  if (ifFound(discovery.backend)?.module === 'k8s' && !discovery.asksApi)
    return {
      severity: 'error',
      stopsBoot: true,
      why: 'peer discovery goes by the number of a pod in its StatefulSet, which these have not: a node waits for ever',
    }
  if (!isByAddress)
    return {
      severity: 'error',
      why: isSeveral
        ? 'nobody knows the names of its pods before they start: the nodes do not find each other'
        : 'nobody knows the names of its pods before they start: a second node would not find the first',
    }
  return {
    severity: 'warning',
    why: 'a pod that is replaced is a new node under another address, and what the old one held stays with a name that never comes back',
  }
}
