import type { Defect, Finding, Gap, Outcome } from '../engine/finding.ts'
import type { Evaluation } from '../engine/running.ts'
import { formatRelease } from '../facts/release.ts'
import type { Broker } from '../model/broker/broker.ts'
import { compareText } from '../model/kube/compare-text.ts'
import { ifFound } from '../model/kube/lookup.ts'
import { refOf } from '../model/kube/object.ts'
import { compareSeverity } from '../model/rule/severity.ts'
import { docsUrl } from './docs-url.ts'
import type { Input } from './input.ts'
import { madeFrom } from './made-from.ts'
import { pictureOf } from './picture.ts'
import { innerText, placeAt, pointer } from './place.ts'
import type { NotEvaluated, Report, ReportedCluster, ReportedDefect, ReportedFinding } from './report.ts'

/** Puts findings into words and places: addresses become files, lines and columns. */
export function makeReport(
  input: Input,
  evaluations: readonly Evaluation[],
  outcome: Outcome,
  suppressed: number,
): Report {
  const several = input.worlds.length > 1
  const clusters = uniqueClusters(
    input,
    evaluations.flatMap(({ brokers }) => brokers),
  )
  const findings = merged(outcome.findings.map(finding => reported(input, finding, several))).sort(byPlace)
  const { fixable, ...bySeverity } = countsOf(findings)
  return {
    summary: {
      files: input.files.length,
      objects: input.objects,
      clusters: clusters.length,
      ...bySeverity,
      suppressed,
      fixable,
    },
    clusters,
    findings,
    notEvaluated: reportedGaps(outcome.gaps),
    skipped: input.skipped,
    defects: reportedDefects(outcome.defects),
  }
}

/** Gaps in the order of reports, each once. */
export const reportedGaps = (gaps: readonly Gap[]): readonly NotEvaluated[] =>
  [
    ...new Map(
      gaps.map(({ rule, cluster, why }) => [[rule, cluster, why].join('\0'), { rule, cluster, why }]),
    ).values(),
  ].sort(
    (a, b) => compareText(a.rule, b.rule) || compareText(a.cluster, b.cluster) || compareText(a.why, b.why),
  )

/** Defects, each once. */
export const reportedDefects = (defects: readonly Defect[]): readonly ReportedDefect[] => [
  ...new Map(
    defects.map(({ rule, subject, error: { message } }) => [
      [rule, subject, message].join('\0'),
      { rule, subject, error: message },
    ]),
  ).values(),
]

/** What has no file comes after what has one. */
const comparePlaces = (
  a: Pick<ReportedCluster, 'file' | 'line'>,
  b: Pick<ReportedCluster, 'file' | 'line'>,
): number =>
  Number(a.file === null) - Number(b.file === null) ||
  compareText(a.file ?? '', b.file ?? '') ||
  (a.line ?? 0) - (b.line ?? 0)

const byPlace = (a: ReportedFinding, b: ReportedFinding): number =>
  comparePlaces(a, b) ||
  (a.column ?? 0) - (b.column ?? 0) ||
  compareText(a.rule, b.rule) ||
  compareText(a.fingerprint, b.fingerprint)

function countsOf(
  findings: readonly ReportedFinding[],
): Pick<Report['summary'], 'errors' | 'warnings' | 'infos' | 'fixable'> {
  const count = (severity: string): number => findings.filter(finding => finding.severity === severity).length
  return {
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    fixable: findings.filter(({ fix }) => fix === 'additive' || fix === 'safe').length,
  }
}

/** A report of other findings, in the order of reports, with their counts. */
export const withFindings = (report: Report, findings: readonly ReportedFinding[]): Report => ({
  ...report,
  findings: findings.toSorted(byPlace),
  summary: { ...report.summary, ...countsOf(findings) },
})

export function reported(input: Input, finding: Finding, several: boolean): ReportedFinding {
  const { at, rule } = finding
  const inner = innerText(at.path)
  const template = madeFrom(at.object, input.documentOf(at.object))
  return {
    rule: rule.id,
    severity: finding.severity,
    message: finding.message,
    why: finding.why,
    help: finding.help,
    object: refOf(at.object),
    path: pointer(at),
    ...(inner === undefined ? {} : { inner }),
    ...placeAt(input, at),
    ...(template === undefined ? {} : { template }),
    ...(finding.cluster ? { cluster: finding.cluster.name } : {}),
    ...(several && finding.context !== '' ? { contexts: [finding.context] } : {}),
    ...(finding.thing === undefined ? {} : { thing: finding.thing }),
    related: (finding.related ?? []).map(({ at: place, message }) => {
      const { endLine: _, endColumn: __, ...start } = placeAt(input, place)
      return { object: refOf(place.object), path: pointer(place), ...start, message }
    }),
    fix: fixClass(finding),
    fingerprint: finding.fingerprint,
    docs: docsUrl(rule.id),
  }
}

/** In files no earlier state is known: what may be set at creation only is unsafe to write into them. */
export function fixClass({ fix }: Finding): ReportedFinding['fix'] {
  if (!fix) return 'none'
  return fix.only === 'create' ? 'unsafe' : fix.safety
}

/** What makes two findings of several contexts one; in values that reach several brokers, those that say the same are. */
export const placeOf = ({
  fingerprint,
  file,
  line,
  column,
  cluster,
  rule,
  message,
  object,
}: ReportedFinding): string =>
  (object.apiVersion === ''
    ? [rule, message, file, line, column]
    : [fingerprint, file, line, column, cluster]
  ).join('\0')

/** A finding at one place in several contexts is shown once, with their names and the worst that was said. */
export function merged(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const byPlace = new Map<string, ReportedFinding>()
  for (const finding of findings) {
    const key = placeOf(finding)
    const known = byPlace.get(key)
    const contexts = [...new Set([...(known?.contexts ?? []), ...(finding.contexts ?? [])])].sort()
    const worst = known && compareSeverity(known.severity, finding.severity) >= 0 ? known : finding
    byPlace.set(key, { ...worst, ...(contexts.length > 0 ? { contexts } : {}) })
  }
  return [...byPlace.values()]
}

function reportedCluster(input: Input, broker: Broker): ReportedCluster {
  const { release } = broker
  const place = placeAt(input, { object: broker.workload.object, path: [] })
  return {
    name: broker.name,
    version: release ? formatRelease(release) : null,
    replicas: ifFound(broker.workload.replicas)?.value ?? null,
    ...(place.file === null
      ? { file: null, line: null, source: place.source }
      : { file: place.file, line: place.line }),
    // Asked for by programs only: no format shows it.
    get picture() {
      return pictureOf(broker)
    },
  }
}

/**
 * A cluster that several contexts share is one; the copies that overlays make of one base are several. Kustomizations that leave it as it
 * is have the same value, whatever objects they make of that.
 */
export function uniqueClusters(input: Input, brokers: readonly Broker[]): readonly ReportedCluster[] {
  const byValue = new Map(brokers.map(broker => [broker.workload.object.value, broker]))
  return [...byValue.values()]
    .map(broker => reportedCluster(input, broker))
    .sort((a, b) => comparePlaces(a, b) || compareText(a.name, b.name))
}
