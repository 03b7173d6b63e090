import type { Gap } from '../engine/finding.ts'
import type { Review } from '../engine/review.ts'
import { isSilenced } from '../engine/suppress.ts'
import { newestOf } from '../facts/metadata-store.ts'
import type { Broker } from '../model/broker/broker.ts'
import { clusterOf } from '../model/cluster.ts'
import { ifFound } from '../model/kube/lookup.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { containersOf } from '../model/pods/container.ts'
import { workloadOf } from '../model/pods/makers/workloads.ts'
import type { Deps } from './deps.ts'
import { optionsOf } from './judge.ts'
import { reasonOf, switchedOff } from './look-ups.ts'
import { claimKind, NotRead } from './reader.ts'
import type { Subject } from './subject.ts'
import { actionOn } from './verdict.ts'

/*
 * Rules that compare need a cluster before and after. Nodes that begin to run upon data have a before that nobody shows: they were scaled to
 * nothing, deleted without their claims, or were something else for a while. What tells of it is their volume claims.
 */

/** What may have been before, and was not compared. */
export interface RanBefore {
  /** One line for the user, with what could have refused the request. */
  readonly text?: string
  /** The same for the audit log. */
  readonly note?: string
  readonly couldDeny?: string
  /** Where claims could not be asked for. */
  readonly gap?: Gap
}

/** Looks whether nodes that begin to run have run before. Nothing is asked where nothing begins. */
export async function ranBefore(subject: Subject, { before, after }: Review, deps: Deps): Promise<RanBefore> {
  const broker = after.brokers.find(({ workload }) => workload.object === subject.after)
  const old = before.brokers.find(({ workload }) => workload.object === subject.before)
  const start = broker && startOf(broker)
  if (!start || (old && replicasOf(old) !== 0)) return {}
  // Most that is new is new: where each look is a call, it is not worth one.
  if (!subject.before && (!deps.reader || deps.reader.isCostly)) return {}
  const { object, called } = broker.workload
  const [beyond, first] = [start.claimOf(start.nodes), start.claimOf(0)]
  const isThere = (name: string): Promise<boolean> => hasClaim(object, name, deps)
  try {
    if (open('scale-down', object, deps) && (await isThere(beyond))) {
      const nodes = `${start.nodes} ${start.nodes === 1 ? 'node' : 'nodes'}`
      const what = `${called} starts ${nodes}, and claim ${beyond} is of another that ran before`
      return said('scale-down', `${what}: unless it has left the cluster, start it too`, deps)
    }
    const isOther = !old && !hasImage(subject.before, broker.image.text)
    if (isOther && open('upgrade-hop-unsupported', object, deps) && (await isThere(first))) {
      const what = `claim ${first} is there: ${called} may start on data of another release`
      return said('upgrade-hop-unsupported', what, deps)
    }
    return {}
  } catch (error) {
    const why = `PersistentVolumeClaim ${beyond} could not be read: ${reasonOf(error)}`
    return { gap: { rule: 'scale-down', cluster: broker.name, why, partial: false } }
  }
}

interface Start {
  readonly nodes: number
  /** The claim for the data of a node, counted from 0. */
  claimOf(node: number): string
}

/** How many nodes there are to be, and what the claims for their data are called; undefined where there are none. */
function startOf(broker: Broker): Start | undefined {
  const { workload, replicas, dataVolume } = clusterOf(broker, newestOf(broker.stands))
  const { ordinals } = workload
  const [nodes = 0, volume] = [ifFound(replicas)?.value, ifFound(dataVolume)]
  if (nodes === 0 || !ordinals || ordinals.owner === '' || volume?.kind !== 'claim-template') return undefined
  return { nodes, claimOf: node => `${volume.name}-${ordinals.owner}-${ordinals.start + node}` }
}

const replicasOf = (broker: Broker): number | undefined =>
  ifFound(clusterOf(broker, newestOf(broker.stands)).replicas)?.value

/** Whether what is told to be RabbitMQ only now runs the same image already. */
function hasImage(object: KubeObject | undefined, image: string | undefined): boolean {
  const workload = object && workloadOf(object)
  return workload !== undefined && containersOf(workload.template).some(({ value }) => value.image === image)
}

/** Whether a rule would have spoken. */
function open(id: string, object: KubeObject, deps: Deps): boolean {
  const rule = deps.rules.find(other => other.id === id)
  return rule !== undefined && !isSilenced(object, rule, optionsOf(deps))
}

async function hasClaim({ namespace }: KubeObject, name: string, { reader, signal }: Deps): Promise<boolean> {
  if (!reader) throw new NotRead(switchedOff)
  return (await reader.get(claimKind, namespace, name, signal)) !== undefined
}

/** Nobody is refused for what may have been; what would be said of it with certainty decides how loudly it is said. */
function said(id: string, what: string, { rules, config }: Deps): RanBefore {
  const rule = rules.find(other => other.id === id)
  const action = rule ? actionOn({ rule, severity: rule.worst }, config) : 'audit'
  const text = action === 'deny' ? `${what}; could have refused it: ${id}` : `${id}: ${what}`
  return {
    note: text,
    ...(action === 'audit' ? {} : { text }),
    ...(action === 'deny' ? { couldDeny: id } : {}),
  }
}
