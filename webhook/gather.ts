import type { Review } from '../engine/review.ts'
import { newestOf } from '../facts/metadata-store.ts'
import { type Broker, brokersIn } from '../model/broker/broker.ts'
import type { StandOptions } from '../model/broker/standing.ts'
import { askAround, clusterOf } from '../model/cluster.ts'
import * as kinds from '../model/kube/kinds.ts'
import type { Proof } from '../model/kube/lookup.ts'
import { isGoing, isSameObject, type Kind, type KubeObject } from '../model/kube/object.ts'
import { type Visibility, type World, worldOf } from '../model/kube/world.ts'
import { clusterReference } from '../model/messaging/cluster-reference.ts'
import { scaledBy } from '../model/pods/autoscalers.ts'
import { byOwner, isPaused } from '../model/pods/owner.ts'
import { referencesOf } from '../model/pods/references.ts'
import type { LookUps } from './look-ups.ts'
import { asFarAsSeen, withEarlier } from './out-of-time.ts'
import type { Subject } from './subject.ts'

/** What decides how far the absence of a neighbour is believed. */
export interface Trust {
  /** Nothing was applied before a dry run, so a neighbour of the same change cannot be there. */
  readonly dryRun: boolean
  readonly pairing: 'deny' | 'warn'
}

/** How a change is judged. */
export interface Judging {
  /** What brokers are judged as where they do not tell. */
  readonly stands: StandOptions
  /** The rules, without waiting: called with the world before and after the change. */
  readonly judge: (before: World, after: World) => Review
  /** Whether there is no more time: then nothing more is looked up, and what was judged so far holds. */
  readonly outOfTime: () => boolean
}

/**
 * Most rounds of look-ups: something more is seen with each. The longest chain there is (a Service, its workload, their files, the
 * right that those make necessary, bindings, their roles) takes six; what is still not seen then is unknown.
 */
const maxRounds = 8

/**
 * Looks up what the clusters around a change are made of, and judges the change once all is seen. Where a rule turns out to need
 * something else, that is looked up too, and all is judged again: what is looked up first makes a review quick, and nothing else.
 */
export async function gather(
  subject: Subject,
  lookUps: LookUps,
  trust: Trust,
  { stands, judge, outOfTime }: Judging,
): Promise<Review> {
  seed(subject, lookUps)
  const world = (side: KubeObject | undefined): World => worldWith(subject, side, lookUps, trust)
  let last: Review | undefined
  for (let round = 1; ; round++) {
    const looking = lookAround(subject, world, stands, lookUps)
    if (!last && (await takesLong(looking))) last = judge(world(subject.before), world(subject.after))
    const after = await looking
    const isLate = last !== undefined && outOfTime()
    // Rules that compare are run all the same, of what has been seen by now.
    last = withEarlier(judge(world(subject.before), after), last)
    if (isLate) return asFarAsSeen(last)
    if (round === maxRounds || !lookUps.isWanting()) return last
  }
}

/**
 * Milliseconds that look-ups may take before what is known without them is judged: should they take all the time, that holds. A
 * processor that waits has nothing better to do.
 */
const patience = 100

async function takesLong(looking: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, patience, true)
  const done = (): void => resolve(false)
  looking.then(done, done)
  const isLong = await promise
  clearTimeout(timer)
  return isLong
}

/** Looks up what is wanted, and then what the brokers that are seen consist of: the world after the change. */
async function lookAround(
  { after }: Subject,
  worldWith: (side: KubeObject | undefined) => World,
  stands: StandOptions,
  lookUps: LookUps,
): Promise<World> {
  await lookUps.look()
  let world = worldWith(after)
  // Few rules speak of what goes: they ask themselves.
  for (let round = 1; after !== undefined && round <= maxRounds; round++) {
    const brokers = brokersIn(world, stands)
    for (const broker of brokers) wantAround(broker, lookUps)
    if (!lookUps.isWanting())
      for (const broker of brokers) askAround(clusterOf(broker, newestOf(broker.stands)))
    const seen = await lookUps.look()
    if (seen === 'nothing') break
    // A right is no part of what a world has worked out.
    if (seen === 'objects') world = worldWith(after)
  }
  return world
}

/** What some rule asks for around every broker, so that one round sees it all. */
function wantAround({ workload }: Broker, lookUps: LookUps): void {
  const { namespace } = workload
  for (const kind of around) lookUps.want(kind, namespace)
  for (const { kind, name } of referencesOf(workload)) lookUps.want(kind, namespace, name)
}
const around: readonly Kind[] = [
  kinds.Service,
  kinds.Job,
  kinds.CronJob,
  kinds.PodDisruptionBudget,
  kinds.Ingress,
  kinds.HorizontalPodAutoscaler,
  kinds.ScaledObject,
]

/** The world as it is with one side of the change in it. */
export function worldWith(
  subject: Subject,
  side: KubeObject | undefined,
  lookUps: LookUps,
  trust: Trust,
): World {
  // What a person wrote and can change is the operator's resource: what it made is judged there, unless nobody writes it again.
  const { own } = byOwner(lookUps.objects(), owner => !isPaused(owner) && !isGoing(owner))
  const others = own.filter(object => !isSameObject(object, subject.object))
  return worldOf('', side ? [...others, side] : others, visibility(subject, lookUps, trust), lookUps.access)
}

function visibility({ object }: Subject, lookUps: LookUps, trust: Trust): Visibility {
  const believed = (kind: Kind): Proof =>
    trust.dryRun || (trust.pairing === 'warn' && object.kind === 'StatefulSet' && kind.kind === 'Service')
      ? 'presumed'
      : 'live'
  return (kind, namespace, name) => {
    // Whether the object under review is there is not looked up: the request itself says so.
    const own = kind.group === object.group && kind.kind === object.kind && namespace === object.namespace
    if (own && name === object.name) return 'live'
    const seen = lookUps.visible(kind, namespace, name)
    return seen === 'live' ? believed(kind) : seen
  }
}

/** Kinds that do not say which cluster they are a part of: it says so, or its labels do. */
const partsOfSome: ReadonlySet<string> = new Set(['Service', 'PodDisruptionBudget', 'ConfigMap', 'Secret'])

/** What no rule asks for by name: the clusters that an object may be a part of. */
function seed({ object }: Subject, lookUps: LookUps): void {
  if (partsOfSome.has(object.kind))
    for (const kind of [kinds.StatefulSet, kinds.RabbitmqCluster]) lookUps.want(kind, object.namespace)
  const [kind, name] = scaledBy(object)?.split('/') ?? []
  const scaled = [kinds.StatefulSet, kinds.RabbitmqCluster].find(known => known.kind === kind)
  if (scaled) lookUps.want(scaled, object.namespace, name)
  if (object.group !== kinds.RabbitmqCluster.group) return
  if (object.kind === 'RabbitmqCluster') {
    lookUps.want(kinds.Policy, object.namespace)
    lookUps.want(kinds.OperatorPolicy, object.namespace)
    lookUps.want(kinds.Queue, object.namespace)
    return
  }
  const reference = clusterReference(object)
  if (reference) lookUps.want(kinds.RabbitmqCluster, reference.namespace, reference.name)
}
