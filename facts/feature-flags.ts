import { featureFlags as data } from './data/feature-flags.ts'
import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'
import { rowsOf } from './table.ts'

export interface FeatureFlag {
  readonly name: string
  /** The plugin that brings it; undefined for the server's own. */
  readonly plugin: string | undefined
  readonly stability: 'experimental' | 'stable' | 'required'
  /**
   * Of a required one. `hard`: a node that has data where the flag is off refuses to boot. `soft`: it tries to switch the
   * flag on while it boots. Flags of plugins never stop it.
   */
  readonly level: 'hard' | 'soft' | undefined
}

/** Before, there was one level of requirement. Source: rabbit_ff_registry_factory.erl@v4.1.0. */
const levels = releaseRange('>=4.1')

/** The feature flags that a release knows. */
export const featureFlags = (release: Release): readonly FeatureFlag[] =>
  rowsOf(data, release).map(([name = '', plugin = '', stability, level]) => {
    const required = stability === 'required'
    const hard = level === 'hard' || !levels.has(release)
    return {
      name,
      plugin: plugin === '' ? undefined : plugin,
      stability: required || stability === 'experimental' ? stability : 'stable',
      level: required ? (hard ? 'hard' : 'soft') : undefined,
    }
  })

/** The flags that a release can no longer do without. */
export const requiredFlags = (release: Release): readonly FeatureFlag[] =>
  featureFlags(release).filter(({ stability }) => stability === 'required')

/** The flags to switch on before a node goes from one release to another: `to` requires them and `from` does not yet. */
export function flagsToEnable(from: Release, to: Release): readonly FeatureFlag[] {
  const optional = new Set(
    featureFlags(from)
      .filter(({ stability }) => stability !== 'required')
      .map(({ name }) => name),
  )
  return requiredFlags(to).filter(({ name }) => optional.has(name))
}
