import pLimit from 'p-limit'
import { observedCells } from '../../recovery/observed.ts'
import { type Outcome, outcomesOf, worstOf } from '../../recovery/outcome.ts'
import { scenarios } from '../../recovery/scenarios.ts'
import type { Event } from '../../recovery/simulator/events.ts'
import { brokerRoot } from '../brokers/install.ts'
import { openRealRun, type Seen } from '../brokers/real-run.ts'
import { releaseOf } from '../brokers/rows.ts'
import { beforeAll, expect, test } from '../jest.ts'
import { type RecoveryRow, recoveryRows } from './recovery/rows.ts'

/** A part of the names of rows: the others are left out. */
const word = process.env.WARRENER_ROWS ?? ''
const rows = recoveryRows.filter(({ suite, name }) => `${suite}: ${name}`.includes(word))

/*
 * What the simulator says of clusters, beside what becomes of clusters of real nodes to which the same is done: first what happens, then what
 * a person is told to do. A few clusters at a time: they wait more than they work.
 */

const eventsOf = ({ scenario, events, setup }: RecoveryRow): readonly Event[] =>
  events ?? scenarios.find(({ id }) => id === scenario)?.events(setup)[0] ?? []

const fewAtATime = pLimit(3)
let runs: ReadonlyMap<RecoveryRow, Promise<readonly string[]>>
beforeAll(() => {
  runs = new Map(rows.map(row => [row, fewAtATime(() => ends(row))]))
  void Promise.allSettled(runs.values())
})

const said = (
  row: RecoveryRow,
  outcomes: readonly Pick<Outcome, 'kind' | 'availability' | 'messages' | 'byChance'>[],
): readonly string[] =>
  outcomes.map(({ kind, availability, messages, byChance }) => {
    const { type } = row.setup.queues[kind] ?? { type: '' }
    return `${type} ${JSON.stringify(row.keys[kind])}: ${availability}, ${byChance ? 'messages by chance' : messages}`
  })

/** What becomes of each queue of real nodes. */
async function ends(row: RecoveryRow): Promise<readonly string[]> {
  const expected = outcomesOf(row.setup, eventsOf(row))
  const run = await openRealRun(await brokerRoot(row.suite), row.setup, row.keys)
  try {
    for (const event of eventsOf(row)) await run.play(event)
    const before = await run.look(seen =>
      seen.every((one, index) => {
        const end = expected[index]
        const isThere = end?.availability === 'survives'
        return one.isThere === isThere && (!isThere || one.isKept === (end?.messages === 'kept'))
      }),
    )
    for (const act of expected[0]?.run.acts ?? []) await run.play(act)
    const after = await run.look(seen =>
      seen.every((one, index) => {
        const end = expected[index]
        const isThere = end?.availability !== 'lost'
        return one.isThere === isThere && (end?.byChance || one.isKept === (end?.messages !== 'lost'))
      }),
    )
    return said(
      row,
      expected.map(({ kind, byChance }, index) => ({
        kind,
        byChance,
        ...endOf(before[index], after[index]),
      })),
    )
  } catch (error) {
    throw new Error(`${error}\n${run.logs()}`)
  } finally {
    await run.close()
  }
}

function endOf(
  before: Seen | undefined,
  after: Seen | undefined,
): Pick<Outcome, 'availability' | 'messages'> {
  if (before?.isThere) return { availability: 'survives', messages: before.isKept ? 'kept' : 'lost' }
  if (!after?.isThere) return { availability: 'lost', messages: 'lost' }
  return { availability: 'by-hand', messages: after.isKept ? 'by-hand' : 'lost' }
}

test.each(rows)('$suite: $name', async row => {
  expect(await runs.get(row)).toEqual(said(row, outcomesOf(row.setup, eventsOf(row))))
})

test('what is called observed is what was looked at here', async () => {
  const seen = await Promise.all(
    recoveryRows.flatMap(row => (row.scenario === undefined ? [] : [cellsOf(row)])),
  )
  expect(observedCells()).toEqual(seen.flat())
})

async function cellsOf({ suite, scenario, setup, keys }: RecoveryRow) {
  const { major, minor } = releaseOf(await brokerRoot(suite))
  const ways = scenarios.find(({ id }) => id === scenario)?.events(setup) ?? []
  return worstOf(setup, ways).map(({ availability, messages }, kind) => ({
    ...{ scenario, minor: `${major}.${minor}`, store: setup.store, size: setup.size },
    ...{ type: setup.queues[kind]?.type, keys: keys[kind], availability, messages },
  }))
}
