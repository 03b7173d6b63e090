type Labels = Readonly<Record<string, string>>

/** Most values of one metric: kinds and reasons come from outside. What is more is counted as `other`. */
const mostSeries = 1000

/** A metric in the text format of Prometheus. Source: prometheus.io/docs/instrumenting/exposition_formats. */
export interface Metric {
  lines(): readonly string[]
}

const head = (name: string, type: string, help: string): readonly string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
]

/** A number that grows, for each set of labels. */
export class Counter implements Metric {
  readonly #name: string
  readonly #help: string
  readonly #values = new Map<string, number>()

  constructor(name: string, help: string) {
    this.#name = name
    this.#help = help
  }

  add(labels: Labels, by = 1): void {
    const key = boundedKey(this.#values, labels)
    this.#values.set(key, (this.#values.get(key) ?? 0) + by)
  }

  lines(): readonly string[] {
    const values = [...this.#values].map(([labels, value]) => `${this.#name}{${labels}} ${value}`)
    return [...head(this.#name, 'counter', this.#help), ...values]
  }
}

/** How many values lie below each of some bounds, for each set of labels. */
export class Histogram implements Metric {
  readonly #name: string
  readonly #help: string
  readonly #bounds: readonly number[]
  readonly #values = new Map<string, { readonly below: number[]; sum: number; count: number }>()

  constructor(name: string, help: string, bounds: readonly number[]) {
    this.#name = name
    this.#help = help
    this.#bounds = bounds
  }

  observe(labels: Labels, value: number): void {
    const key = boundedKey(this.#values, labels)
    const known = this.#values.get(key) ?? { below: this.#bounds.map(() => 0), sum: 0, count: 0 }
    this.#values.set(key, known)
    known.sum += value
    known.count++
    for (const [index, bound] of this.#bounds.entries())
      if (value <= bound) known.below[index] = (known.below[index] ?? 0) + 1
  }

  lines(): readonly string[] {
    const values = [...this.#values].flatMap(([labels, { below, sum, count }]) => [
      ...this.#bounds.map((bound, index) => `${this.#name}_bucket{${labels},le="${bound}"} ${below[index]}`),
      `${this.#name}_bucket{${labels},le="+Inf"} ${count}`,
      `${this.#name}_sum{${labels}} ${sum}`,
      `${this.#name}_count{${labels}} ${count}`,
    ])
    return [...head(this.#name, 'histogram', this.#help), ...values]
  }
}

/** A number that is asked for when it is read; undefined where there is none. */
export const gauge = (
  name: string,
  help: string,
  value: () => number | undefined,
  labels: Labels = {},
): Metric => ({
  lines() {
    const now = value()
    return now === undefined
      ? []
      : [
          ...head(name, 'gauge', help),
          `${name}${Object.keys(labels).length === 0 ? '' : `{${textOf(labels)}}`} ${now}`,
        ]
  },
})

function boundedKey(known: ReadonlyMap<string, unknown>, labels: Labels): string {
  const key = textOf(labels)
  if (known.has(key) || known.size < mostSeries) return key
  return textOf(Object.fromEntries(Object.keys(labels).map(name => [name, 'other'])))
}
const textOf = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')
const escaped = (text: string): string => text.replace(/[\\"\n]/g, hit => (hit === '\n' ? '\\n' : `\\${hit}`))
