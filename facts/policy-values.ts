import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'

/** Why the value of a policy key is refused; undefined when it is taken. `shown` is the value as messages have it. */
export type ValueCheck = (value: unknown, shown: string) => string | undefined

const range = {
  four: releaseRange('>=4.0'),
  balanced: releaseRange('>=3.10'),
  segmentSize: releaseRange('3.9.21-3.9,>=3.10.6'),
}

const integer =
  (what: string, low: number, high = Number.POSITIVE_INFINITY): ValueCheck =>
  (value, shown) =>
    Number.isInteger(value) && Number(value) >= low && Number(value) <= high
      ? undefined
      : `${shown} is not a valid ${what}`
const text =
  (what: string): ValueCheck =>
  (value, shown) =>
    typeof value === 'string' ? undefined : `${shown} is not a valid ${what}`
const filled =
  (what: string): ValueCheck =>
  (value, shown) =>
    typeof value === 'string' && value !== '' ? undefined : `${shown} is not a valid ${what}`
const oneOf =
  (what: string, ...values: readonly unknown[]): ValueCheck =>
  (value, shown) =>
    values.includes(value) ? undefined : `${shown} is not a valid ${what}`
/** `10D`: a positive number of years, months, days, hours, minutes or seconds. */
const age: ValueCheck = (value, shown) =>
  typeof value === 'string' && /^0*[1-9]\d*[YMDhms]$/.test(value)
    ? undefined
    : `${shown} is not a valid max age`

const leaderLocators = ['client-local', 'random', 'least-leaders']
const masterLocators = ['min-masters', 'client-local', 'random']

/**
 * How the value of a key is checked on its own. Undefined for a key whose value nothing but the whole policy tells
 * (`ha-*`, federation, sharding).
 * Sources: rabbit_policies.erl v3.8.10, v3.8.11, v3.9.0, v3.9.21, v3.10.0, v3.10.6, v3.12.0, v3.13.0, v4.0.0, v4.3.0 (every
 * tag where it changed); rabbit_quorum_queue.erl@v4.3.5 and main
 * at 5b09e556da (member-placement-tag); rabbit_queue_location_validator.erl@v3.13.7;
 * rabbit_queue_location.erl@v4.0.9.
 */
export function valueCheck(key: string, release: Release): ValueCheck | undefined {
  if (key === 'delivery-limit')
    return integer('delivery limit', range.four.has(release) ? Number.NEGATIVE_INFINITY : 0)
  if (key === 'queue-leader-locator')
    return oneOf(
      'queue leader locator value',
      ...leaderLocators,
      ...(range.balanced.has(release) ? ['balanced'] : []),
    )
  if (key === 'stream-max-segment-size-bytes')
    return integer('segment size', 0, range.segmentSize.has(release) ? 3_000_000_000 : undefined)
  if (key === 'queue-master-locator')
    return range.four.has(release)
      ? oneOf('master locator', 'balanced', 'least-leaders', ...masterLocators)
      : (value, shown) =>
          masterLocators.some(name => name === value)
            ? undefined
            : `${shown} invalid queue-master-locator value`
  return checks.get(key)
}

const checks = new Map<string, ValueCheck>([
  ['alternate-exchange', text('alternate exchange name')],
  ['consumer-disconnected-timeout', integer('consumer disconnected timeout', 0)],
  ['consumer-timeout', integer('consumer timeout', 0)],
  ['dead-letter-exchange', text('dead letter exchange name')],
  ['dead-letter-routing-key', text('dead letter routing key')],
  ['dead-letter-strategy', oneOf('dead letter strategy', 'at-most-once', 'at-least-once')],
  ['message-ttl', integer('message TTL', 0)],
  ['expires', integer('queue expiry', 1)],
  ['max-length', integer('maximum length', 0)],
  ['max-length-bytes', integer('maximum length in bytes', 0)],
  ['max-in-memory-length', integer('maximum memory in bytes', 0)],
  ['max-in-memory-bytes', integer('maximum memory in bytes', 0)],
  ['queue-mode', oneOf('queue-mode value', 'default', 'lazy')],
  ['queue-version', oneOf('queue-version value', 1, 2)],
  ['overflow', oneOf('overflow value', 'drop-head', 'reject-publish', 'reject-publish-dlx')],
  ['max-age', age],
  ['max-segment-size', integer('segment size', 0)],
  ['initial-cluster-size', integer('cluster size', 0)],
  ['stream-filter-size-bytes', integer('filter size. Valid range is 16-255', 16, 255)],
  ['member-placement-tag', filled('member-placement-tag value. Must be a non-empty string')],
  ['target-group-size', integer('qq target count value', 1)],
  [
    'delayed-retry-type',
    oneOf(
      'delayed retry type. Must be one of: all, failed, returned, disabled',
      'all',
      'failed',
      'returned',
      'disabled',
    ),
  ],
  ['delayed-retry-min', integer('delayed retry minimum delay. Must be a positive integer', 1)],
  ['delayed-retry-max', integer('delayed retry maximum delay. Must be a positive integer', 1)],
])
