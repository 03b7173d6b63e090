import type { Report, ReportedFinding } from '../../lint/report.ts'
import { version } from '../version.ts'

export const jsonSchema = 'warrener/lint-report/v1'

/** The report as JSON with a fixed order of keys. `defects` is there only where a rule threw. */
export function json(report: Report): string {
  const { summary, clusters, findings, notEvaluated, skipped, defects } = report
  const document = {
    schema: jsonSchema,
    tool: { name: 'warrener', version },
    summary,
    clusters: clusters.map(({ name, version, replicas, file, line }) => ({
      name,
      version,
      replicas,
      file,
      line,
    })),
    findings: findings.map(findingOf),
    notEvaluated: notEvaluated.map(({ rule, cluster, why }) => ({ rule, cluster, why })),
    skipped: skipped.map(({ file, why }) => ({ file, why })),
    ...(defects.length > 0 ? { defects } : {}),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

const findingOf = (finding: ReportedFinding): ReportedFinding => ({
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
  ...(finding.cluster === undefined ? {} : { cluster: finding.cluster }),
  ...(finding.contexts === undefined ? {} : { contexts: finding.contexts }),
  related: finding.related.map(({ object, path, file, line, column, message }) => ({
    object,
    path,
    file,
    line,
    column,
    message,
  })),
  fix: finding.fix,
  fingerprint: finding.fingerprint,
  docs: finding.docs,
})
