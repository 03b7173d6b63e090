import type { Cluster, ClusterSize } from '../model/cluster.ts'
import { namesInDns } from '../model/names/names-in-dns.ts'
import { showText } from '../model/pods/symbolic-text.ts'
import { duplicateNode } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'node-name-fixed',
  group: 'discovery',
  title: 'All pods have the same node name',
  worst: 'error',
  needs: ['nodeName', 'size'],
  replaces: { inCluster: ['node-name-short'] },
  rationale: `The name is what tells the nodes of a cluster apart, and where they find one another. With one name for all pods none of them can
join another. A single node may well have a fixed name, which keeps its data directory; a StatefulSet gives it one anyway.`,
  sources: ['https://www.rabbitmq.com/docs/clustering#node-names'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit/src/rabbit_peer_discovery.erl@v4.3.5:sync_desired_cluster: members are told apart by their node names',
  },
  log: [duplicateNode],
  example: () => ({
    bad: cluster({ nodeName: 'rabbit@rabbitmq-0.rabbitmq-headless.mq.svc.cluster.local' }),
    good: cluster(),
  }),
  check({ nodeName, size, cluster }, tell) {
    if (nodeName.host === undefined || nodeName.style !== 'fixed' || nodeName.generated) return
    // What is a cure elsewhere: only a StatefulSet keeps the names of its pods.
    if (size === 'single' && cluster.workload.kind !== 'StatefulSet') return
    tell.report({
      at: nodeName.at,
      severity: severities[size],
      message: `the node name of every pod of ${cluster.workload.object.name} is ${showText(nodeName.text)}`,
      why: whys[size],
      help: helpOf(cluster, size),
    })
  },
})

const severities = { several: 'error', 'cluster-of-one': 'warning', single: 'info' } as const
const whys: Readonly<Record<ClusterSize, string>> = {
  several: 'nodes are told apart by their names: none of them can join another',
  'cluster-of-one': 'a second pod would have the same name, and could not join this one',
  single: 'a second pod would have the same name; a StatefulSet keeps the name of its pod without it',
}

function helpOf(cluster: Cluster, size: ClusterSize): string {
  if (size === 'single')
    return `leave ${cluster.broker.paths.nodeNameVariable} out when the node has no data to keep yet`
  if (cluster.workload.kind === 'StatefulSet') return namesInDns(cluster)
  return size === 'several'
    ? 'make it a StatefulSet with a headless Service, and name the nodes by their pods'
    : 'make it a StatefulSet with a headless Service, and name its node by the pod'
}
