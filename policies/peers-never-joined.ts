import type { Cluster } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { dnsHostname } from '../model/names/joining.ts'
import type { WorkloadKind } from '../model/pods/workload.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'peers-never-joined',
  group: 'discovery',
  title: 'Several nodes, and nothing makes one cluster of them',
  worst: 'error',
  single: 'skip',
  needs: ['replicas', 'joined'],
  demotes: {
    inCluster: [
      'service-not-headless',
      'boot-order-deadlock',
      'liveness-kills-waiting-node',
      'replicas-even',
    ],
  },
  rationale: `RabbitMQ joins no nodes by itself: it takes a peer discovery backend, a list of nodes, a command, or an operator. Without
any, each replica is a broker of its own, with its own users, queues and messages, and all of them are Ready. A Service in front of them
sends each connection to another one: what is published here is not there to be consumed.`,
  sources: ['https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-mechanisms'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: discovery: nothing says who the others are',
  },
  log: { nothing: 'each node boots by itself, as a single one does' },
  example: () => ({
    bad: cluster({
      discovery: '',
      nodeName: null,
      longNames: null,
      plugins: '[rabbitmq_management].',
      without: ['ServiceAccount', 'Role', 'RoleBinding'],
    }),
    good: cluster(),
  }),
  check({ replicas, joined, cluster }, tell) {
    const { workload } = cluster
    const { keepsApart, wording } = workload.made
    if (joined || replicas.value < 2) return
    // Where settings are there and the backend alone is not, that is what is said.
    if (cluster.discovery.backend.state === 'absent' && tell.all(cluster.clusterSettings).length > 0) return
    const backend = ifFound(cluster.discovery.backend)
    const why =
      'each pod is a broker of its own, with its own queues and users: a client that connects again finds another one, without its messages'
    if (backend?.module === 'dns')
      return tell.report({
        at: backend.at,
        message: `peer discovery of ${workload.object.name} goes by DNS, and is told no name to look up`,
        why,
        help: `set ${dnsHostname} to the name of the headless Service in DNS, ${serviceInDns(cluster)}`,
      })
    tell.report({
      at: keepsApart?.at ?? replicas.at,
      message: `${workload.called} has ${replicas.value} replicas, and nothing joins them`,
      why,
      help: keepsApart
        ? `set ${keepsApart.value} to true, or ${wording.ofSet('replicas')} to 1`
        : `${helpOf[workload.kind] ?? ''}${join}, or set replicas to 1`,
    })
  },
})

const serviceInDns = ({ serviceName, workload }: Cluster): string =>
  `${ifFound(serviceName)?.value ?? '<governing Service>'}.${workload.namespace || '<namespace>'}.svc.<cluster domain>`

const join =
  'join them by peer discovery: cluster_formation.peer_discovery_backend = k8s with all that it needs, long node names below a headless Service with publishNotReadyAddresses: true, and one Erlang cookie'
const helpOf: Partial<Record<WorkloadKind, string>> = {
  Deployment: 'make it a StatefulSet and ',
  ReplicaSet: 'make it a StatefulSet and ',
}
