import { lstatSync, mkdirSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'

/** What of a process decides where its cache may lie. */
export interface CacheHost {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /** None where the system has no user ids. */
  readonly uid: number | undefined
}

/**
 * The folder for compiled code, made if it is not there; undefined where the user wants none or no folder can be
 * trusted. `NODE_DISABLE_COMPILE_CACHE` and `NODE_COMPILE_CACHE` are heeded as Node does. Who can write into the folder
 * can make the process run anything: it has to be the user's own, and nobody else may write to it. A relative path would
 * lie in whatever folder is linted, and come with it.
 */
export function cacheFolder(host: CacheHost): string | undefined {
  if (host.env.NODE_DISABLE_COMPILE_CACHE) return undefined
  return candidates(host).find(folder => isAbsolute(folder) && isMade(folder) && isOwn(folder, host.uid))
}

function candidates({ env, platform, uid }: CacheHost): readonly string[] {
  const { NODE_COMPILE_CACHE: wanted, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local, HOME: home } = env
  if (wanted) return [join(wanted, 'warrener')]
  if (platform === 'win32') return local ? [join(local, 'warrener', 'cache')] : []
  const own = platform === 'darwin' ? 'Library/Caches' : '.cache'
  const ofUser = xdg || (home && join(home, own))
  // A container often runs as a user without a home.
  return [...(ofUser ? [join(ofUser, 'warrener')] : []), join(env.TMPDIR || '/tmp', `warrener-${uid}`)]
}

function isMade(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return true
  } catch {
    return false
  }
}

function isOwn(folder: string, uid: number | undefined): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false })
  if (!stats?.isDirectory()) return false
  return uid === undefined || (stats.uid === uid && (stats.mode & 0o022) === 0)
}
