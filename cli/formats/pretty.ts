import { placeText, type Report, type ReportedFinding, type ReportedRelated } from '../../lint/report.ts'
import { saidOnce, type Thing, thingsOf, whose } from '../../lint/things.ts'
import type { FormatOptions } from './format-options.ts'
import { frame, type Source, sourceOf } from './frame.ts'
import { reasons, skippedFiles } from './reasons.ts'
import { count, visible, withoutCluster, wrap } from './text.ts'

/** Columns that the report keeps within, whatever the terminal: the same input gives the same bytes. */
const width = 80
const labelled = 8
/** Above so many findings the report begins with their numbers, as its end is far away. */
const mostAtAGlance = 8
/** Contexts that a finding names; overlays can be many. */
const mostContexts = 3

/** The report for people: each finding with the lines it is about, then what was found and what could not be judged. */
export function pretty(report: Report, options: FormatOptions): string {
  const sources = new Map<string, Source | undefined>()
  const source: Sources = ({ file, object }) => {
    if (file === null) return undefined
    // What a finding in a Secret points at may stand in a file that does not look like one.
    const isSecret = object.kind === 'Secret'
    const key = `${isSecret}\0${file}`
    if (!sources.has(key)) {
      const text = options.text(file)
      sources.set(key, text === undefined ? undefined : sourceOf(text, isSecret))
    }
    return sources.get(key)
  }
  const things = thingsOf(report.findings, whose)
  const isAdvice = ({ worst }: Thing<ReportedFinding>): boolean =>
    worst.severity === 'info' && !options.showInfos
  const findings = saidOnce(things.filter(thing => !isAdvice(thing))).map(thing =>
    thingLines(thing, source, options),
  )
  const blocks = options.quiet
    ? findings
    : [
        ...(findings.length > mostAtAGlance ? [overview(report)] : []),
        ...findings,
        ...advice(things.filter(isAdvice), options),
        ...closing(report, options),
      ]
  return blocks.map(lines => `${lines.join('\n')}\n`).join('\n')
}

type Sources = (place: Pick<ReportedRelated, 'file' | 'object'>) => Source | undefined

function thingLines(
  { worst: finding, parts }: Thing<ReportedFinding>,
  sources: Sources,
  { style }: FormatOptions,
): readonly string[] {
  const { severity, rule } = finding
  const source = sources(finding)
  return [
    `${style(severity, severity)} ${style('strong', rule)}`,
    `  ${style('place', placeText(finding, visible))}`,
    ...wrap(visible(finding.message), width - 2).map(text => `  ${text}`),
    ...(source && finding.file !== null ? frame(source, finding, { around: 1, width, style }) : []),
    ...section('why', finding.why),
    ...section('help', finding.help),
    ...parts.flatMap(part => section('also', `${part.rule} (${placeFrom(finding, part)}): ${part.message}`)),
    ...finding.related.flatMap(related => relatedLines(related, sources, finding, style)),
    ...(finding.contexts && finding.contexts.length > 1 ? section('in', contextsOf(finding.contexts)) : []),
    ...(finding.fix === 'none' || finding.file === null ? [] : section('fix', fixHint[finding.fix])),
    ...section('more', `warrener explain ${rule}`),
  ]
}

/** The place of a part, as short as it is clear beside its thing. */
const placeFrom = (thing: ReportedFinding, part: ReportedFinding): string =>
  part.file !== null && part.file === thing.file ? `line ${part.line}` : placeText(part, visible)

/** What is said of a finding, one line for each part, without its place in a file. */
export const findingWords = (finding: ReportedFinding): readonly string[] => [
  `${finding.severity} ${finding.rule}`,
  `  ${visible(finding.message)}`,
  `  why   ${visible(finding.why)}`,
  `  help  ${visible(finding.help)}`,
  ...finding.related.map(({ message }) => `  see   ${visible(message)}`),
  ...(finding.fix === 'none' ? [] : [`  fix   ${fixHint[finding.fix]}`]),
]

const fixHint: Readonly<Record<Exclude<ReportedFinding['fix'], 'none'>, string>> = {
  additive: 'warrener fix',
  safe: 'warrener fix',
  unsafe: 'warrener fix --fix-unsafe, which may change behaviour',
}

