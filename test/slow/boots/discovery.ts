import type { BootOptions } from '../../brokers/node.ts'
import type { BootRow } from '../../brokers/rows.ts'

/** Who a node finds, and what it does when it finds nobody. */

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`
const alone = {
  ctl: ['cluster_status', '--silent', '--formatter', 'json'],
  answers: /"running_nodes":\["rabbit@[^",\]]+"\]/,
}
/** Each of three nodes does the same, and none knows of another. */
const silently = { ...alone, boots: 'all', losesSilently: true, around: { replicas: 3 } } as const

const k8s = [
  'cluster_formation.peer_discovery_backend = k8s',
  'cluster_formation.k8s.token_path = /node/token',
  'cluster_formation.k8s.cert_path = /node/token',
  'cluster_formation.k8s.namespace_path = /node/namespace',
  'cluster_formation.k8s.service_name = rabbitmq-headless',
]
const api = [
  'cluster_formation.k8s.scheme = http',
  'cluster_formation.k8s.port = 8080',
  'cluster_formation.k8s.host = localhost',
]
const byHostName = [
  'cluster_formation.k8s.address_type = hostname',
  'cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local',
]
/** Later ones ask again for minutes before they give up: what they say until then tells that they do. */
const seconds = 60
const enabledPlugins = '[rabbitmq_peer_discovery_k8s].\n'
const files = { token: 'a-token', namespace: 'mq' }
const env = {
  RABBITMQ_NODENAME: 'rabbit@srv-0.hl.ns.svc.cluster.local',
  RABBITMQ_USE_LONGNAME: 'true',
}
/** A node that asks the API server, with these lines of its own. */
const asking = (own: readonly string[], api?: BootOptions['api']): BootOptions => ({
  conf: lines(...k8s, ...own),
  enabledPlugins,
  files,
  env,
  seconds,
  ...(api ? { api } : {}),
})
const listed = (...addresses: readonly object[]): NonNullable<BootOptions['api']> => ({
  status: '200 OK',
  body: JSON.stringify({ kind: 'Endpoints', subsets: [{ addresses, ports: [] }] }),
})
const named = (service: string): NonNullable<BootRow['around']> => ({
  replicas: 3,
  nodeName: `rabbit@$(MY_POD_NAME).${service}.mq.svc.cluster.local`,
  longNames: 'true',
  env: {},
})
/** From 4.1 on nobody asks the API server. */
const asksApi = '<=4.0'

/** Where nobody can be asked: some stop the boot after a while, the last ones boot alone. */
const givesUp = { boots: '3.13-4.0', waits: '3.8.18-3.12' } as const
/** Where the node is not among those that are listed: the first ones boot alone, others look again. */
const looksAgain = { boots: '<=3.8.17', waits: '3.8.18-4.0' } as const

export const boots: readonly BootRow[] = [
  { name: 'nothing says who the others are', node: {}, ...silently, found: 'peers-never-joined' },
  {
    name: 'a list of nodes that are not there',
    node: {
      conf: lines(
        'cluster_formation.peer_discovery_backend = classic_config',
        'cluster_formation.classic_config.nodes.1 = rabbit@elsewhere',
      ),
    },
    ...silently,
    // A node of 4.0.5 gave up after six minutes, too.
    triedOn: '<=3.13',
    found: 'node-list-mismatch',
  },
  {
    name: 'settings of peer discovery without a backend',
    node: { conf: lines(...api), enabledPlugins },
    ...silently,
    triedOn: asksApi,
    found: 'discovery-backend-missing',
  },
  {
    name: 'an API server that no name leads to',
    node: asking(['cluster_formation.k8s.host = rabbitmq-headless']),
    triedOn: asksApi,
    ...givesUp,
    says: /nxdomain/,
    found: 'api-host-wrong',
    around: named('rabbitmq-headless'),
  },
  {
    name: 'an API server that refuses',
    node: asking([...api, ...byHostName], { status: '403 Forbidden', body: '{"kind":"Status","code":403}' }),
    triedOn: asksApi,
    ...givesUp,
    says: /403/,
    around: named('rabbitmq-headless'),
  },
  {
    name: 'addresses without host names',
    node: asking([...api, ...byHostName], listed({ ip: '10.1.0.4' })),
    triedOn: asksApi,
    boots: 'none',
    says: /badkey|hostname/,
  },
  {
    name: 'peers by address, nodes by host name',
    node: asking([...api], listed({ ip: '10.1.0.4', hostname: 'srv-0' })),
    triedOn: asksApi,
    ...looksAgain,
    says: /peer discovery/i,
    found: 'discovery-address-type-mismatch',
    around: named('rabbitmq-headless'),
  },
  {
    name: 'peers below another Service than the node name',
    node: asking([...api, ...byHostName], listed({ ip: '10.1.0.4', hostname: 'srv-0' })),
    triedOn: asksApi,
    ...looksAgain,
    says: /peer discovery/i,
    found: 'node-name-mismatch',
    around: named('rabbitmq'),
  },
]
