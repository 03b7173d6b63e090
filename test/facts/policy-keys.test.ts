import fc from 'fast-check'
import {
  applyToValues,
  inapplicableTo,
  judgePolicy,
  policyKey,
  policyKeyReleases,
  recognised,
} from '../../facts/policy-keys.ts'
import { valueCheck } from '../../facts/policy-values.ts'
import { knownReleases, parseRelease, type Release } from '../../facts/release.ts'
import { describe, expect, test } from '../jest.ts'
import { tries } from '../tries.ts'

const release = (text: string): Release => {
  const parsed = parseRelease(text)
  if (!parsed) throw new Error(text)
  return parsed
}
const [old, four, newest] = [release('3.10.8'), release('4.0.5'), release('4.3.6')]

/** `rabbitmqctl set_policy` on 3.10.8: what the broker answered, `-` where it took the policy. */
const mirrored: readonly (readonly [definition: object, answer: string])[] = [
  [{ 'ha-mode': 'all' }, '-'],
  [{ 'ha-mode': 'all', 'ha-sync-mode': 'automatic' }, '-'],
  [{ 'ha-mode': 'nodes', 'ha-params': ['rabbit@a'] }, '-'],
  [{ 'ha-mode': 'all', 'ha-promote-on-shutdown': 'sometimes' }, 'ha-promote-on-shutdown must be "always" or "when-synced", got "sometimes"'], // biome-ignore format: a row a line
  [{ 'ha-mode': 'all', 'ha-promote-on-failure': 'never' }, 'ha-promote-on-failure must be "always" or "when-synced", got "never"'], // biome-ignore format: a row a line
  [{ 'ha-mode': 'exactly' }, 'ha-mode="exactly" takes an integer, none given'],
  [{ 'ha-mode': 'exactly', 'ha-params': '2' }, 'ha-mode="exactly" takes an integer, "2" given'],
  [{ 'ha-mode': 'nodes', 'ha-params': [] }, 'ha-mode="nodes" list must be non-empty'],
  [{ 'ha-mode': 'all', 'ha-sync-mode': 'auto' }, 'ha-sync-mode must be "manual" or "automatic", got "auto"'],
  [{ 'ha-sync-mode': 'automatic' }, 'ha-mode must be specified to specify ha-params, ha-sync-mode or ha-promote-on-shutdown'], // biome-ignore format: a row a line
  [
    { 'ha-params': 2 },
    'ha-mode must be specified to specify ha-params, ha-sync-mode or ha-promote-on-shutdown',
  ],
  [{ 'ha-mode': 'some' }, '"some" is not a valid ha-mode value'],
  [{ 'ha-mode': 'all', 'ha-params': null }, 'ha-mode="all" does not take parameters'],
  [
    { 'ha-mode': 'all', 'ha-sync-batch-size': 0 },
    'ha-sync-batch-size takes an integer greater than 0, 0 given',
  ],
]

describe('mirrored policies', () => {
  test.each(mirrored)('%j on 3.10.8: %s', (definition, answer) => {
    expect(judgePolicy(definition, old).map(({ reason }) => reason)).toEqual(answer === '-' ? [] : [answer])
  })

  test.each(mirrored)('%j on 4.x: not recognised', definition => {
    for (const target of [four, newest]) {
      const problems = judgePolicy(definition, target)
      expect(problems.map(({ key }) => key)).toEqual(Object.keys(definition))
      expect(problems.every(({ reason }) => reason.endsWith('are not recognised policy settings'))).toBe(true)
    }
  })

  test('denied on 3.13 by the configuration', () => {
    const denied = judgePolicy({ 'ha-mode': 'all' }, release('3.13.7'), { permits: () => false })
    expect(denied).toEqual([{ key: 'ha-mode', reason: expect.stringContaining('not permitted') }])
    expect(judgePolicy({ 'ha-mode': 'all' }, release('3.13.7'))).toEqual([])
  })
})

