import type { Outcome, Run } from './outcome.ts'
import type { Act } from './simulator/events.ts'
import type { QueueKindName } from './simulator/setup.ts'
import { majorityOf, type Step } from './simulator/state.ts'

/* What happens, in words. */

/** How pods are called; by number where nobody knows. */
export interface Called {
  pod(index: number): string
  /** `RabbitMQ 4.2.6`, or another word for what is judged. */
  readonly release: string
}

export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** One step of a run as a sentence without its end. */
export function stepText(step: Step, run: Pick<Run, 'setup'>, called: Called): string {
  const name = step.pod === undefined ? '' : called.pod(step.pod)
  const some = step.others ?? []
  const others = listed(some.map(pod => called.pod(pod)))
  const are = some.length > 1 ? 'are' : 'is'
  const was = some.length > 1 ? 'were' : 'was'
  const texts: Readonly<Record<Step['what'], () => string>> = {
    act: () => (step.act ? actText(step.act, called) : ''),
    stops: () => (step.by ? `${name} is killed before it has stopped` : `${name} stops`),
    killed: () => `${others} ${are} killed`,
    'machine-gone': () => `the machine of ${others} is gone, and the disk with it`,
    'machine-away': () => `${others} ${are} out of reach`,
    unscheduled: () => `${name} cannot be scheduled: its disk is out of reach`,
    held: () => `${name} is not started before ${others} ${are} ready`,
    starts: () => `${name} starts`,
    empty: () => `${name} starts with an empty disk`,
    waits: () => {
      if (step.by?.includes('discovery')) return `${name} waits for ${others}, which founds the cluster`
      return run.setup.store === 'khepri'
        ? `${name} waits for a majority: ${others} ${are} missing`
        : `${name} waits for ${others}, which ${was} running when it stopped`
    },
    unnamed: () =>
      some[0] === step.pod
        ? `${name} does not find its own name before it is ready`
        : `${name} does not find ${others} by name before ${some.length > 1 ? 'they are' : 'it is'} ready`,
    'gives-up': () =>
      `after ${run.setup.waits} s ${others} ${some.length > 1 ? 'give' : 'gives'} up, ${some.length > 1 ? 'restart and wait' : 'restarts and waits'} again`,
    'killed-waiting': () =>
      `after ${run.setup.killsWaiting} s a probe kills ${others}, which ${some.length > 1 ? 'wait' : 'waits'}`,
    boots: () => `${name} has booted`,
    loads: () => `${name} goes on with what it has`,
    joins: () => `${name} joins ${others}`,
    'known-there': () => `${name} comes back empty, and the others refuse a member that they know`,
    founds: () => `${name} founds a cluster of its own`,
    refuses: () => `${name} does not boot: ${called.release} refuses a policy that it loads`,
    halts: () => `the roll-out halts, as ${name} is not ready`,
    'kept-size': () => 'the operator refuses to have fewer nodes',
    'turned-away': () => `${name} is no member any more, and is turned away`,
    pauses: () => `${name} is on the smaller side, and pauses`,
    parted: () => `${others} ${are} parted from the others`,
    heals: () => 'the network is whole again',
    restarts: () => `${others} ${some.length > 1 ? 'restart' : 'restarts'}`,
    'claims-gone': () =>
      step.by?.includes('retention-deleted')
        ? 'the claims are deleted with the set'
        : 'the claims are deleted with the pods',
    down: () => `only ${name} has it`,
    promoted: () => `its mirror on ${name} has all messages, and takes over`,
    'promoted-unsynced': () =>
      `its mirror on ${name} takes over before it is filled: what only ${others} had is gone`,
    'not-promoted': () => `no mirror of it is filled, and none takes over: it waits for ${name}`,
    recovers: () => `${name} is back, and it with all messages`,
    emptied: () => `the copy on ${name} is emptied, as ${others} leads it`,
    deleted: () => `it goes with ${name}, which led it`,
    'no-majority': () =>
      some.length === 1
        ? `only ${others} has it`
        : `fewer than ${majorityOf(some.length)} of its ${some.length} members run`,
    majority: () =>
      some.length === 1
        ? `${others} alone holds it`
        : `${majorityOf(some.length)} of its ${some.length} members are enough, and run`,
    shrunk: () => `it goes on with its member on ${name} alone: what only the others had is gone`,
    twin: () => `${others} and ${name} both lead it, and take messages`,
    'twin-gone': () => `the messages that only ${name} took are dropped`,
    'leader-from-stopped': () => `its mirror on ${name} is taken in the place of ${others}`,
    'leader-gone': () => `${name} led it, and its disk is gone`,
  }
  return texts[step.what]()
}

