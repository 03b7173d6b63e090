import { at } from '../model/kube/address.ts'
import { selects } from '../model/pods/service.ts'
import { selecting } from '../model/pods/service-index.ts'
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
    const onlyGoverns =
      governingService.type === 'ClusterIP' &&
      governingService.ports.every(({ target }) => betweenNodes.has(Number(target)))
    tell.report({
      at: at(governingService.object, 'spec', 'clusterIP'),
      severity: byHostName && replicas.value > 1 ? 'error' : 'warning',
      message: `Service ${governingService.name} governs ${workload.kind} ${workload.object.name} but is not headless`,
      why: 'DNS knows the pods only while they are Ready (CoreDNS) or never: it breaks at a full restart, not today',
      help: onlyGoverns
        ? 'set clusterIP: None (immutable: delete and apply the Service again)'
        : 'add a headless Service (clusterIP: None) of its own for spec.serviceName, and keep this one for clients',
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
