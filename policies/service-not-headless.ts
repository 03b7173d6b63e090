import { targetOf } from '../model/access/broker-ports.ts'
import { waysTo } from '../model/access/ways.ts'
import { type Cluster, hostFormOf, isSeveral } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { absent, ifFound } from '../model/kube/lookup.ts'
import { serviceBelow } from '../model/names/node-name.ts'
import { type Service, selects } from '../model/pods/service.ts'
import { likeness, makingHeadless, publishesNotReady } from '../model/pods/service-edits.ts'
import { named, selecting } from '../model/pods/service-index.ts'
import { type SymbolicText, showText, textFrom } from '../model/pods/symbolic-text.ts'
import { variablesToChange } from '../model/pods/variable-sources.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
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
    const mended = better ? undefined : mendedBy(cluster, governingService)
    tell.report({
      at: at(governingService.object, 'spec', 'clusterIP'),
      severity: stopsBoot || (byHostName && replicas.value > 1) ? 'error' : 'warning',
      stopsBoot,
      message: `Service ${governingService.name} governs ${workload.called} but is not headless`,
      why: whyOf(cluster, governingService),
      related: [{ at: serviceName.at, message: 'is named here as the governing Service' }],
      ...(mended ?? { help: otherService(cluster, governingService, better) }),
    })
  },
})

function headlessFields(service: Service): string {
  const isClosed = service.type === 'ClusterIP'
  if (publishesNotReady(service)) return isClosed ? 'clusterIP: None' : 'type: ClusterIP and clusterIP: None'
  return `${isClosed ? '' : 'type: ClusterIP, '}clusterIP: None and publishNotReadyAddresses: true`
}

/**
 * The Service itself becomes headless: names of nodes, and what they keep under them, stay. Clients come in by another one,
 * where there is none yet. Undefined where clients that go by its name would no longer reach a port, or routes lead there.
 */
function mendedBy(cluster: Cluster, service: Service): Pick<Draft, 'help' | 'fix'> | undefined {
  const { broker, workload, services } = cluster
  if (service.selector !== undefined && !selects(service, workload.template.labels)) return undefined
  const forClients = service.ports.filter(({ target }) => !betweenNodes.has(Number(target)))
  if (forClients.some(port => targetOf(broker, port) !== port.port)) return undefined
  if (waysTo(broker.world, workload.namespace, service.name).length > 0) return undefined
  const served = selecting(services, workload.template.labels)
    .filter(other => other.name !== service.name && !other.headless && other.type === service.type)
    .flatMap(({ ports }) => ports.map(({ port }) => port))
  const missing = forClients.map(({ port }) => port).filter(port => !served.includes(port))
  const headless = `set ${headlessFields(service)} (immutable: delete and apply the Service again)`
  if (missing.length === 0) {
    const onlyGoverns = service.type === 'ClusterIP' && forClients.length === 0
    return {
      help: headless,
      fix: {
        title: 'make it headless',
        edits: makingHeadless(service),
        ...(onlyGoverns ? { safety: 'safe', only: 'create' } : { safety: 'unsafe' }),
      },
    }
  }
  const name = freeName(services, `${service.name}-client`)
  return {
    help: `${headless}, and let clients in by a Service of their own: then the nodes keep their names`,
    fix: {
      title: `make it headless, and let clients in by Service ${name}`,
      safety: 'unsafe',
      edits: [
        ...makingHeadless(service),
        { op: 'create', beside: service.object, object: likeness(service, name, missing) },
      ],
    },
  }
}

function freeName(services: Cluster['services'], wanted: string): string {
  let name = wanted
  for (let count = 2; named(services.listed, name).length > 0; count++) name = `${wanted}-${count}`
  return name
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
