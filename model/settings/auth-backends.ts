import { authBackendKind } from '../../facts/auth-backends.ts'
import { isBundled } from '../../facts/plugins.ts'
import type { Release } from '../../facts/release.ts'
import type { Broker } from '../broker/broker.ts'
import { absent, eachOf, found, type Lookup, map, type Seen, type Unknown, unknown } from '../kube/lookup.ts'
import type { Config, Setting } from './config.ts'
import type { Plugins } from './plugins.ts'

/** One `auth_backends.N`, `auth_backends.N.authn` or `auth_backends.N.authz`. */
export interface AuthBackend {
  readonly setting: Setting
  /** Its place in the chain, which falls with either of its halves. */
  readonly place: string
  /** The plugin that it belongs to, where that comes with the release. */
  readonly plugin: string | undefined
  /** Whether there is such a backend, and it runs. */
  readonly state: Lookup<'runs' | 'off'>
  /** What was meant, where there is none of this name. */
  readonly meant: string | undefined
}

/** Who decides about logins. Absent as `state`: there is no backend of this name. */
export function authBackendsOf(
  { image }: Broker,
  { config, plugins }: { readonly config: Config; readonly plugins: Plugins },
  release: Release,
): Seen<AuthBackend> {
  return eachOf(config.matching('auth_backends.'), (setting): readonly AuthBackend[] => {
    const kind = authBackendKind(setting.value, release)
    const place = setting.key.split('.').slice(0, 2).join('.')
    const common = { setting, place, plugin: undefined, meant: undefined }
    if (kind.is === 'core') return [{ ...common, state: found('runs') }]
    if (kind.is === 'plugin') {
      const isOn = map(plugins.isEnabled(kind.plugin), (): 'runs' => 'runs')
      return [{ ...common, plugin: kind.plugin, state: isOn.state === 'absent' ? found('off') : isOn }]
    }
    const mayBe = kind.isClear ? undefined : ownerOf(image.flavour === 'custom', plugins, release)
    return [{ ...common, meant: kind.meant, state: mayBe ?? absent() }]
  })
}

/** Whose it may be: a plugin that does not come with the release, or a part of somebody's image. */
function ownerOf(isCustom: boolean, { named }: Plugins, release: Release): Unknown | undefined {
  if (isCustom) return unknown('the image may have this authentication backend')
  if (!named.complete) return unknown(named.why)
  return named.items.some(({ name }) => !isBundled(name, release))
    ? unknown('a plugin that does not come with the release may have this authentication backend')
    : undefined
}

/** Whether none of them can let anybody in: each place of the chain has a half that does not run. */
export function isNobodyLeft(backends: readonly AuthBackend[]): boolean {
  const places = new Set(backends.map(({ place }) => place))
  for (const { place, state } of backends)
    if (state.state === 'absent' || (state.state === 'found' && state.value === 'off')) places.delete(place)
  return backends.length > 0 && places.size === 0
}
