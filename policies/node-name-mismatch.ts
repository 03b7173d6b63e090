import type { Cluster } from '../model/cluster.ts'
import type { DiscoverySetting } from '../model/names/discovery.ts'
import type { NodeName } from '../model/names/node-name.ts'
import { namespaceOf } from '../model/names/node-name.ts'
import {
  cut,
  plainText,
  type SymbolicText,
  sameText,
  showText,
  substitute,
} from '../model/pods/symbolic-text.ts'
import { hostUnresolved, hostUnresolvedByTool, notAmongPeers } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'node-name-mismatch',
  group: 'discovery',
  title: 'Node name, host name suffix, governing Service and namespace do not agree',
  worst: 'error',
  needs: ['nodeName'],
  rationale: `The host part of a node name is looked up in DNS, and DNS knows a pod as
\`<pod>.<governing Service>.<namespace>.svc.<cluster domain>\`. Up to 4.0 the name of each peer is put together from what the API
server lists and \`cluster_formation.k8s.hostname_suffix\`: unless that gives this node's own name, the node does not find itself among
the peers. It then refuses to boot after five minutes (3.8.18 to 3.12) or starts a cluster of its own (3.13 and 4.0).
A name without \`@\` becomes the part before it, and peers never match.`,
  sources: [
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
    'https://www.rabbitmq.com/docs/clustering#node-names',
  ],
  evidence: {
    kind: 'observed',
    where:
      'peers listed without this node: 3.10.8 stops after 5 minutes, 4.0.5 retries; rabbit_peer_discovery.erl@v4.0.9',
  },
  log: [hostUnresolved, hostUnresolvedByTool, notAmongPeers],
  example: () => ({
    bad: cluster({ nodeName: 'rabbit@$(MY_POD_NAME).rabbitmq.mq.svc.cluster.local' }),
    good: cluster(),
  }),
  check({ nodeName, cluster }, tell) {
    if (nodeName.generated) return
    if (nodeName.host === undefined) return prefixOnly(nodeName, cluster, tell)
    if (nodeName.suffix === undefined || !nodeName.dotted) return
    const draft =
      againstService(nodeName, nodeName.suffix, cluster, tell) ??
      againstSuffix(nodeName, nodeName.suffix, cluster, tell)
    if (draft) tell.report(draft)
  },
})

function prefixOnly(nodeName: NodeName, { workload }: Cluster, tell: Tell): void {
  if (nodeName.style === 'fixed') return
  tell.report({
    at: nodeName.at,
    message: `the node name of ${workload.object.name} is ${showText(nodeName.text)}, without @`,
    why: 'it becomes the part before the @, different on each pod: the nodes never take one another for peers',
    help: 'write rabbit@$(POD_NAME).<governing Service>.$(NAMESPACE).svc.cluster.local, or leave the variable out',
  })
}

/** The labels behind the pod name must be those of the governing Service and the namespace. */
function againstService(
  nodeName: NodeName,
  suffix: SymbolicText,
  cluster: Cluster,
  tell: Tell,
): Draft | undefined {
  const service = tell.know(cluster.serviceName)
  if (service === undefined || cluster.workload.kind !== 'StatefulSet') return undefined
  const [, behindDot] = cut(suffix, '.') ?? []
  const [first, rest] = (behindDot && cut(behindDot, '.')) ?? [behindDot ?? [], []]
  const named = plainText(first)
  if (named !== undefined && named !== service.value) {
    return {
      at: nodeName.at,
      message: `node names end in ${showText(suffix)}, but Service ${service.value} governs the pods`,
      why: `DNS knows the pods below ${service.value}: no node can resolve the host part of its name`,
      help: `name the nodes rabbit@<pod>.${service.value}.<namespace>.svc.<cluster domain>`,
      related: [{ at: service.at, message: 'the governing Service' }],
      stopsBoot: true,
    }
  }
  const [second] = cut(rest, '.') ?? [rest]
  const namespace = plainText(second)
  if (
    namespace === undefined ||
    namespace === '' ||
    cluster.workload.namespace === '' ||
    namespace === cluster.workload.namespace
  )
    return undefined
  return {
    at: nodeName.at,
    message: `node names end in ${showText(suffix)}, but the pods are in namespace ${cluster.workload.namespace}`,
    why: `DNS knows the pods below ${service.value}.${cluster.workload.namespace}: no node can resolve the host part of its name`,
    help: `use ${cluster.workload.namespace}, or $(…) of a variable from metadata.namespace`,
    stopsBoot: true,
  }
}

/** Up to 4.0 the suffix that discovery puts behind each pod's host name must give the node's own name. */
function againstSuffix(
  nodeName: NodeName,
  suffix: SymbolicText,
  cluster: Cluster,
  tell: Tell,
): Draft | undefined {
  const { discovery } = cluster
  if (!discovery.asksApi || tell.know(discovery.backend)?.module !== 'k8s') return undefined
  if (plainText(tell.know(discovery.setting('address_type'))?.text ?? []) !== 'hostname') return undefined
  const used = tell.know(discovery.setting('hostname_suffix'))
  if (used === undefined || used.generated) return undefined
  const known = substitute(used.text, namespaceOf(cluster.broker))
  if (sameText(known, suffix)) return undefined
  return {
    at: used.source === 'default' ? nodeName.at : used.at,
    message:
      known.length === 0
        ? `discovery adds no suffix, but node names end in ${showText(suffix)}`
        : `discovery adds ${used.sensitive ? 'something else' : showText(known)}, but node names end in ${showText(suffix)}`,
    why: 'a node does not find its own name among the peers: it refuses to boot (3.8.18-3.12) or starts alone (3.13-4.0)',
    help: `set cluster_formation.k8s.hostname_suffix = ${showText(suffix)}`,
    related: [{ at: nodeName.at, message: 'the node name' }],
    ...suffixFix(used, suffix),
  }
}

function suffixFix(used: DiscoverySetting, suffix: SymbolicText): Pick<Draft, 'fix'> {
  const value = plainText(suffix)
  if (value === undefined || used.source !== 'configuration') return {}
  return {
    fix: {
      title: 'use the suffix of the node names',
      safety: 'safe',
      edits: [{ op: 'set', at: used.at, value }],
    },
  }
}