/** What a person does, in words. */
function actText(act: Act, { pod }: Called): string {
  switch (act.do) {
    case 'apply':
      return 'the manifests are applied again'
    case 'start-together':
      return 'the set is made anew, to start its pods together'
    case 'name':
      return 'the Service publishes names before pods are ready'
    case 'mend':
      return 'the policies are mended'
    case 'restore-size':
      return 'the set gets its nodes back'
    case 'forget':
      return `${pod(act.on)} forgets ${pod(act.pod)}`
    case 'forget-offline':
      return `all are stopped, and ${pod(act.on)} forgets ${listed(act.pods.map(pod))} on its disk`
    case 'force-boot':
      return `${pod(act.on)} is told to boot without the others`
    case 'stand-alone':
      return `${pod(act.on)} is made a cluster of its own`
    case 'shrink':
      return `quorum queues are cut down to ${pod(act.on)}`
    case 'renew':
      return `${pod(act.pod)} gets a new disk`
    case 'join':
      return `${pod(act.pod)} is joined to ${pod(act.to)}`
    case 'grow':
      return `queues get a member on ${pod(act.pod)}`
    case 'fill':
      return 'mirrors are filled'
    case 'restart':
      return `${listed(act.pods.map(pod))} ${act.pods.length > 1 ? 'are' : 'is'} restarted`
  }
}

/** What keeps nodes from booting, the deepest reason first. */
const blocks: readonly Step['what'][] = [
  'refuses',
  'unnamed',
  'known-there',
  'turned-away',
  'waits',
  'unscheduled',
  'held',
  'halts',
]
const losses: readonly Step['what'][] = [
  'claims-gone',
  'twin-gone',
  'shrunk',
  'promoted-unsynced',
  'leader-gone',
  'deleted',
  'empty',
  'emptied',
  'down',
]
const downs: readonly Step['what'][] = ['not-promoted', 'no-majority', 'down', 'pauses', 'kept-size']
const ups: readonly Step['what'][] = ['kept-size', 'promoted', 'majority', 'recovers']

/** The steps of a run that are about all queues, or about this one. */
export const stepsOf = ({ queue, run }: Outcome): readonly Step[] =>
  run.trace.filter(step => step.queue === undefined || step.queue === queue)
const ownSteps = ({ queue, run }: Outcome): readonly Step[] =>
  run.trace.slice(0, run.byItself).filter(step => step.queue === undefined || step.queue === queue)

const pick = (steps: readonly Step[], whats: readonly Step['what'][]): Step | undefined =>
  whats.flatMap(what => steps.findLast(step => step.what === what) ?? [])[0]

/** The steps that decide, and the sentence that they make. */
export interface Explained {
  readonly why: string
  readonly steps: readonly Step[]
}

/** Why it ends as it does. */
export function explain(outcome: Outcome, type: QueueKindName, called: Called): Explained {
  const { availability, messages, run } = outcome
  const own = ownSteps(outcome)
  const loss = messages === 'lost' ? (pick(own, losses) ?? pick(stepsOf(outcome), losses)) : undefined
  const block = availability === 'survives' ? undefined : (pick(own, blocks) ?? pick(own, downs))
  const held =
    block?.what === 'waits' || block?.what === 'unnamed'
      ? own.findLast(({ what }) => what === 'held')
      : undefined
  const up =
    availability === 'survives' && loss === undefined
      ? pick(own, outcome.interruption === 'none' ? ups : [...downs, ...ups])
      : undefined
  // Of a queue whose only disk is gone nothing else matters.
  const isPlain = block?.what === 'unscheduled' && loss?.what === 'leader-gone'
  const steps = [...new Set([isPlain ? undefined : block, held, loss, up].flatMap(step => step ?? []))]
  const said = steps.map(step => stepText(step, run, called)).filter(text => text !== '')
  return { why: [...said, ...endOf(outcome, type)].join('; '), steps }
}

/** What the steps do not say: when it is back. */
function endOf(
  { availability, messages, interruption, run }: Outcome,
  type: QueueKindName,
): readonly string[] {
  const isMajority = type === 'quorum' || type === 'stream'
  if (availability === 'survives') {
    if (interruption === 'restart') return ['it is out of service while the node restarts']
    if (interruption === 'until-returned') return ['it is out of service until the nodes are back']
    return []
  }
  if (!run.acts.some(act => act.do !== 'fill' && act.do !== 'grow') && availability === 'lost')
    return ['there is nothing to bring back']
  if (availability === 'by-hand') {
    const kept = messages === 'by-hand' ? 'with all messages' : 'without them'
    const shrinks = run.acts.some(({ do: what }) => what === 'shrink') && isMajority
    return [
      `the commands bring it back ${shrinks && messages === 'by-hand' ? 'with all messages, as its members needed each other for each' : kept}`,
    ]
  }
  return []
}
