import { epmdPort } from '../facts/broker-ports.ts'
import { distributionPort } from '../model/broker/distribution-port.ts'
import { type Cluster, isSeveral } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { blockedBetween } from '../model/pods/network-policies.ts'
import { standsAlone } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

const policy = (ports: readonly number[]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'rabbitmq', namespace: 'mq' },
  spec: {
    podSelector: { matchLabels: { app: 'rabbitmq' } },
    ingress: [{ ports: ports.map(port => ({ port })) }],
  },
})

export default clusterRule({
  id: 'network-policy-blocks-peers',
  group: 'pairing',
  title: 'A network policy keeps the nodes from each other',
  worst: 'error',
  single: 'skip',
  when: { since: 'ever' },
  needs: ['size'],
  rationale: `Nodes find each other through epmd (port 4369) and talk through the port of the Erlang distribution (25672, or what
\`RABBITMQ_DIST_PORT\` says). A NetworkPolicy that picks the pods lets in, or out, only what some policy allows: where none allows these
two ports between the pods, no cluster forms, and one that has formed falls apart when the policy comes.`,
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    'https://www.rabbitmq.com/docs/networking#ports',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes staging/src/k8s.io/api/networking/v1/types.go@v1.37.2:NetworkPolicySpec: traffic is allowed if at least one rule across all policies of a pod allows it; deps/rabbit_common/src/rabbit_env.erl@v4.3.5:erlang_dist_tcp_port: 20000 above the port of AMQP',
  },
  log: [standsAlone],
  example: () => ({
    bad: cluster({ objects: [policy([5672, 4369])] }),
    good: cluster({ objects: [policy([5672, 4369, 25672])] }),
  }),
  check({ cluster }, tell) {
    const { broker, workload } = cluster
    if (tell.know(cluster.joined) === false) return
    const distribution = tell.know(distributionPort(broker))
    if (distribution === undefined) return
    const blocked = tell.know(blockedBetween(broker.world, workload, [epmdPort, distribution]))
    if (!blocked) return
    const { policy, direction, ports } = blocked
    tell.report({
      at: at(policy, 'spec', direction),
      message: `NetworkPolicy ${policy.name} closes port ${ports.join(' and ')} between pods of ${workload.object.name}`,
      why: whyOf(cluster),
      help: `allow TCP ${epmdPort} and ${distribution} ${direction === 'ingress' ? 'from' : 'to'} the pods of ${workload.object.name}`,
    })
  },
})

function whyOf(cluster: Cluster): string {
  const { discovery } = cluster
  if (!isSeveral(cluster))
    return 'one node does without; a second one would not reach it, and could not join it'
  if (ifFound(discovery.backend)?.module !== 'k8s')
    return 'the nodes do not reach each other, and form no cluster'
  return discovery.asksApi
    ? 'the nodes do not reach each other: each node boots alone, one cluster per pod, all Ready'
    : 'the nodes do not reach each other: the first one founds a cluster, and the others wait for it for ever'
}
