import { brokerContainers, mayBeBroker } from '../model/broker/recognise.ts'
import { compareText } from '../model/kube/compare-text.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { clusterReference } from '../model/messaging/cluster-reference.ts'
import { isTopology, referring } from '../model/messaging/topology.ts'
import { workloadOf } from '../model/pods/makers/workloads.ts'
import { placesAmong, type Shared } from '../source/contexts.ts'
import type { Build } from '../source/kustomize/build.ts'
import { Namesakes } from '../source/namesakes.ts'
import { ancestorsOf } from '../source/paths.ts'
import type { SourceTree } from '../source/tree.ts'
import { mayHoldBroker, type UnreadText } from '../source/visibility.ts'

/** What one context holds. */
export interface Contents {
  readonly context: string
  readonly builds: readonly Build[]
  readonly objects: readonly KubeObject[]
  readonly unread: readonly UnreadText[]
  /** What belongs here too and is too much to be judged here: whether it is here is not known. */
  readonly apart: readonly Apart[]
}
/** Contexts as seen from others: the same list for all of those. */
export type Apart = readonly Pick<Contents, 'context' | 'objects'>[]

/**
 * How often the objects of shared folders are judged again, at most, once in each of the contexts that share them.
 * Beyond it their cost would grow with the square of the input: they become a context of their own, to which what the
 * contexts hold is as unknown as their things are to them.
 */
const mostCopies = 5000

/**
 * What each context of a tree holds, sorted by name. What lies in no context belongs to those that its folder is shared
 * by. A RabbitMQ there is one more cluster to a context that has one, and to a kustomization, which says what it consists
 * of: where no other context takes it, it is a context of its own, with all around it.
 * @param opened the folders that are contexts; none: all is one
 * @param byHand whether the user said so: then what lies in none of them belongs to all
 */
export function contentsOf(
  tree: SourceTree,
  opened: readonly string[],
  byHand: boolean,
): readonly Contents[] {
  const sealed = new Set(byHand ? [] : tree.builds.map(({ kustomization }) => kustomization.folder))
  const placeOf = placesAmong(opened, sealed)
  const contexts = new Map<string, Context>()
  const groups = new Map<string, Group>()
  const made = new Map<string, Context[]>()
  for (const name of opened.length === 0 ? [''] : opened)
    contexts.set(name, new Context(name, sealed.has(name)))
  const thingsIn = (folder: string): Things | undefined => {
    const place = placeOf(folder)
    if ('context' in place) return contexts.get(place.context)
    const group = groups.get(place.shared.folder) ?? new Group(place.shared)
    groups.set(place.shared.folder, group)
    return group
  }
  for (const build of tree.builds) thingsIn(build.kustomization.folder)?.addBuild(build)
  for (const { folder, object } of tree.objects) thingsIn(folder)?.objects.push(object)
  for (const text of tree.unread) thingsIn(text.folder)?.unread.push(text)
  // The deepest first: one further up may be shared by what they become.
  for (const group of [...groups.values()].sort(byDepth)) {
    const { folder, contexts: names } = group.shared
    const around = [...names.flatMap(name => contexts.get(name) ?? []), ...(made.get(folder) ?? [])]
    const takers = byHand ? around : around.filter(takes(group))
    if (isShared(group, takers, tree)) continue
    const own = madeOf(group, takers, tree, contexts)
    contexts.set(own.context, own)
    for (const above of ancestorsOf(folder).slice(1)) made.set(above, [...(made.get(above) ?? []), own])
  }
  return [...contexts.values()].sort((a, b) => compareText(a.context, b.context))
}

class Things {
  readonly builds: Build[] = []
  readonly objects: KubeObject[] = []
  readonly unread: UnreadText[] = []

  addBuild(build: Build): void {
    this.builds.push(build)
    for (const object of build.objects) this.objects.push(object)
  }
}

/** Things that lie in no context. */
class Group extends Things {
  readonly shared: Shared

  constructor(shared: Shared) {
    super()
    this.shared = shared
  }
}
const byDepth = (a: Group, b: Group): number => compareText(b.shared.folder, a.shared.folder)

