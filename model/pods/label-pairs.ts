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

/** Things that pick pods by labels, found without going through all of them: there may be as many pods as things. */
export class LabelIndex<T> {
  readonly #list: readonly T[]
  readonly #always: readonly number[]
  /** Each under the pair that the fewest others ask for. */
  readonly #byPair = new ByPair<number>()

  /** @param asks the pairs that a thing asks for; none where what it picks is not told by them */
  constructor(list: readonly T[], asks: (thing: T) => readonly string[]) {
    this.#list = list
    const all = new ByPair<number>()
    const pairs = list.map(asks)
    for (const [index, own] of pairs.entries()) for (const pair of own) all.add(pair, index)
    this.#always = pairs.flatMap((own, index) => (own.length === 0 ? [index] : []))
    for (const [index, own] of pairs.entries()) {
      const pair = all.rarest(own)
      if (pair !== undefined) this.#byPair.add(pair, index)
    }
  }

  /** Those that may pick pods with these labels, in their order: no other one does. */
  maybe(labels: JsonObject): readonly T[] {
    const found = pairsOf(labels).flatMap(pair => this.#byPair.with(pair))
    return [...this.#always, ...found].sort((a, b) => a - b).flatMap(index => this.#list[index] ?? [])
  }
}