describe('other policies', () => {
  test.each([
    [{ 'no-such-key': 1 }, '3.10.8', '{"no-such-key": 1} are not recognised policy settings'],
    [{ 'no-such-key': 1 }, '4.3.6', '{"no-such-key": 1} are not recognised policy settings'],
    [{ 'max-length': '10' }, '3.10.8', '"10" is not a valid maximum length'],
    [{ 'max-length': '10' }, '4.3.6', '"10" is not a valid maximum length'],
    [{ 'queue-mode': 'lazy' }, '4.3.6', '-'],
    [{ 'queue-version': 1 }, '4.3.6', '-'],
    [{ 'queue-version': 3 }, '4.3.6', '3 is not a valid queue-version value'],
    [{ 'queue-master-locator': 'min-masters' }, '3.8.9', '-'],
    [{ 'queue-master-locator': 'balanced' }, '3.13.7', '"balanced" invalid queue-master-locator value'],
    [{ 'queue-master-locator': 'min-masters' }, '4.0.5', '-'],
    [{ 'queue-master-locator': 'min-masters' }, '4.3.6', 'use of deprecated queue-master-locator argument is not permitted'], // biome-ignore format: a row a line
    [
      { 'queue-leader-locator': 'balanced' },
      '3.9.29',
      '"balanced" is not a valid queue leader locator value',
    ],
    [{ 'queue-leader-locator': 'balanced' }, '3.10.0', '-'],
    [{ 'delivery-limit': -1 }, '3.13.7', '-1 is not a valid delivery limit'],
    [{ 'delivery-limit': -1 }, '4.0.5', '-'],
    [{ 'max-age': '7D' }, '4.0.5', '-'],
    [{ 'max-age': '0D' }, '4.0.5', '"0D" is not a valid max age'],
    [{ 'max-age': '7d' }, '4.0.5', '"7d" is not a valid max age'],
    [{ expires: 0 }, '4.0.5', '0 is not a valid queue expiry'],
    [{ 'message-ttl': 0 }, '4.0.5', '-'],
    [{ overflow: 'reject-publish-dlx' }, '3.8.9', '-'],
    [{ 'stream-filter-size-bytes': 8 }, '4.0.5', '8 is not a valid filter size. Valid range is 16-255'],
    [
      { 'consumer-timeout': 1000 },
      '3.11.28',
      '{"consumer-timeout": 1000} are not recognised policy settings',
    ],
    [
      { 'delayed-retry-type': 'all' },
      '4.3.6',
      'delayed-retry-min is required when delayed-retry-type is all',
    ],
    [{ 'delayed-retry-min': 5, 'delayed-retry-max': 3 }, '4.3.6', 'delayed-retry-max (3) must not be smaller than delayed-retry-min (5)'], // biome-ignore format: a row a line
    [{ 'federation-upstream': 'a', 'federation-upstream-set': 'all' }, '4.0.5', 'cannot specify federation-upstream, federation-upstream-set or federation-upstream-pattern together'], // biome-ignore format: a row a line
    [{ 'federation-upstream-set': 1 }, '4.0.5', '1 is not a valid federation upstream set name'],
    [{ 'routing-key': 'a' }, '4.0.5', 'shards-per-node must be specified'],
    [{ 'shards-per-node': '2' }, '4.0.5', 'shards-per-node should be a number, actually was "2"'],
    [{ 'shards-per-node': 2, 'routing-key': 'a' }, '4.0.5', '-'],
    [{}, '4.3.6', 'no policy provided'],
    [[], '4.3.6', 'parse error while reading policy definition: []'],
    [undefined, '4.3.6', 'parse error while reading policy definition: undefined'],
  ])('%j on %s: %s', (definition, text, answer) => {
    const reasons = judgePolicy(definition, release(text)).map(({ reason }) => reason)
    expect(reasons).toEqual(answer === '-' ? [] : [answer])
  })

  test('a deprecated key that the configuration permits', () => {
    const permits = (feature: string): boolean => feature === 'queue_master_locator'
    expect(judgePolicy({ 'queue-master-locator': 'min-masters' }, newest, { permits })).toEqual([])
  })

  test('keys of plugins are unknown without them', () => {
    const plugins = new Set(['rabbitmq_federation_common'])
    const policy = { 'federation-upstream-set': 'all', 'shards-per-node': 2 }
    expect(judgePolicy(policy, newest, { plugins }).map(({ key }) => key)).toEqual(['shards-per-node'])
    expect(policyKey('shards-per-node', newest)).toEqual({
      name: 'shards-per-node',
      plugin: 'rabbitmq_sharding',
    })
    expect(policyKey('max-length', newest)?.plugin).toBeUndefined()
  })
})

