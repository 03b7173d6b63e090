import type { Report } from '../../lint/report.ts'

/** So many rules are named behind a reason; of more their number is said, and a program finds all of them in the report. */
const mostRules = 8

/** Why something was not judged, a line for each reason, with the rules that share it. */
export function reasons(notEvaluated: Report['notEvaluated']): readonly string[] {
  const shared = Map.groupBy(
    notEvaluated,
    ({ cluster, why }) => `${cluster === '' ? '' : `${cluster}: `}${why}`,
  )
  return [...shared].map(([reason, gaps]) => {
    const rules = [...new Set(gaps.map(({ rule }) => rule))]
    return `${reason} (${rules.length > mostRules ? `${rules.length} rules` : rules.join(', ')})`
  })
}

/** Skipped files that are named for a reason; the JSON report names all. */
const mostSkipped = 3

/** Files that share a reason are one entry, which names the first of them. */
export function skippedFiles(skipped: Report['skipped']): readonly string[] {
  return [...Map.groupBy(skipped, ({ why }) => why)].map(([why, of]) => {
    const files = [...new Set(of.map(({ file }) => file))]
    const more = files.length - mostSkipped
    return `${files.slice(0, mostSkipped).join(', ')}${more > 0 ? ` and ${more} more` : ''}: ${why}`
  })
}
