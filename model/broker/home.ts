import { found, type Lookup, map } from '../kube/lookup.ts'
import { cleanPath } from '../pods/container.ts'
import type { Broker } from './broker.ts'
import { type MountedVolume, volumeAt } from './mounted-volume.ts'

/**
 * The home directory of the node's user. The Erlang VM looks for its cookie there, makes one where there is none, and does not
 * start when group or others may read it. Source: lib/kernel/src/auth.erl@OTP-27.0, check_attributes.
 */
export interface Home {
  readonly path: string
  /** The file with the cookie. */
  readonly cookie: string
  /** The volume that the cookie lies on; undefined for the container's own layer. */
  readonly volume: MountedVolume | undefined
}

/** Unknown where a variable that was not seen may name another. */
export function homeOf(broker: Broker): Lookup<Home> {
  const { home } = broker.paths
  if (home.state !== 'found') return home
  const path = cleanPath(home.value)
  const cookie = `${path === '/' ? '' : path}/.erlang.cookie`
  const volume = volumeAt(broker, cookie)
  if (volume.state === 'unknown') return volume
  return map(volume.state === 'found' ? volume : found(undefined), shown => ({ path, cookie, volume: shown }))
}
