import type { Report, ReportedFinding } from '../../lint/report.ts'
import { marks } from './block.ts'
import { fixingWords } from './fixing.ts'
import type { FormatOptions } from './format-options.ts'
import { reasons, skippedFiles } from './reasons.ts'
import { count, hang, visible, withoutCluster } from './text.ts'

/** What is only advice, in one line: how much of it, and which rules give it. */
function advice(findings: readonly ReportedFinding[], { style, width }: FormatOptions): readonly string[] {
  if (findings.length === 0) return []
  const rules = [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, { length }]) =>
    length === 1 ? rule : `${rule} (${length})`,
  )
  const text = `${count(findings.length, 'info')}: ${rules.join(', ')} (--show info)`
  return hang(text, width).map(line => style('info', line))
}

/** What comes after the findings: what is only advice, rules that could not be judged, files not read, and what it comes to. */
export function closing(
  report: Report,
  infos: readonly ReportedFinding[],
  options: FormatOptions,
): readonly string[] {
  const { notEvaluated, skipped } = report
  const { width, verbose, style } = options
  const unjudged = reasons(notEvaluated, verbose).flatMap(reason => item('Not evaluated', reason, options))
  const unread = skippedFiles(skipped).flatMap(text => item('Skipped', text, options))
  const said = options.fixing
    ? [...verdict(report, options.which, false), ...fixingWords(options.fixing, report)]
    : verdict(report, options.which, true)
  const [first = '', ...rest] = said.flatMap(text => hang(text, width))
  return [...advice(infos, options), ...unjudged, ...unread, style('strong', first), ...rest]
}

const item = (label: string, text: string, { width, style }: FormatOptions): readonly string[] =>
  hang(`${label}: ${visible(text)}`, width).map((line, index) =>
    index === 0 ? style('strong', label) + line.slice(label.length) : line,
  )

/** `5 errors, 1 warning`; '' where nothing was found. */
const numbers = ({ errors, warnings, infos }: Report['summary']): string =>
  [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(infos > 0 ? [count(infos, 'info')] : []),
  ].join(', ')

function verdict(report: Report, which: string, promises: boolean): readonly string[] {
  const { summary, findings } = report
  const { errors, warnings, infos, clusters, suppressed } = summary
  const all = errors + warnings + infos
  if (clusters === 0 && all === 0) return withoutCluster(report).map(sentence => `${sentence}.`)
  const silenced = suppressed > 0 ? ` (${suppressed} suppressed)` : ''
  const isLive = summary.files === 0
  const read = isLive ? count(summary.objects, 'object') : count(summary.files, 'file')
  const where = `${which === '' ? '' : `${which} `}in ${count(clusters, 'cluster')}, ${read}${silenced}`
  if (all === 0) return [`Nothing found ${where}.`]
  const found = `${numbers(summary)} ${where} (warrener explain RULE)`
  return promises ? [found, mending(findings, isLive)] : [found]
}

/** What of all that was found a command mends, here or in the files that made a live cluster. */
function mending(findings: readonly ReportedFinding[], isLive: boolean): string {
  const unsafe = findings.filter(({ fix }) => fix === 'unsafe').length
  const safe = findings.filter(({ fix }) => fix === 'safe' || fix === 'additive').length
  const mark = (text: string): string => (isLive ? '' : ` ${text}`)
  const parts = [
    ...(safe > 0 ? [`${safe} mended by \`warrener fix\`${mark(marks.safe)}`] : []),
    ...(unsafe > 0
      ? [`${unsafe} ${safe > 0 ? 'more ' : 'mended '}by \`warrener fix --fix-unsafe\`${mark(marks.unsafe)}`]
      : []),
  ]
  if (parts.length === 0) return 'None that `warrener fix` mends'
  return `${parts.join(', ')}${isLive ? ' in the files that were applied' : ''}`
}