function contextsOf(contexts: readonly string[]): string {
  const more = contexts.length - mostContexts
  return contexts.slice(0, mostContexts).join(', ') + (more > 0 ? ` and ${more} more` : '')
}

function section(label: string, text: string): readonly string[] {
  return wrap(visible(text), width - labelled).map(
    (line, index) => (index === 0 ? `  ${label}` : '').padEnd(labelled) + line,
  )
}

function relatedLines(
  related: ReportedRelated,
  sources: Sources,
  finding: ReportedFinding,
  style: FormatOptions['style'],
): readonly string[] {
  const said = section('see', `${placeText(related, visible)}: ${related.message}`)
  const { file, line, column } = related
  const source = sources(related)
  if (!source || file === null) return said
  const isShown = file === finding.file && Math.abs(line - finding.line) <= 1
  const text = source.lines[line - 1] ?? ''
  const range = { line, column, endLine: line, endColumn: text.length + 1 }
  return [...said, ...(!isShown ? frame(source, range, { around: 0, width, style }).slice(0, 1) : [])]
}

/** What is only advice, in one line: how much of it, and which rules give it. */
function advice(
  things: readonly Thing<ReportedFinding>[],
  { style }: FormatOptions,
): readonly (readonly string[])[] {
  const all = things.flatMap(({ worst, parts }) => [worst.rule, ...parts.map(({ rule }) => rule)])
  if (all.length === 0) return []
  const rules = [...Map.groupBy(all, rule => rule)].map(([rule, { length }]) =>
    length === 1 ? rule : `${rule} (${length})`,
  )
  const [first = '', ...rest] = wrap(`${count(all.length, 'info')}: ${rules.join(', ')}`, width - 2)
  return [[style('info', first), ...rest.map(line => style('info', `  ${line}`)), '  --show info shows them']]
}

/** What comes after the findings: rules that could not be judged, files not read, and the count. */
function closing(report: Report, { style }: FormatOptions): readonly (readonly string[])[] {
  const { notEvaluated, skipped } = report
  return [
    ...(notEvaluated.length > 0
      ? [[style('strong', 'Not evaluated'), ...reasons(notEvaluated).flatMap(listItem)]]
      : []),
    ...(skipped.length > 0 ? [[style('strong', 'Skipped'), ...skippedFiles(skipped).flatMap(listItem)]] : []),
    verdict(report),
  ]
}

const listItem = (text: string): readonly string[] =>
  wrap(visible(text), width - 4).map((line, index) => (index === 0 ? '  ' : '    ') + line)

/** `5 errors, 1 warning`; '' where nothing was found. */
const numbers = ({ errors, warnings, infos }: Report['summary']): string =>
  [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(infos > 0 ? [count(infos, 'info')] : []),
  ].join(', ')
const overview = ({ summary }: Report): readonly string[] => [`${numbers(summary)}:`]

function verdict(report: Report): readonly string[] {
  const { summary, clusters } = report
  if (summary.clusters === 0 && summary.errors + summary.warnings + summary.infos === 0)
    return withoutCluster(report).map(sentence => `${sentence}.`)
  const found = numbers(summary)
  const isLive = summary.files === 0
  const where = [
    count(summary.clusters, 'RabbitMQ cluster'),
    count(summary.objects, 'object'),
    ...(isLive ? [] : [count(summary.files, 'file')]),
  ].join(', ')
  const mended = `${summary.fixable} can be mended`
  const extra = [
    ...(summary.fixable > 0
      ? [
          isLive
            ? `${mended} in the files that were applied: run warrener fix there`
            : `${mended}: run warrener fix`,
        ]
      : []),
    ...(summary.suppressed > 0 ? [`${summary.suppressed} suppressed`] : []),
  ]
  return [
    ...clusters.flatMap(({ name, version, replicas, file, line }) =>
      listItem(
        `${name}: RabbitMQ ${version ?? 'of an unknown release'}${replicas === null ? '' : `, ${count(replicas, 'replica')}`}${file === null ? '' : ` (${file}:${line})`}`,
      ),
    ),
    ...wrap(`${found === '' ? 'Nothing found' : found} in ${where}.`, width),
    ...(extra.length > 0 ? wrap(`${extra.join('; ')}.`, width) : []),
  ]
}
