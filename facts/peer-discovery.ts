import { autoclusterReleases } from './autocluster.ts'
import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'

export type Backend = 'classic_config' | 'dns' | 'k8s' | 'aws' | 'consul' | 'etcd'

/** What a node does that is told nothing. Source: rabbit.schema@v4.3.5, rabbit.cluster_formation.peer_discovery_backend. */
export const DEFAULT_BACKEND: Backend = 'classic_config'

const shortNames = new Map<string, Backend>([
  ['classic_config', 'classic_config'],
  ['classic', 'classic_config'],
  ['config', 'classic_config'],
  ['dns', 'dns'],
  ['aws', 'aws'],
  ['consul', 'consul'],
  ['etcd', 'etcd'],
  ['kubernetes', 'k8s'],
  ['k8s', 'k8s'],
])
/** Modules of this name stand for `rabbit_peer_discovery_…` since 3.8.5. Source: release notes of 3.8.5. */
const pluginNames = releaseRange('>=3.8.5')

/**
 * The backend that a value of `cluster_formation.peer_discovery_backend` reaches; undefined when it is none of those
 * that come with the release: then it must be a module of another plugin, or boot stops with `error:undef`.
 */
export function backendModule(value: string, release: Release): Backend | undefined {
  const short = shortNames.get(value)
  if (short) return short
  const [, prefix, name = ''] = /^(rabbit|rabbitmq)_peer_discovery_(.+)$/.exec(value) ?? []
  const backend = [...shortNames.values()].find(backend => backend === name)
  if (prefix !== 'rabbitmq') return backend
  const isPlugin = backend !== 'classic_config' && backend !== 'dns'
  return isPlugin && pluginNames.has(release) ? backend : undefined
}

/** The plugin a backend belongs to; undefined for those that are part of the server. */
export const backendPlugin = (backend: Backend): string | undefined =>
  backend === 'classic_config' || backend === 'dns' ? undefined : `rabbitmq_peer_discovery_${backend}`

/** How nodes find their peers with the k8s backend. */
export type K8sDiscovery =
  /** Reads the Endpoints of a Service from the Kubernetes API. */
  | 'endpoints'
  /** Works out the first pod's name from its own; asks nobody. */
  | 'ordinal'
/** Source: deps/rabbitmq_peer_discovery_k8s/src/rabbit_peer_discovery_k8s.erl, v4.0.9 and v4.1.0. */
export const k8sDiscovery = (release: Release): K8sDiscovery =>
  releaseRange('>=4.1').has(release) ? 'ordinal' : 'endpoints'

/** A setting of the k8s backend. */
export interface DiscoverySetting {
  /** Key in rabbitmq.conf. */
  readonly key: string
  /** Variable that wins over the key. */
  readonly env?: string
  /** What holds when neither is given; empty for an empty text. Undefined: nothing holds. */
  readonly default?: string
}

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'
const setting = (name: string, value?: string, env?: string): DiscoverySetting => ({
  key: `cluster_formation.k8s.${name}`,
  ...(env === undefined ? {} : { env }),
  ...(value === undefined ? {} : { default: value }),
})

/** Source: rabbit_peer_discovery_k8s.hrl@v4.0.9; the same defaults in 3.7.28 and 3.8.0. Since 4.1 read by nobody. */
const endpointSettings: readonly DiscoverySetting[] = [
  setting('scheme', 'https', 'K8S_SCHEME'),
  setting('host', 'kubernetes.default.svc.cluster.local', 'K8S_HOST'),
  setting('port', '443', 'K8S_PORT'),
  setting('token_path', `${ACCOUNT}/token`, 'K8S_TOKEN_PATH'),
  setting('cert_path', `${ACCOUNT}/ca.crt`, 'K8S_CERT_PATH'),
  setting('namespace_path', `${ACCOUNT}/namespace`, 'K8S_NAMESPACE_PATH'),
  setting('service_name', 'rabbitmq', 'K8S_SERVICE_NAME'),
  setting('address_type', 'ip', 'K8S_ADDRESS_TYPE'),
  setting('hostname_suffix', '', 'K8S_HOSTNAME_SUFFIX'),
]
/** The variables that win over the keys. */
export const k8sVariables: readonly string[] = endpointSettings.flatMap(({ env }) => env ?? [])
/** A setting by its name below `cluster_formation.k8s`; those that 4.1 and later ignore among them. */
export const k8sSetting = (name: string): DiscoverySetting =>
  endpointSettings.find(({ key }) => key === `cluster_formation.k8s.${name}`) ?? setting(name)
/** Source: rabbitmq_peer_discovery_k8s.schema@v3.13.2. */
const tlsSettings = ['cacertfile', 'certfile', 'keyfile', 'verify', 'fail_if_no_peer_cert'].map(name =>
  setting(`tls.${name}`),
)
/** Source: rabbit_peer_discovery_k8s.erl@v4.3.5, configuration_options/0. */
const ordinalSettings: readonly DiscoverySetting[] = [setting('ordinal_start', '0'), setting('seed_node')]

