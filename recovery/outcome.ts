import { onceEach } from '../model/kube/once-each.ts'
import { nextActs } from './rescue.ts'
import type { Scenario } from './scenarios.ts'
import type { Act, Event } from './simulator/events.ts'
import type { Setup } from './simulator/setup.ts'
import { play } from './simulator/simulate.ts'
import { begin, isAvailable, isWhole, note, type Sim, type Step } from './simulator/state.ts'

export type Availability = 'survives' | 'by-hand' | 'lost'
export type Messages = 'kept' | 'by-hand' | 'lost'
/** How long a queue that survives is out of service: not at all, while a node restarts, until what is away is back. */
export type Interruption = 'none' | 'restart' | 'until-returned'

/** What becomes of one queue. */
export interface Outcome {
  /** Which of the kinds of the setup it is. */
  readonly kind: number
  readonly availability: Availability
  readonly messages: Messages
  readonly interruption: Interruption
  /** Whether chance decides: with luck no message is lost. */
  readonly byChance: boolean
  /** Its index in the trace. */
  readonly queue: number
  readonly run: Run
}

/** What happened by itself, and what a person then did. */
export interface Run {
  readonly setup: Setup
  readonly events: readonly Event[]
  readonly trace: readonly Step[]
  /** Where in the trace a person begins. */
  readonly byItself: number
  readonly acts: readonly Act[]
}

/** A person gives up after so many turns: each brings back a node, or something that all wait for. */
const mostTurns = (setup: Setup): number => 10 + 6 * setup.size

/** What comes of events for the queues of a cluster: by itself, and with all that a person can do. */
export function outcomesOf(setup: Setup, events: readonly Event[]): readonly Outcome[] {
  const sim = begin(setup)
  for (const event of events) play(sim, event)
  const byItself = sim.trace.length
  const before = statesOf(sim)
  const acts: Act[] = []
  for (let turn = 0; turn < mostTurns(setup); turn++) {
    const next = nextActs(sim)
    if (next.length === 0) break
    for (const act of next) {
      note(sim, 'act', { act })
      play(sim, act)
    }
    acts.push(...next)
  }
  const after = statesOf(sim)
  const run: Run = { setup, events, trace: sim.trace, byItself, acts }
  return before.map(({ isThere, isKept, interruption, kind }, queue) => {
    const end = after[queue]
    const availability = isThere ? 'survives' : end?.isThere ? 'by-hand' : 'lost'
    const messages = isThere ? (isKept ? 'kept' : 'lost') : end?.isThere && end.isKept ? 'by-hand' : 'lost'
    const byChance = sim.queues[queue]?.hasGap === true
    return { kind, availability, messages, interruption, byChance, queue, run }
  })
}

interface State {
  readonly kind: number
  readonly isThere: boolean
  readonly isKept: boolean
  readonly interruption: Interruption
}
const statesOf = (sim: Sim): readonly State[] =>
  sim.queues.map(({ kindIndex, wasDown, stayedDown }, queue) => ({
    kind: kindIndex,
    isThere: isAvailable(sim, queue),
    isKept: isWhole(sim, queue),
    interruption: stayedDown ? 'until-returned' : wasDown ? 'restart' : 'none',
  }))

const worse = {
  survives: 0,
  kept: 0,
  'by-hand': 1,
  lost: 2,
  none: 0,
  restart: 1,
  'until-returned': 2,
} as const
const badness = ({ availability, messages, interruption }: Outcome): number =>
  100 * worse[availability] + 10 * worse[messages] + worse[interruption]

/** Whether one is better than another, however long it takes. */
export const isBetter = (a: Outcome, b: Outcome): boolean =>
  Math.floor(badness(a) / 10) < Math.floor(badness(b) / 10)

/** The worst for each kind of queue, wherever its leader is and in whichever way it happens. */
export function worstOf(setup: Setup, ways: readonly (readonly Event[])[]): readonly Outcome[] {
  const all = ways.flatMap(events => outcomesOf(setup, events))
  return setup.queues.map((_, kind) => {
    const own = all.filter(outcome => outcome.kind === kind)
    return own.reduce((worst, outcome) => (badness(outcome) > badness(worst) ? outcome : worst))
  })
}

/** The same for a scenario. Clusters that are alike are simulated once. */
export function worstIn(setup: Setup, { id, events }: Scenario): readonly Outcome[] {
  const key = `${id} ${keyOf(setup)}`
  const known = simulated.get(key) ?? worstOf(setup, events(setup))
  if (simulated.size >= mostKept) simulated.clear()
  simulated.set(key, known)
  return known
}
const simulated = new Map<string, readonly Outcome[]>()
const mostKept = 5000
const keyOf = onceEach((setup: Setup) => JSON.stringify(setup))
