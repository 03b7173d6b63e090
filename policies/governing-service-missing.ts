import { at } from '../model/kube/address.ts'
import { isInHostsFile } from '../model/names/node-name.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'governing-service-missing',
  group: 'pairing',
  title: 'The governing Service of the StatefulSet does not exist',
  worst: 'error',
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
    const unresolvable =
      nodeName?.style === 'pod-name' && nodeName.dotted && !isInHostsFile(nodeName, serviceName.value)
    tell.report({
      stopsBoot: unresolvable,
      at: serviceName.at,
      severity: nodeName?.style === 'pod-ip' && cluster.discovery.asksApi ? 'warning' : 'error',
      message: `${workload.kind} ${workload.object.name} is governed by Service ${serviceName.value}, which does not exist`,
      why: 'without it no pod has a DNS record: the nodes cannot resolve each other and form no cluster',
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
