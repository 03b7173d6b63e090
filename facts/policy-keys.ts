import { inapplicableKeys, policyKeys } from './data/policy-keys.ts'
import { featurePhase } from './deprecated-features.ts'
import { combinations, type PolicyProblem } from './policy-combinations.ts'
import { valueCheck } from './policy-values.ts'
import { unionText } from './read-releases.ts'
import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'
import { shown } from './shown.ts'
import { rows, rowsOf } from './table.ts'

export type { PolicyProblem } from './policy-combinations.ts'
/** `user`: an ordinary policy; `operator`: an operator policy, which takes fewer keys. */
export type PolicyKind = 'user' | 'operator'
export type QueueType = 'classic' | 'quorum' | 'stream'

export interface PolicyKey {
  readonly name: string
  /** The plugin that must be enabled for the key to be recognised; undefined for the server's own. */
  readonly plugin: string | undefined
}

/** A key of the policies of a release; undefined when the release refuses policies with it. */
export function policyKey(name: string, release: Release, kind: PolicyKind = 'user'): PolicyKey | undefined {
  return recognised(release, kind).find(key => key.name === name)
}

/** Every key that a release recognises, plugins' keys included. */
export const recognised = (release: Release, kind: PolicyKind = 'user'): readonly PolicyKey[] =>
  rowsOf(policyKeys, release)
    .filter(([, who]) => who === kind)
    .map(([name = '', , plugin = '']) => ({ name, plugin: plugin === '' ? undefined : plugin }))

/** The releases that recognise a key, e.g. `3.11.10-3.13`; empty for none. */
export const policyKeyReleases = (name: string, kind: PolicyKind = 'user'): string =>
  unionText(
    rows(policyKeys)
      .filter(({ columns: [key, who] }) => key === name && who === kind)
      .map(({ range }) => range),
  )

/** Before, every matching policy applied. Source: rabbit_amqqueue.erl v3.8.2 and v3.8.3. */
const looksAtKeys = releaseRange('>=3.8.3')
/**
 * The queue types to which a policy with this key does not apply at all, whatever else it holds: the queue then gets
 * the next matching policy. Source: rabbit_classic_queue.erl, rabbit_quorum_queue.erl, rabbit_stream_queue.erl.
 */
export function inapplicableTo(name: string, release: Release): readonly QueueType[] {
  if (!looksAtKeys.has(release)) return []
  return rowsOf(inapplicableKeys, release)
    .filter(([key]) => key === name)
    .flatMap(([, type]) => (type === 'classic' || type === 'quorum' || type === 'stream' ? [type] : []))
}

export interface PolicyOptions {
  readonly kind?: PolicyKind
  /** Enabled plugins, those they bring along included; by default every bundled one counts as enabled. */
  readonly plugins?: ReadonlySet<string>
  /** What `deprecated_features.permit.NAME` says; undefined where it says nothing. */
  readonly permits?: (feature: string) => boolean | undefined
}

/**
 * What the broker finds wrong with a policy's definition, one entry a key; the broker itself stops at the first.
 *
 * @param definition parsed JSON. A whole number written with a fraction (`10.0`) is a mistake to the broker that cannot
 * be seen here.
 */
export function judgePolicy(
  definition: unknown,
  release: Release,
  options: PolicyOptions = {},
): readonly PolicyProblem[] {
  const { kind = 'user', plugins, permits = () => undefined } = options
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition))
    return [{ key: '', reason: `parse error while reading policy definition: ${shown(definition)}` }]
  const policy = new Map<string, unknown>(Object.entries(definition))
  if (policy.size === 0) return [{ key: '', reason: 'no policy provided' }]
  const known = recognised(release, kind).filter(({ plugin }) => !plugin || !plugins || plugins.has(plugin))
  const names = new Set(known.map(({ name }) => name))
  const problems = [...policy].flatMap(([key, value]) => judgeKey(key, value, names, release, permits))
  const own = new Map([...policy].filter(([key]) => names.has(key)))
  const combined = combinations.flatMap(check => check(own) ?? [])
  return [...problems, ...combined.filter(({ key }) => !problems.some(problem => problem.key === key))]
}

function judgeKey(
  key: string,
  value: unknown,
  names: ReadonlySet<string>,
  release: Release,
  permits: (feature: string) => boolean | undefined,
): PolicyProblem[] {
  if (!names.has(key))
    return [{ key, reason: `{${shown(key)}: ${shown(value)}} are not recognised policy settings` }]
  const feature = featureOf(key)
  if (feature && isDenied(feature, release, permits(feature))) return [{ key, reason: denial(feature) }]
  const reason = valueCheck(key, release)?.(value, shown(value))
  return reason === undefined ? [] : [{ key, reason }]
}

const featureOf = (key: string): string | undefined => {
  if (key === 'queue-master-locator') return 'queue_master_locator'
  return key.startsWith('ha-') ? 'classic_queue_mirroring' : undefined
}
const denial = (feature: string): string =>
  feature === 'queue_master_locator'
    ? 'use of deprecated queue-master-locator argument is not permitted'
    : `Feature \`${feature}\` is deprecated. Its use is not permitted`

function isDenied(feature: string, release: Release, permitted: boolean | undefined): boolean {
  const phase = featurePhase(feature, release)
  if (phase === undefined) return false
  if (phase === 'removed') return true
  return permitted === undefined ? phase === 'denied_by_default' : !permitted
}

/** Values of a policy's `apply-to`. Source: rabbit_policy.erl v3.8.10, v3.12.0, v4.3.5. */
export const applyToValues = (release: Release): readonly string[] => [
  'all',
  'exchanges',
  'queues',
  ...(releaseRange('>=3.12').has(release) ? ['classic_queues', 'quorum_queues', 'streams'] : []),
]
