import fc from 'fast-check'
import { outcomesOf, worstOf } from '../../recovery/outcome.ts'
import { type ScenarioId, scenarios } from '../../recovery/scenarios.ts'
import type { Event } from '../../recovery/simulator/events.ts'
import type { QueueKind, Setup } from '../../recovery/simulator/setup.ts'
import { play } from '../../recovery/simulator/simulate.ts'
import { begin } from '../../recovery/simulator/state.ts'
import { describe, expect, test } from '../jest.ts'
import { expectOfKnownAndNew } from '../tries.ts'
import { classic, khepri, mirrored, quorum, setup, stream } from './setups.ts'

const eventsOf = (id: ScenarioId, of: Setup): readonly (readonly Event[])[] =>
  scenarios.find(scenario => scenario.id === id)?.events(of) ?? []
/** `availability, messages, interruption: acts` of the worst queue of a kind. */
function endOf(id: ScenarioId, different: Partial<Setup>, kind: QueueKind): string {
  const of = setup({ ...different, queues: [kind] })
  const [worst] = worstOf(of, eventsOf(id, of))
  if (!worst) throw new Error('no queue')
  const acts = [...new Set(worst.run.acts.map(({ do: what }) => what))]
  return `${worst.availability}, ${worst.messages}, ${worst.interruption}: ${acts.join(' ')}`.trimEnd()
}

const filled = mirrored({ syncs: true })
const waiting = mirrored({ onFailure: 'when-synced' })
const eager = mirrored({ onShutdown: 'always' })
const contradictory = mirrored({ onShutdown: 'always', onFailure: 'when-synced' })
const ordered = { ordered: true }
const brief = { keeps: 'container' } as const

