import { type Cluster, hostFormOf, isSeveral } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import type { Edit } from '../model/kube/edit.ts'
import type { Fix } from '../model/kube/fix.ts'
import type { Json } from '../model/kube/json.ts'
import { absent, ifFound } from '../model/kube/lookup.ts'
import { serviceBelow } from '../model/names/node-name.ts'
import { type Service, selects } from '../model/pods/service.ts'
import { selecting } from '../model/pods/service-index.ts'
import { type SymbolicText, showText, textFrom } from '../model/pods/symbolic-text.ts'
import { variablesToChange } from '../model/pods/variable-sources.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { doesWithoutNames, placeOfServiceName, withoutService } from '../model/without-service.ts'
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
    where:
      'coredns/coredns plugin/kubernetes/kubernetes.go@v1.11.3:findServices: records of ready addresses of any Service',
  },
  log: [hostUnresolved, hostUnresolvedByTool],
  example: () => ({
    bad: cluster({ service: { type: 'ClusterIP' } }),
    good: cluster(),
  }),
  check({ serviceName, governingService, replicas, cluster }, tell) {
    const { workload } = cluster
    if (governingService.generated) return
    if (governingService.type === 'ExternalName') {
      tell.know(cluster.nodeName)
      tell.report({
        at: at(governingService.object, 'spec', 'type'),
        severity: doesWithoutNames(cluster) ? 'warning' : 'error',
        message: `Service ${governingService.name} governs ${workload.called} and is of type ExternalName, which gives pods no names`,
        ...withoutService(cluster, governingService.name, 'unselecting'),
        help: 'put clusterIP: None, publishNotReadyAddresses: true and a selector of the pods in place of type: ExternalName',
      })
      return
    }
    if (governingService.headless) return
    const better = selecting(cluster.services, workload.template.labels).find(({ headless }) => headless)
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
      message: `Service ${governingService.name} governs ${workload.called} but is not headless`,
      why: whyOf(cluster, governingService),
      help:
        onlyGoverns && !better
          ? `set ${headlessFields(governingService)} (immutable: delete and apply the Service again)`
          : otherService(cluster, governingService, better),
      related: [{ at: serviceName.at, message: 'is named here as the governing Service' }],
      ...(onlyGoverns && !better ? { fix: makeHeadless(governingService) } : {}),
    })
  },
})

const isPublished = ({ publishesNotReady }: Service): boolean => ifFound(publishesNotReady) === true
const headlessFields = (service: Service): string =>
  isPublished(service) ? 'clusterIP: None' : 'clusterIP: None and publishNotReadyAddresses: true'

function makeHeadless(service: Service): Fix {
  const set = (field: string, value: Json): Edit => ({
    op: 'set',
    at: at(service.object, 'spec', field),
    value,
  })
  return {
    title: 'make it headless',
    safety: 'safe',
    only: 'create',
    edits: [
      set('clusterIP', 'None'),
      ...(isPublished(service) ? [] : [set('publishNotReadyAddresses', true)]),
    ],
  }
}

/** To be governed by another Service: one that is there, or a new one. Nodes with data lose it under another name. */
function otherService(cluster: Cluster, service: Service, better: Service | undefined): string {
  const places = placesOf(cluster, service.name)
  const named = better
    ? `name Service ${better.name}, which is headless, in ${places}`
    : `add a headless Service (publishNotReadyAddresses: true) and name it in ${places}`
  const isInNames = serviceBelow(ifFound(cluster.nodeName)) === service.name
  return isInNames && mayHaveData(cluster)
    ? `${named}; where nodes have data, make this Service headless instead`
    : named
}

const mayHaveData = ({ dataVolume }: Cluster): boolean =>
  dataVolume.state === 'found' ? dataVolume.value.persistent : dataVolume.state === 'unknown'

/** All that names the Service to nodes, in words: it changes with it. */
function placesOf({ broker, workload, discovery, nodeName }: Cluster, service: string): string {
  const isIn = (text: string): boolean => isBelow(textFrom(text), service)
  const variables = (name: string): readonly string[] => variablesToChange(broker.container, name, isIn)
  const suffix = ifFound(nodeName)?.suffix
  const asks = discovery.asksApi && ifFound(discovery.backend)?.module === 'k8s'
  const settings = asks ? (['service_name', 'hostname_suffix'] as const) : []
  const places = [
    ...(suffix && isBelow(suffix, service) ? variables(broker.paths.nodeNameVariable) : []),
    ...settings.flatMap(name => {
      const setting = ifFound(discovery.setting(name))
      if (!setting || !isBelow(setting.text, service)) return []
      const called = discovery.called(name)
      return setting.source === 'environment' ? variables(called) : [called]
    }),
  ]
  const listed = [...new Set(places)].join(', ')
  return `${listed}${listed === '' ? '' : ' and '}${placeOfServiceName(workload)}`
}

const isBelow = (text: SymbolicText, service: string): boolean =>
  showText(text).split(/[.@]/).includes(service)

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
