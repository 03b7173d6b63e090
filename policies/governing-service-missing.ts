import type { Cluster } from '../model/cluster.ts'
import type { Fix } from '../model/kube/fix.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { type NodeName, namespaceOf, serviceBelow } from '../model/names/node-name.ts'
import { named } from '../model/pods/service-index.ts'
import { plainText, substitute } from '../model/pods/symbolic-text.ts'
import type { Workload } from '../model/pods/workload.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
import { doesWithoutNames, placeOfServiceName, withoutService } from '../model/without-service.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'governing-service-missing',
  group: 'pairing',
  title: 'The governing Service of the StatefulSet does not exist',
  worst: 'error',
  single: 'info',
  when: { since: 'ever' },
  needs: ['serviceName', 'governingService'],
  mayBeAbsent: ['governingService'],
  rationale: `A StatefulSet does not make the Service that \`spec.serviceName\` names. Without it no pod has a DNS record, so nodes
whose names are built from host names cannot reach each other, nor, where their names lack the cluster domain, themselves: they do not
form a cluster. Node names made of pod IPs (up to 4.0) do without DNS; they lose it for probes and clients.`,
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
  ],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/controller/statefulset/stateful_set_utils.go@v1.32.0:initIdentity: the subdomain is spec.serviceName, and no Service is made',
  },
  replaces: { atRelated: ['node-name-mismatch', 'discovery-service-mismatch'] },
  log: [hostUnresolved, hostUnresolvedByTool],
  example: () => ({
    bad: cluster({ serviceName: 'rabbitmq-nodes' }),
    good: cluster(),
  }),
  check({ serviceName, governingService, cluster }, tell) {
    if (governingService) return
    tell.know(cluster.nodeName)
    const { workload } = cluster
    const { why, stopsBoot } = withoutService(cluster, serviceName.value)
    const hasPods = ifFound(cluster.replicas)?.value !== 0
    tell.report({
      why,
      stopsBoot: stopsBoot && hasPods,
      at: serviceName.at,
      severity: doesWithoutNames(cluster) ? 'warning' : 'error',
      message: `${workload.called} is without Service ${serviceName.value}, which is to govern it`,
      ...remedy(cluster, serviceName.value),
    })
  },
})

/** To name the Service below which the nodes are named already, or to write the one that is named. */
function remedy(cluster: Cluster, service: string): Pick<Draft, 'help' | 'fix' | 'related'> {
  const { workload, services } = cluster
  const nodeName = ifFound(cluster.nodeName)
  const below = serviceBelow(nodeName)
  const other =
    below === undefined ? undefined : named(services.listed, below).find(({ headless }) => headless)
  if (nodeName && other)
    return {
      help: `the names of the nodes lie below Service ${other.name}: name it in ${placeOfServiceName(workload)}`,
      ...(isCertain(cluster) ? { related: goingBy(cluster, nodeName, other.name) } : {}),
    }
  return {
    help: `add a Service ${service} with clusterIP: None and publishNotReadyAddresses: true that selects the pods`,
    // A Service below which no node is named would leave each of them without a name in DNS.
    ...(below === undefined || below === service ? { fix: writing(service, workload) } : {}),
  }
}

const writing = (service: string, { object, namespace, template }: Workload): Fix => ({
  title: `write the headless Service ${service}`,
  safety: 'unsafe',
  edits: [
    {
      op: 'create',
      beside: object,
      object: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: service, ...(namespace === '' ? {} : { namespace }) },
        spec: {
          clusterIP: 'None',
          publishNotReadyAddresses: true,
          selector: template.labels,
          ports: [
            { name: 'epmd', port: 4369 },
            { name: 'cluster-rpc', port: 25672 },
          ],
        },
      },
    },
  ],
})

/** Then all that goes by another Service is right, and what its rules say is this. Else they say what is certain. */
const isCertain = ({ governingService, replicas }: Cluster): boolean =>
  governingService.state === 'absent' &&
  governingService.proof !== 'presumed' &&
  ifFound(replicas)?.value !== 0

/** What goes by a Service already: the names of the nodes, and perhaps peer discovery. */
function goingBy(
  { discovery, broker }: Cluster,
  nodeName: NodeName,
  service: string,
): NonNullable<Draft['related']> {
  const asked = ifFound(discovery.setting('service_name'))
  const isAsked = asked && plainText(substitute(asked.text, namespaceOf(broker))) === service
  return [
    { at: nodeName.at, message: `the nodes are named below ${service}` },
    ...(isAsked ? [{ at: asked.at, message: `peer discovery asks for ${service}` }] : []),
  ]
}
