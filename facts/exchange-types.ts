import { nearest } from './nearest.ts'
import type { Release } from './release.ts'
import { releaseRange } from './release-range.ts'

/** What brings a type of exchange. Source: rabbit_registry:register in v3.13.7, v4.0.9, v4.3.5; the last two are community plugins. */
const plugins = new Map([
  ['x-consistent-hash', 'rabbitmq_consistent_hash_exchange'],
  ['x-random', 'rabbitmq_random_exchange'],
  ['x-recent-history', 'rabbitmq_recent_history_exchange'],
  ['x-jms-topic', 'rabbitmq_jms_topic_exchange'],
  ['x-modulus-hash', 'rabbitmq_sharding'],
  ['x-delayed-message', 'rabbitmq_delayed_message_exchange'],
  ['x-message-deduplication', 'rabbitmq_message_deduplication'],
])
const ofBroker = ['direct', 'fanout', 'headers', 'topic']
const movedIn: readonly (readonly [type: string, since: ReturnType<typeof releaseRange>])[] = [
  ['x-local-random', releaseRange('>=4.0')],
  ['x-modulus-hash', releaseRange('>=4.3')],
]

/** The plugin that a type of exchange needs; undefined where the broker has it, and where nobody knows. */
export const exchangePlugin = (type: string, release: Release): string | undefined =>
  movedIn.some(([moved, since]) => moved === type && since.has(release)) ? undefined : plugins.get(type)

/** The type of the broker's own that a misspelt one means. */
export const meantExchangeType = (type: string): string | undefined =>
  ofBroker.includes(type) || type.startsWith('x-') ? undefined : nearest(type, ofBroker, 2)
