import type { Release } from '../release.ts'
import { type ReleaseRange, releaseRange } from '../release-range.ts'
import type { Value } from './datatypes.ts'

/** A line of rabbitmq.conf. */
export interface Setting {
  readonly key: string
  readonly value: string
}
export interface TypedSetting extends Setting {
  readonly typed: Value
}

/**
 * A translation of the schema files that can refuse what datatypes and validators let pass. It sees every setting, as
 * it may want another one.
 */
interface Translation {
  /** The key to put the finding at. */
  readonly key: string
  /** The application setting in the broker's message. */
  readonly target: string
  readonly range: ReleaseRange
  readonly refuses: (conf: ReadonlyMap<string, Value>) => string | undefined
}

/** What each translation of the release that refuses the settings says. Of several settings of one key the last counts. */
export function translationErrors(
  release: Release,
  settings: readonly TypedSetting[],
): readonly { readonly key: string; readonly reason: string }[] {
  const conf = new Map(settings.map(({ key, typed }) => [key, typed]))
  return translations.flatMap(({ key, target, range, refuses }) => {
    const invalid = range.has(release) ? refuses(conf) : undefined
    return invalid === undefined
      ? []
      : [{ key, reason: `Translation for '${target}' found invalid configuration: ${invalid}` }]
  })
}

const translation = (
  key: string,
  target: string,
  range: string,
  refuses: (conf: ReadonlyMap<string, Value>) => string | undefined,
): Translation => ({ key, target, range: releaseRange(range), refuses })

const translations: readonly Translation[] = [
  // rabbit.schema@v3.8.10 … v4.3.5, rabbit.cluster_partition_handling
  translation('cluster_partition_handling', 'rabbit.cluster_partition_handling', 'all', conf => {
    if (conf.get('cluster_partition_handling') !== 'pause_if_all_down') return undefined
    const prefix = 'cluster_partition_handling.pause_if_all_down.'
    if (![...conf.keys()].some(key => key.startsWith(`${prefix}nodes.`)))
      return 'Nodes required for pause_if_all_down'
    return conf.has(`${prefix}recover`) ? undefined : 'Recover strategy required for pause_if_all_down'
  }),
  // rabbit.schema@v4.0.0, rabbit.classic_queue_default_version
  translation('classic_queue.default_version', 'rabbit.classic_queue_default_version', '>=4.0', conf =>
    conf.get('classic_queue.default_version') === 1n
      ? 'Classic queues v1 are no longer supported'
      : undefined,
  ),
]
