import type { Report, ReportedFinding, ReportedRelated } from '../../lint/report.ts'
import type { FormatOptions } from './format.ts'
import { frame, type Source, sourceOf } from './frame.ts'
import { count, visible, wrap } from './text.ts'

/** Columns that the report keeps within, whatever the terminal: the same input gives the same bytes. */
const width = 80
const labelled = 8

/** The report for people: each finding with the lines it is about, then what was found and what could not be judged. */
export function pretty(report: Report, options: FormatOptions): string {
  const sources = new Map<string, Source | undefined>()
  const source = (file: string): Source | undefined => {
    if (!sources.has(file)) {
      const text = options.text(file)
      sources.set(file, text === undefined ? undefined : sourceOf(text))
    }
    return sources.get(file)
  }
  const blocks = report.findings.map(finding => findingLines(finding, source, options))
  if (!options.quiet) blocks.push(...closing(report, options))
  return blocks.map(lines => `${lines.join('\n')}\n`).join('\n')
}

type Sources = (file: string) => Source | undefined

function findingLines(
  finding: ReportedFinding,
  sources: Sources,
  { style }: FormatOptions,
): readonly string[] {
  const { severity, rule, file, line, column } = finding
  const source = sources(file)
  return [
    `${style(severity, severity)} ${style('strong', rule)}`,
    `  ${style('place', placeOf(file, line, column))}`,
    ...wrap(visible(finding.message), width - 2).map(text => `  ${text}`),
    ...(source ? frame(source, finding, { around: 1, width, style }) : []),
    ...section('why', finding.why),
    ...section('help', finding.help),
    ...finding.related.flatMap(related => relatedLines(related, sources, finding, style)),
    ...(finding.contexts && finding.contexts.length > 1 ? section('in', finding.contexts.join(', ')) : []),
    ...section('more', `warrener explain ${rule}${fixHint[finding.fix]}`),
  ]
}

const fixHint: Readonly<Record<ReportedFinding['fix'], string>> = {
  additive: '; warrener fix mends it',
  safe: '; warrener fix mends it',
  unsafe: '; warrener fix --fix-unsafe changes it',
  none: '',
}

const placeOf = (file: string, line: number, column: number): string => `${visible(file)}:${line}:${column}`

function section(label: string, text: string): readonly string[] {
  return wrap(visible(text), width - labelled).map(
    (line, index) => (index === 0 ? `  ${label}` : '').padEnd(labelled) + line,
  )
}

function relatedLines(
  { file, line, column, message }: ReportedRelated,
  sources: Sources,
  finding: ReportedFinding,
  style: FormatOptions['style'],
): readonly string[] {
  const source = sources(file)
  const isShown = file === finding.file && Math.abs(line - finding.line) <= 1
  const text = source?.lines[line - 1] ?? ''
  const range = { line, column, endLine: line, endColumn: text.length + 1 }
  return [
    ...section('see', `${placeOf(file, line, column)}: ${message}`),
    ...(source && !isShown ? frame(source, range, { around: 0, width, style }).slice(0, 1) : []),
  ]
}

/** What comes after the findings: rules that could not be judged, files not read, and the count. */
function closing(report: Report, { style }: FormatOptions): readonly (readonly string[])[] {
  const { notEvaluated, skipped } = report
  return [
    ...(notEvaluated.length > 0 ? [[style('strong', 'Not evaluated'), ...unjudged(report)]] : []),
    ...(skipped.length > 0
      ? [[style('strong', 'Skipped'), ...skipped.flatMap(({ file, why }) => listItem(`${file}: ${why}`))]]
      : []),
    verdict(report),
  ]
}

/** Rules that share a reason are named in one entry. */
function unjudged({ notEvaluated }: Report): readonly string[] {
  const reasons = Map.groupBy(
    notEvaluated,
    ({ cluster, why }) => `${cluster === '' ? '' : `${cluster}: `}${why}`,
  )
  return [...reasons].flatMap(([reason, gaps]) =>
    listItem(`${reason} (${gaps.map(gap => gap.rule).join(', ')})`),
  )
}

const listItem = (text: string): readonly string[] =>
  wrap(visible(text), width - 4).map((line, index) => (index === 0 ? '  ' : '    ') + line)

function verdict({ summary, clusters }: Report): readonly string[] {
  const files = count(summary.files, 'file')
  if (summary.clusters === 0 && summary.errors + summary.warnings + summary.infos === 0)
    return [`No RabbitMQ found in ${files}.`]
  const found = [
    ...(summary.errors > 0 ? [count(summary.errors, 'error')] : []),
    ...(summary.warnings > 0 ? [count(summary.warnings, 'warning')] : []),
    ...(summary.infos > 0 ? [`${summary.infos} info`] : []),
  ]
  const where = `${count(summary.clusters, 'RabbitMQ cluster')}, ${count(summary.objects, 'object')}, ${files}`
  const extra = [
    ...(summary.fixable > 0 ? [`${count(summary.fixable, 'finding')} mended by warrener fix`] : []),
    ...(summary.suppressed > 0 ? [`${summary.suppressed} suppressed`] : []),
  ]
  return [
    ...clusters.flatMap(({ name, version, replicas, file, line }) =>
      listItem(
        `${name}: RabbitMQ ${version ?? 'of an unknown release'}${replicas === null ? '' : `, ${count(replicas, 'replica')}`} (${file}:${line})`,
      ),
    ),
    ...wrap(`${found.length === 0 ? 'Nothing found' : found.join(', ')} in ${where}.`, width),
    ...(extra.length > 0 ? wrap(`${extra.join('; ')}.`, width) : []),
  ]
}
