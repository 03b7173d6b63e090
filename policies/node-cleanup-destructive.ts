import { releaseRange } from '../facts/release-range.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'node-cleanup-destructive',
  group: 'discovery',
  title: 'Members that are down and that peer discovery does not list are removed from the cluster',
  worst: 'error',
  single: 'skip',
  when: { since: 'ever' },
  needs: [],
  rationale: `Node cleanup looks every minute which members are down and not listed by peer discovery. With \`only_log_warning = false\` it forgets
them, and removes their replicas of quorum queues: a member that comes back is a stranger. From 4.1 on the Kubernetes backend lists one node, the first pod, so
that any other one that is down at such a moment is removed, be it for a roll-out. Before, a pod that moves has no endpoint for a while; and up to 4.1 an API server that
does not answer counts as an empty list.`,
  sources: [
    'https://www.rabbitmq.com/docs/cluster-formation#node-health-checks-and-cleanup',
    'https://github.com/rabbitmq/rabbitmq-server/pull/17402',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_peer_discovery_common/src/rabbit_peer_discovery_cleanup.erl@v4.3.5:maybe_cleanup, deps/rabbitmq_peer_discovery_k8s/src/rabbit_peer_discovery_k8s.erl@v4.3.5:list_nodes: members that are down, less the one node that is listed, are forgotten',
  },
  log: [
    {
      by: 'node',
      pattern: /Peer discovery: removing unknown node (?<node>\S+) from the cluster/,
      sample: 'Peer discovery: removing unknown node rabbit@rabbitmq-1.rabbitmq.mq from the cluster',
    },
  ],
  example: () => ({
    bad: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.peer_discovery_backend = k8s',
      conf: 'cluster_formation.node_cleanup.only_log_warning = false',
    }),
    good: cluster({
      image: 'rabbitmq:4.2.1',
      discovery: 'cluster_formation.peer_discovery_backend = k8s',
      conf: 'cluster_formation.node_cleanup.only_log_warning = true',
    }),
  }),
  check({ cluster, release }, tell) {
    const cleanup = tell.know(cluster.nodeCleanup)
    if (cleanup?.value !== 'removed' || cleanup.generated) return
    const backend = ifFound(cluster.discovery.backend)?.module
    if (backend === 'classic_config') return
    const listsOne = backend === 'k8s' && !cluster.discovery.asksApi
    tell.report({
      at: cleanup.at,
      severity: listsOne && !mayIgnoreIt.has(release) ? 'error' : 'warning',
      message: `${cleanup.name} = false: members that are down are removed when discovery does not list them`,
      why: listsOne
        ? listedOne(mayIgnoreIt.has(release))
        : 'a pod that moves to another machine is not listed for a while: its node is forgotten if it is looked at then',
      help: `set ${cleanup.name} to true: it then only warns`,
      fix: {
        title: 'only warn',
        safety: 'safe',
        edits: [{ op: 'set', at: cleanup.at, value: 'true' }],
      },
    })
  },
})

/** With backends that list one node. Source: rabbitmq-server#17402, merged on 2026-09-11, too late for 4.3.6. */
const mayIgnoreIt = releaseRange('>=4.3.7')

function listedOne(mayBeIgnored: boolean): string {
  const text =
    'discovery lists one node, the first pod: any other that is down when it looks is forgotten, with its replicas of quorum queues'
  return mayBeIgnored ? `unless the release passes over the setting: ${text}` : text
}