/* What the knowledge of brokers and Kubernetes comes to: one row for each cell. */
test.each<[ScenarioId, string, Partial<Setup>, QueueKind, string]>([
  ['stop-in-order', 'in order, the last comes first', ordered, classic, 'survives, kept, until-returned:'],
  [
    'stop-in-order',
    'Khepri, in order',
    { ...khepri, ...ordered },
    classic,
    'by-hand, by-hand, until-returned: start-together',
  ],
  [
    'stop-in-order',
    'Khepri, in order, ready while waiting',
    { ...khepri, ...ordered, readyWhileWaiting: true },
    classic,
    'survives, kept, until-returned:',
  ],
  ['stop-in-order', 'Khepri, together', khepri, quorum(), 'survives, kept, until-returned:'],
  ['stop-in-order', 'claims go with pods', { deletesScaled: true }, quorum(), 'lost, lost, until-returned:'],
  [
    'stop-in-order',
    'claims go with pods that are kept',
    { deletesScaled: true, keepsSize: true },
    quorum(),
    'lost, lost, until-returned:',
  ],
  ['stop-in-order', 'no disk', brief, quorum(), 'lost, lost, until-returned:'],
  ['stop-in-order', 'queues hop to empty mirrors', {}, eager, 'survives, lost, until-returned: fill'],
  [
    'stop-in-order',
    'killed as they stop',
    { stopsInTime: false },
    mirrored(),
    'survives, lost, until-returned: fill',
  ],
  [
    'stop-in-order',
    'names only when ready',
    { namedBeforeReady: false, ...khepri },
    classic,
    'by-hand, by-hand, until-returned: name',
  ],
  ['all-at-once', 'together', {}, classic, 'survives, kept, restart:'],
  ['all-at-once', 'in order', ordered, classic, 'by-hand, by-hand, until-returned: start-together'],
  ['all-at-once', 'refused policies', { refuses: true }, classic, 'by-hand, by-hand, until-returned: mend'],
  ['all-at-once', 'each start is forced', { forced: true, ...ordered }, classic, 'survives, kept, restart:'],
  ['last-survives', 'of a filled mirror', {}, filled, 'survives, kept, until-returned: forget renew'],
  [
    'last-survives',
    'of two nodes with Khepri',
    { size: 2, ...khepri },
    quorum(2),
    'by-hand, by-hand, until-returned: stand-alone shrink renew grow',
  ],
  [
    'last-survives',
    'of three nodes with Khepri',
    khepri,
    quorum(),
    'survives, kept, until-returned: forget renew grow',
  ],
  ['last-survives', 'the only copy', {}, classic, 'lost, lost, until-returned: forget renew'],
  ['last-lost', 'of a filled mirror', {}, filled, 'by-hand, by-hand, until-returned: forget-offline renew'],
  [
    'last-lost',
    'of an empty mirror',
    {},
    mirrored(),
    'by-hand, lost, until-returned: forget-offline renew fill',
  ],
  ['last-lost', 'each start is forced', { forced: true }, filled, 'lost, lost, until-returned: forget renew'],
  ['last-lost', 'of a quorum queue', {}, quorum(), 'by-hand, by-hand, until-returned: forget-offline renew'],
  [
    'last-lost',
    'of a quorum queue with Khepri',
    khepri,
    quorum(),
    'survives, kept, until-returned: forget renew join grow',
  ],
  [
    'last-lost',
    'of a quorum queue with Khepri, in order',
    { ...khepri, ...ordered },
    quorum(),
    'by-hand, by-hand, until-returned: start-together forget renew join grow',
  ],
  ['last-lost', 'of one node', { size: 1 }, classic, 'lost, lost, until-returned: renew'],
  ['all-lost-disks-kept', 'together', {}, quorum(), 'by-hand, by-hand, until-returned: apply'],
  [
    'all-lost-disks-kept',
    'claims go with the set',
    { deletesAll: true },
    quorum(),
    'lost, lost, until-returned: apply',
  ],
  ['everything-lost', 'of all', {}, quorum(), 'lost, lost, until-returned: apply renew'],
  ['rolling-update', 'of a classic queue', {}, classic, 'survives, kept, restart:'],
  ['rolling-update', 'of a quorum queue', {}, quorum(), 'survives, kept, none:'],
  ['rolling-update', 'of a filled mirror', {}, filled, 'survives, kept, none:'],
  ['rolling-update', 'of an empty mirror', {}, mirrored(), 'survives, kept, restart: fill'],
  ['rolling-update', 'of an empty mirror that is promoted', {}, eager, 'survives, lost, none: fill'],
  [
    'rolling-update',
    'of an empty mirror that a crash would not promote',
    {},
    contradictory,
    'survives, kept, restart: fill',
  ],
  [
    'rolling-update',
    'without disks, and members are known',
    brief,
    classic,
    'lost, lost, until-returned: forget',
  ],
  [
    'rolling-update',
    'without disks, with Khepri',
    { ...brief, ...khepri },
    quorum(),
    'survives, lost, none: forget join grow',
  ],
  ['one-crash', 'of a filled mirror', {}, filled, 'survives, kept, none:'],
  ['one-crash', 'of an empty mirror', {}, mirrored(), 'survives, lost, none: fill'],
  ['one-crash', 'of an empty mirror that is not promoted', {}, waiting, 'survives, kept, restart: fill'],
  ['one-crash', 'with a folder that goes with the pod', brief, classic, 'survives, kept, restart:'],
  [
    'one-crash',
    'with a folder that goes with the container',
    { keeps: 'nothing' },
    classic,
    'lost, lost, until-returned: forget',
  ],
  ['one-crash', 'of two members', { size: 2 }, quorum(2), 'survives, kept, restart:'],
  ['zone-lost', 'of a quorum queue', {}, quorum(), 'survives, kept, none:'],
  ['zone-lost', 'of five nodes', { size: 5 }, stream(5), 'survives, kept, none:'],
  ['zone-lost', 'of a classic queue', {}, classic, 'survives, kept, until-returned:'],
  ['partition', 'both sides go on', { partitions: 'ignore' }, filled, 'survives, lost, none: restart'],
  ['partition', 'the loser restarts', { partitions: 'autoheal' }, filled, 'survives, lost, none:'],
  ['partition', 'the smaller side pauses', {}, filled, 'survives, kept, none:'],
  [
    'partition',
    'the smaller side pauses, and mirrors are empty',
    {},
    mirrored(),
    'survives, lost, none: fill',
  ],
  ['partition', 'of two both pause', { size: 2 }, filled, 'survives, kept, until-returned:'],
  ['partition', 'of a quorum queue', { partitions: 'ignore' }, quorum(), 'survives, kept, none: restart'],
  ['partition', 'with Khepri', khepri, quorum(), 'survives, kept, none:'],
  ['scale-down', 'of a quorum queue', {}, quorum(), 'survives, kept, none: restore-size'],
  ['scale-down', 'of a classic queue', {}, classic, 'by-hand, by-hand, until-returned: restore-size'],
  ['scale-down', 'an operator refuses', { keepsSize: true }, classic, 'survives, kept, none:'],
])('%s: %s', (id, _, different, kind, end) => {
  expect(endOf(id, different, kind)).toBe(end)
})

test('of three nodes two are lost while they run: with Khepri the third has to stand alone before it forgets', () => {
  const two: readonly Event[] = [{ do: 'lose', pods: [0, 1] }]
  const acts = (different: Partial<Setup>): string =>
    (outcomesOf(setup({ queues: [quorum()], ...different }), two)[0]?.run.acts ?? [])
      .map(act => act.do)
      .join(' ')
  expect(acts({ ...khepri, discovery: 'lists' })).toBe('stand-alone shrink renew renew grow grow')
  expect(acts({})).toBe('shrink forget forget renew renew grow grow')
})

