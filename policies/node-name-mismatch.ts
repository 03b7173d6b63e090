import { type Cluster, isSeveral } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import type { DiscoverySetting } from '../model/names/discovery.ts'
import { discoveryFailure } from '../model/names/discovery-failure.ts'
import type { NodeName } from '../model/names/node-name.ts'
import { longNames, namespaceOf } from '../model/names/node-name.ts'
import {
  cut,
  plainText,
  type SymbolicText,
  sameText,
  showText,
  substitute,
} from '../model/pods/symbolic-text.ts'
import { hostUnresolved, hostUnresolvedByTool, noPeers, notAmongPeers } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'node-name-mismatch',
  group: 'discovery',
  title: 'Node name, host name suffix, governing Service and namespace do not agree',
  worst: 'error',
  single: 'info',
  needs: ['nodeName'],
  mayBeAbsent: ['nodeName'],
  rationale: `The host part of a node name is looked up in DNS, and DNS knows a pod as
\`<pod>.<governing Service>.<namespace>.svc.<cluster domain>\`. Up to 4.0 the name of each peer is put together from what the API
server lists and \`cluster_formation.k8s.hostname_suffix\`: unless that gives this node's own name, the node does not find itself among
the peers. It then refuses to boot after five minutes (3.8.18 to 3.12) or starts a cluster of its own (before, and on 3.13 and 4.0).
Without long names discovery cuts what it has put together at the first dot: a suffix that does not begin with one becomes a part of
the pod's name. A name without \`@\` becomes the part before it, and peers never match.`,
  sources: [
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
    'https://www.rabbitmq.com/docs/clustering#node-names',
  ],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: discovery: peers below another Service than the node name',
  },
  log: [hostUnresolved, hostUnresolvedByTool, notAmongPeers, noPeers],
  example: () => ({
    bad: cluster({ nodeName: 'rabbit@$(MY_POD_NAME).rabbitmq.mq.svc.cluster.local' }),
    good: cluster(),
  }),
  check({ nodeName, cluster }, tell) {
    if (nodeName?.generated) return
    if (nodeName && nodeName.host === undefined) return prefixOnly(nodeName, cluster, tell)
    const draft = nodeName?.dotted
      ? nodeName.suffix &&
        (againstService(nodeName, nodeName.suffix, cluster, tell) ??
          againstSuffix(nodeName, nodeName.suffix, cluster, tell))
      : againstCutSuffix(nodeName, cluster, tell)
    if (draft) tell.report(draft)
  },
})

