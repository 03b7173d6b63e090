import { escaped } from '../cli/formats/markdown.ts'
import { ranked } from '../cli/formats/ranked.ts'
import { reasons, skippedFiles } from '../cli/formats/reasons.ts'
import { placeText, type ReportedFinding } from '../lint/report.ts'
import type { Judgement } from './judge.ts'
import type { Links } from './links.ts'

/** The runner refuses a summary of more than 1 MiB. The table may take so much of it, the lists after it far less. */
const mostTableBytes = 700 * 1024
const mostItems = 100
const mostItemCharacters = 600

/**
 * The summary of a run as GitHub Markdown.
 * @param verdict what the run comes to, in a sentence or two
 */
export function summary(judgement: Judgement, verdict: string, links: Links): string {
  const { report, review, wish, fallback } = judgement
  const place = (finding: ReportedFinding): string =>
    `${finding.rule}: ${finding.message} (${whereOf(finding, links)})`
  const left = wish === 'caused' ? (review?.left ?? []) : []
  const parts = [
    `## Warrener\n\n${escaped(verdict)}`,
    ...(fallback === undefined ? [] : [`> Everything is reported: ${escaped(fallback)}.`]),
    ...(report.findings.length > 0 ? [table(report.findings, links)] : []),
    ...list('Fixed by this change', (review?.fixed ?? []).map(place)),
    ...list('Left as before', left.map(place)),
    ...list('Not evaluated', reasons(report.notEvaluated)),
    ...list('Skipped files', skippedFiles(report.skipped), report.skipped.length),
  ]
  return `${parts.join('\n\n')}\n`
}

/** Most severe first; where the room ends, the rest is counted. */
export function table(findings: readonly ReportedFinding[], links: Links): string {
  const head = '| Severity | Rule | Place | Finding |\n|---|---|---|---|'
  const rows: string[] = []
  let bytes = 0
  for (const finding of ranked(findings)) {
    const text = row(finding, links)
    bytes += Buffer.byteLength(text) + 1
    if (bytes > mostTableBytes) break
    rows.push(text)
  }
  const left = findings.length - rows.length
  return `${head}\n${rows.join('\n')}${left > 0 ? `\n\n${left} more do not fit into this summary; the JSON report holds them.` : ''}`
}

/** The line of a file, or the object of a cluster. */
const whereOf = (finding: ReportedFinding, links: Links): string =>
  finding.file === null ? placeText(finding) : `${links.path(finding.file)}:${finding.line}`

function row(finding: ReportedFinding, links: Links): string {
  const { severity, rule, docs, file, line, message, why, help } = finding
  const address = file === null ? undefined : links.line(file, line)
  const place = escaped(whereOf(finding, links))
  const text = [`**${escaped(message)}**`, escaped(why), escaped(help)].join('<br>')
  return `| ${severity} | [${rule}](${docs}) | ${address === undefined ? place : `[${place}](${address})`} | ${text} |`
}

/** A list that is folded up; nothing where it is empty. An item may stand for several: `count` of all. */
function list(title: string, items: readonly string[], count = items.length): readonly string[] {
  if (items.length === 0) return []
  const shown = items.slice(0, mostItems).map(item => `- ${escaped(item.slice(0, mostItemCharacters))}`)
  const rest = items.length > mostItems ? [`- and ${items.length - mostItems} more`] : []
  const body = [...shown, ...rest].join('\n')
  return [`<details><summary>${title}: ${count}</summary>\n\n${body}\n\n</details>`]
}
