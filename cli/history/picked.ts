import type { Report, ReportedFinding } from '../../lint/report.ts'
import { compareSeverity, type Severity } from '../../model/rule/severity.ts'
import { writeWhole } from '../files/write.ts'
import { count } from '../formats/text.ts'
import type { Known } from './baseline.ts'

/** What of all that was found is reported, and why it is not all. */
export interface Picked {
  readonly report: Report
  /** Those that may fail the run. */
  readonly failing: readonly ReportedFinding[]
  /** Which findings these are, behind their number: `since main`; '' for all. */
  readonly which: string
  /** What is said of the others. */
  readonly notes: readonly string[]
}

/** What the command line says of findings that are known. */
export interface BaselineWish {
  readonly baseline?: string | undefined
  readonly writeBaseline?: string | undefined
  readonly since?: string | undefined
  readonly only: readonly string[]
  readonly minSeverity?: Severity | undefined
}

/** Leaves out what a baseline knows; with `writeBaseline` all that there is, which it then knows. Throws a Stop where it cannot. */
export async function withoutKnown(picked: Picked, wish: BaselineWish, cwd: string): Promise<Picked> {
  const { baseline, writeBaseline } = wish
  if (baseline === undefined && writeBaseline === undefined) return picked
  const { baselineText, knownIn, readBaseline, sift } = await import('./baseline.ts')
  const { findings } = picked.report
  if (writeBaseline !== undefined) {
    const text = baselineText(findings)
    writeWhole(writeBaseline, cwd, text)
    const { report } = sift(picked.report, knownIn(text) ?? [])
    const notes = [...picked.notes, `wrote ${count(findings.length, 'finding')} to ${writeBaseline}`]
    return { report, failing: [], which: `beyond ${writeBaseline}`, notes }
  }
  const file = baseline ?? ''
  const { report, known, gone } = sift(picked.report, readBaseline(file, cwd))
  const isNew = new Set(report.findings)
  return {
    report,
    failing: picked.failing.filter(finding => isNew.has(finding)),
    which: [picked.which, `beyond ${file}`].filter(text => text !== '').join(', '),
    notes: [
      ...picked.notes,
      ...(known > 0 ? [`${count(known, 'known finding')} left out (${file})`] : []),
      ...goneNotes(
        gone.filter(entry => wasLookedFor(entry, wish, picked.report)),
        file,
      ),
    ],
  }
}

/** Whether it would have been found: its rule ran, and could be judged. */
function wasLookedFor(
  { rule, severity }: Known,
  { since, only, minSeverity = 'info' }: BaselineWish,
  { notEvaluated }: Report,
): boolean {
  return (
    since === undefined &&
    (only.length === 0 || only.includes(rule)) &&
    compareSeverity(severity, minSeverity) >= 0 &&
    !notEvaluated.some(gap => gap.rule === rule)
  )
}

/** Of more, their number is said. */
const mostNamed = 5

function goneNotes(gone: readonly Known[], file: string): readonly string[] {
  if (gone.length === 0) return []
  const number = gone.reduce((sum, entry) => sum + entry.count, 0)
  const more = gone.length - mostNamed
  return [
    `${count(number, 'known finding')} not found any more; --write-baseline ${file} forgets ${number === 1 ? 'it' : 'them'}`,
    ...gone
      .slice(0, mostNamed)
      .map(
        ({ rule, message, count: times }) =>
          `  gone: ${rule}: ${message}${times > 1 ? ` (${times} times)` : ''}`,
      ),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ]
}
