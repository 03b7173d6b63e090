import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'

/** Why a setting that is accepted does nothing. */
export interface DeadSetting {
  readonly why: string
  /** What does today what it was for. */
  readonly instead?: string
}

interface Row extends DeadSetting {
  readonly keys: RegExp
  /** The values that are meant; any by default. */
  readonly value?: string
  readonly in: string
}

const mirrors = 'mirrored queues, which it was for, do not exist any more'
const khepri = 'the metadata lie in Khepri, which has no such setting'

/*
 * Settings that a release accepts and nothing of it reads. Source: which keys modules of deps/rabbit/src ask for, in v3.13.7, v4.0.9,
 * v4.2.9 and v4.3.5.
 */
const rows: readonly Row[] = [
  { keys: /^mnesia_table_loading_retry_(?:limit|timeout)$/, in: '>=4.3', why: khepri },
  {
    keys: /^cluster_partition_handling(?:\.|$)/,
    in: '>=4.3',
    why: 'the metadata lie in Khepri, which no setting tells what to do when the network breaks',
  },
  {
    keys: /^queue_master_locator$/,
    in: '>=4.0',
    why: 'nothing reads it: where the leader of a queue goes is said by another key',
    instead: 'queue_leader_locator takes client-local or balanced',
  },
  { keys: /^(?:mirroring_sync_batch_size|mirroring_sync_max_throughput)$/, in: '>=4.0', why: mirrors },
  { keys: /^(?:mirroring_flow_control|slave_wait_timeout)$/, in: '>=4.0', why: mirrors },
  {
    keys: /^deprecated_features\.permit\.classic_queue_mirroring$/,
    value: 'true',
    in: '>=4.0',
    why: 'the feature is removed: it cannot be permitted',
  },
]

/** What there is to say of a setting that nothing reads; undefined where something does. */
export const deadSetting = (key: string, value: string, release: Release): DeadSetting | undefined =>
  rows.find(
    row =>
      row.keys.test(key) &&
      (row.value === undefined || row.value === value) &&
      releaseRange(row.in).has(release),
  )

/** Settings of the application `rabbit` that people write into advanced.config. */
export const deadTerms = [
  'mnesia_table_loading_retry_limit',
  'mnesia_table_loading_retry_timeout',
  'cluster_partition_handling',
  'queue_master_locator',
  'mirroring_sync_batch_size',
  'mirroring_flow_control',
  'slave_wait_timeout',
] as const
