import { type Cluster, hostFormOf, isSeveral } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { namesInDns } from '../model/names/names-in-dns.ts'
import { longNames, type NodeName } from '../model/names/node-name.ts'
import { hasOwnResolver } from '../model/names/resolver-edits.ts'
import { inContainer } from '../model/pods/container.ts'
import { plainText, showText } from '../model/pods/symbolic-text.ts'
import { standsAlone, waitsForSeed } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'node-name-short',
  group: 'discovery',
  title: 'Nodes have short names, which no other pod can resolve',
  worst: 'error',
  needs: ['nodeName', 'size'],
  mayBeAbsent: ['nodeName'],
  rationale: `Without long names a node is called \`rabbit@<pod>\`. DNS knows a pod as \`<pod>.<governing Service>.<namespace>.svc.<cluster
domain>\`, and no search domain that Kubernetes gives to pods completes the short name: a node resolves its own, from the hosts file of its
pod, and that of no peer. Up to 4.0 each node then boots alone. From 4.1 all but the one that founds the cluster wait for it for ever.`,
  sources: [
    'https://www.rabbitmq.com/docs/clustering#node-names',
    'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/kubelet/network/dns/dns.go@v1.34.0:generateSearchesForDNSClusterFirst: namespace, svc and cluster domain, none with a Service; deps/rabbit_common/src/rabbit_env.erl@v4.3.5:nodename: without long names the host name up to its first dot',
  },
  log: [standsAlone, waitsForSeed],
  example: () => ({
    bad: cluster({
      nodeName: null,
      longNames: null,
      discovery: `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.service_name = rabbitmq-headless`,
    }),
    good: cluster(),
  }),
  check({ nodeName, size, cluster }, tell) {
    const { broker, workload } = cluster
    const { longNames: ownWay } = workload.made.wording
    if (size === 'single' || nodeName?.generated) return
    if (workload.kind !== 'StatefulSet' && (ownWay === undefined || nodeName === undefined)) return
    if (hostFormOf(cluster) !== 'peers-nowhere' && !isShortAndFixed(nodeName)) return
    // That the part before the @ differs is what node-name-mismatch says.
    if (nodeName?.host === undefined && nodeName?.style === 'pod-name') return
    if (!tell.know(cluster.joined) && tell.all(cluster.clusterSettings).length === 0) return
    const long = tell.know(longNames(broker))
    if (nodeName?.host === undefined && long?.value) return
    if (hasOwnResolver(broker, cluster.scripts)) return
    if (nodeName?.host === undefined && workload.template.spec.hostNetwork === true)
      return tell.gap('nodes take the names of their machines, which may resolve one another')
    tell.report({
      at: (long?.value === false ? long.at : nodeName?.at) ?? missing(cluster),
      severity: isSeveral(cluster) ? 'error' : 'warning',
      message: `the node names of ${workload.object.name} are short: ${nodeName?.host ? showText(nodeName.text) : `${nodeName ? showText(nodeName.prefix) : 'rabbit'}@<pod>`}`,
      why: whyOf(cluster),
      help: ownWay ?? namesInDns(cluster),
    })
  },
})

/** The same name for all pods, and one that only the pod of that name could resolve. */
const isShortAndFixed = (nodeName: NodeName | undefined): boolean =>
  nodeName?.host !== undefined &&
  nodeName.style === 'fixed' &&
  !nodeName.dotted &&
  plainText(nodeName.host) !== 'localhost'

const missing = ({ broker, workload }: Cluster): Address =>
  inContainer(workload.template, broker.container, 'env', { name: 'RABBITMQ_USE_LONGNAME' })

function whyOf(cluster: Cluster): string {
  if (!isSeveral(cluster))
    return 'no other pod can resolve such a name: a second node would not join this one'
  return !cluster.discovery.asksApi && ifFound(cluster.discovery.backend)?.module === 'k8s'
    ? 'no pod can resolve the short name of another: all but the node that founds the cluster wait for it for ever'
    : 'no pod can resolve the short name of another: each node boots alone, one cluster per pod'
}
