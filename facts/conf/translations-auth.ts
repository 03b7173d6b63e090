import {
  below,
  invalid,
  isIntegerText,
  missing,
  type Refusal,
  type Settings,
  type Translation,
  translation,
} from './translation.ts'
import { isHttpsUri } from './validators.ts'

/*
 * Sources: the translations of the .schema files of v3.8.10 to v4.3.5, rabbit_oauth2_schema.erl (4.0 and later) and
 * rabbit_auth_backend_ldap_util:parse_query/1 (4.2.1 and later).
 */

/** `auth_backends.N`, `.N.authn` and `.N.authz`: whole numbers, and no half beside a whole. */
function chain(prefix: string, target: string, range: string): Translation {
  return translation(target, range, conf => {
    const whole = new Set<number>()
    const backends = below(conf, prefix)
    for (const { key, rest } of backends) {
      const [position = ''] = rest
      if (!isIntegerText(position))
        return invalid(key, 'Auth backend position in the chain should be an integer')
      if (rest.length === 1) whole.add(Number(position))
    }
    const half = backends.find(({ rest }) => rest.length === 2 && whole.has(Number(rest[0])))
    return (
      half &&
      invalid(half.key, `Auth backend already defined for the ${half.rest[0]}th ${half.rest[1]} backend`)
    )
  })
}

/** `auth_ldap.X` names a way to bind, or else both of user and password are needed. */
function bind(name: string): Translation {
  const key = `auth_ldap.${name}`
  const [user, password] = [`${key}.user_dn`, `${key}.password`]
  return translation(`rabbitmq_auth_backend_ldap.${name}`, 'all', conf => {
    if (conf.has(key)) return undefined
    if (conf.has(user) === conf.has(password)) return undefined
    return conf.has(user) ? missing(user, password) : missing(password, user)
  })
}

/** The value is an Erlang term: a list (to which a text counts), or one of these tuples. What is inside of it is not looked at here. */
const ldapQuery =
  /^\[.*\]\s*\.?$|^".*"\s*\.?$|^\{\s*'?(?:constant|in_group|in_group_nested|for|not|and|or|equals|match)'?\s*,.*\}\s*\.?$/s

function query(key: string, target: string): Translation {
  return translation(`rabbitmq_auth_backend_ldap.${target}`, '>=4.2.1', conf => {
    const value = conf.get(key)
    return typeof value === 'string' && !ldapQuery.test(value.trim())
      ? invalid(key, 'invalid query')
      : undefined
  })
}

const httpsAttributes = [
  'issuer',
  'token_endpoint',
  'jwks_uri',
  'end_session_endpoint',
  'authorization_endpoint',
]

function providerUri(conf: Settings): Refusal | undefined {
  const providers = below(conf, 'auth_oauth2.oauth_providers').filter(({ rest }) => rest.length === 2)
  const odd = providers.find(
    ({ rest: [, name = ''], value }) => httpsAttributes.includes(name) && !isHttpsUri(String(value)),
  )
  return odd && invalid(odd.key, `Invalid attribute (${odd.rest[1]}) value: uri must be a valid https uri`)
}

const cached = 'auth_cache.cached_backend'

export const authTranslations: readonly Translation[] = [
  chain('auth_backends', 'rabbit.auth_backends', 'all'),
  chain('http_dispatch.auth_backends', 'rabbitmq_web_dispatch.auth_backends', '>=4.0.8'),

  translation('rabbitmq_auth_backend_cache.cached_backend', 'all', conf => {
    const keys = [`${cached}.authn`, `${cached}.authz`, cached].filter(key => conf.has(key))
    const named = keys.filter(key => conf.get(key) !== 'undefined')
    const good = named.length === 1 || (named.length === 2 && !named.includes(cached))
    return keys[0] === undefined || good ? undefined : invalid(keys[0], 'Cached auth backend already defined')
  }),

  bind('dn_lookup_bind'),
  bind('other_bind'),
  query('auth_ldap.queries.vhost_access', 'vhost_access_query'),
  query('auth_ldap.queries.resource_access', 'resource_access_query'),
  query('auth_ldap.queries.topic_access', 'topic_access_query'),
  query('auth_ldap.queries.tags', 'tag_queries'),

  translation('rabbitmq_auth_backend_oauth2.oauth_providers', '>=4.0', providerUri),
]
