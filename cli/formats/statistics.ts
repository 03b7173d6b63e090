import type { Report } from '../../lint/report.ts'
import { compareSeverity } from '../../model/rule/severity.ts'
import { marks } from './block.ts'

/** A line for each rule that found something, the most frequent of the worst first: how often, how bad, and whether a command mends it. */
export function statistics({ findings }: Report): string {
  const rules = [...Map.groupBy(findings, ({ rule, severity }) => `${severity} ${rule}`).values()]
    .flatMap(of => (of[0] ? [{ ...of[0], times: of.length }] : []))
    .toSorted((a, b) => compareSeverity(b.severity, a.severity) || b.times - a.times)
  const column = Math.max(0, ...rules.map(({ times }) => String(times).length))
  return rules
    .map(({ rule, severity, fix, times }) => {
      const mark = fix === 'none' ? '' : ` ${marks[fix]}`
      return `${String(times).padStart(column)}  ${severity.padEnd('warning'.length)}  ${rule}${mark}\n`
    })
    .join('')
}
