import type { Release } from '../release.ts'
import { releaseRange } from '../release-range.ts'

/**
 * Plugins whose keys begin with a word of their own. Source: the `.schema` files of the plugins' repositories at v3.8.3.
 */
const prefixes: readonly (readonly [prefix: string, plugin: string])[] = [
  ['management.', 'rabbitmq_management'],
  ['management_agent.', 'rabbitmq_management_agent'],
  ['prometheus.', 'rabbitmq_prometheus'],
  ['mqtt.', 'rabbitmq_mqtt'],
  ['stomp.', 'rabbitmq_stomp'],
  ['web_mqtt.', 'rabbitmq_web_mqtt'],
  ['web_stomp.', 'rabbitmq_web_stomp'],
  ['amqp1_0.', 'rabbitmq_amqp1_0'],
  ['auth_ldap.', 'rabbitmq_auth_backend_ldap'],
  ['auth_http.', 'rabbitmq_auth_backend_http'],
  ['auth_cache.', 'rabbitmq_auth_backend_cache'],
  ['trust_store.', 'rabbitmq_trust_store'],
  ['cluster_formation.k8s.', 'rabbitmq_peer_discovery_k8s'],
  ['cluster_formation.aws.', 'rabbitmq_peer_discovery_aws'],
  ['cluster_formation.consul.', 'rabbitmq_peer_discovery_consul'],
  ['cluster_formation.etcd.', 'rabbitmq_peer_discovery_etcd'],
]

/** Source: rabbit_plugins.erl@v3.8.3, extract_schemas/1; from 3.8.4 on the schemas of all installed plugins are read. */
const readsEnabledOnly = releaseRange('3.7.0-3.8.3')

/** The plugin without which this release does not know a key; undefined where no plugin needs to be enabled for it. */
export const pluginOfKey = (key: string, release: Release): string | undefined =>
  readsEnabledOnly.has(release) ? prefixes.find(([prefix]) => key.startsWith(prefix))?.[1] : undefined
