import type { DiscoveryMistake } from '../facts/peer-discovery.ts'
import { type Cluster, isSeveral } from '../model/cluster.ts'
import type { DiscoverySetting } from '../model/names/discovery.ts'
import { type DiscoveryFailure, discoveryFailure } from '../model/names/discovery-failure.ts'
import { namespaceOf } from '../model/names/node-name.ts'
import { selects } from '../model/pods/service.ts'
import { named, selecting } from '../model/pods/service-index.ts'
import { plainText, substitute } from '../model/pods/symbolic-text.ts'
import { notAmongPeers } from '../model/rule/log-lines.ts'
import { clusterRule, type Tell } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'discovery-service-mismatch',
  group: 'discovery',
  title: 'Peer discovery asks for a Service that does not govern the pods',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '<=4.0' },
  needs: ['serviceName'],
  mayBeAbsent: ['serviceName'],
  rationale: `Up to 4.0 the Kubernetes backend reads the Endpoints of \`cluster_formation.k8s.service_name\` (default \`rabbitmq\`; the
variable K8S_SERVICE_NAME wins). With \`address_type = hostname\` it takes the host name of each address, and Kubernetes writes one only
into the Endpoints of the Service that governs the pods: with any other that selects them the node crashes with \`badkey hostname\`. With
\`ip\` any Service that selects the pods will do. One that does not exist, or selects none of them, lists no node.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/cluster-formation#peer-discovery-k8s'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: discovery: addresses without host names',
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
    const type = plainText(tell.know(discovery.setting('address_type'))?.text ?? [])
    const byHostName = type === 'hostname'
    if (name === undefined || (!byHostName && type !== 'ip') || name === serviceName?.value) return
    // Pods without a governing Service have no host names that Endpoints could list.
    if (byHostName ? serviceName === undefined : reachesPods(cluster, name, tell)) return
    const wanted = byHostName ? serviceName?.value : selectingService(cluster, serviceName?.value)
    const failure = failureOf(cluster, name)
    const label = asked.sensitive
      ? 'a Service of another name'
      : `Service ${name}${asked.source === 'default' ? ' (the default)' : ''}`
    tell.report({
      at: asked.at,
      message: byHostName
        ? `peer discovery asks for ${label}, but ${serviceName?.value} governs the pods`
        : `peer discovery asks for ${label}, which selects none of the pods`,
      why: failure.text,
      help: helpFor(asked, wanted),
      ...(serviceName ? { related: [{ at: serviceName.at, message: 'the governing Service' }] } : {}),
      stopsBoot: failure.stopsBoot,
      ...(wanted === undefined ? {} : fix(asked, wanted)),
    })
  },
})

function helpFor({ source }: DiscoverySetting, wanted: string | undefined): string {
  const name = source === 'environment' ? 'K8S_SERVICE_NAME' : 'cluster_formation.k8s.service_name'
  if (wanted === undefined) return `set ${name} to a Service that selects the pods`
  return source === 'environment'
    ? `set ${name} to ${wanted}: the variable wins over the key`
    : `set ${name} = ${wanted}`
}

/** A Service that lists the pods: the governing one before others, then a headless one. */
function selectingService(
  { services, workload }: Cluster,
  governing: string | undefined,
): string | undefined {
  const those = selecting({ own: [], listed: services.listed }, workload.template.labels)
  const best =
    those.find(({ name }) => name === governing) ?? those.find(({ headless }) => headless) ?? those[0]
  return best?.name
}

/** What the nodes get from a Service that is not the governing one. */
function failureOf(cluster: Cluster, name: string): DiscoveryFailure {
  const { services, workload, release } = cluster
  const failure = (mistake: DiscoveryMistake, lead: string): DiscoveryFailure => {
    const { text, stopsBoot } = discoveryFailure(release, mistake, isSeveral(cluster))
    return { text: `${lead}: ${text}`, stopsBoot }
  }
  const [service] = named(services.listed, name)
  if (service && selects(service, workload.template.labels))
    return {
      text: 'only the Endpoints of the governing Service carry host names: the node crashes with badkey hostname',
      stopsBoot: true,
    }
  if (service) return failure('unlisted', 'its Endpoints list none of the pods')
  if (services.complete && services.proof !== 'presumed')
    return failure('refused', 'the API server answers 404')
  return failure('refused', 'only the Endpoints of the governing Service carry the host names of these pods')
}

function reachesPods({ services, workload }: Cluster, name: string, tell: Tell): boolean {
  const [service] = named(services.listed, name)
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
  asked.source === 'environment'
    ? {}
    : {
        fix: {
          title: 'ask for a Service that lists the pods',
          safety: 'safe',
          edits: [{ op: 'set', at: placeOf(asked), value }],
        },
      }

/** Where nothing is said, beside the line that names the backend. */
const placeOf = ({ source, at }: DiscoverySetting): DiscoverySetting['at'] =>
  source === 'default' ? { ...at, path: [...at.path.slice(0, -1), 'cluster_formation.k8s.service_name'] } : at
