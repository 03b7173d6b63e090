import type { Review } from '../engine/review.ts'
import * as kinds from '../model/kube/kinds.ts'
import type { Proof } from '../model/kube/lookup.ts'
import { isSameObject, type Kind, type KubeObject } from '../model/kube/object.ts'
import { type Visibility, type World, worldOf } from '../model/kube/world.ts'
import { clusterReference } from '../model/messaging/cluster-reference.ts'
import type { LookUps } from './look-ups.ts'
import { asFarAsSeen, withEarlier } from './out-of-time.ts'
import type { Subject } from './subject.ts'

/** What decides how far the absence of a neighbour is believed. */
export interface Trust {
  /** Nothing was applied before a dry run, so a neighbour of the same change cannot be there. */
  readonly dryRun: boolean
  readonly pairing: 'deny' | 'warn'
}

/**
 * Most rounds of look-ups: a rule sees one more object with each. The longest chain there is (claims of a binding, its
 * role) takes four; what is still not seen then is unknown.
 */
const maxRounds = 6

/**
 * Judges a change, looks up what the rules turned out to need, and judges again until they need nothing more.
 * @param judge the rules, without waiting: called with the world before and after the change
 * @param outOfTime whether there is no more time: then what was judged so far holds
 */
export async function gather(
  subject: Subject,
  lookUps: LookUps,
  trust: Trust,
  judge: (before: World, after: World) => Review,
  outOfTime: () => boolean = () => false,
): Promise<Review> {
  seed(subject, lookUps)
  await lookUps.look()
  let last: Review | undefined
  for (let round = 1; ; round++) {
    const judged = judge(
      worldWith(subject, subject.before, lookUps, trust),
      worldWith(subject, subject.after, lookUps, trust),
    )
    last = withEarlier(judged, last)
    if (round === maxRounds || !(await lookUps.look())) return last
    if (outOfTime()) return asFarAsSeen(last)
  }
}

/** The world as it is with one side of the change in it. */
export function worldWith(
  subject: Subject,
  side: KubeObject | undefined,
  lookUps: LookUps,
  trust: Trust,
): World {
  const others = lookUps.objects().filter(object => !isSameObject(object, subject.object))
  return worldOf('', side ? [...others, side] : others, visibility(subject, lookUps, trust))
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

/** What no rule asks for by name: the clusters that an object may be a part of. */
function seed({ object }: Subject, lookUps: LookUps): void {
  if (object.kind === 'Service') {
    lookUps.want(kinds.StatefulSet, object.namespace)
    lookUps.want(kinds.RabbitmqCluster, object.namespace)
  }
  if (object.group !== kinds.RabbitmqCluster.group) return
  if (object.kind === 'RabbitmqCluster') {
    lookUps.want(kinds.Policy, object.namespace)
    lookUps.want(kinds.OperatorPolicy, object.namespace)
    return
  }
  const reference = clusterReference(object)
  if (reference) lookUps.want(kinds.RabbitmqCluster, reference.namespace, reference.name)
}
