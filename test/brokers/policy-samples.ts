import fc from 'fast-check'
import { type PolicyKind, recognised } from '../../facts/policy-keys.ts'
import { knownReleases } from '../../facts/release.ts'

export interface PolicySample {
  readonly kind: PolicyKind
  readonly definition: Readonly<Record<string, unknown>>
}

const kinds = ['user', 'operator'] as const

/** Every key of any release, and some that are none. */
const keys: readonly string[] = [
  ...new Set(
    knownReleases.flatMap(release =>
      kinds.flatMap(kind => recognised(release, kind).map(({ name }) => name)),
    ),
  ),
  ...['no-such-key', 'HA-mode', 'ha-nodes', 'x-max-length', 'max_length', 'queue-type', 'max-priority'],
]

/** Values of each JSON type around the borders that some key has. */
const values: readonly unknown[] = [
  ...[0, 1, 2, 3, -1, 15, 16, 255, 256, 3_000_000_000, 3_000_000_001, 1.5, true, null],
  ...[
    '',
    '2',
    'x',
    'all',
    'exactly',
    'nodes',
    'automatic',
    'manual',
    'always',
    'when-synced',
    'default',
    'lazy',
  ],
  ...['drop-head', 'reject-publish', 'reject-publish-dlx', 'at-most-once', 'at-least-once', 'min-masters'],
  ...[
    'client-local',
    'random',
    'balanced',
    'least-leaders',
    '10D',
    '0D',
    '10',
    'D',
    '1d',
    'disabled',
    'failed',
  ],
  ...[[], ['a'], [1], {}],
]

/**
 * Up to 3.13 the broker never answers: rabbit_queue_location_validator:module/1 calls itself for ever on what is neither
 * text nor made into text by rabbit_data_coercion:to_binary/1.
 */
const unanswered = (key: string, value: unknown): boolean =>
  key === 'queue-master-locator' && (value === 1.5 || JSON.stringify(value) === '{}')

/** One key with one value, each with each, as a user's and as an operator's policy. */
export const singleKeyPolicies: readonly PolicySample[] = kinds.flatMap(kind =>
  keys.flatMap(key =>
    values.filter(value => !unanswered(key, value)).map(value => ({ kind, definition: { [key]: value } })),
  ),
)

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined })

const mirroring = fc.record({
  'ha-mode': optional(fc.constantFrom('all', 'exactly', 'nodes', 'some')),
  'ha-params': optional(fc.constantFrom<unknown>(1, 2, 0, -1, '2', [], ['rabbit@a'], [1], 1.5)),
  'ha-sync-mode': optional(fc.constantFrom('automatic', 'manual', 'auto')),
  'ha-sync-batch-size': optional(fc.constantFrom(1, 100, 0, '5')),
  'ha-promote-on-shutdown': optional(fc.constantFrom('always', 'when-synced', 'sometimes')),
  'ha-promote-on-failure': optional(fc.constantFrom('always', 'when-synced', 'never')),
})
const delayedRetry = fc.record({
  'delayed-retry-type': optional(fc.constantFrom('all', 'failed', 'disabled', 'some')),
  'delayed-retry-min': optional(fc.constantFrom(1, 10, 0)),
  'delayed-retry-max': optional(fc.constantFrom(5, 20, '20')),
})
const plugins = fc.record({
  'federation-upstream': optional(fc.constantFrom('a', 1)),
  'federation-upstream-set': optional(fc.constantFrom('all', 1)),
  'federation-upstream-pattern': optional(fc.constantFrom('^a', 1)),
  'shards-per-node': optional(fc.constantFrom(2, -1, '2')),
  'routing-key': optional(fc.constantFrom('1234', 5)),
})
const limits = fc.record({
  'max-length': optional(fc.constantFrom(1000, -5, '10')),
  overflow: optional(fc.constantFrom('reject-publish', 'reject')),
  'message-ttl': optional(fc.constantFrom(60_000, 1.5)),
  'queue-mode': optional(fc.constantFrom('lazy', 'eager')),
  'dead-letter-exchange': optional(fc.constantFrom('dlx', null)),
})

/** Several keys at once; what is undefined is not in the JSON. */
const definition = fc
  .tuple(optional(mirroring), optional(delayedRetry), optional(plugins), optional(limits))
  .filter(parts => parts.some(part => part !== undefined))
  .map(parts => JSON.parse(JSON.stringify(Object.assign({}, ...parts))) as Record<string, unknown>)

/** Policies of several keys; the same ones for the same numbers. */
export const combinedPolicies = (count: number, seed: number): PolicySample[] =>
  fc.sample(fc.record({ kind: fc.constantFrom(...kinds), definition }), { numRuns: count, seed })

export interface PolicyOfFile {
  readonly name: string
  readonly vhost: string
  readonly pattern: string
  readonly definition: Readonly<Record<string, unknown>>
  readonly priority: number | string
  readonly 'apply-to': string
}

const mostly = <T>(good: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.constantFrom(...Array.from({ length: 12 }, () => good), ...others)

const good = fc.constantFrom<Record<string, unknown>>(
  { 'max-length': 10 },
  { expires: 60_000 },
  { 'queue-mode': 'lazy' },
)

const policyOfFile = (index: number): fc.Arbitrary<PolicyOfFile> =>
  fc.record({
    name: fc.constant(`p${index}`),
    vhost: mostly('/', 'absent'),
    pattern: mostly('^q', '.*', '[a'),
    definition: fc.oneof({ weight: 3, arbitrary: good }, { weight: 2, arbitrary: definition }),
    priority: mostly<number | string>(0, 7, -1, '0'),
    'apply-to': mostly('queues', 'all', 'exchanges', 'classic_queues', 'streams', 'everything'),
  })

/** The policies of definitions files, one to three in each. */
export const policiesOfFiles = (count: number, seed: number): PolicyOfFile[][] =>
  fc.sample(
    fc
      .integer({ min: 1, max: 3 })
      .chain(length => fc.tuple(...Array.from({ length }, (_, n) => policyOfFile(n)))),
    { numRuns: count, seed },
  )

/** A definitions file that holds these policies and what they need. */
export const definitionsFile = (policies: readonly PolicyOfFile[]): string =>
  JSON.stringify({ vhosts: [{ name: '/' }], policies })
