import { isString, type JsonObject } from '../kube/json.ts'

/** The pairs of a map of labels as texts; two maps that share none have no label in common. */
export const pairsOf = (labels: JsonObject): readonly string[] =>
  Object.entries(labels).flatMap(([key, value]) => (isString(value) ? [`${key}\n${value}`] : []))

/** Things by the pairs of their labels. */
export class ByPair<T> {
  readonly #things = new Map<string, T[]>()

  add(pair: string, thing: T): void {
    const things = this.#things.get(pair)
    if (things) things.push(thing)
    else this.#things.set(pair, [thing])
  }

  with(pair: string): readonly T[] {
    return this.#things.get(pair) ?? []
  }

  /** Of some pairs the one that the fewest things have. */
  rarest(pairs: readonly string[]): string | undefined {
    let best: string | undefined
    for (const pair of pairs)
      if (best === undefined || this.with(pair).length < this.with(best).length) best = pair
    return best
  }
}
