import type { JsonObject } from '../kube/json.ts'
import { onceEach } from '../kube/once-each.ts'
import type { Layers } from '../kube/world.ts'
import { ByPair, pairsOf } from './label-pairs.ts'
import { type Service, selects } from './service.ts'
import type { Workload } from './workload.ts'

/** The Services that pick pods with these labels, in their order. */
export const selecting = (
  { own, listed }: { readonly own: readonly Service[]; readonly listed: readonly Service[] },
  labels: JsonObject,
): readonly Service[] => [
  ...own.filter(service => selects(service, labels)),
  ...indexOf(listed).selecting(labels),
]

/** The Services of a list that are called so, in their order. */
export const named = (listed: readonly Service[], name: string): readonly Service[] =>
  indexOf(listed).named(name)

/** The Services that pick a single pod of a set by its name. */
export const ofOnePod = (listed: readonly Service[], set: string | undefined): readonly Service[] =>
  set === undefined ? [] : indexOf(listed).ofSet(set)

/** Services of one list, each once, in the order of the list. */
export function inOrder(listed: readonly Service[], services: Iterable<Service>): readonly Service[] {
  const index = indexOf(listed)
  return [...new Set(services)].sort((a, b) => (index.position(a) ?? 0) - (index.position(b) ?? 0))
}

/** What a function gives for a list of Services: worked out once for each of its layers. */
export function ofEachLayer<T>(
  work: (listed: readonly Service[]) => T,
): (listed: readonly Service[]) => readonly T[] {
  const known = onceEach(work)
  return listed => (layers.get(listed) ?? [listed]).map(known)
}

/** Says that a list is that of a namespace, and of those in none that have no namesake there: their index is made once. */
export const inLayers = (listed: readonly Service[], of: Layers<Service>): unknown => layers.set(listed, of)
const layers = new WeakMap<readonly Service[], Layers<Service>>()

/** Finds Services without going through all of them: there may be as many clusters as Services. */
interface Index {
  named(name: string): readonly Service[]
  /** Those that pick a pod by its name, under what stands before its number. */
  ofSet(set: string): readonly Service[]
  selecting(labels: JsonObject): readonly Service[]
  position(service: Service): number | undefined
}
const indexOf = onceEach((listed: readonly Service[]): Index => {
  const of = layers.get(listed)
  return of ? layered(listed, of) : new ServiceIndex(listed)
})

const podNameLabel = 'statefulset.kubernetes.io/pod-name'

class ServiceIndex implements Index {
  readonly #positions: ReadonlyMap<Service, number>
  readonly #byName: ReadonlyMap<string, readonly Service[]>
  readonly #bySet: ReadonlyMap<string, readonly Service[]>
  readonly #listed: readonly Service[]
  /** Each under the pair of its selector that the fewest others have. */
  readonly #byPair = new ByPair<Service>()

  constructor(listed: readonly Service[]) {
    this.#listed = listed
    this.#positions = new Map(listed.map((service, index) => [service, index]))
    this.#byName = Map.groupBy(listed, ({ name }) => name)
    this.#bySet = Map.groupBy(
      listed.filter(({ selector }) => selector !== undefined && podNameLabel in selector),
      ({ selector }) => String(selector?.[podNameLabel]).replace(/-\d+$/, ''),
    )
    const all = new ByPair<Service>()
    const selectors = listed.map(service => ({ service, pairs: pairsOf(service.selector ?? {}) }))
    for (const { service, pairs } of selectors) for (const pair of pairs) all.add(pair, service)
    for (const { service, pairs } of selectors) {
      const pair = all.rarest(pairs)
      if (pair !== undefined) this.#byPair.add(pair, service)
    }
  }

  named(name: string): readonly Service[] {
    return this.#byName.get(name) ?? []
  }

  ofSet(set: string): readonly Service[] {
    return this.#bySet.get(set) ?? []
  }

  position(service: Service): number | undefined {
    return this.#positions.get(service)
  }

  selecting(labels: JsonObject): readonly Service[] {
    const candidates = pairsOf(labels).flatMap(pair => this.#byPair.with(pair))
    return inOrder(
      this.#listed,
      candidates.filter(service => selects(service, labels)),
    )
  }
}

/** The index of a list out of those of its layers. */
function layered(listed: readonly Service[], [first, second]: Layers<Service>): Index {
  const [own, ofNone] = [indexOf(first), indexOf(second)]
  const isListed = ({ name }: Service): boolean => own.named(name).length === 0
  const both = (find: (index: Index) => readonly Service[]): readonly Service[] => [
    ...find(own),
    ...find(ofNone).filter(isListed),
  ]
  return {
    named: name => both(index => index.named(name)),
    ofSet: set => both(index => index.ofSet(set)),
    selecting: labels => both(index => index.selecting(labels)),
    position(service) {
      const place = ofNone.position(service)
      return own.position(service) ?? (place === undefined ? undefined : listed.length + place)
    },
  }
}

const labelled = new WeakMap<readonly Workload[], ByPair<Workload>>()
/** Whether a Service picks the pods of any of these workloads. */
export function selectsAny(workloads: readonly Workload[], service: Service): boolean {
  const known = labelled.get(workloads) ?? byLabels(workloads)
  labelled.set(workloads, known)
  const pair = known.rarest(pairsOf(service.selector ?? {}))
  return pair !== undefined && known.with(pair).some(({ template }) => selects(service, template.labels))
}

function byLabels(workloads: readonly Workload[]): ByPair<Workload> {
  const index = new ByPair<Workload>()
  for (const workload of workloads)
    for (const pair of pairsOf(workload.template.labels)) index.add(pair, workload)
  return index
}
