import { crash, invalid, missing, type Translation, type TypedConf, translation } from './translation.ts'

export const access: readonly Translation[] = [
  chain('auth_backends', 'rabbit.auth_backends'),
  chain('http_dispatch.auth_backends', 'rabbitmq_web_dispatch.auth_backends'),
  translation('auth_cache.cached_backend', 'rabbitmq_auth_backend_cache.cached_backend', 'all', conf => {
    const both = set(conf, 'auth_cache.cached_backend')
    const parts = [set(conf, 'auth_cache.cached_backend.authn'), set(conf, 'auth_cache.cached_backend.authz')]
    if (both && parts.includes(true)) return invalid('Cached auth backend already defined')
    return undefined
  }),
  bind('dn_lookup_bind'),
  bind('other_bind'),
  ...['vhost_access', 'resource_access', 'topic_access', 'tags'].map(query),
  translation('default_permissions', 'rabbit.default_permissions', 'all', conf => {
    const given = conf.under('default_permissions')
    return given.length === 0 || given.length === 3
      ? undefined
      : { ...crash('error, badarg'), key: given[0]?.[2] ?? '' }
  }),
  translation('ssl_options.crl_sources', 'rabbit.ssl_options.crl_cache', '>=4.2.3', conf => {
    for (const [[index = '', option], , key] of conf.under('ssl_options.crl_sources')) {
      const type = conf.get(`ssl_options.crl_sources.${index}`)
      if (type === undefined || type === 'undefined')
        return { ...crash('error, {case_clause, undefined}'), key }
      if (type === 'http' && option === 'path')
        return { ...invalid("http source only supports 'timeout' option"), key }
      if (type === 'dir' && option === 'timeout')
        return { ...invalid("dir source only supports 'path' option"), key }
    }
    return undefined
  }),
  translation(
    'auth_oauth2.oauth_providers',
    'rabbitmq_auth_backend_oauth2.oauth_providers',
    '>=3.13',
    conf => {
      for (const [[, attribute = '', ...rest], value, key] of conf.under('auth_oauth2.oauth_providers')) {
        if (rest.length > 0) continue
        const uri = String(value)
        if (httpsOnly.has(attribute) && !/^[:/]*https(?:[:/]|$)/.test(uri))
          return { ...invalid(`Invalid attribute (${attribute}) value: uri must be a valid https uri`), key }
        if (attribute === 'discovery_endpoint_path' && !/^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(uri))
          return { ...invalid(`Invalid attribute (${attribute}) value`), key }
      }
      return undefined
    },
  ),
]

const httpsOnly = new Set([
  'issuer',
  'token_endpoint',
  'jwks_uri',
  'end_session_endpoint',
  'authorization_endpoint',
])

/** `auth_backends.N`, or `.N.authn` and `.N.authz`: a number that says a thing once. */
function chain(prefix: string, target: string): Translation {
  return translation(prefix, target, 'all', conf => {
    const given = conf.under(prefix).filter(([rest]) => rest.length > 0)
    const odd = given.find(([[number = '']]) => !/^[+-]?\d+$/.test(number))
    if (odd) return { ...invalid('Auth backend position in the chain should be an integer'), key: odd[2] }
    const said = new Map<bigint, Set<string>>()
    // the broker takes the settings for both before those for one
    for (const [[number = '', part = 'default'], , key] of [...given].sort(
      (a, b) => a[0].length - b[0].length,
    )) {
      const position = BigInt(number.replace(/^\+/, ''))
      const parts = said.get(position) ?? new Set()
      if (parts.has('default') || parts.has(part) || (part === 'default' && parts.size > 0))
        return { ...invalid(`Auth backend already defined for the ${position}th ${part} backend`), key }
      said.set(position, parts.add(part))
    }
    return undefined
  })
}

/** A name and a password, or one word that says how to bind. */
function bind(name: string): Translation {
  const prefix = `auth_ldap.${name}`
  return translation(prefix, `rabbitmq_auth_backend_ldap.${name}`, 'all', conf => {
    const [user, password] = [`${prefix}.user_dn`, `${prefix}.password`]
    if (conf.get(prefix) !== undefined || set(conf, user) === set(conf, password)) return undefined
    return set(conf, user) ? { ...missing(password), key: user } : { ...missing(user), key: password }
  })
}

/** Must be an Erlang term that is a query; that it is a term is left to the broker, that it cannot be is seen here. */
function query(name: string): Translation {
  const key = `auth_ldap.queries.${name}`
  const target = name === 'tags' ? 'tag_queries' : `${name}_query`
  return translation(key, `rabbitmq_auth_backend_ldap.${target}`, '>=4.2.1', conf => {
    const value = conf.get(key)
    return value === undefined || /^\s*[{[]/.test(String(value)) ? undefined : crash('error, function_clause')
  })
}

const set = (conf: TypedConf, key: string): boolean => {
  const value = conf.get(key)
  return value !== undefined && value !== 'undefined'
}