function prefixOnly(nodeName: NodeName, cluster: Cluster, tell: Tell): void {
  const { workload } = cluster
  if (nodeName.style === 'fixed') return
  const service = ifFound(cluster.serviceName)?.value
  tell.report({
    at: nodeName.at,
    message: `the node name of ${workload.object.name} is ${showText(nodeName.text)}, without @`,
    why: isSeveral(cluster)
      ? 'it becomes the part before the @, different on each pod: the nodes never take one another for peers'
      : 'it becomes the part before the @, under which peer discovery looks for all nodes: a second one would not be found',
    help:
      isSeveral(cluster) && service !== undefined
        ? `write rabbit@, the name of the pod, and .${service}.<namespace>.svc.<cluster domain>`
        : 'leave the variable out, or write rabbit@ in front',
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
  const isGone = cluster.governingService.state === 'absent'
  const known = (below: string): string =>
    isGone
      ? `DNS would know the pods below ${below}, if that were there: no node can resolve the host part of its name`
      : `DNS knows the pods below ${below}: no node can resolve the host part of its name`
  const [, behindDot] = cut(suffix, '.') ?? []
  const [first, rest] = (behindDot && cut(behindDot, '.')) ?? [behindDot ?? [], []]
  const named = plainText(first)
  if (named !== undefined && named !== service.value) {
    return {
      at: nodeName.at,
      message: `node names end in ${showText(suffix)}, but ${isGone ? `serviceName is ${service.value}` : `Service ${service.value} governs the pods`}`,
      why: known(service.value),
      help: `write rabbit@<pod>.${service.value}.<namespace>.svc.<cluster domain>`,
      related: [{ at: service.at, message: 'the name of the governing Service' }],
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
    why: known(`${service.value}.${cluster.workload.namespace}`),
    help: `use ${cluster.workload.namespace}, or $(…) of a variable from metadata.namespace`,
    stopsBoot: true,
  }
}

/** The suffix that discovery puts behind each pod's host name, up to 4.0, where it is that of another name. */
function usedSuffix({ discovery }: Cluster, tell: Tell): DiscoverySetting | undefined {
  if (!discovery.asksApi || tell.know(discovery.backend)?.module !== 'k8s') return undefined
  if (plainText(tell.know(discovery.setting('address_type'))?.text ?? []) !== 'hostname') return undefined
  const used = tell.know(discovery.setting('hostname_suffix'))
  return used?.generated ? undefined : used
}

/** Up to 4.0 the suffix must give the node's own name. */
function againstSuffix(
  nodeName: NodeName,
  suffix: SymbolicText,
  cluster: Cluster,
  tell: Tell,
): Draft | undefined {
  const used = usedSuffix(cluster, tell)
  const known = used && substitute(used.text, namespaceOf(cluster.broker))
  if (used === undefined || known === undefined || sameText(known, suffix)) return undefined
  return {
    at: used.source === 'default' ? nodeName.at : used.at,
    message:
      known.length === 0
        ? `discovery adds no suffix, but node names end in ${showText(suffix)}`
        : `discovery adds ${used.sensitive ? 'something else' : showText(known)}, but node names end in ${showText(suffix)}`,
    ...unlisted(cluster),
    help: setTo(used, showText(suffix)),
    related: [{ at: nodeName.at, message: 'the node name' }],
    ...suffixFix(used, plainText(suffix)),
  }
}

/** Without long names what is left of the suffix is what stands before its first dot: nothing, if it begins with one. */
function againstCutSuffix(nodeName: NodeName | undefined, cluster: Cluster, tell: Tell): Draft | undefined {
  if (nodeName && nodeName.style !== 'pod-name') return undefined
  const used = usedSuffix(cluster, tell)
  if (used === undefined || tell.know(longNames(cluster.broker))?.value) return undefined
  const known = plainText(substitute(used.text, namespaceOf(cluster.broker)))
  if (known === undefined || /^(\.|$)/.test(known)) return undefined
  const [left = ''] = known.split('.')
  if (nodeName?.suffix !== undefined && plainText(nodeName.suffix) === left) return undefined
  return {
    at: used.at,
    message: used.sensitive
      ? 'discovery looks for short names with something behind that of the pod'
      : `discovery looks for <pod>${left}, but nodes have the short name of the pod`,
    ...unlisted(cluster),
    help: used.sensitive ? 'begin it with a dot' : setTo(used, `.${known}`),
    ...suffixFix(used, `.${known}`),
  }
}

/** What no node is listed by its own name means. */
function unlisted(cluster: Cluster): Pick<Draft, 'why' | 'stopsBoot'> {
  const { text, stopsBoot } = discoveryFailure(cluster.release, 'unlisted', isSeveral(cluster))
  return { why: `no node finds its name: ${text}`, stopsBoot }
}

const setTo = ({ source }: DiscoverySetting, value: string): string =>
  source === 'environment'
    ? `set K8S_HOSTNAME_SUFFIX to ${value}: the variable wins over the key`
    : `set cluster_formation.k8s.hostname_suffix = ${value}`

function suffixFix(used: DiscoverySetting, value: string | undefined): Pick<Draft, 'fix'> {
  if (value === undefined || used.source !== 'configuration') return {}
  return {
    fix: {
      title: 'use the suffix of the node names',
      safety: 'safe',
      edits: [{ op: 'set', at: used.at, value }],
    },
  }
}
