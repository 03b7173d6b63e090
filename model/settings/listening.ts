import { listeningPlugin } from '../../facts/listeners.ts'
import { found, type Lookup, unknown, whyOpen } from '../kube/lookup.ts'
import type { Config } from './config.ts'
import type { Plugins } from './plugins.ts'

/**
 * The plugin whose absence leaves a port closed. Absent: something listens there, or the port is none that the broker is known to
 * open. A listener that is moved to the port by any line counts as open.
 */
export function missingListener(port: number, plugins: Plugins, config: Config): Lookup<string | undefined> {
  const plugin = listeningPlugin(port)
  if (plugin === undefined) return found(undefined)
  const enabled = plugins.isEnabled(plugin)
  if (enabled.state === 'unknown') return enabled
  if (enabled.state === 'found') return found(undefined)
  const all = config.matching('')
  const why = whyOpen(all)
  const moved = all.items.some(({ value }) => value === String(port) || value.endsWith(`:${port}`))
  if (moved) return found(undefined)
  return why === undefined ? found(plugin) : unknown(why)
}
