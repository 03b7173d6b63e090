import type { Release } from '../release.ts'
import { type ReleaseRange, releaseRange } from '../release-range.ts'
import type { Settings } from './translation.ts'

/*
 * Values that a translation turns into a binary with list_to_binary/1, which breaks on characters above U+00FF. Older
 * releases refuse such characters anywhere, when they read the file.
 * Sources: the .schema files of v3.10.9 to v4.3.5, rabbit_oauth2_schema.erl, rabbit_mgmt_schema.erl.
 */
const keys: readonly (readonly [pattern: string, range: string])[] = [
  ['default_user', 'all'],
  ['default_pass', '<=3.13'],
  ['default_vhost', 'all'],
  ['default_permissions.$', 'all'],
  ['default_policies.operator.$.queue_pattern', '3.11.24-3.11,>=3.12.7'],
  ['default_policies.operator.$.apply_to', '>=4.2.2'],
  ['default_policies.operator.$.classic_queues.ha_mode', '3.11.16-3.11,>=3.12'],
  ['default_policies.operator.$.classic_queues.ha_sync_mode', '3.11.16-3.11,>=3.12'],
  ['queue_leader_locator', 'all'],
  ['queue_master_locator', 'all'],
  ['cluster_formation.dns.hostname', 'all'],
  ['cluster_formation.consul.svc_meta.$', 'all'],
  ['ssl_options.key.$', 'all'],
  ['stream.advertised_host', 'all'],
  ['stream.advertised_tls_host', 'all'],
  ['mqtt.exchange', 'all'],
  ['mqtt.vhost', 'all'],
  ['mqtt.default_user', '<=3.13'],
  ['mqtt.default_pass', '<=3.13'],
  ['stomp.default_vhost', 'all'],
  ['stomp.default_topic_exchange', 'all'],
  ['event_exchange.vhost', 'all'],
  ['amqp1_0.default_vhost', '<=3.13'],
  ['auth_oauth2.additional_scopes_key', 'all'],
  ['auth_oauth2.default_key', 'all'],
  ['auth_oauth2.resource_server_id', 'all'],
  ['auth_oauth2.resource_server_type', 'all'],
  ['auth_oauth2.scope_prefix', 'all'],
  ['auth_oauth2.algorithms.$', 'all'],
  ['auth_oauth2.preferred_username_claims.$', 'all'],
  ['auth_oauth2.discovery_endpoint_params.$', '>=4.1'],
  ['auth_oauth2.scope_aliases.$', '>=4.1'],
  ['auth_oauth2.scope_aliases.$.$', '>=4.1'],
  ['auth_oauth2.oauth_providers.$.$', '>=3.13'],
  ['auth_oauth2.oauth_providers.$.algorithms.$', '>=4.0'],
  ['auth_oauth2.oauth_providers.$.discovery_endpoint_params.$', '>=4.1'],
  ['auth_oauth2.resource_servers.$.$', '>=3.13'],
  ['auth_oauth2.resource_servers.$.preferred_username_claims.$', '>=4.0'],
  ['auth_oauth2.resource_servers.$.scope_aliases.$', '>=4.1'],
  ['auth_oauth2.resource_servers.$.scope_aliases.$.$', '>=4.1'],
  ['management.oauth_resource_servers.$.id', '>=3.13'],
  ['management.oauth_authorization_endpoint_params.$', '>=4.1'],
  ['management.oauth_token_endpoint_params.$', '>=4.1'],
  ['management.oauth_resource_servers.$.$', '>=4.1'],
  ['management.oauth_resource_servers.$.oauth_authorization_endpoint_params.$', '>=4.1'],
  ['management.oauth_resource_servers.$.oauth_token_endpoint_params.$', '>=4.1'],
  ['log.$.formatter.plaintext.format', 'all'],
  ['log.console.color_esc_seqs.$', 'all'],
]

let compiled: readonly { readonly pattern: RegExp; readonly range: ReleaseRange }[] | undefined
/** Few files have such a character. */
const patterns = (): NonNullable<typeof compiled> =>
  (compiled ??= keys.map(([pattern, range]) => ({
    pattern: new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('$', '[^.]+')}$`),
    range: releaseRange(range),
  })))

/** Certificates in the file itself, for every listener and client that can have them. */
const certificates =
  /^(?!log\.syslog\.)(?:.*\.)?(?:ssl_opt(?:ion)?s|definitions\.tls)\.(?:cert|dh|cacerts\.[^.]+)$/

// biome-ignore lint/suspicious/noControlCharactersInRegex: the Latin-1 block begins with the control characters.
const beyondLatin1 = /[^\u0000-\u00ff]/

/** One refusal for each setting that holds such a character where the release cannot have it. */
export function latin1Refusals(release: Release, conf: Settings): { key: string; reason: string }[] {
  const odd = [...conf].filter(([, value]) => typeof value === 'string' && beyondLatin1.test(value))
  return odd
    .filter(
      ([key]) =>
        certificates.test(key) ||
        patterns().some(({ pattern, range }) => range.has(release) && pattern.test(key)),
    )
    .map(([key]) => ({ key, reason: `Error running translation for ${key}: a character is not in Latin-1` }))
}
