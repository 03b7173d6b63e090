import type { InCluster, Place, Report, ReportedFinding } from '../../lint/report.ts'
import { version } from '../version.ts'
import type { Failure } from './failed.ts'
import { fixingJson } from './fixing.ts'
import type { FormatOptions } from './format-options.ts'

export const jsonSchema = 'warrener/lint-report/v1'

/** The report as JSON with a fixed order of keys. `fixes` is there only where any were to be applied, `defects` where a rule threw. */
export function json(report: Report, { fixing }: Pick<FormatOptions, 'fixing'> = {}): string {
  const { summary, clusters, findings, notEvaluated, skipped, defects } = report
  const document = {
    schema: jsonSchema,
    tool: { name: 'warrener', version },
    summary,
    clusters: clusters.map(cluster => ({
      name: cluster.name,
      version: cluster.version,
      replicas: cluster.replicas,
      file: cluster.file,
      line: cluster.line,
      ...sourceOf(cluster),
    })),
    findings: findings.map(findingOf),
    ...(fixing ? { fixes: fixingJson(fixing) } : {}),
    notEvaluated: notEvaluated.map(({ rule, cluster, why }) => ({ rule, cluster, why })),
    skipped: skipped.map(({ file, why }) => ({ file, why })),
    ...(defects.length > 0 ? { defects } : {}),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** The same shape for a command that came to no report. */
export function failedJson(failure: Failure): string {
  const none = { errors: 0, warnings: 0, infos: 0, suppressed: 0, fixable: 0 }
  const document = {
    schema: jsonSchema,
    tool: { name: 'warrener', version },
    error: failure,
    summary: { files: 0, objects: 0, clusters: 0, ...none },
    clusters: [],
    findings: [],
    notEvaluated: [],
    skipped: [],
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** What has no file says where it was found instead. */
const sourceOf = (place: Pick<Place, 'file'>): Partial<Pick<InCluster, 'source'>> =>
  place.file === null ? { source: 'cluster' } : {}

/** A finding as every JSON of Warrener's shows it, in a fixed order of keys. */
export const findingOf = (finding: ReportedFinding) => ({
  rule: finding.rule,
  severity: finding.severity,
  message: finding.message,
  why: finding.why,
  help: finding.help,
  object: finding.object,
  path: finding.path,
  ...(finding.inner === undefined ? {} : { inner: finding.inner }),
  file: finding.file,
  line: finding.line,
  column: finding.column,
  endLine: finding.endLine,
  endColumn: finding.endColumn,
  ...sourceOf(finding),
  ...(finding.template === undefined ? {} : { template: finding.template }),
  ...(finding.cluster === undefined ? {} : { cluster: finding.cluster }),
  ...(finding.contexts === undefined ? {} : { contexts: finding.contexts }),
  related: finding.related.map(place => ({
    object: place.object,
    path: place.path,
    file: place.file,
    line: place.line,
    column: place.column,
    ...sourceOf(place),
    message: place.message,
  })),
  fix: finding.fix,
  fingerprint: finding.fingerprint,
  docs: finding.docs,
})
