import type { Input } from '../lint/input.ts'
import { innerText, placeAt, pointer } from '../lint/place.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Address } from '../model/kube/address.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { refOf } from '../model/kube/object.ts'
import { onceEach } from '../model/kube/once-each.ts'
import { betterBy } from './changes.ts'
import { commandsOf } from './commands.ts'
import type { GivenQueue } from './given-queues.ts'
import type { Names } from './names.ts'
import { isObserved } from './observed.ts'
import { type Outcome, worstIn } from './outcome.ts'
import type { Read, Way } from './read-setup.ts'
import type { QueueSurvival, Reason, TraceStep } from './report.ts'
import type { Scenario, ScenarioId } from './scenarios.ts'
import type { Factor } from './simulator/setup.ts'
import { type Called, explain, stepsOf, stepText } from './words.ts'

/** What a cell is made of. */
export interface CellContext {
  readonly input: Input
  readonly cluster: Cluster
  readonly read: Read
  /** Text: why there are none. */
  readonly names: Names | string
  readonly refused: string | undefined
  readonly trace: boolean
}
type Known = Scenario & { readonly id: ScenarioId }

/** What becomes of one kind of queue in one scenario. */
export function cellOf(context: CellContext, scenario: Known, queue: GivenQueue): QueueSurvival {
  const { cluster, read } = context
  const about = { type: queue.type, policy: queue.policy, maybe: queue.maybe }
  const gap = gapOf(cluster, scenario.id, read)
  if (gap !== undefined) return { ...about, ...unknownCell, why: gap }
  const cases = casesOf(read.ways, scenario, queue)
  const told = cases.map(({ outcome, supposed }) => ({
    outcome,
    supposed,
    ...explain(outcome, queue.type, calledIn(context)),
  }))
  const [first] = told
  if (first === undefined) return { ...about, ...unknownCell, why: 'nothing is known of it' }
  const outcomes = told.map(({ outcome }) => outcome)
  const cell = {
    ...about,
    availability: agreed(outcomes.map(({ availability }) => availability)),
    messages: agreed(outcomes.map(({ messages }) => messages)),
    interruption: agreed(outcomes.map(({ interruption }) => interruption)),
  }
  const isOne = new Set(told.map(({ why }) => why)).size === 1
  const { size } = first.outcome.run.setup
  return {
    ...cell,
    why: isOne
      ? first.why
      : variants(told, [...(read.ways[0]?.whys ?? []), ...(queue.open === undefined ? [] : [queue.open])]),
    change: told.length === 1 ? (betterBy(cluster, scenario, first.outcome)?.says ?? null) : null,
    because: reasonsOf(
      context,
      queue,
      told.flatMap(({ steps }) => steps.flatMap(({ by = [] }) => by)),
    ),
    evidence:
      cell.availability !== 'unknown' &&
      cell.messages !== 'unknown' &&
      isObserved(cluster.release, {
        ...{ scenario: scenario.id, store: cluster.release.store, size, type: queue.type, keys: queue.keys },
        ...{ availability: cell.availability, messages: cell.messages },
      })
        ? 'observed'
        : 'derived',
    commands: commandsIn(context, queue, told),
    ...(context.trace ? { trace: traceOf(first.outcome, calledIn(context)) } : {}),
  }
}

const unknownCell: Omit<QueueSurvival, 'type' | 'policy' | 'maybe' | 'why'> = {
  availability: 'unknown',
  messages: 'unknown',
  interruption: 'unknown',
  change: null,
  because: [],
  evidence: 'derived',
  commands: [],
}

/** What no manifest says: on how many zones the nodes are. */
function gapOf(cluster: Cluster, id: ScenarioId, { ways }: Read): string | undefined {
  if (id !== 'zone-lost' || ways[0]?.setup.size === 1) return undefined
  const { spread } = cluster
  if (spread.state === 'unknown') return spread.why
  const byZone = (ifFound(spread) ?? []).some(
    ({ topologyKey, selectsOwn }) => /zone$/.test(topologyKey) && selectsOwn !== false,
  )
  return byZone ? undefined : 'nothing spreads the pods over zones: one zone may have one of them, or all'
}

