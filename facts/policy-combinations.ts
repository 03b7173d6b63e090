import { shown } from './shown.ts'

/** A reason to refuse a policy, and the key it lies at; the empty key is the definition as a whole. */
export interface PolicyProblem {
  readonly key: string
  readonly reason: string
}

type Definition = ReadonlyMap<string, unknown>
type Check = (policy: Definition) => PolicyProblem | undefined

/** Checks that look at several keys of one policy. Each takes care of keys of its own. */
export const combinations: readonly Check[] = [mirroring, federation, sharding, delayedRetry]

const MODE = 'ha-mode'
const oneOf = (value: unknown, ...values: readonly string[]): boolean => values.some(known => known === value)

/** Source: rabbit_mirror_queue_misc.erl validate_policy/1, the same from v3.8.10 to v3.13.7; rabbit_mirror_queue_mode_*.erl. */
function mirroring(policy: Definition): PolicyProblem | undefined {
  const keys = [...policy.keys()].filter(key => key.startsWith('ha-'))
  const first = keys[0]
  if (first === undefined) return undefined
  if (!policy.has(MODE))
    return {
      key: first,
      reason: 'ha-mode must be specified to specify ha-params, ha-sync-mode or ha-promote-on-shutdown',
    }
  const mode = policy.get(MODE)
  if (!oneOf(mode, 'all', 'exactly', 'nodes'))
    return { key: MODE, reason: `${shown(mode)} is not a valid ha-mode value` }
  const params = mirrorParams(mode, policy)
  if (params !== undefined) return { key: policy.has('ha-params') ? 'ha-params' : MODE, reason: params }
  for (const [key, refuses] of mirrorValues) {
    const reason = policy.has(key) ? refuses(policy.get(key)) : undefined
    if (reason !== undefined) return { key, reason }
  }
  return undefined
}

function mirrorParams(mode: unknown, policy: Definition): string | undefined {
  const params = policy.get('ha-params')
  if (mode === 'all') return policy.has('ha-params') ? 'ha-mode="all" does not take parameters' : undefined
  if (mode === 'exactly') {
    const given = policy.has('ha-params') ? shown(params) : 'none'
    return Number.isInteger(params) && Number(params) > 0
      ? undefined
      : `ha-mode="exactly" takes an integer, ${given} given`
  }
  if (!Array.isArray(params))
    return `ha-mode="nodes" takes a list, ${policy.has('ha-params') ? shown(params) : 'none'} given`
  if (params.length === 0) return 'ha-mode="nodes" list must be non-empty'
  const odd = params.filter(node => typeof node !== 'string')
  return odd.length === 0
    ? undefined
    : `ha-mode="nodes" takes a list of strings, ${shown(odd)} was not a string`
}

const promotion =
  (key: string) =>
  (value: unknown): string | undefined =>
    oneOf(value, 'always', 'when-synced')
      ? undefined
      : `${key} must be "always" or "when-synced", got ${shown(value)}`
/** In the order the broker looks at them. */
const mirrorValues: readonly (readonly [key: string, refuses: (value: unknown) => string | undefined])[] = [
  [
    'ha-sync-mode',
    value =>
      oneOf(value, 'automatic', 'manual')
        ? undefined
        : `ha-sync-mode must be "manual" or "automatic", got ${shown(value)}`,
  ],
  [
    'ha-sync-batch-size',
    value =>
      Number.isInteger(value) && Number(value) > 0
        ? undefined
        : `ha-sync-batch-size takes an integer greater than 0, ${shown(value)} given`,
  ],
  ['ha-promote-on-shutdown', promotion('ha-promote-on-shutdown')],
  ['ha-promote-on-failure', promotion('ha-promote-on-failure')],
]

/** Source: rabbit_federation_parameters.erl@v3.8.10, @v4.3.5. The pattern's syntax is left to the broker. */
function federation(policy: Definition): PolicyProblem | undefined {
  const names = ['federation-upstream', 'federation-upstream-set', 'federation-upstream-pattern']
  const [key, second] = names.filter(name => policy.has(name))
  if (key === undefined) return undefined
  if (second !== undefined)
    return {
      key: second,
      reason:
        'cannot specify federation-upstream, federation-upstream-set or federation-upstream-pattern together',
    }
  const value = policy.get(key)
  const what = `${key.replaceAll('-', ' ')} name`
  return typeof value === 'string' ? undefined : { key, reason: `${shown(value)} is not a valid ${what}` }
}

/** Source: rabbit_sharding_policy_validator.erl@v4.3.5. */
function sharding(policy: Definition): PolicyProblem | undefined {
  const [count, routing] = ['shards-per-node', 'routing-key'] as const
  if (!policy.has(count))
    return policy.has(routing) ? { key: routing, reason: 'shards-per-node must be specified' } : undefined
  const [shards, key] = [policy.get(count), policy.get(routing)]
  if (typeof shards !== 'number')
    return { key: count, reason: `shards-per-node should be a number, actually was ${shown(shards)}` }
  if (shards < 0)
    return { key: count, reason: `shards-per-node should be greater than 0, actually was ${shards}` }
  if (policy.has(routing) && typeof key !== 'string')
    return { key: routing, reason: `routing-key should be binary, actually was ${shown(key)}` }
  return undefined
}

/** Source: rabbit_quorum_queue.erl@v4.3.5, validate_delayed_retry_constraints/1. */
function delayedRetry(policy: Definition): PolicyProblem | undefined {
  const [type, min, max] = ['type', 'min', 'max'].map(name => policy.get(`delayed-retry-${name}`))
  if (type !== undefined && type !== 'disabled' && min === undefined)
    return {
      key: 'delayed-retry-type',
      reason: `delayed-retry-min is required when delayed-retry-type is ${String(type)}`,
    }
  if (typeof min === 'number' && typeof max === 'number' && max < min)
    return {
      key: 'delayed-retry-max',
      reason: `delayed-retry-max (${max}) must not be smaller than delayed-retry-min (${min})`,
    }
  return undefined
}
