import { environment } from './data/interfaces.ts'
import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'
import { rowsAt } from './table.ts'

/** What becomes of an environment variable in the official image. */
export type VariableUse =
  /** The container ends at once with exit code 1. */
  | 'refused'
  /** The entrypoint writes it into the configuration. */
  | 'entrypoint'
  /** The server or its scripts read it. */
  | 'server'
  /** Nobody looks at it. */
  | 'unread'

const tls = ['CACERTFILE', 'CERTFILE', 'DEPTH', 'FAIL_IF_NO_PEER_CERT', 'KEYFILE', 'VERIFY']
const files = ['RABBITMQ_DEFAULT_PASS_FILE', 'RABBITMQ_DEFAULT_USER_FILE']
const generated = [
  ...files,
  ...tls.map(name => `RABBITMQ_MANAGEMENT_SSL_${name}`),
  ...tls.map(name => `RABBITMQ_SSL_${name}`),
  'RABBITMQ_VM_MEMORY_HIGH_WATERMARK',
]
const seeds = [
  'RABBITMQ_DEFAULT_PASS',
  'RABBITMQ_DEFAULT_USER',
  'RABBITMQ_DEFAULT_VHOST',
  'RABBITMQ_ERLANG_COOKIE',
]
const withoutGenerator = releaseRange('>=3.9')
/** Built in July and August 2021; a later build of the same tag lets them pass. */
const refusedOnce = releaseRange('3.9.0-3.9.3')

/**
 * What the official image of a release does with a `RABBITMQ_*` variable.
 * Sources: docker-library/rabbitmq docker-entrypoint.sh, before and after commits 67d0569 (2021-06-24), 59789a4, 01c0a84 and
 * 3dc2705 (2021-08-16); rabbit_env.erl of each release.
 */
export function variableUse(name: string, release: Release): VariableUse {
  const generates = !withoutGenerator.has(release)
  if (generated.includes(name)) return generates ? 'entrypoint' : 'refused'
  if (seeds.includes(name) && generates) return 'entrypoint'
  return rowsAt(environment, name).some(({ range }) => range.has(release)) ? 'server' : 'unread'
}

/** Whether an old build of the image may end at once over a variable that later builds of the same tag let pass. */
export const refusedByOldBuild = (name: string, release: Release): boolean =>
  seeds.includes(name) && refusedOnce.has(release)

/** Variables of the Bitnami image and what they stand for in rabbitmq.conf or the environment of the server. */
export interface BitnamiVariable {
  readonly name: string
  /** The setting of the generated rabbitmq.conf, or the variable of the server, that it ends in. */
  readonly setting: string | undefined
  readonly default: string | undefined
}
const bitnami = (name: string, setting?: string, value?: string): BitnamiVariable => ({
  name,
  setting,
  default: value,
})

/**
 * Read by the Bitnami image and meaningless to others. They are used for a rabbitmq.conf that the image writes itself;
 * where one is mounted they are not looked at. Source: bitnami/containers, rabbitmq 3.12 rabbitmq-env.sh, 3.13 librabbitmq.sh.
 */
export const bitnamiVariables: readonly BitnamiVariable[] = [
  bitnami('RABBITMQ_NODE_NAME', 'RABBITMQ_NODENAME', 'rabbit@localhost'),
  bitnami('RABBITMQ_ERL_COOKIE', 'RABBITMQ_ERLANG_COOKIE'),
  bitnami('RABBITMQ_USERNAME', 'default_user', 'user'),
  bitnami('RABBITMQ_PASSWORD', 'default_pass'),
  bitnami('RABBITMQ_VHOST', 'default_vhost', '/'),
  bitnami('RABBITMQ_VHOSTS'),
  bitnami('RABBITMQ_PLUGINS'),
  bitnami('RABBITMQ_COMMUNITY_PLUGINS'),
  bitnami('RABBITMQ_LOAD_DEFINITIONS', undefined, 'no'),
  bitnami('RABBITMQ_DEFINITIONS_FILE', 'load_definitions', '/app/load_definition.json'),
  bitnami('RABBITMQ_SECURE_PASSWORD', undefined, 'no'),
  bitnami('RABBITMQ_FORCE_BOOT', undefined, 'no'),
  bitnami('RABBITMQ_CLUSTER_NODE_NAME'),
  bitnami('RABBITMQ_NODE_TYPE', undefined, 'stats'),
  bitnami('RABBITMQ_CLUSTER_PARTITION_HANDLING', 'cluster_partition_handling', 'ignore'),
  bitnami('RABBITMQ_DISK_FREE_RELATIVE_LIMIT', 'disk_free_limit.relative', '1.0'),
  bitnami('RABBITMQ_DISK_FREE_ABSOLUTE_LIMIT', 'disk_free_limit.absolute'),
  bitnami('RABBITMQ_VM_MEMORY_HIGH_WATERMARK', 'vm_memory_high_watermark'),
  bitnami('RABBITMQ_NODE_PORT_NUMBER', 'listeners.tcp.default', '5672'),
  bitnami('RABBITMQ_NODE_SSL_PORT_NUMBER', 'listeners.ssl.default', '5671'),
  bitnami('RABBITMQ_MANAGEMENT_BIND_IP', 'management.tcp.ip', '0.0.0.0'),
  bitnami('RABBITMQ_MANAGEMENT_PORT_NUMBER', 'management.tcp.port', '15672'),
  bitnami('RABBITMQ_MANAGEMENT_SSL_PORT_NUMBER', 'management.ssl.port', '15671'),
  ...tls.map(name => bitnami(`RABBITMQ_SSL_${name}`, `ssl_options.${name.toLowerCase()}`)),
  ...tls.map(name => bitnami(`RABBITMQ_MANAGEMENT_SSL_${name}`, `management.ssl.${name.toLowerCase()}`)),
  bitnami('RABBITMQ_ENABLE_LDAP', undefined, 'no'),
  bitnami('RABBITMQ_LDAP_SERVERS', 'auth_ldap.servers'),
  bitnami('RABBITMQ_LDAP_SERVERS_PORT', 'auth_ldap.port', '389'),
  bitnami('RABBITMQ_LDAP_USER_DN_PATTERN', 'auth_ldap.user_dn_pattern'),
  bitnami('RABBITMQ_LDAP_TLS', 'auth_ldap.use_ssl', 'no'),
]