interface Case {
  readonly outcome: Outcome
  readonly supposed: readonly string[]
}

/** Each way in which the cluster and the queue may be; those that end alike are one. */
function casesOf(ways: readonly Way[], scenario: Known, { kinds }: GivenQueue): readonly Case[] {
  const all = ways.flatMap(({ setup, ifs }) =>
    kinds.flatMap(({ kind, if: supposed }) => {
      const index = setup.queues.findIndex(other => JSON.stringify(other) === JSON.stringify(kind))
      const outcome = worstIn(setup, scenario)[index]
      return outcome ? [{ outcome, supposed: supposed === '' ? ifs : [...ifs, supposed] }] : []
    }),
  )
  const ends = new Map<string, Case>()
  for (const one of all) {
    const { availability, messages, interruption } = one.outcome
    const key = `${availability} ${messages} ${interruption}`
    if (!ends.has(key)) ends.set(key, one)
  }
  return [...ends.values()]
}

const agreed = <T>(values: readonly T[]): T | 'unknown' => {
  const [first, ...others] = new Set(values)
  return first === undefined || others.length > 0 ? 'unknown' : first
}

interface Told extends Case {
  readonly why: string
}
const variants = (told: readonly Told[], whys: readonly string[]): string =>
  [
    ...(told.some(({ supposed }) => supposed.length > 0) ? [[...new Set(whys)].join('; ')] : []),
    ...told.map(({ supposed, outcome, why }) => {
      const { availability, messages } = outcome
      return `${supposed.join(' and ') || 'else'}: ${availability}, messages ${messages}${why === '' ? '' : ` (${why})`}`
    }),
  ].join('; ')

function calledIn({ cluster, names }: CellContext): Called {
  return {
    pod: index => (typeof names === 'string' ? `pod ${index}` : (names.pods[index] ?? `pod ${index}`)),
    release: cluster.release.called,
  }
}

function commandsIn(
  { names, refused, cluster }: CellContext,
  { type, vhost }: GivenQueue,
  told: readonly Told[],
): readonly string[] {
  if (told.every(({ outcome }) => outcome.run.acts.length === 0)) return []
  if (typeof names === 'string') return [`# no commands can be told: ${names}`]
  return told.flatMap(({ outcome, supposed }) => {
    const { setup, acts } = outcome.run
    const asked = { names, refused, vhost, release: cluster.release, deletesScaled: setup.deletesScaled }
    const lines = commandsOf(acts, asked, type)
    if (told.length === 1) return lines
    return lines.length === 0 ? [] : [`# ${supposed.join(' and ') || 'else'}:`, ...lines]
  })
}

/** No cell names more. */
const mostReasons = 8
function reasonsOf(
  { input, read }: CellContext,
  queue: GivenQueue,
  by: readonly Factor[],
): readonly Reason[] {
  const factors = [...new Set<Factor>([...by, ...(queue.places.queue?.length ? (['queue'] as const) : [])])]
  const found = factors.flatMap(factor => queue.places[factor] ?? read.places[factor] ?? [])
  const addresses = found.length > 0 ? found : (read.places.replicas ?? [])
  const reasons = addresses.map(address => reasonsIn(input)(address))
  return [...new Map(reasons.map(reason => [JSON.stringify(reason), reason])).values()].slice(0, mostReasons)
}

/** Many cells name the same places. */
const reasonsIn = onceEach((input: Input) => onceEach((address: Address) => reasonAt(input, address)))

function reasonAt(input: Input, address: Address): Reason {
  const { file, line } = placeAt(input, address)
  const inner = innerText(address.path)
  return {
    file,
    line,
    object: refOf(address.object),
    path: pointer(address),
    ...(inner === undefined ? {} : { inner }),
  }
}

const traceOf = (outcome: Outcome, called: Called): readonly TraceStep[] => {
  const { trace, byItself } = outcome.run
  const rest = new Set(trace.slice(byItself))
  return stepsOf(outcome).map(step => ({
    at: step.at,
    what: step.what,
    pods: [...(step.pod === undefined ? [] : [step.pod]), ...(step.others ?? [])].map(called.pod),
    text: stepText(step, outcome.run, called),
    byHand: rest.has(step),
  }))
}
