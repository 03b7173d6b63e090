import { hostFormOf, isSeveral } from '../model/cluster.ts'
import { discoveryFailure } from '../model/names/discovery-failure.ts'
import { plainText, showText } from '../model/pods/symbolic-text.ts'
import { noPeers, notAmongPeers, standsAlone } from '../model/rule/log-lines.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'discovery-address-type-mismatch',
  group: 'discovery',
  title: 'Node names and the addresses that peer discovery lists are of different kinds',
  worst: 'error',
  single: 'info',
  when: { rabbitmq: '<=4.0' },
  needs: ['nodeName'],
  mayBeAbsent: ['nodeName'],
  rationale: `Up to 4.0 the Kubernetes backend names peers by IP address unless \`cluster_formation.k8s.address_type = hostname\` (or
K8S_ADDRESS_TYPE) says otherwise. When the nodes themselves are named by host name, or the reverse, a node is not among the peers it
discovers: it refuses to boot (3.8.18 to 3.12) or starts a cluster of its own (before, and on 3.13 and 4.0).`,
  sources: ['https://www.rabbitmq.com/docs/3.13/cluster-formation#peer-discovery-k8s'],
  evidence: {
    kind: 'observed',
    where: 'test/slow/boots.test.ts: discovery: peers by address, nodes by host name',
  },
  log: [notAmongPeers, noPeers, standsAlone],
  example: () => ({
    bad: cluster({
      discovery:
        'cluster_formation.peer_discovery_backend = k8s\ncluster_formation.k8s.host = kubernetes.default\ncluster_formation.k8s.service_name = rabbitmq-headless\ncluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local',
    }),
    good: cluster(),
  }),
  check({ nodeName, cluster, release }, tell) {
    const backend = tell.know(cluster.discovery.backend)
    if (backend?.module !== 'k8s') return
    if (nodeName && (nodeName.generated || nodeName.style === 'fixed' || nodeName.host === undefined)) return
    const setting = tell.know(cluster.discovery.setting('address_type'))
    const addressType = setting && plainText(setting.text)
    if (setting === undefined || (addressType !== 'ip' && addressType !== 'hostname')) return
    const wanted = nodeName?.style === 'pod-ip' ? 'ip' : 'hostname'
    if (addressType === wanted) return
    const key = 'cluster_formation.k8s.address_type'
    const place =
      setting.source === 'default'
        ? { ...backend.at, path: [...backend.at.path.slice(0, -1), key] }
        : setting.at
    const named = nodeName ? showText(nodeName.text) : 'rabbit@<host name of the pod>'
    // By host name they are told apart, and then have to be found.
    const lost = nodeName === undefined && hostFormOf(cluster) === 'peers-nowhere'
    const failure = discoveryFailure(release, 'unlisted', isSeveral(cluster))
    tell.report({
      at: place,
      message: `${setting.source === 'default' ? `${key} is left at ip` : `the address type is ${addressType}`}, but nodes are named ${named}`,
      why: `no node is listed by the name that it has: ${failure.text}`,
      help: `${
        setting.source === 'environment'
          ? `set K8S_ADDRESS_TYPE to ${wanted}: the variable wins over the key`
          : `set ${key} = ${wanted}`
      }${lost ? ', and RABBITMQ_NODENAME and RABBITMQ_USE_LONGNAME so that nodes have the full names of their pods: nobody finds short ones' : ''}`,
      stopsBoot: failure.stopsBoot,
      ...(nodeName ? { related: [{ at: nodeName.at, message: 'the node name' }] } : {}),
      ...(wanted === 'hostname' && setting.source !== 'environment' && !lost
        ? {
            fix: {
              title: 'discover host names',
              safety: 'safe',
              edits: [{ op: 'set', at: place, value: wanted }],
            },
          }
        : {}),
    })
  },
})
