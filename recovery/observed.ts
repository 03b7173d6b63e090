import { later } from '../facts/later.ts'
import type { Store } from '../facts/metadata-store.ts'
import type { Release } from '../facts/release.ts'
import type { Availability, Messages } from './outcome.ts'
import type { ScenarioId } from './scenarios.ts'
import type { QueueKindName } from './simulator/setup.ts'

/** A cluster of real nodes to which a scenario was done, and what became of queues in it. */
export interface ObservedCell {
  readonly scenario: ScenarioId
  readonly minor: string
  readonly store: Store
  readonly size: number
  readonly type: QueueKindName
  readonly availability: Availability
  readonly messages: Messages
  /** The keys of the policy. */
  readonly keys: Readonly<Record<string, string>>
}

/**
 * What real nodes were seen to do: only that is called observed. `npm run test:brokers` does each of it again, and looks.
 * Scenario, minor release, store, nodes, type, whether the queue is there, whether its messages are, keys of the policy.
 */
const seen = `
one-crash 3.10 mnesia 2 mirrored survives lost ha-mode=all
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-failure=when-synced
one-crash 3.10 mnesia 2 mirrored survives lost ha-mode=all ha-promote-on-failure=always
one-crash 3.10 mnesia 2 mirrored survives lost ha-mode=all ha-promote-on-shutdown=when-synced
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-shutdown=when-synced ha-promote-on-failure=when-synced
one-crash 3.10 mnesia 2 mirrored survives lost ha-mode=all ha-promote-on-shutdown=when-synced ha-promote-on-failure=always
one-crash 3.10 mnesia 2 mirrored survives lost ha-mode=all ha-promote-on-shutdown=always
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-shutdown=always ha-promote-on-failure=when-synced
one-crash 3.10 mnesia 2 mirrored survives lost ha-mode=all ha-promote-on-shutdown=always ha-promote-on-failure=always
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-failure=when-synced
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-failure=always
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=when-synced
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=when-synced ha-promote-on-failure=when-synced
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=when-synced ha-promote-on-failure=always
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=always
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=always ha-promote-on-failure=when-synced
one-crash 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=always ha-promote-on-failure=always
one-crash 3.10 mnesia 2 classic survives kept
one-crash 3.10 mnesia 2 quorum survives kept
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-failure=when-synced
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-failure=always
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-shutdown=when-synced
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-shutdown=when-synced ha-promote-on-failure=when-synced
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-shutdown=when-synced ha-promote-on-failure=always
rolling-update 3.10 mnesia 2 mirrored survives lost ha-mode=all ha-promote-on-shutdown=always
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-shutdown=always ha-promote-on-failure=when-synced
rolling-update 3.10 mnesia 2 mirrored survives lost ha-mode=all ha-promote-on-shutdown=always ha-promote-on-failure=always
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-failure=when-synced
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-failure=always
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=when-synced
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=when-synced ha-promote-on-failure=when-synced
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=when-synced ha-promote-on-failure=always
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=always
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=always ha-promote-on-failure=when-synced
rolling-update 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=always ha-promote-on-failure=always
rolling-update 3.10 mnesia 2 classic survives kept
rolling-update 3.10 mnesia 2 quorum survives kept
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-failure=when-synced
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-failure=always
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-shutdown=when-synced
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-shutdown=when-synced ha-promote-on-failure=when-synced
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-shutdown=when-synced ha-promote-on-failure=always
stop-in-order 3.10 mnesia 2 mirrored survives lost ha-mode=all ha-promote-on-shutdown=always
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-promote-on-shutdown=always ha-promote-on-failure=when-synced
stop-in-order 3.10 mnesia 2 mirrored survives lost ha-mode=all ha-promote-on-shutdown=always ha-promote-on-failure=always
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-failure=when-synced
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-failure=always
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=when-synced
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=when-synced ha-promote-on-failure=when-synced
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=when-synced ha-promote-on-failure=always
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=always
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=always ha-promote-on-failure=when-synced
stop-in-order 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=always ha-promote-on-failure=always
stop-in-order 3.10 mnesia 2 classic survives kept
stop-in-order 3.10 mnesia 2 quorum survives kept
last-lost 3.10 mnesia 2 mirrored by-hand lost ha-mode=all
last-lost 3.10 mnesia 2 mirrored by-hand by-hand ha-mode=all ha-sync-mode=automatic
last-lost 3.10 mnesia 2 mirrored by-hand by-hand ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=when-synced ha-promote-on-failure=when-synced
last-lost 3.10 mnesia 2 classic lost lost
last-lost 3.10 mnesia 2 quorum by-hand by-hand
last-survives 3.10 mnesia 2 mirrored lost lost ha-mode=all
last-survives 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic
last-survives 3.10 mnesia 2 mirrored survives kept ha-mode=all ha-sync-mode=automatic ha-promote-on-shutdown=when-synced ha-promote-on-failure=when-synced
last-survives 3.10 mnesia 2 classic lost lost
last-lost 3.10 mnesia 3 mirrored by-hand by-hand ha-mode=all ha-sync-mode=automatic
last-lost 3.10 mnesia 3 classic lost lost
last-lost 3.10 mnesia 3 quorum by-hand by-hand
last-survives 3.10 mnesia 3 mirrored survives kept ha-mode=all ha-sync-mode=automatic
last-survives 3.10 mnesia 3 classic lost lost
last-survives 3.10 mnesia 3 quorum survives kept
last-lost 4.0 mnesia 3 classic lost lost
last-lost 4.0 mnesia 3 quorum by-hand by-hand
all-at-once 4.3 khepri 3 classic survives kept
all-at-once 4.3 khepri 3 quorum survives kept
last-survives 4.3 khepri 3 classic lost lost
last-survives 4.3 khepri 3 quorum survives kept
last-lost 4.3 khepri 2 classic by-hand lost
last-lost 4.3 khepri 2 quorum by-hand by-hand
one-crash 4.0 mnesia 1 classic by-hand by-hand
one-crash 4.3 khepri 1 classic by-hand by-hand
`

/** The cells that were observed. */
export const observedCells = later((): readonly ObservedCell[] =>
  seen
    .trim()
    .split('\n')
    .map(line => {
      const [scenario, minor, store, size, type, availability, messages, ...keys] = line.split(' ')
      const cell = { scenario, minor, store, size: Number(size), type, availability, messages }
      return { ...cell, keys: Object.fromEntries(keys.map(key => key.split('='))) } as ObservedCell
    }),
)

/** Whether exactly this was seen to end like this. */
export const isObserved = (
  { major, minor }: Release,
  cell: Omit<ObservedCell, 'minor' | 'keys'> & { readonly keys: Readonly<Record<string, unknown>> },
): boolean =>
  observedCells().some(
    other =>
      other.minor === `${major}.${minor}` &&
      (['scenario', 'store', 'size', 'type', 'availability', 'messages'] as const).every(
        name => other[name] === cell[name],
      ) &&
      sameKeys(other.keys, cell.keys),
  )

const sameKeys = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, value]) => b[key] === value)
