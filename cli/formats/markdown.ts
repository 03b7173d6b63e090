import { placeText, type Report, type ReportedCluster, type ReportedFinding } from '../../lint/report.ts'
import { type SaidThing, saidOnce, thingsOf, whose } from '../../lint/things.ts'
import { type FixedFinding, placeOf as fixedPlace } from './fixing.ts'
import type { FormatOptions } from './format-options.ts'
import { ranked } from './ranked.ts'
import { reasons, skippedFiles } from './reasons.ts'
import { count, visible, withoutCluster } from './text.ts'

/** The report as Markdown: by cluster, worst first, then what could not be judged. */
export function markdown(report: Report, { fixing }: Pick<FormatOptions, 'fixing'> = {}): string {
  const { findings, notEvaluated, skipped } = report
  const things = saidOnce(thingsOf(ranked(findings), whose))
  const clusters = Map.groupBy(report.clusters, ({ name }) => name)
  const groups = [...Map.groupBy(things, thing => thing.clusters.join(', '))].map(([names, of]) =>
    [
      `## ${names === '' ? 'Files' : escaped(names)}`,
      ...(of[0]?.clusters ?? []).flatMap(name => (clusters.get(name) ?? []).slice(0, 1).map(clusterLine)),
      of.map(item).join('\n'),
    ].join('\n\n'),
  )
  const parts = [
    `# ${escaped(verdict(report))}`,
    ...(fixing ? list(fixing.written ? 'Mended' : 'Would be mended', fixing.mended.map(fixedWords)) : []),
    ...(fixing
      ? list(
          'Not mended',
          fixing.refused.map(one => `${fixedWords(one)}: ${one.why}`),
        )
      : []),
    ...groups,
    ...list('Not evaluated', reasons(notEvaluated, true)),
    ...list('Skipped files', skippedFiles(skipped)),
  ]
  return `${parts.join('\n\n')}\n`
}

function verdict(report: Report): string {
  const { errors, warnings, infos, clusters, files, objects } = report.summary
  const where = `${count(clusters, 'RabbitMQ cluster')}, ${files > 0 ? count(files, 'file') : count(objects, 'object')}`
  if (errors + warnings + infos > 0)
    return `${count(errors, 'error')}, ${count(warnings, 'warning')}, ${count(infos, 'info')} in ${where}`
  return clusters === 0 ? withoutCluster(report).join('. ') : `Nothing found in ${where}`
}

const clusterLine = ({ version, replicas, file, line }: ReportedCluster): string =>
  [
    `RabbitMQ ${version ?? 'of an unknown release'}`,
    ...(replicas === null ? [] : [count(replicas, 'replica')]),
    ...(file === null ? [] : [`${escaped(file)}:${line}`]),
  ].join(', ')

const item = ({ worst, parts }: SaidThing): string =>
  [
    `- **${worst.severity}** [${worst.rule}](${worst.docs}) ${placeOf(worst)}: ${escaped(worst.message)}.`,
    `  ${escaped(worst.why)}.`,
    `  **${escaped(worst.help)}**`,
    ...parts.map(part => `  - also [${part.rule}](${part.docs}) ${placeOf(part)}: ${escaped(part.message)}`),
  ].join('\n')

const fixedWords = (finding: FixedFinding): string => `${finding.rule} ${fixedPlace(finding)}`
const placeOf = (finding: ReportedFinding): string => escaped(placeText(finding))

const list = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`## ${title}\n\n${items.map(text => `- ${escaped(text)}`).join('\n')}`]

/** Text of a manifest as Markdown shows it, without any markup taking effect. */
export const escaped = (text: string): string =>
  visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~#@]/g, '\\$&')
