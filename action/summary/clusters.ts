import { escaped } from '../../cli/formats/markdown.ts'
import { count } from '../../cli/formats/text.ts'
import type { ChangedCluster, ClusterChanges } from '../../index.ts'
import type { ReportedCluster } from '../../lint/report.ts'
import type { Links } from '../links.ts'
import { linked } from './markdown.ts'

/** Clusters that are named in one place; of more their number is said. */
const mostNamed = 20

/** What is known of a cluster beside its name, with its place. */
export function clusterFacts(cluster: ReportedCluster, links: Links, isBefore = false): string {
  const { version, replicas, file, line } = cluster
  return [
    `RabbitMQ ${version === null ? 'of an unknown release' : escaped(version)}`,
    ...(replicas === null ? [] : [count(replicas, 'replica')]),
    ...(file === null ? [] : [linked(`${links.path(file)}:${line}`, links.line(file, line, isBefore))]),
  ].join(', ')
}

/** A line for each cluster that comes, goes or moves; '' where none does. */
export function clusterChangeLines({ come, gone, moved }: ClusterChanges, links: Links): string {
  const named = ({ cluster, context }: ChangedCluster, isBefore = false): string =>
    `**${escaped(cluster.name)}**${context === '' ? '' : ` in ${escaped(context)}`} (${clusterFacts(cluster, links, isBefore)})`
  const lines = [
    ...gone.map(one => `- ➖ a cluster goes: ${named(one, true)}`),
    ...come.map(one => `- ➕ a cluster comes: ${named(one)}`),
    ...moved.map(
      ({ from, to }) => `- ➡️ a cluster moves from ${escaped(from.context || 'the root')}: ${named(to)}`,
    ),
  ]
  const more = lines.length - mostNamed
  return [
    ...lines.slice(0, mostNamed),
    ...(more > 0 ? [`- and ${more} more clusters that come, go or move`] : []),
  ].join('\n')
}
