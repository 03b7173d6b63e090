import { k8sSetting } from '../facts/peer-discovery.ts'
import { type Cluster, hostFormOf, isSeveral } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { absent, ifFound } from '../model/kube/lookup.ts'
import type { Discovery, K8sSetting } from '../model/names/discovery.ts'
import { type Service, selects } from '../model/pods/service.ts'
import { selecting } from '../model/pods/service-index.ts'
import { type SymbolicText, showText } from '../model/pods/symbolic-text.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

/** Ports between nodes: a Service that offers no others only governs. */
const betweenNodes: ReadonlySet<number> = new Set([4369, 25672])

export default clusterRule({
  id: 'service-not-headless',
  group: 'pairing',
  title: 'The governing Service of the StatefulSet has a cluster IP',
  worst: 'error',
  single: 'info',
  when: { since: 'ever' },
  needs: ['serviceName', 'governingService', 'replicas'],
  rationale: `Only a headless Service (\`clusterIP: None\`) is promised a DNS record for each pod. CoreDNS also answers for the pods
of a Service with a cluster IP, but only for those that are Ready: such a cluster forms, and fails at the next full restart, when
every node waits for peers whose names do not exist until they are Ready. Other DNS servers never answer.`,
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
    'https://github.com/kubernetes/dns/blob/master/docs/specification.md',
  ],
  evidence: {
    kind: 'source',
    where: 'coredns plugin/kubernetes, findServices: endpoint records for ready addresses of any Service',
  },
  log: [hostUnresolved, hostUnresolvedByTool],
  example: () => ({
    bad: cluster({ service: { type: 'ClusterIP' } }),
    good: cluster(),
  }),
  check({ serviceName, governingService, replicas, cluster }, tell) {
    const { workload } = cluster
    if (governingService.headless || governingService.generated || governingService.type === 'ExternalName')
      return
    const better = selecting(cluster.services, workload.template.labels).some(({ headless }) => headless)
    if (better && !selects(governingService, workload.template.labels)) return
    const nodeName = tell.know(cluster.nodeName)
    const byHostName = nodeName?.style === 'pod-name' && nodeName.dotted
    const stopsBoot = isNameless(cluster, governingService)
    const onlyGoverns =
      governingService.type === 'ClusterIP' &&
      governingService.ports.every(({ target }) => betweenNodes.has(Number(target)))
    tell.report({
      at: at(governingService.object, 'spec', 'clusterIP'),
      severity: stopsBoot || (byHostName && replicas.value > 1) ? 'error' : 'warning',
      stopsBoot,
      message: `Service ${governingService.name} governs ${workload.kind} ${workload.object.name} but is not headless`,
      why: whyOf(cluster, governingService),
      help: onlyGoverns
        ? 'set clusterIP: None (immutable: delete and apply the Service again)'
        : `add a headless Service (clusterIP: None) for ${placesOf(cluster, governingService.name).join(', ')}, and keep this one for clients`,
      related: [{ at: serviceName.at, message: 'is named here as the governing Service' }],
      ...(onlyGoverns
        ? {
            fix: {
              title: 'make it headless',
              safety: 'safe',
              only: 'create',
              edits: [{ op: 'set', at: at(governingService.object, 'spec', 'clusterIP'), value: 'None' }],
            },
          }
        : {}),
    })
  },
})

/** All that names the Service to nodes: it changes with it. */
function placesOf({ broker, discovery, nodeName }: Cluster, service: string): readonly string[] {
  const suffix = ifFound(nodeName)?.suffix
  const asks = discovery.asksApi && ifFound(discovery.backend)?.module === 'k8s'
  const places = [
    suffix && isBelow(suffix, service) ? broker.paths.nodeNameVariable : undefined,
    ...(asks
      ? [placeOf(discovery, 'service_name', service), placeOf(discovery, 'hostname_suffix', service)]
      : []),
  ]
  return ['spec.serviceName', ...places.filter(place => place !== undefined)]
}

/** The key or variable of a setting that names the Service. */
function placeOf(discovery: Discovery, name: K8sSetting, service: string): string | undefined {
  const setting = ifFound(discovery.setting(name))
  if (!setting || !isBelow(setting.text, service)) return undefined
  const { key, env = key } = k8sSetting(name)
  return setting.source === 'environment' ? env : key
}

const isBelow = (text: SymbolicText, service: string): boolean => showText(text).split('.').includes(service)

const needsBooted = ({ readiness }: Cluster): boolean =>
  ifFound(ifFound(readiness)?.needsBootedNode ?? absent()) === true
/** A node whose own name is in DNS only once it is Ready, and that is Ready only once it has booted. */
const isNameless = (cluster: Cluster, { publishesNotReady }: Service): boolean =>
  hostFormOf(cluster) === 'all-in-dns' && ifFound(publishesNotReady) === false && needsBooted(cluster)

function whyOf(cluster: Cluster, { publishesNotReady }: Service): string {
  const form = hostFormOf(cluster)
  if (form === 'address')
    return 'the pods have no stable names: nodes that are named by address do without, whatever else knows a pod by its name does not'
  const publishes = ifFound(publishesNotReady) === true
  if (form === 'all-in-dns')
    return publishes
      ? 'CoreDNS answers for the pods of such a Service, other DNS servers do not: there a node cannot resolve even its own name'
      : 'DNS knows a pod only while it is Ready (CoreDNS) or never: until then a node cannot resolve even its own name'
  if (!isSeveral(cluster))
    return 'only a headless Service is promised a DNS record for each of its pods: one node does without, a second may not be found by its name'
  if (form === 'peers-nowhere')
    return 'no pod is promised a DNS record, and short node names are known to no other pod: the nodes cannot resolve each other'
  if (publishes)
    return 'CoreDNS answers for the pods of such a Service, other DNS servers do not: there the nodes cannot resolve each other'
  return needsBooted(cluster)
    ? 'DNS knows the pods only while they are Ready (CoreDNS) or never: it breaks at a full restart, not today'
    : 'DNS knows the pods only while they are Ready (CoreDNS) or never: until then the other nodes cannot resolve them'
}
