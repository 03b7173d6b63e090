import { seedNode } from '../facts/peer-discovery.ts'
import { type Cluster, isSeveral } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { namesInDns } from '../model/names/names-in-dns.ts'
import type { NodeName } from '../model/names/node-name.ts'
import { podName } from '../model/names/node-name.ts'
import { plainText, showText, substitute } from '../model/pods/symbolic-text.ts'
import { noOrdinal } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'node-name-without-ordinal',
  group: 'discovery',
  title: 'The node name has no number of a pod, which peer discovery goes by',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '>=4.1' },
  needs: ['nodeName'],
  mayBeAbsent: ['nodeName'],
  rationale: `From 4.1 the Kubernetes backend works out the node that founds the cluster from the name of any: it looks for \`-<number>\` before
the first dot of the host part. A name without it gives none, and the node tries again for ever, alone too: it never boots.`,
  sources: ['https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s'],
  evidence: {
    kind: 'observed',
    where:
      'test/slow/boots.test.ts: no number of a pod in the node name; rabbit_peer_discovery_k8s.erl@v4.3.5, seed_node/2',
  },
  log: [...noOrdinal],
  example: () => ({
    bad: cluster({ image: 'rabbitmq:4.2.1', replicas: 1, nodeName: 'rabbit@localhost', longNames: null }),
    good: cluster({ image: 'rabbitmq:4.2.1', replicas: 1 }),
    also: ['node-name-fixed'],
  }),
  check({ nodeName, cluster }, tell) {
    const { discovery, config } = cluster
    if (nodeName?.generated || nodeName?.style === 'pod-ip') return
    if (tell.know(discovery.backend)?.module !== 'k8s') return
    if (tell.know(config.effective('cluster_formation.k8s.seed_node')) !== undefined) return
    const draft =
      nodeName?.host !== undefined && nodeName.style === 'fixed'
        ? ofName(cluster, nodeName)
        : ofPods(cluster, nodeName)
    if (draft)
      tell.report({
        ...draft,
        why: isSeveral(cluster)
          ? 'peer discovery looks for -<number> in the name of the pod: no node boots'
          : 'peer discovery looks for -<number> in the name of the pod: the node never boots',
        stopsBoot: true,
      })
  },
})

type Part = Pick<Draft, 'at' | 'message' | 'help'>
const leaveDiscovery = 'leave cluster_formation.peer_discovery_backend out: one node needs none'

/** A host part that somebody wrote for all pods. */
function ofName(cluster: Cluster, nodeName: NodeName): Part | undefined {
  if (nodeName.host === undefined || isNumbered(plainText(nodeName.host) ?? showText(nodeName.host)))
    return undefined
  const { workload } = cluster
  return {
    at: nodeName.at,
    message: `the node name of ${workload.object.name} is ${showText(nodeName.text)}, without the number of a pod`,
    help: isSeveral(cluster) ? namesInDns(cluster) : `${namesInDns(cluster)}; or ${leaveDiscovery}`,
  }
}

/** The names of the pods, which the nodes bear. */
function ofPods(cluster: Cluster, nodeName: NodeName | undefined): Part | undefined {
  const { workload } = cluster
  const { object, ordinals } = workload
  if (ordinals) {
    const host = hostOf(nodeName, `${ordinals.owner}-${ordinals.start}`)
    if (isNumbered(host)) return undefined
    if (ordinals.owner.includes('.'))
      return {
        at: at(object, 'metadata', 'name'),
        message: `${workload.kind} ${object.name} has a dot in its name: the number of a pod stands behind the first label`,
        help: 'give it a name without a dot (its claims bear its name: data stays in the old ones)',
      }
    return nodeName && ofName(cluster, nodeName)
  }
  if (workload.kind === 'Pod' && !isNumbered(hostOf(nodeName, object.name)))
    return {
      at: at(object, 'metadata', 'name'),
      message: `Pod ${object.name} has no number in its name`,
      help: leaveDiscovery,
    }
  return undefined
}

/** The host part of a node's name in a pod of that name. */
const hostOf = (nodeName: NodeName | undefined, pod: string): string =>
  nodeName?.host === undefined ? pod : showText(substitute(nodeName.host, { [podName]: pod }))

const isNumbered = (host: string): boolean => seedNode(`rabbit@${host}`) !== undefined
