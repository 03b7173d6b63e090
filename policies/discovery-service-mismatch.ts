import type { Cluster } from '../model/cluster.ts'
import { ifSeen } from '../model/kube/lookup.ts'
import type { DiscoverySetting } from '../model/names/discovery.ts'
import { namespaceOf } from '../model/names/node-name.ts'
import { selects } from '../model/pods/service.ts'
import { plainText, substitute } from '../model/pods/symbolic-text.ts'
import { notAmongPeers } from '../model/rule/log-lines.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'discovery-service-mismatch',
  group: 'discovery',
  title: 'Peer discovery asks for a Service that does not govern the pods',
  worst: 'error',
  when: { rabbitmq: '<=4.0' },
  needs: ['serviceName'],
  rationale: `Up to 4.0 the Kubernetes backend reads the Endpoints of \`cluster_formation.k8s.service_name\` (default \`rabbitmq\`; the
variable K8S_SERVICE_NAME wins). With \`address_type = hostname\` it takes the host name of each address, and Kubernetes writes one only
into the Endpoints of the Service that governs the pods: with any other the node crashes with \`badkey hostname\`. With \`ip\` any Service
that selects the pods will do.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/cluster-formation#peer-discovery-k8s'],
  evidence: {
    kind: 'observed',
    where: '3.10.8 and 4.0.5 stop with badkey hostname when the addresses carry none',
  },
  log: [
    { by: 'node', pattern: /\{badkey,<<"hostname">>\}/, sample: 'error:{badkey,<<"hostname">>}' },
    {
      by: 'node',
      pattern: /Failed to fetch a list of nodes from Kubernetes API: (?<status>404)/,
      sample: '[error] Failed to fetch a list of nodes from Kubernetes API: 404',
    },
    notAmongPeers,
  ],
  example: () => ({
    bad: cluster({
      discovery:
        'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.host = kubernetes.default\ncluster_formation.k8s.address_type = hostname\ncluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local',
    }),
    good: cluster(),
  }),
  check({ serviceName, cluster }, tell) {
    const { discovery } = cluster
    if (tell.know(discovery.backend)?.module !== 'k8s') return
    const asked = tell.know(discovery.setting('service_name'))
    if (asked === undefined || asked.generated) return
    const name = plainText(substitute(asked.text, namespaceOf(cluster.broker)))
    const byHostName = plainText(tell.know(discovery.setting('address_type'))?.text ?? []) === 'hostname'
    if (name === undefined || name === serviceName.value) return
    if (!byHostName && reachesPods(cluster, name, tell)) return
    const label = asked.sensitive
      ? 'a Service of another name'
      : `Service ${name}${asked.source === 'default' ? ' (the default)' : ''}`
    tell.report({
      at: asked.at,
      message: byHostName
        ? `peer discovery asks for ${label}, but ${serviceName.value} governs the pods`
        : `peer discovery asks for ${label}, which selects none of the pods`,
      why: byHostName
        ? 'only the Endpoints of the governing Service carry host names: the node crashes with badkey hostname'
        : 'its Endpoints list no peer: the node refuses to boot (to 3.12) or starts alone (3.13-4.0)',
      help: `set cluster_formation.k8s.service_name = ${serviceName.value}`,
      related: [{ at: serviceName.at, message: 'the governing Service' }],
      stopsBoot: byHostName,
      ...fix(asked, serviceName.value),
    })
  },
})

function reachesPods({ services, workload }: Cluster, name: string, tell: Tell): boolean {
  const service = ifSeen(services).find(candidate => candidate.name === name)
  if (service) return selects(service, workload.template.labels)
  if (!services.complete) tell.know({ state: 'unknown', why: services.why })
  return false
}

const fix = (
  asked: DiscoverySetting,
  value: string,
): {
  fix?: { title: string; safety: 'safe'; edits: { op: 'set'; at: DiscoverySetting['at']; value: string }[] }
} =>
  asked.source === 'configuration'
    ? {
        fix: {
          title: 'ask for the governing Service',
          safety: 'safe',
          edits: [{ op: 'set', at: asked.at, value }],
        },
      }
    : {}
