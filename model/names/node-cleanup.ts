import { autoclusterReleases } from '../../facts/autocluster.ts'
import type { Release } from '../../facts/release.ts'
import type { Broker } from '../broker/broker.ts'
import type { Located } from '../kube/address.ts'
import { absent, andThen, found, type Lookup, map, unknown } from '../kube/lookup.ts'
import { environmentText } from '../pods/environment.ts'
import type { Advanced } from '../settings/advanced.ts'
import type { Config } from '../settings/config.ts'
import type { Plugins } from '../settings/plugins.ts'

/** What becomes of members that are down and that peer discovery does not list. */
export interface NodeCleanup extends Located<'removed' | 'logged'> {
  /** The key or variable that says so. */
  readonly name: string
  readonly generated: boolean
}

interface Told {
  readonly config: Config
  readonly advanced: Advanced
  readonly plugins: Plugins
}

const prefix = 'cluster_formation.node_cleanup.'
const key = `${prefix}only_log_warning`
const variable = 'CLEANUP_ONLY_LOG_WARNING'

/**
 * Node cleanup as it will be; absent where it does not run: no key of it is set, or the plugin that does it is not enabled.
 * Source: rabbit_peer_discovery_cleanup.erl@v4.3.5, init/1, which asks the variable only where a key is set.
 */
export function nodeCleanupOf(broker: Broker, told: Told, release: Release): Lookup<NodeCleanup> {
  if (autoclusterReleases.has(release)) return byAutocluster(broker)
  const { config, advanced, plugins } = told
  const terms = advanced.setting('rabbit', 'cluster_formation')
  if (terms.state === 'unknown') return terms
  if (terms.state === 'found') return unknown('advanced.config sets cluster_formation')
  const keys = config.matching(prefix)
  if (keys.items.length === 0) return keys.complete ? absent() : unknown(keys.why)
  return andThen(plugins.isEnabled('rabbitmq_peer_discovery_common'), () => {
    const value = environmentText(broker.environment, variable)
    if (value.state === 'found') return found(cleanup(variable, value.value))
    // No chart sets it: where only values were seen, they tell.
    if (value.state === 'unknown' && broker.workload.made.unseen === undefined) return value
    return map(config.effective(key), setting => cleanup(key, setting))
  })
}

const cleanup = (
  name: string,
  { value, at, generated }: Located<string> & { generated: boolean },
): NodeCleanup => ({ value: value === 'false' ? 'removed' : 'logged', at, name, generated })

/** Source: rabbitmq-autocluster at e9aef34a, autocluster.hrl and autocluster_cleanup.erl. */
function byAutocluster({ environment }: Broker): Lookup<NodeCleanup> {
  return andThen(environmentText(environment, 'AUTOCLUSTER_CLEANUP'), runs =>
    runs.value === 'true'
      ? map(environmentText(environment, 'CLEANUP_WARN_ONLY'), value => cleanup('CLEANUP_WARN_ONLY', value))
      : absent(),
  )
}
