import type { ClusterUpgrade, FileEdit, UpgradeHop, UpgradePlan } from '../../recovery/upgrade/report.ts'
import { blockOf } from './block.ts'
import { sourceOf } from './frame.ts'
import { findingOf } from './json.ts'
import type { Look } from './terminal.ts'
import { count, visible, wrap } from './text.ts'
import { unifiedDiff } from './unified-diff.ts'

const schema = 'warrener/upgrade-plan/v1'

/** A plan as JSON. Lines of a diff that hold a credential are masked; git does not take their hunk. */
export function jsonUpgrade({ clusters }: UpgradePlan): string {
  const shown = clusters.map(({ hops, ...cluster }) => ({
    ...cluster,
    hops: hops.map(({ from, to, blockers, advice, before, after, edits }) => ({
      ...{ from, to },
      blockers: blockers.map(findingOf),
      advice: advice.map(findingOf),
      ...{ before, after },
      edits: edits.map(edit => ({ file: edit.file, diff: diffOf(edit) })),
    })),
  }))
  return `${JSON.stringify({ schema, clusters: shown }, null, 2)}\n`
}

/** All edits of all hops, in order, as `git apply` takes them. */
export const diffUpgrade = ({ clusters }: UpgradePlan): string =>
  clusters.flatMap(({ hops }) => hops.flatMap(({ edits }) => edits.map(diffOf))).join('')

const diffOf = ({ file, was, is }: FileEdit): string => unifiedDiff(file, was, is).diff

interface Options extends Look {
  readonly files: number
}

/** A plan for people: for each hop what blocks it, then what to do, in the order in which it is done. */
export function prettyUpgrade({ clusters }: UpgradePlan, options: Options): string {
  if (clusters.length === 0) return `No RabbitMQ found in ${count(options.files, 'file')}.\n`
  return clusters.map(cluster => `${clusterLines(cluster, options).join('\n')}\n`).join('\n')
}

function clusterLines(cluster: ClusterUpgrade, options: Options): readonly string[] {
  const { name, from, to, hops, refused, unknown, file, line } = cluster
  const { style, width } = options
  const place = file === null ? '' : `   ${visible(file)}${line === null ? '' : `:${line}`}`
  const head =
    style('strong', visible(`${name}   RabbitMQ ${from ?? 'unknown'} to ${to}`)) + style('place', place)
  const said = (text: string): readonly string[] => wrap(visible(text), width - 2).map(text => `  ${text}`)
  if (unknown !== undefined) return [head, ...said(unknown)]
  if (refused) return [head, ...said(refused.why)]
  if (hops.length === 0) return [head, '  nothing to do: it runs that release']
  return [
    head,
    ...hops.flatMap((hop, index) => ['', ...hopLines(hop, index, options)]),
    '',
    ...said(verdict(cluster)),
  ]
}

function hopLines(hop: UpgradeHop, index: number, options: Options): readonly string[] {
  const { from, to, blockers, advice, before, after, edits } = hop
  const { style, width, link } = options
  const texts = new Map(edits.map(({ file, was }) => [file, was]))
  const sources = ({ file }: { readonly file: string | null }) => {
    const text = file === null ? undefined : texts.get(file)
    return text === undefined ? undefined : sourceOf(text)
  }
  const section = (label: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`  ${style('strong', label)}`, ...lines.map(line => `    ${visible(line)}`)]
  return [
    style('strong', `${index + 1}. ${from} to ${to}`) +
      (blockers.length === 0
        ? ': nothing blocks it'
        : `: ${count(blockers.length, 'finding')} block${blockers.length === 1 ? 's' : ''} it`),
    ...blockers.flatMap(finding =>
      blockOf({ worst: finding, parts: [], clusters: [] }, sources, { style, width, link, verbose: false }),
    ),
    ...section('before', before),
    ...section(
      'apply',
      edits.map(({ file }) => file),
    ),
    ...section('after', after),
    ...(advice.length === 0
      ? []
      : wrap(
          `  worth a look with ${to}: ${[...new Set(advice.map(({ rule }) => rule))].join(', ')}`,
          width - 4,
        ).map(text => `  ${text}`)),
  ]
}

function verdict({ hops, standing }: ClusterUpgrade): string {
  const blockers = hops.flatMap(hop => hop.blockers)
  const way = count(hops.length, 'hop')
  const edits = '--format diff prints the edits, as git apply takes them.'
  const today =
    standing === 0
      ? ''
      : ` ${count(standing, 'error')} that the manifests have today already ${standing === 1 ? 'stays' : 'stay'}: warrener lint.`
  return blockers.length === 0
    ? `${way}, and nothing blocks ${hops.length === 1 ? 'it' : 'them'}; ${edits}${today}`
    : `${way}, ${count(blockers.length, 'finding')} in the way; ${edits}${today}`
}
