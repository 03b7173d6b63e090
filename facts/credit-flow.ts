import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'

/** Settings of flow control that only advanced.config takes. Source: rabbit.schema at every tag from v3.8.10 to v4.3.5. */
const erlangOnly: readonly string[] = [
  'credit_flow_default_credit',
  'msg_store_credit_disc_bound',
  'mirroring_flow_control',
  'slave_wait_timeout',
]
/** The setting that a key of rabbitmq.conf was meant to be; undefined for all other keys. */
export function creditSetting(key: string): string | undefined {
  const plain = key.replace(/^rabbit\./, '')
  return (
    erlangOnly.find(name => plain === name || plain.startsWith(`${name}.`)) ??
    (/^credit_flow(?:\.|$)/.test(plain) ? 'credit_flow_default_credit' : undefined)
  )
}

const checks = releaseRange('>=4.0.6')
/**
 * What a pair of credits comes to: `refused` (no boot), `off` (a sender is never held back), `stuck` (a sender that has
 * used up its credit gets none again), or fine. Source: credit_flow.erl@v4.2.0, send/2 and ack/2; rabbit.erl@v4.0.6,
 * persist_static_configuration/0.
 */
export function creditVerdict(
  initial: number,
  more: number,
  release: Release,
): 'fine' | 'refused' | 'off' | 'stuck' {
  if (checks.has(release) && (initial < 0 || more < 0 || more > initial)) return 'refused'
  if (initial <= 0) return 'off'
  return more <= 0 ? 'stuck' : 'fine'
}
