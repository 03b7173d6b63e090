import { mentionsWord } from '../model/broker/word-uses.ts'
import type { Cluster } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { type Json, listOf, member } from '../model/kube/json.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { runningContainers } from '../model/pods/container.ts'
import { isAccountShared } from '../model/pods/makers/workloads.ts'
import type { BoundRole } from '../model/pods/rights.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'discovery-rights-unneeded',
  group: 'discovery',
  title: 'Rights that only peer discovery of older releases asked for',
  worst: 'info',
  when: { rabbitmq: '>=4.1' },
  needs: [],
  rationale: `Up to 4.0 peer discovery read Endpoints and posted events. From 4.1 on it works the first node's name out from its own and asks nobody: Role and
binding can go, and with them the token of the account, which is worth something to whoever gets into the pod.`,
  sources: ['https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_peer_discovery_k8s/src/rabbit_peer_discovery_k8s.erl@v4.1.0:list_nodes: the seed node is made of the own name',
  },
  example: () => ({
    bad: cluster({ image: 'rabbitmq:4.2.1', discovery: 'cluster_formation.peer_discovery_backend = k8s' }),
    good: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.peer_discovery_backend = k8s',
      without: ['Role', 'RoleBinding'],
    }),
  }),
  check({ cluster }, tell) {
    if (tell.know(cluster.discovery.backend)?.module !== 'k8s' || mayAskOtherwise(cluster)) return
    const roles = tell.all(cluster.rights.roles).filter(isForDiscovery)
    // Other pods, such as those of an older broker, may need them. They are read where there is something to say.
    if (roles.length === 0 || isAccountShared(cluster.broker.world, cluster.workload)) return
    for (const { role, binding } of roles) {
      tell.report({
        at: at(role, 'rules'),
        message: `Role ${role.name} allows what peer discovery no longer asks for`,
        why: 'no node of this release asks the API server for anything',
        help: `remove Role and RoleBinding${ifFound(cluster.accountToken)?.isMounted ? ', and set automountServiceAccountToken: false on the pods' : ''}`,
        related: [{ at: at(binding), message: 'the binding' }],
      })
    }
  },
})

/** Another container, or a command that talks to the API server, may need the rights. */
const mayAskOtherwise = ({ workload, broker }: Cluster): boolean =>
  runningContainers(workload.template).length > 1 ||
  ['kubectl', 'serviceaccount', 'KUBERNETES_'].some(word => mentionsWord(broker, word))

const isForDiscovery = ({ role, isAlone }: BoundRole): boolean =>
  isAlone && listOf(role.value.rules).length > 0 && listOf(role.value.rules).every(isRule)

const isRule = (rule: Json): boolean =>
  listOf(member(rule, 'apiGroups')).every(group => group === '') &&
  listOf(member(rule, 'resources')).every(resource => resource === 'endpoints' || resource === 'events')
