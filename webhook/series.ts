import ClientCounter from 'prom-client/lib/counter.js'
import ClientGauge from 'prom-client/lib/gauge.js'
import ClientHistogram from 'prom-client/lib/histogram.js'
import Registry from 'prom-client/lib/registry.js'

// Of prom-client only the parts that are used: the whole asks for tracing and for clusters of Node, ten times as long at each start.

type Labels<Name extends string> = Readonly<Record<Name, string>>

/** Most values of one metric: kinds and reasons come from outside. What is more is counted as `other`. */
const mostSeries = 1000

/** Metrics as prom-client keeps them, each with a bounded number of values. */
export interface Series {
  /** A number that grows, for each set of labels: what adds to it. */
  counter<Name extends string>(
    name: string,
    help: string,
    ...labels: readonly Name[]
  ): (labels: Labels<Name>, by?: number) => void
  /** How many values lie below each of some bounds, for each set of labels: what observes one. */
  histogram<Name extends string>(
    name: string,
    help: string,
    bounds: readonly number[],
    ...labels: readonly Name[]
  ): (labels: Labels<Name>, value: number) => void
  /** A number that is asked for when it is read; undefined where there is none. */
  gauge(name: string, help: string, value: () => number | undefined, labels?: Labels<string>): void
  /** All of them, as Prometheus reads them. */
  text(): Promise<string>
}

export function newSeries(): Series {
  const registry = new Registry()
  const registers = [registry]
  return {
    counter(name, help, ...labelNames) {
      const counter = new ClientCounter({ name, help, labelNames, registers })
      const bounded = boundedTo(labelNames)
      return (labels, by = 1) => counter.inc(bounded(labels), by)
    },
    histogram(name, help, bounds, ...labelNames) {
      const histogram = new ClientHistogram({ name, help, labelNames, buckets: [...bounds], registers })
      const bounded = boundedTo(labelNames)
      return (labels, value) => histogram.observe(bounded(labels), value)
    },
    gauge(name, help, value, labels = {}) {
      const collect = (): void => {
        const now = value()
        if (now === undefined) gauge.remove(labels)
        else gauge.set(labels, now)
      }
      const gauge = new ClientGauge({ name, help, labelNames: Object.keys(labels), collect, registers })
    },
    text: () => registry.metrics(),
  }
}

/** Labels as they are, or `other` for all of them once there are too many. */
function boundedTo<Name extends string>(names: readonly Name[]): (labels: Labels<Name>) => Labels<Name> {
  const known = new Set<string>()
  const other = Object.fromEntries(names.map(name => [name, 'other'])) as Labels<Name>
  return labels => {
    const key = JSON.stringify(names.map(name => labels[name]))
    if (!known.has(key) && known.size >= mostSeries) return other
    known.add(key)
    return labels
  }
}