describe('operator policies', () => {
  test.each([
    ['ha-mode', '3.11.10-3.13'],
    ['ha-sync-mode', '3.11.15-3.13'],
    ['ha-promote-on-shutdown', ''],
    ['ha-promote-on-failure', ''],
    ['queue-version', '3.11.24-3.11, >=3.12.7'],
    ['overflow', '>=3.12.7'],
    ['max-length', 'all'],
    ['target-group-size', '>=3.13'],
  ])('%s: %s', (key, releases) => {
    expect(policyKeyReleases(key, 'operator')).toBe(releases)
  })

  test('take fewer keys than policies do', () => {
    for (const known of knownReleases) {
      const user = new Set(recognised(known).map(({ name }) => name))
      expect(recognised(known, 'operator').filter(({ name }) => !user.has(name))).toEqual([])
    }
  })
})

test.each([
  ['federation-upstream', 'all'],
  ['ha-mode', '<=3.13'],
  ['consumer-timeout', '>=3.12'],
  ['no-such-key', ''],
])('releases of %s: %s', (key, releases) => {
  expect(policyKeyReleases(key)).toBe(releases)
})

test.each([
  ['ha-mode', '3.8.2', []],
  ['ha-mode', '3.8.9', ['quorum']],
  ['ha-mode', '3.13.7', ['quorum', 'stream']],
  ['message-ttl', '3.9.29', ['quorum', 'stream']],
  ['message-ttl', '3.10.8', ['stream']],
  ['delivery-limit', '3.9.29', ['stream']],
  ['delivery-limit', '4.3.6', ['classic', 'stream']],
  ['max-length', '4.3.6', ['stream']],
  ['max-length-bytes', '4.3.6', []],
  ['alternate-exchange', '3.8.9', ['quorum']],
  ['queue-leader-locator', '3.13.7', ['classic']],
  ['queue-leader-locator', '4.0.5', []],
])('%s on %s keeps a policy from %j', (key, text, types) => {
  expect(inapplicableTo(key, release(text))).toEqual(types)
})

test('apply-to', () => {
  expect(applyToValues(release('3.11.28'))).toEqual(['all', 'exchanges', 'queues'])
  expect(applyToValues(release('3.12.0'))).toContain('streams')
})

test('every key has its values checked, alone or with others', () => {
  const together = /^(?:ha-|federation-|shards-per-node$|routing-key$)/
  for (const known of knownReleases)
    for (const { name } of recognised(known))
      expect([name, valueCheck(name, known) !== undefined]).toEqual([name, !together.test(name)])
})

test('any definition gets an answer', () => {
  const keys = recognised(old).map(({ name }) => name)
  const definition = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(
      fc.oneof(fc.constantFrom(...keys, '__proto__', 'constructor'), fc.string()),
      fc.jsonValue(),
    ),
  )
  fc.assert(
    fc.property(definition, fc.constantFrom(...knownReleases), (value, known) => {
      for (const { reason } of judgePolicy(value, known)) expect(reason).not.toBe('')
    }),
    tries(100),
  )
})
