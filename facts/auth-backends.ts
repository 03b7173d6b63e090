/*
 * Authentication and authorisation backends. Source: rabbit.schema@v4.3.5, rabbit.auth_backends; the plugins of the same
 * names under deps/.
 */
const modules: ReadonlyMap<string, string> = new Map([
  ['internal', 'rabbit_auth_backend_internal'],
  ['internal_loopback', 'rabbit_auth_backend_internal_loopback'],
  ['ldap', 'rabbit_auth_backend_ldap'],
  ['http', 'rabbit_auth_backend_http'],
  ['oauth', 'rabbit_auth_backend_oauth2'],
  ['oauth2', 'rabbit_auth_backend_oauth2'],
  ['cache', 'rabbit_auth_backend_cache'],
])
const byPlugin: ReadonlySet<string> = new Set([
  'rabbit_auth_backend_internal_loopback',
  'rabbit_auth_backend_ldap',
  'rabbit_auth_backend_http',
  'rabbit_auth_backend_oauth2',
  'rabbit_auth_backend_cache',
])

/**
 * The bundled plugin that a value of `auth_backends.*` needs; undefined for what is part of the server, and for modules
 * of other plugins, of which nothing is known here.
 */
export function authBackendPlugin(value: string): string | undefined {
  const module = modules.get(value) ?? value
  return byPlugin.has(module) ? module.replace(/^rabbit_/, 'rabbitmq_') : undefined
}
