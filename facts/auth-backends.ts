import { nearest } from './nearest.ts'
import type { Release } from './release.ts'
import { type ReleaseRange, releaseRange } from './release-range.ts'

/*
 * Authentication and authorisation backends. Source: rabbit.schema, rabbit.auth_backends, of the tags v3.8.0 to v4.3.5; the
 * plugins of the same names under deps/.
 */

const all = releaseRange('all')
/** Short names, with the module that each means and the releases that know it. */
const shortNames: ReadonlyMap<string, readonly [module: string, known: ReleaseRange]> = new Map([
  ['internal', ['rabbit_auth_backend_internal', all]],
  ['internal_loopback', ['rabbit_auth_backend_internal_loopback', releaseRange('>=4.2')]],
  ['ldap', ['rabbit_auth_backend_ldap', all]],
  ['http', ['rabbit_auth_backend_http', all]],
  ['oauth', ['rabbit_auth_backend_oauth2', releaseRange('3.10.25-3.10,3.11.19-3.11,>=3.12.1')]],
  ['oauth2', ['rabbit_auth_backend_oauth2', releaseRange('3.10.25-3.10,3.11.19-3.11,>=3.12.1')]],
  ['cache', ['rabbit_auth_backend_cache', all]],
  ['dummy', ['rabbit_auth_backend_dummy', all]],
  ['amqp', ['rabbit_auth_backend_amqp', all]],
])
const byPlugin: ReadonlySet<string> = new Set([
  'rabbit_auth_backend_internal_loopback',
  'rabbit_auth_backend_ldap',
  'rabbit_auth_backend_http',
  'rabbit_auth_backend_oauth2',
  'rabbit_auth_backend_cache',
])
const ofServer: ReadonlySet<string> = new Set(['rabbit_auth_backend_internal', 'rabbit_auth_backend_dummy'])

/** Backends that cannot run are dropped from the chain at boot; before, the chain was taken as it is. Source: the release notes of 4.2.0. */
export const checksAuthBackends = releaseRange('>=4.2')

/** What a value of `auth_backends.*` is. */
export type AuthBackendKind =
  | { readonly is: 'core' }
  /** A module of a plugin that comes with the releases. */
  | { readonly is: 'plugin'; readonly plugin: string }
  /** No module that comes with them; `meant` where one is near, and whether it can be nothing else. */
  | { readonly is: 'unknown'; readonly meant: string | undefined; readonly isClear: boolean }

/** What a value of `auth_backends.*` reaches in a release. */
export function authBackendKind(value: string, release: Release): AuthBackendKind {
  const short = shortNames.get(value)
  const module = short?.[1].has(release) ? short[0] : value
  if (ofServer.has(module)) return { is: 'core' }
  if (byPlugin.has(module)) return { is: 'plugin', plugin: module.replace(/^rabbit_/, 'rabbitmq_') }
  return { is: 'unknown', ...meantBackend(value, release) }
}

/** Hyphens, capitals, quotes, the name of the plugin, a short name that only later releases know, a slip of the pen. */
function meantBackend(value: string, release: Release): { meant: string | undefined; isClear: boolean } {
  const plain = value
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
    .replaceAll('-', '_')
    .replace(/^(?:rabbit(?:mq)?_)?(?:auth_backend_)?/, '')
  const isClear = shortNames.has(plain)
  const name = isClear ? plain : nearest(plain, shortNames.keys(), 1)
  const [module, known] = (name !== undefined && shortNames.get(name)) || []
  if (name === undefined || module === undefined || !(ofServer.has(module) || byPlugin.has(module)))
    return { meant: undefined, isClear: false }
  return { meant: known?.has(release) ? name : module, isClear }
}
