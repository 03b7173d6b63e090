import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * The folder of what slow suites build and download: `warrener` under `$WARRENER_CACHE`, `$XDG_CACHE_HOME` or `~/.cache`. Relative
 * paths are ignored, an empty value counts as none. Source: XDG base directory specification.
 */
export function cacheFolder(): string {
  const named = [process.env.WARRENER_CACHE, process.env.XDG_CACHE_HOME].find(dir => dir && isAbsolute(dir))
  return join(named ?? join(homedir(), '.cache'), 'warrener')
}
