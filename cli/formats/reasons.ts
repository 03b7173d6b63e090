import type { Report } from '../../lint/report.ts'

/**
 * Why something was not judged, a line for each reason, with the number of rules that share it.
 * @param named their ids instead
 */
export function reasons(notEvaluated: Report['notEvaluated'], named = false): readonly string[] {
  return [...Map.groupBy(notEvaluated, ({ why }) => why)].map(([why, gaps]) => {
    const rules = [...new Set(gaps.map(({ rule }) => rule))]
    const clusters = [...new Set(gaps.map(({ cluster }) => cluster))].filter(name => name !== '')
    const whose =
      clusters.length > 1 ? `${clusters.length} clusters: ` : clusters.map(name => `${name}: `).join('')
    const many = rules.length > 1 && !named
    return `${whose}${why} (${many ? `${rules.length} rules` : rules.join(', ')})`
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
