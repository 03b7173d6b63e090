import { compareReleases, formatRelease, knownReleases, type Release, sameMinor } from './release.ts'
import { releaseRange } from './release-range.ts'

export type Hop =
  /** Nodes can be replaced one by one. */
  | { readonly verdict: 'supported'; readonly needs: HopNeeds }
  /** Nobody promises that it works. */
  | { readonly verdict: 'unsupported' }
  /** The newer node does not boot on the older one's data: it requires a feature flag that the older does not know. */
  | { readonly verdict: 'refused' }
  | { readonly verdict: 'downgrade' }
  | { readonly verdict: 'same' }

export interface HopNeeds {
  /** The releases one may start from, when not every patch will do. */
  readonly from: string | undefined
  /** Every stable feature flag is to be enabled before. */
  readonly featureFlags: boolean
  /** The whole cluster has to be stopped: old and new nodes do not work together. */
  readonly fullStop: boolean
}

type Row = readonly [from: string, to: string, needs?: Partial<HopNeeds>]
const flags = { featureFlags: true }

/**
 * Sources: rabbitmq.com docs/upgrade.md, current and of 3.13; release notes of 3.11.0, 3.12.0, 4.0.1, 4.1.0, 4.2.0, 4.3.0.
 */
const supported: readonly Row[] = [
  ['3.7', '3.8', { from: '>=3.7.18' }],
  ['3.7', '3.9', { from: '>=3.7.27', fullStop: true }],
  ['3.8', '3.9'],
  ['3.9', '3.10'],
  ['3.10', '3.11', flags],
  ['3.11', '3.12', { from: '>=3.11.18', ...flags }],
  ['3.12', '3.13'],
  ['3.13', '4.0', flags],
  ['3.13', '4.1', flags],
  ['3.13', '4.2', flags],
  ['4.0', '4.1'],
  ['4.0', '4.2'],
  ['4.1', '4.2'],
  ['4.2', '4.3', flags],
  // by the pattern of those before, and by the flag rabbitmq_4.4.0: the table of the docs does not have it yet
  ['4.3', '4.4', flags],
]
/** Where a hard-required flag of the target is unknown to the source. Source: facts/data/feature-flags.ts. */
const refused: readonly (readonly [from: string, to: string])[] = [
  ['3.7', '>=3.11'],
  ['3.8-3.10', '>=3.12'],
  ['3.11-3.12', '>=4.0'],
]

/** What becomes of data of one release under another, nodes replaced in place. */
export function hop(from: Release, to: Release): Hop {
  if (compareReleases(from, to) === 0) return { verdict: 'same' }
  if (compareReleases(to, from) < 0) return { verdict: 'downgrade' }
  const none: HopNeeds = { from: undefined, featureFlags: false, fullStop: false }
  if (sameMinor(from, to)) return { verdict: 'supported', needs: none }
  const row = supported.find(([a, b]) => releaseRange(a).has(from) && releaseRange(b).has(to))
  const needs = { ...none, ...row?.[2] }
  if (row && (needs.from === undefined || releaseRange(needs.from).has(from)))
    return { verdict: 'supported', needs }
  const isRefused = refused.some(([a, b]) => releaseRange(a).has(from) && releaseRange(b).has(to))
  return { verdict: isRefused ? 'refused' : 'unsupported' }
}

/**
 * The supported hops from one release to another, the fewest there are, each through the newest patch of its minor; the
 * releases to pass, the target last. Empty when there is nothing to do; undefined when no way is supported.
 */
export function route(from: Release, to: Release): readonly Release[] | undefined {
  if (compareReleases(from, to) === 0) return []
  const stops = [...knownReleases.filter(stop => !sameMinor(stop, to) && compareReleases(stop, from) > 0), to]
  const queue: (readonly Release[])[] = [[]]
  const reached = new Set<string>()
  for (let path = queue.shift(); path; path = queue.shift()) {
    const last = path.at(-1) ?? from
    // the highest first, so that of equally short ways the one with the newer stops is found
    for (const stop of [...stops].reverse()) {
      if (reached.has(formatRelease(stop)) || hop(last, stop).verdict !== 'supported') continue
      if (stop === to) return [...path, stop]
      reached.add(formatRelease(stop))
      queue.push([...path, stop])
    }
  }
  return undefined
}
