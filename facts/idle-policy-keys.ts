import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'

interface Idle {
  readonly key: string
  /** Values that ask for something; undefined for all. */
  readonly values: readonly unknown[] | undefined
  readonly range: ReturnType<typeof releaseRange>
  readonly why: string
}
const idle = (key: string, values: readonly unknown[] | undefined, range: string, why: string): Idle => ({
  key,
  values,
  range: releaseRange(range),
  why,
})

/**
 * Sources: rabbit_variable_queue.erl@v3.12.0, set_queue_mode/2, and @v4.0.9, set_queue_version/2, which drop what they
 * are given; release notes of 3.10.0 on max-in-memory.
 */
const keys: readonly Idle[] = [
  idle('queue-mode', undefined, '>=3.12', 'classic queues keep their messages on disk in either mode'),
  idle('queue-version', [1], '>=4.0', 'classic queues have version 2 only'),
  idle('max-in-memory-length', undefined, '>=3.10', 'quorum queues keep no messages in memory'),
  idle('max-in-memory-bytes', undefined, '>=3.10', 'quorum queues keep no messages in memory'),
]

/** Why a setting of a policy has no effect, though it is accepted; undefined where it has one, or asks for what is so anyway. */
export const idleSince = (key: string, value: unknown, release: Release): string | undefined =>
  keys.find(
    entry =>
      entry.key === key &&
      entry.range.has(release) &&
      (entry.values === undefined || entry.values.includes(value)),
  )?.why

/** Whether a key has no effect in a release, whatever it says: nobody is sent to it. */
export const isIdle = (key: string, release: Release): boolean =>
  keys.some(entry => entry.key === key && entry.values === undefined && entry.range.has(release))

/** Arguments of queues that asked for mirrors up to 2.8. Source: release notes of 3.0.0. */
export const mirrorArguments: readonly string[] = ['x-ha-policy', 'x-ha-policy-params']
