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
