import type { Report, ReportedFinding } from '../../lint/report.ts'
import { count, visible } from './text.ts'

/** What fixes made of the files that a report is about. Lines are those of the files as they are on disk afterwards. */
export interface Fixing {
  /** Whether it was written; else it would be (`--diff`). */
  readonly written: boolean
  /** Whether fixes that may change behaviour were applied too. */
  readonly unsafe: boolean
  readonly files: readonly string[]
  /** What was found before and is no longer. */
  readonly mended: readonly FixedFinding[]
  /** What has a fix that could not be applied. */
  readonly refused: readonly (FixedFinding & { readonly why: string })[]
}
export type FixedFinding = Pick<ReportedFinding, 'rule' | 'severity' | 'message' | 'fingerprint'> & {
  readonly file: string
  readonly line: number
}

export const placeOf = ({ file, line }: FixedFinding): string => `${visible(file)}:${line}`

/** What was mended, what is left, what could not be mended: one sentence each. */
export function fixingWords(fixing: Fixing, report: Report): readonly string[] {
  return [
    mendedWords(fixing),
    ...(report.findings.length > 0 ? [leftWords(fixing, report)] : []),
    ...refusedWords(fixing),
  ]
}

/** Of more their number is said: a report for programs has them all. */
const mostNamed = 20

function mendedWords({ written, files, mended }: Fixing): string {
  const named = mended.slice(0, mostNamed).map(finding => `${finding.rule} ${placeOf(finding)}`)
  const more = mended.length - named.length
  const places = `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  if (files.length === 0) return 'Mended nothing.'
  const verb = written ? 'Mended' : 'Would mend'
  return `${verb} ${mended.length} in ${count(files.length, 'file')}${places === '' ? '' : `: ${places}`}.`
}

/** `Left 11 (5 with --fix-unsafe).` What was refused is no longer promised. */
function leftWords({ written, unsafe, refused }: Fixing, { findings }: Report): string {
  const isRefused = new Set(refused.map(({ fingerprint, file }) => `${fingerprint}\0${file}`))
  const more = findings.filter(
    ({ fix, fingerprint, file }) => fix === 'unsafe' && !isRefused.has(`${fingerprint}\0${file}`),
  ).length
  const left = written ? 'Left' : 'Now'
  return `${left} ${findings.length}${unsafe || more === 0 ? '' : ` (${more} with --fix-unsafe)`}.`
}

export const refusedWords = ({ refused }: Fixing): readonly string[] =>
  refused.map(finding => `Not mended: ${placeOf(finding)} ${finding.rule}: ${visible(finding.why)}.`)

/** The same for programs, where anything was to be mended. */
export const fixingJson = ({ written, files, mended, refused }: Fixing) => ({
  written,
  files,
  mended: mended.map(shown),
  refused: refused.map(finding => ({ ...shown(finding), why: finding.why })),
})
const shown = ({ rule, severity, message, file, line, fingerprint }: FixedFinding) => ({
  rule,
  severity,
  message,
  file,
  line,
  fingerprint,
})