class Context extends Things implements Contents {
  readonly context: string
  /** Of a kustomization. */
  readonly isSealed: boolean
  readonly apart: Apart[] = []
  #hasBroker = false
  readonly #byName = new Map<string, KubeObject[]>()
  /** As many of the objects have been looked at for a broker, and for their names: others may come to be shared. */
  readonly #seen = { broker: 0, names: 0 }
  #namesakes: Namesakes | undefined

  constructor(name: string, isSealed: boolean) {
    super()
    this.context = name
    this.isSealed = isSealed
  }

  get hasBroker(): boolean {
    this.#hasBroker ||= this.objects.slice(this.#seen.broker).some(isBroker)
    this.#seen.broker = this.objects.length
    return this.#hasBroker
  }

  /** The objects that have one of these names. */
  named(names: ReadonlyMap<string, unknown>): readonly KubeObject[] {
    for (const object of this.objects.slice(this.#seen.names)) {
      const known = this.#byName.get(object.name)
      if (known) known.push(object)
      else this.#byName.set(object.name, [object])
    }
    this.#seen.names = this.objects.length
    const few = names.size < this.#byName.size ? names : this.#byName
    return [...few.keys()].flatMap(name => (names.has(name) ? (this.#byName.get(name) ?? []) : []))
  }

  /** Takes what it shares with others, but for what it has itself: the nearest counts. */
  share({ builds, objects, unread }: Things, tree: SourceTree): void {
    this.#namesakes ??= new Namesakes(this.objects)
    const own = [this.#namesakes, ...this.builds.map(build => tree.namesakes(build))]
    for (const build of builds) this.builds.push(build)
    for (const object of objects) if (!own.some(namesakes => namesakes.has(object))) this.objects.push(object)
    for (const text of unread) this.unread.push(text)
  }
}

/** Gives a group to the contexts that take it, if there are any and not too many. */
function isShared(group: Group, takers: readonly Context[], tree: SourceTree): boolean {
  const copies = (group.objects.length + group.unread.length) * takers.length
  if (takers.length === 0 || copies > mostCopies) return false
  for (const taker of takers) taker.share(group, tree)
  return true
}

/** A group as a context of its own, apart from those that would take it. */
function madeOf(
  group: Group,
  takers: readonly Context[],
  tree: SourceTree,
  contexts: ReadonlyMap<string, Context>,
): Context {
  const own = new Context(nameFor(group, contexts), false)
  own.share(group, tree)
  own.apart.push(takers)
  const asSeen: Apart = [own]
  for (const taker of takers) taker.apart.push(asSeen)
  return own
}

/** Which contexts take a group: all of them, if it holds nothing that is judged by itself. */
function takes(group: Group): (context: Context) => boolean {
  if (group.objects.some(isBroker) || group.unread.some(mayHoldBroker)) {
    // Below a kustomization it is beside what that has, elsewhere it is none of its concern.
    return context => !context.hasBroker && (!context.isSealed || context.context === group.shared.folder)
  }
  const topology = group.objects.filter(isTopology)
  if (topology.length === 0) return () => true
  // By its name first: most objects need not be read.
  const named = Map.groupBy(topology, resource => clusterReference(resource)?.name ?? '')
  return context => context.named(named).some(object => isReferred(object, named.get(object.name) ?? []))
}

const isReferred = (object: KubeObject, topology: readonly KubeObject[]): boolean => {
  const workload = workloadOf(object)
  return workload !== undefined && referring(topology, workload).length > 0
}

const isBroker = (object: KubeObject): boolean => {
  if (!mayBeBroker(object)) return false
  const workload = workloadOf(object)
  return workload !== undefined && brokerContainers(workload).length > 0
}

/** The folder around the group; where that is a context itself, all that is below it. */
const nameFor = ({ shared: { folder } }: Group, contexts: ReadonlyMap<string, Context>): string => {
  if (!contexts.has(folder)) return folder
  return folder === '' ? '*' : `${folder}/*`
}
