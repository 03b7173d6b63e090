import type { Json } from '../../model/kube/json.ts'
import type { ChartSource } from '../../model/kube/object.ts'
import { dig } from '../../model/kube/read.ts'
import { joinPath } from '../paths.ts'
import { type ChartAround, type Dependency, isNeeded } from './around.ts'

/** A RabbitMQ chart that the chart of a folder depends on, perhaps through charts in other folders. */
export interface Needed {
  /** The keys that its values stand below. */
  readonly path: readonly string[]
  readonly source: ChartSource
  /** The folders of the charts on the way to it, from that of the values on. */
  readonly way: readonly string[]
  /** The dependencies on the way, each of a chart on it. */
  readonly links: readonly Dependency[]
}

/** How many dependencies are looked at of one chart, and how deep: charts may need one another in circles. */
const most = 200
const deepest = 5

/**
 * The RabbitMQ charts that a chart depends on.
 * @param around what the chart of a folder is, if there is one
 */
export function neededBy(
  folder: string,
  around: (folder: string) => ChartAround | undefined,
): readonly Needed[] {
  const found: Needed[] = []
  const open: Omit<Needed, 'source'>[] = [{ path: [], way: [folder], links: [] }]
  let looked = 0
  for (const { path, way, links } of open) {
    const here = way.at(-1) ?? ''
    for (const dependency of around(here)?.dependencies ?? []) {
      if (++looked > most) return found
      const inner = dependency.folders.map(below => joinPath(here, below)).find(below => around(below))
      const next = { path: [...path, dependency.key], links: [...links, dependency] }
      const { source } = dependency
      // A chart of that name may be somebody's own around the real one.
      const isAround = inner !== undefined && needs(around(inner), source.isRabbit)
      if (isAround && path.length < deepest) open.push({ ...next, way: [...way, inner] })
      else if (source.isRabbit) found.push({ ...next, way, source })
    }
  }
  return found
}

const needs = (chart: ChartAround | undefined, isRabbit: boolean): boolean =>
  (chart?.dependencies ?? []).some(({ source }) => !isRabbit || source.isRabbit)

/**
 * Whether values leave all charts in on the way to one.
 * @param values those of a file, and of each chart on the way by itself
 */
export const isLeftIn = ({ path, links }: Needed, values: Json, own: readonly Json[]): boolean =>
  links.every((link, depth) =>
    isNeeded(
      link,
      path.slice(0, depth),
      keys =>
        dig(values, keys) ??
        own.map((defaults, i) => valueIn(defaults, path.slice(0, i), keys)).find(said => said !== undefined),
    ),
  )

/** What values of a chart say at a path from the root of those that it is below. */
const valueIn = (values: Json, below: readonly string[], keys: readonly string[]): Json | undefined =>
  below.every((key, i) => keys[i] === key) ? dig(values, keys.slice(below.length)) : undefined
