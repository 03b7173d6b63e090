import { type Cluster, hostFormOf, isSeveral } from '../model/cluster.ts'
import { at } from '../model/kube/address.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { discoveryFailure } from '../model/names/discovery-failure.ts'
import { namespaceOf } from '../model/names/node-name.ts'
import { plainText, substitute } from '../model/pods/symbolic-text.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { clusterRule, type Draft } from '../model/rule/rule.ts'
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
whose names are built from host names cannot reach each other, nor in most cases themselves: they do not form a cluster.
Node names made of pod IPs (up to 4.0) do without DNS; they lose it for probes and clients.`,
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
    'https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s',
  ],
  evidence: {
    kind: 'source',
    where: 'kubernetes pkg/controller/statefulset: subdomain is spec.serviceName, no Service is made',
  },
  log: [hostUnresolved, hostUnresolvedByTool],
  example: () => ({
    bad: cluster({ serviceName: 'rabbitmq-nodes' }),
    good: cluster(),
    also: ['node-name-mismatch', 'discovery-service-mismatch'],
  }),
  check({ serviceName, governingService, cluster }, tell) {
    if (governingService) return
    const nodeName = tell.know(cluster.nodeName)
    const elsewhere = cluster.broker.world.objects.find(
      object => object.kind === 'Service' && object.group === '' && object.name === serviceName.value,
    )
    const { workload } = cluster
    const { why, stopsBoot } = effectOf(cluster, serviceName.value)
    tell.report({
      stopsBoot,
      at: serviceName.at,
      severity: nodeName?.style === 'pod-ip' && cluster.discovery.asksApi ? 'warning' : 'error',
      message: `${workload.kind} ${workload.object.name} is governed by Service ${serviceName.value}, which does not exist`,
      why,
      help: `add a Service ${serviceName.value} with clusterIP: None and publishNotReadyAddresses: true that selects the pods`,
      ...(elsewhere
        ? {
            related: [
              {
                at: at(elsewhere, 'metadata', 'namespace'),
                message: `is in namespace ${elsewhere.namespace}`,
              },
            ],
          }
        : {}),
      fix: {
        title: `write the headless Service ${serviceName.value}`,
        safety: 'unsafe',
        edits: [
          {
            op: 'create',
            beside: workload.object,
            object: {
              apiVersion: 'v1',
              kind: 'Service',
              metadata: {
                name: serviceName.value,
                ...(workload.namespace === '' ? {} : { namespace: workload.namespace }),
              },
              spec: {
                clusterIP: 'None',
                publishNotReadyAddresses: true,
                selector: workload.template.labels,
                ports: [
                  { name: 'epmd', port: 4369 },
                  { name: 'cluster-rpc', port: 25672 },
                ],
              },
            },
          },
        ],
      },
    })
  },
})

type Effect = Pick<Required<Draft>, 'why' | 'stopsBoot'>

function effectOf(cluster: Cluster, service: string): Effect {
  const form = hostFormOf(cluster)
  if (form === 'all-in-dns')
    return {
      why: 'without it no pod has a DNS record: a node cannot resolve even its own name, and does not boot',
      stopsBoot: true,
    }
  if (form !== 'address' && isSeveral(cluster))
    return {
      why: 'without it no pod has a DNS record: the nodes cannot resolve each other and form no cluster',
      stopsBoot: false,
    }
  return (
    effectOnDiscovery(cluster, service) ?? {
      why:
        form === 'address'
          ? 'the pods have no stable names: nodes that are named by address do without, whatever else knows a pod by its name does not'
          : 'without it the pod has no DNS record: one node does without, a second could not be reached by its name',
      stopsBoot: false,
    }
  )
}

/** Discovery may ask for this very Service, or go by the names that it gives. */
function effectOnDiscovery(cluster: Cluster, service: string): Effect | undefined {
  const { discovery, broker, release } = cluster
  if (ifFound(discovery.backend)?.module !== 'k8s') return undefined
  const asked = ifFound(discovery.setting('service_name'))
  if (discovery.asksApi && asked && plainText(substitute(asked.text, namespaceOf(broker))) === service) {
    const { text, stopsBoot } = discoveryFailure(release, 'refused', isSeveral(cluster))
    return { why: `peer discovery asks for it and gets a 404: ${text}`, stopsBoot }
  }
  return discovery.asksApi || ifFound(cluster.nodeName)?.style !== 'pod-ip'
    ? undefined
    : {
        why: 'peer discovery goes by the names that it gives to pods, and nodes that are named by address have none to go by',
        stopsBoot: false,
      }
}
