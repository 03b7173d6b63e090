import { placeText, type Report, type ReportedFinding } from '../../lint/report.ts'
import type { Severity } from '../../model/rule/severity.ts'
import { visible } from './text.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' }

/** A report of GitLab's Code Quality. Source: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format". */
export function gitlab({ findings }: Report): string {
  // GitLab shows one finding for each fingerprint.
  const seen = new Map<string, number>()
  const issues = findings.map(finding => {
    const times = (seen.get(finding.fingerprint) ?? 0) + 1
    seen.set(finding.fingerprint, times)
    return issue(finding, times === 1 ? finding.fingerprint : `${finding.fingerprint}-${times}`)
  })
  return `${JSON.stringify(issues, null, 2)}\n`
}

const issue = (finding: ReportedFinding, fingerprint: string) => ({
  description: [finding.message, finding.why, finding.help].map(visible).join('; '),
  check_name: finding.rule,
  fingerprint,
  severity: severities[finding.severity],
  location: {
    path: finding.file ?? placeText(finding, visible),
    lines: { begin: finding.line ?? 1, end: finding.endLine ?? 1 },
  },
})
