import { type Cluster, isSeveral } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { namesInDns } from '../model/names/names-in-dns.ts'
import { showText } from '../model/pods/symbolic-text.ts'
import { noOrdinal } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'node-name-from-pod-ip',
  group: 'discovery',
  title: 'Nodes are named by the addresses of their pods',
  worst: 'error',
  single: 'info',
  when: { since: 'ever' },
  needs: ['nodeName'],
  rationale: `A pod that is made again has another address. A node that is named by it is then another node: its data directory, which
bears its name, is empty, and the old one lies beside it for ever. The cluster keeps the old name as a member that is down, until somebody forgets it. From 4.1
the Kubernetes backend works out which node founds the cluster from the number behind the name of the pod: an address has none, and no
node boots.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#node-names',
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbit_common/src/rabbit_env.erl@v4.3.5:data_dir_from_env: the directory bears the name of the node; deps/rabbitmq_peer_discovery_k8s/src/rabbit_peer_discovery_k8s.erl@v4.3.5:seed_node: a name without a number behind a hyphen gives no node, for ever',
  },
  log: [...noOrdinal],
  example: () => ({
    bad: cluster({
      nodeName: 'rabbit@$(MY_POD_IP)',
      discovery: `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = ip
cluster_formation.k8s.service_name = rabbitmq-headless`,
    }),
    good: cluster(),
  }),
  check({ nodeName, cluster }, tell) {
    if (nodeName.style !== 'pod-ip' || nodeName.host === undefined || nodeName.generated) return
    const draft = whatHappens(cluster)
    if (draft)
      tell.report({
        at: nodeName.at,
        message: `the node name of ${cluster.workload.object.name} is ${showText(nodeName.text)}`,
        help: helpOf(cluster),
        ...draft,
      })
  },
})

function whatHappens(cluster: Cluster): Pick<Draft, 'severity' | 'why' | 'stopsBoot'> | undefined {
  const { discovery, dataVolume } = cluster
  const several = isSeveral(cluster)
  if (!discovery.asksApi && ifFound(discovery.backend)?.module === 'k8s')
    return {
      why: several
        ? 'peer discovery looks for -<number> behind the name of the pod, an address has none: no node boots'
        : 'peer discovery looks for -<number> behind the name of the pod, an address has none: the node never boots',
      stopsBoot: true,
    }
  if (ifFound(dataVolume)?.persistent)
    return {
      severity: 'error',
      why: several
        ? 'a pod that is made again has another address: its node begins with an empty data directory beside the old one, which nobody reads'
        : 'the pod that is made again has another address: its node begins with an empty data directory, and queues, messages and users stay behind in the old one',
    }
  if (!several) return undefined
  return {
    severity: 'warning',
    why: 'a pod that is made again is another node: the old name stays a member that is down, until it is forgotten',
  }
}

function helpOf(cluster: Cluster): string {
  if (cluster.workload.kind === 'StatefulSet') return `${namesInDns(cluster)}${published(cluster)}`
  return isSeveral(cluster)
    ? 'make it a StatefulSet with a headless Service, and name the nodes by their pods'
    : 'leave the variable out, and set a hostname for the pod'
}

/** What its Service lacks, which nobody missed before. */
function published({ governingService }: Cluster): string {
  const service = ifFound(governingService)
  return service?.headless && ifFound(service.publishesNotReady) === false
    ? `; and publishNotReadyAddresses: true in Service ${service.name}`
    : ''
}
