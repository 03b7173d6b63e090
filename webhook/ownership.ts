import { member } from '../model/kube/json.ts'
import * as kinds from '../model/kube/kinds.ts'
import { isGoing, type KubeObject } from '../model/kube/object.ts'
import { scalarText } from '../model/kube/read.ts'
import { clusterNamedBy, isPaused } from '../model/pods/owner.ts'
import type { LookUps } from './look-ups.ts'

/**
 * Who writes an object again whenever it differs. Everybody can write an ownerReference: it counts where the RabbitmqCluster that
 * it names is there, stays there, has its uid, gives the object its name, and is not paused.
 */
export type Ownership =
  | { readonly state: 'none' }
  /** Judged at its owner. */
  | { readonly state: 'owned'; readonly why: string }
  /** The owner is not there, or is going, or another one of its name is there: judged in full. */
  | { readonly state: 'absent'; readonly why: string }
  /** It makes no such object, or leaves it alone: judged in full. */
  | { readonly state: 'other'; readonly why: string }
  /** Judged, and nothing is refused. */
  | { readonly state: 'unknown'; readonly why: string }

export async function ownershipOf(object: KubeObject, lookUps: LookUps): Promise<Ownership> {
  const named = clusterNamedBy(object)
  if (!named) return { state: 'none' }
  const { name, uid } = named.owner
  const who = `RabbitmqCluster ${name}`
  if (!named.isGiven)
    return { state: 'other', why: `${who} does not make a ${object.kind} of this name: judged in full` }
  lookUps.want(kinds.RabbitmqCluster, object.namespace, name)
  await lookUps.look()
  const found = lookUps
    .objects()
    .find(
      ({ kind, namespace, name: own }) =>
        kind === 'RabbitmqCluster' && namespace === object.namespace && own === name,
    )
  if (found && scalarText(member(found.value.metadata, 'uid')) === uid) return ownedBy(found, who)
  // It may have come a moment ago.
  if (lookUps.renew()) return ownershipOf(object, lookUps)
  if (found) return { state: 'absent', why: `${who} has another uid: judged in full` }
  const seen = lookUps.visible(kinds.RabbitmqCluster, object.namespace, name)
  return typeof seen === 'string'
    ? { state: 'absent', why: `${who} is not there: judged in full` }
    : { state: 'unknown', why: `${seen.why}: nothing is refused` }
}

/** The operator leaves alone what is for a RabbitmqCluster that is paused; of one that is going it only takes away. */
function ownedBy(owner: KubeObject, who: string): Ownership {
  if (isGoing(owner))
    return { state: 'absent', why: `${who} is being deleted, and nobody writes this again: judged in full` }
  return isPaused(owner)
    ? { state: 'other', why: `${who} is paused, and nobody writes this again: judged in full` }
    : { state: 'owned', why: `${who} controls it: judged there` }
}