/** The settings that the k8s backend of a release looks at. Others may be accepted and ignored: see `ignoredK8sSettings`. */
export function k8sSettings(release: Release): readonly DiscoverySetting[] {
  if (k8sDiscovery(release) === 'ordinal') return ordinalSettings
  return releaseRange('>=3.13.2').has(release) ? [...endpointSettings, ...tlsSettings] : endpointSettings
}

/** Settings that the release accepts, and passes over with a warning. Source: rabbit_peer_discovery_k8s.erl@v4.3.5, init/0. */
export const ignoredK8sSettings = (release: Release): readonly DiscoverySetting[] =>
  k8sDiscovery(release) === 'ordinal' ? [...endpointSettings, ...tlsSettings, { key: 'cluster_formation.discovery_retry_limit' }] : [] // biome-ignore format: one list

/** Settings of node cleanup, of every backend that is a plugin. Source: rabbit_peer_discovery_cleanup.erl@v4.0.9. */
export const cleanupSettings: readonly DiscoverySetting[] = [
  { key: 'cluster_formation.node_cleanup.interval', env: 'CLEANUP_INTERVAL', default: '60' },
  {
    key: 'cluster_formation.node_cleanup.only_log_warning',
    env: 'CLEANUP_ONLY_LOG_WARNING',
    default: 'true',
  },
]

export interface DiscoveryRetries {
  readonly limit: number
  /** Milliseconds between two tries. */
  readonly interval: number
}
/** Defaults of `cluster_formation.discovery_retry_*`. Source: rabbit_peer_discovery.erl@v3.8.10, v3.12.14, v3.13.0, v4.3.5. */
export const discoveryRetries = (release: Release): DiscoveryRetries =>
  releaseRange('>=3.13').has(release) ? { limit: 30, interval: 1000 } : { limit: 10, interval: 500 }

/** What a node makes of a mistake in the settings of the k8s backend, while that asks the API server. */
export type DiscoveryMistake =
  /** The API server answers 401, 403, 404 or not at all. */
  | 'refused'
  /** It lists nodes, and this one is not among them under its own name. */
  | 'unlisted'
/** Boot ends within seconds, or after five minutes; or the node starts as a cluster of its own. */
export type DiscoveryOutcome = 'stops' | 'stops-late' | 'boots-alone'

/**
 * Observed on 3.8.9, Debian's 3.10.8 and 4.0.5. Sources: rabbit_mnesia.erl@v3.8.9 and @v3.12.14, rabbit_peer_discovery.erl@v3.13.7 and @v4.0.9; nodes
 * lock one another out from 3.8.18 on.
 */
export function discoveryOutcome(release: Release, mistake: DiscoveryMistake): DiscoveryOutcome {
  // The plugin of those releases goes on by itself: AUTOCLUSTER_FAILURE is `ignore` by default (autocluster.hrl at e9aef34a).
  if (autoclusterReleases.has(release)) return 'boots-alone'
  if (releaseRange('3.8.18-3.12').has(release)) return 'stops-late'
  return mistake === 'refused' && releaseRange('<=3.8.17').has(release) ? 'stops' : 'boots-alone'
}

/** What the k8s backend asks of the Kubernetes API. */
export interface ApiAccess {
  readonly resource: 'endpoints' | 'events'
  readonly verb: 'get' | 'create'
  /** Whether the node does without it. */
  readonly optional: boolean
}
/** Source: rabbit_peer_discovery_k8s.erl, v3.8.2, v3.8.3, v4.0.9, v4.1.0. */
export function k8sApiAccess(release: Release): readonly ApiAccess[] {
  if (k8sDiscovery(release) === 'ordinal') return []
  const endpoints: ApiAccess = { resource: 'endpoints', verb: 'get', optional: false }
  const events: ApiAccess = { resource: 'events', verb: 'create', optional: true }
  return releaseRange('>=3.8.3').has(release) ? [endpoints, events] : [endpoints]
}

/**
 * The node name that founds the cluster on releases that go by ordinals, from the name of any node of the set;
 * undefined when the name has no ordinal: such a node waits for ever.
 * Source: rabbit_peer_discovery_k8s.erl@v4.3.5, seed_node/2.
 */
export function seedNode(nodeName: string, ordinalStart = 0): string | undefined {
  const [, prefix, set] = /^([^@]+@)([^.]*-)\d+/.exec(nodeName) ?? []
  if (prefix === undefined || set === undefined) return undefined
  const rest = nodeName.slice(prefix.length + set.length).replace(/^\d+/, '')
  return `${prefix}${set}${ordinalStart}${rest}`
}

/** Since then nodes lock each other out while they form a cluster; before, starting them together was a race. */
export const safeToStartTogether: Release = { major: 3, minor: 8, patch: 18 }