describe('a trace explains', () => {
  test('who is killed while it waits', () => {
    const sim = begin(setup({ size: 2, killsWaiting: 60 }))
    play(sim, { do: 'scale', to: 1 })
    play(sim, { do: 'scale', to: 0 })
    play(sim, { do: 'lose', pods: [0] })
    play(sim, { do: 'scale', to: 2 })
    expect(sim.trace.at(-1)).toEqual({ at: 90, what: 'killed-waiting', others: [1], by: ['liveness'] })
  })

  test('who waits for whom', () => {
    const of = setup({ size: 2, ordered: true })
    const sim = begin(of)
    play(sim, { do: 'kill', pods: [0, 1], remade: true })
    expect(sim.trace.map(({ at, what, pod, others }) => [at, what, pod, others])).toEqual([
      [0, 'killed', undefined, [0, 1]],
      [0, 'down', 0, undefined],
      [0, 'down', 1, undefined],
      [0, 'starts', 0, undefined],
      [10, 'held', 1, [0]],
      [10, 'waits', 0, [1]],
      [310, 'gives-up', undefined, [0]],
    ])
  })
})

describe('whatever happens to whatever cluster', () => {
  const kinds = fc.constantFrom<QueueKind>(classic, mirrored(), filled, waiting, eager, contradictory, mirrored({ copies: 2 }), mirrored({ on: [0, 2] }), quorum(), quorum(2), stream()) // biome-ignore format: a table
  const setups: fc.Arbitrary<Setup> = fc
    .record({
      size: fc.integer({ min: 1, max: 7 }),
      store: fc.constantFrom('mnesia' as const, 'khepri' as const),
      ordered: fc.boolean(),
      readyWhileWaiting: fc.boolean(),
      namedBeforeReady: fc.boolean(),
      findsItself: fc.boolean(),
      remakes: fc.boolean(),
      keeps: fc.constantFrom('pod' as const, 'container' as const, 'nothing' as const),
      deletesScaled: fc.boolean(),
      deletesAll: fc.boolean(),
      stopsInTime: fc.boolean(),
      forced: fc.boolean(),
      discovery: fc.constantFrom('lists' as const, 'seed' as const),
      takesBackEmpty: fc.boolean(),
      partitions: fc.constantFrom(
        'ignore' as const,
        'pause_minority' as const,
        'autoheal' as const,
        'none' as const,
      ),
      refuses: fc.boolean(),
      keepsSize: fc.boolean(),
      shrinks: fc.boolean(),
      queues: fc.array(kinds, { minLength: 1, maxLength: 3 }),
    })
    .map(different => setup(different))

  test('it ends, the same each time, and a person is told of pods that there are', () => {
    let byHand = 0
    const property = fc.property(setups, fc.constantFrom(...scenarios), (of, { events }) => {
      for (const way of events(of)) {
        const outcomes = outcomesOf(of, way)
        expect(outcomesOf(of, way)).toEqual(outcomes)
        for (const { availability, messages, run } of outcomes) {
          byHand += availability === 'by-hand' ? 1 : 0
          expect(run.trace.length).toBeLessThan(4000)
          // What is gone has no messages, and what has all of them is there.
          if (availability === 'lost') expect(messages).toBe('lost')
          if (messages === 'kept') expect(availability).toBe('survives')
          for (const act of run.acts) {
            const pods = Object.values(act).flatMap(value => (typeof value === 'string' ? [] : value))
            expect(pods.every(pod => Number(pod) < of.size)).toBe(true)
          }
        }
      }
    })
    expectOfKnownAndNew(property, { numRuns: 60, seed: 7 }, () => expect(byHand).toBeGreaterThan(20), 15)
  })

  test('filled mirrors are never worse than empty ones', () => {
    const worse = (kind: string): number => ['kept', 'by-hand', 'lost'].indexOf(kind)
    const property = fc.property(setups, fc.constantFrom(...scenarios), (of, { events }) => {
      const one = { ...of, queues: [mirrored()] }
      const [empty] = worstOf(one, events(of))
      const [full] = worstOf({ ...one, queues: [filled] }, events(of))
      expect(worse(full?.messages ?? '')).toBeLessThanOrEqual(worse(empty?.messages ?? ''))
    })
    expectOfKnownAndNew(property, { numRuns: 60, seed: 8 }, () => undefined, 15)
  })
})
