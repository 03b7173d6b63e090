import { type Cluster, hostFormOf, isSeveral } from '../model/cluster.ts'
import { selects } from '../model/pods/service.ts'
import { hostUnresolved, hostUnresolvedByTool } from '../model/rule/log-lines.ts'
import { changeRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default changeRule({
  id: 'headless-service-deleted',
  group: 'pairing',
  title: 'The governing Service goes while its StatefulSet lives',
  worst: 'error',
  single: 'info',
  when: { since: 'ever' },
  replaces: { inCluster: ['governing-service-missing', 'service-not-headless', 'service-selector-mismatch'] },
  needs: ['serviceName', 'governingService', 'replicas'],
  mayBeAbsent: ['governingService'],
  rationale: `The records of all pods go with the governing Service, or when it stops being headless or selecting the pods. Nodes that
run keep their connections until the next restart or lost link; then they cannot resolve their peers, nor, where their names lack the
cluster domain, themselves. Nodes named by address lose what peer discovery reads.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  evidence: {
    kind: 'source',
    where:
      'kubernetes/kubernetes pkg/controller/endpointslice/endpointslice_controller.go@v1.32.0:syncService: slices go with their Service; coredns/coredns plugin/kubernetes/kubernetes.go@v1.11.3:findServices',
  },
  log: [hostUnresolved, hostUnresolvedByTool],
  example: () => ({
    before: cluster(),
    bad: cluster({ without: ['Service'] }),
    good: cluster({ replicas: 5 }),
    also: ['client-service-without-amqp'],
  }),
  check({ before, after }, tell) {
    const was = before.governingService
    if (
      !was?.headless ||
      was.generated ||
      !selects(was, before.cluster.workload.template.labels) ||
      after.replicas.value === 0 ||
      after.serviceName.value !== before.serviceName.value
    )
      return
    const is = after.governingService
    const { workload } = after.cluster
    const time = `for as long as ${workload.object.name} has pods`
    const [lost, help] =
      is === undefined
        ? ['is deleted', `keep Service ${was.name} ${time}`]
        : !is.headless
          ? ['is no longer headless', `leave Service ${was.name} headless (clusterIP: None) ${time}`]
          : !selects(is, workload.template.labels)
            ? [
                'no longer selects the pods',
                `let the selector of Service ${was.name} match the labels of the pods`,
              ]
            : []
    if (lost === undefined || help === undefined) return
    tell.report({
      at: is?.at ?? after.serviceName.at,
      subject: is === undefined ? 'deleted' : 'changed',
      ...(is === undefined ? { gone: was.object } : {}),
      message: `Service ${was.name} ${lost}, but it governs ${workload.called}`,
      why: whyOf(after.cluster),
      stopsBoot: hostFormOf(after.cluster) === 'all-in-dns',
      help,
      related: [{ at: after.serviceName.at, message: 'is named here as the governing Service' }],
    })
  },
})

function whyOf(cluster: Cluster): string {
  const form = hostFormOf(cluster)
  if (form === 'address')
    return cluster.discovery.asksApi
      ? 'its Endpoints and the stable names of its pods go at once: whatever looks for a pod there finds none'
      : 'the stable names of its pods go at once: whatever looks for a pod by its name finds none'
  if (form === 'all-in-dns')
    return 'its DNS records go at once: a node that restarts cannot resolve even its own name, and does not boot'
  return isSeveral(cluster) && form === 'own-in-hosts-file'
    ? 'its DNS records go at once: a node that restarts or loses a link finds no peer'
    : 'its DNS records go at once: whatever looks for a pod by its name finds none'
}
