import type { Store } from '../facts/metadata-store.ts'
import type { Release } from '../facts/release.ts'
import type { ScenarioId } from './scenarios.ts'
import type { QueueKindName } from './simulator/setup.ts'

/**
 * What real brokers were seen to do: `npm run test:brokers` runs each of these and looks. Only what is in this table is called observed.
 */
export interface ObservedCell {
  readonly scenario: ScenarioId
  readonly minor: string
  readonly store: Store
  readonly size: number
  readonly type: QueueKindName
  /** The keys of the policy. */
  readonly keys: Readonly<Record<string, string | number>>
  readonly availability: 'survives' | 'by-hand' | 'lost'
  readonly messages: 'kept' | 'by-hand' | 'lost'
}

export const observedCells: readonly ObservedCell[] = []

/** Whether exactly this was seen to end like this. */
export const isObserved = (
  { major, minor }: Release,
  cell: Omit<ObservedCell, 'minor' | 'keys'> & { readonly keys: Readonly<Record<string, unknown>> },
): boolean =>
  observedCells.some(
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
