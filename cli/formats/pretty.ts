import type { Report, ReportedCluster } from '../../lint/report.ts'
import { type SaidThing, saidOnce, thingsOf, whose } from '../../lint/things.ts'
import { compareSeverity } from '../../model/rule/severity.ts'
import { blockOf, sourcesOf } from './block.ts'
import { closing } from './closing.ts'
import type { FormatOptions } from './format-options.ts'
import { statistics } from './statistics.ts'
import { count, hang, visible, widthOf } from './text.ts'

/** The report for people: by cluster, errors first, then what could not be judged and what it comes to. */
export function pretty(report: Report, options: FormatOptions): string {
  if (options.statistics) return statistics(report)
  const sources = sourcesOf(options.text)
  const isAdvice = ({ severity }: { readonly severity: string }): boolean =>
    severity === 'info' && !options.showInfos
  const shown = report.findings.filter(finding => !isAdvice(finding))
  const groups = groupsOf(saidOnce(thingsOf(shown, whose)))
  const heads = headsOf(report, options)
  const blocks = groups.map(({ clusters, things }) => [
    ...(options.quiet ? [] : heads.of(clusters)),
    ...things.flatMap(thing => blockOf(thing, sources, options)),
  ])
  const rest = options.quiet ? [] : [heads.left(), closing(report, report.findings.filter(isAdvice), options)]
  return [...blocks, ...rest]
    .filter(lines => lines.length > 0)
    .map(lines => `${lines.join('\n')}\n`)
    .join('\n')
}

export interface Group {
  readonly clusters: readonly string[]
  readonly things: readonly SaidThing[]
}

/** By the clusters that things belong to; what is worst comes first, of groups and within them. */
export function groupsOf(things: readonly SaidThing[]): readonly Group[] {
  const groups = [...Map.groupBy(things, ({ clusters }) => JSON.stringify(clusters)).values()].map(of => ({
    clusters: of[0]?.clusters ?? [],
    things: of.toSorted(byWorst),
  }))
  return groups.toSorted(({ things: [a] }, { things: [b] }) => (a && b ? byWorst(a, b) : 0))
}
const byWorst = (a: SaidThing, b: SaidThing): number => compareSeverity(b.worst.severity, a.worst.severity)

/** Clusters that are named in one place; of more their number is said. */
const mostClusters = 3

interface Heads {
  /** What is known of the clusters with these names. */
  of(names: readonly string[]): readonly string[]
  /** The same of those that were not asked for. */
  left(): readonly string[]
}

function headsOf({ clusters }: Report, options: FormatOptions): Heads {
  const named = Map.groupBy(clusters, ({ name }) => name)
  const told = new Set<string>()
  return {
    of: names => {
      for (const name of names) told.add(name)
      return clusterLines(
        names.flatMap(name => named.get(name) ?? []),
        options,
      )
    },
    left: () =>
      clusterLines(
        clusters.filter(({ name }) => !told.has(name)),
        options,
      ),
  }
}

/** A line for each cluster; of many for the first. */
function clusterLines(
  clusters: readonly ReportedCluster[],
  { style, width }: FormatOptions,
): readonly string[] {
  const more = clusters.length - mostClusters
  return [
    ...clusters
      .slice(0, mostClusters)
      .flatMap(cluster => clusterLine(cluster, width).map(line => style('strong', line))),
    ...(more > 0 ? [`and ${count(more, 'cluster')} more`] : []),
  ]
}

function clusterLine(
  { name, version, replicas, file, line }: ReportedCluster,
  width: number,
): readonly string[] {
  const nodes = replicas === null ? '' : `, ${count(replicas, 'replica')}`
  const parts = [
    visible(name),
    `RabbitMQ ${version ?? 'of an unknown release'}${nodes}`,
    ...(file === null ? [] : [`${visible(file)}:${line}`]),
  ]
  const whole = parts.join('   ')
  return widthOf(whole) <= width ? [whole] : hang(whole, width)
}
