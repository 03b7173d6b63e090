import type { JsonObject } from '../kube/json.ts'
import { ByPair, pairsOf } from './label-pairs.ts'
import { type Service, selects } from './service.ts'
import type { Services } from './services.ts'
import type { Workload } from './workload.ts'

/** The Services that pick pods with these labels, in their order. */
export const selecting = (
  { own, listed }: Pick<Services, 'own' | 'listed'>,
  labels: JsonObject,
): readonly Service[] => [
  ...own.filter(service => selects(service, labels)),
  ...indexOf(listed).selecting(labels),
]

/** The Services of a list that are called so, in their order. */
export const named = (listed: readonly Service[], name: string): readonly Service[] =>
  indexOf(listed).byName.get(name) ?? []

/** The Services that pick a single pod of a set by its name. */
export const ofOnePod = (listed: readonly Service[], set: string | undefined): readonly Service[] =>
  set === undefined ? [] : (indexOf(listed).bySet.get(set) ?? [])

/** Services of one list, each once, in the order of the list. */
export function inOrder(listed: readonly Service[], services: Iterable<Service>): readonly Service[] {
  const { position } = indexOf(listed)
  return [...new Set(services)].sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0))
}

const podNameLabel = 'statefulset.kubernetes.io/pod-name'

/** Finds Services without going through all of them: there may be as many clusters as Services. */
class ServiceIndex {
  readonly position: ReadonlyMap<Service, number>
  readonly byName: ReadonlyMap<string, readonly Service[]>
  /** Those that pick a pod by its name, under what stands before its number. */
  readonly bySet: ReadonlyMap<string, readonly Service[]>
  readonly #listed: readonly Service[]
  /** Each under the pair of its selector that the fewest others have. */
  readonly #byPair = new ByPair<Service>()

  constructor(listed: readonly Service[]) {
    this.#listed = listed
    this.position = new Map(listed.map((service, index) => [service, index]))
    this.byName = Map.groupBy(listed, ({ name }) => name)
    this.bySet = Map.groupBy(
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

  selecting(labels: JsonObject): readonly Service[] {
    const candidates = pairsOf(labels).flatMap(pair => this.#byPair.with(pair))
    return inOrder(
      this.#listed,
      candidates.filter(service => selects(service, labels)),
    )
  }
}

const indexes = new WeakMap<readonly Service[], ServiceIndex>()
function indexOf(listed: readonly Service[]): ServiceIndex {
  const known = indexes.get(listed) ?? new ServiceIndex(listed)
  indexes.set(listed, known)
  return known
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
