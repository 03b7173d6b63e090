import { type Cluster, isSeveral } from '../model/cluster.ts'
import type { DiscoverySetting } from '../model/names/discovery.ts'
import { discoveryFailure } from '../model/names/discovery-failure.ts'
import { namespaceOf } from '../model/names/node-name.ts'
import { type Service, selects } from '../model/pods/service.ts'
import { named } from '../model/pods/service-index.ts'
import { plainText, substitute } from '../model/pods/symbolic-text.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'api-host-wrong',
  group: 'discovery',
  title: 'Peer discovery asks something that is not the API server',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '<=4.0' },
  needs: [],
  rationale: `\`cluster_formation.k8s.host\` and \`port\` say where the API server is, not where RabbitMQ is: \`kubernetes.default\`, port 443. The name of a
Service of the brokers, or a port of theirs, gives an answer that is no list of peers, or none at all. From 4.1 on the backend asks nobody.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/cluster-formation#peer-discovery-k8s'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: discovery: an API server that no name leads to',
  },
  log: [
    {
      by: 'node',
      pattern:
        /Failed to (?:fetch a list of|get) nodes from Kubernetes API: (?<reason>\{failed_connect|econnrefused|nxdomain|timeout|[45]\d\d)/,
      sample:
        'Failed to fetch a list of nodes from Kubernetes API: {failed_connect,[{to_address,{"rabbitmq-headless",443}}]}',
    },
  ],
  example: () => ({
    bad: cluster({ conf: 'cluster_formation.k8s.host = rabbitmq-headless' }),
    good: cluster({ conf: 'cluster_formation.k8s.host = kubernetes.default' }),
    also: ['conf-key-duplicate'],
  }),
  check({ cluster, release }, tell) {
    if (tell.know(cluster.discovery.backend)?.module !== 'k8s') return
    const [host, port] = [
      tell.know(cluster.discovery.setting('host')),
      tell.know(cluster.discovery.setting('port')),
    ]
    const wrong = host && port && wrongOf(cluster, host, port)
    if (!wrong || wrong.setting.generated) return
    const { setting, service, wanted, key, variable } = wrong
    const failure = discoveryFailure(release, 'refused', isSeveral(cluster))
    const shown = setting.sensitive ? 'what it is set to' : (plainText(setting.text) ?? '')
    const name = setting.source === 'environment' ? variable : key
    tell.report({
      at: setting.at,
      message: service
        ? `${name}: ${shown} is Service ${service.name}, not the API server`
        : `${name}: the API server does not listen on ${shown}`,
      why: `nothing there answers as the API server does: ${failure.text}`,
      help: `set ${name} to ${wanted}`,
      stopsBoot: failure.stopsBoot,
      ...(service ? { related: [{ at: service.at, message: 'the Service' }] } : {}),
      fix: {
        title: 'ask the API server',
        safety: 'safe',
        edits: [{ op: 'set', at: setting.at, value: wanted }],
      },
    })
  },
})

interface Wrong {
  readonly setting: DiscoverySetting
  readonly service?: Service
  readonly wanted: string
  readonly key: string
  readonly variable: string
}

function wrongOf(cluster: Cluster, host: DiscoverySetting, port: DiscoverySetting): Wrong | undefined {
  const asked = plainText(substitute(host.text, namespaceOf(cluster.broker)))
  const number = plainText(port.text)
  if (asked === undefined || number === undefined || !/^\d+$/.test(number)) return undefined
  if (/^kubernetes(\.default|$)/.test(asked))
    return number === '443' || number === '6443'
      ? undefined
      : { setting: port, wanted: '443', key: 'cluster_formation.k8s.port', variable: 'K8S_PORT' }
  const service = serviceAt(cluster, asked)
  if (!service || !isBrokers(cluster, service, Number(number))) return undefined
  const [key, variable] = ['cluster_formation.k8s.host', 'K8S_HOST']
  return { setting: host, service, wanted: 'kubernetes.default', key, variable }
}

/** The Service of the pods' namespace that a host names, with or without the namespace and the domain behind it. */
function serviceAt({ services, workload }: Cluster, host: string): Service | undefined {
  const [name = '', namespace = workload.namespace] = host.split('.')
  const [service] = named(services.listed, name)
  const isHere = namespace === workload.namespace || workload.namespace === ''
  return isHere && service?.selector !== undefined && service.type !== 'ExternalName' ? service : undefined
}

/** Whether a Service leads to the brokers, or to nothing that could be the API server at this port. */
const isBrokers = ({ workload }: Cluster, service: Service, port: number): boolean =>
  selects(service, workload.template.labels) || !service.ports.some(offered => offered.port === port)
