import { resolve } from 'node:path'
import { withFindings } from '../../lint/make-report.ts'
import type { Report, ReportedFinding } from '../../lint/report.ts'
import { compareText } from '../../model/kube/compare-text.ts'
import { compareSeverity, type Severity } from '../../model/rule/severity.ts'
import { wrongUsage } from '../exit-code.ts'
import { readText } from '../files/read.ts'

/** Findings that are alike: what a baseline keeps of them, and how many there are. */
export interface Known {
  readonly fingerprint: string
  readonly rule: string
  /** At most: one that has become worse is not known. */
  readonly severity: Severity
  /** What people see of it; it tells nothing apart. */
  readonly message: string
  readonly contexts?: readonly string[]
  readonly count: number
}

const schema = 'warrener/baseline/v1'

/** Equal overlays do not hide one another: each counts its own. */
const keyOf = ({ fingerprint, contexts = [] }: Pick<Known, 'fingerprint' | 'contexts'>): string =>
  JSON.stringify([fingerprint, contexts])

/** The text of a baseline: the same for the same findings, wherever they stand. */
export function baselineText(findings: readonly ReportedFinding[]): string {
  const known = [...Map.groupBy(findings, keyOf).values()].flatMap((of): readonly Known[] => {
    const [worst] = of.toSorted((a, b) => compareSeverity(b.severity, a.severity))
    if (!worst) return []
    const { fingerprint, rule, severity, message, contexts } = worst
    return [{ rule, severity, message, ...(contexts ? { contexts } : {}), fingerprint, count: of.length }]
  })
  const sorted = known.toSorted((a, b) => compareText(a.rule, b.rule) || compareText(keyOf(a), keyOf(b)))
  return `${JSON.stringify({ schema, findings: sorted }, null, 2)}\n`
}

/** Reads a baseline. Throws a Stop for wrong usage where there is none. */
export function readBaseline(file: string, cwd: string): readonly Known[] {
  const read = readText(resolve(cwd, file))
  if (!('text' in read)) throw wrongUsage(`--baseline: ${file} ${read.why}`)
  const known = knownIn(read.text)
  if (!known) throw wrongUsage(`--baseline: ${file} is none that --write-baseline wrote`)
  return known
}

/** What a baseline says; undefined where the text is none. */
export function knownIn(text: string): readonly Known[] | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''))
    if (!isRecord(value) || value.schema !== schema || !Array.isArray(value.findings)) return undefined
    return value.findings.every(isKnown) ? value.findings : undefined
  } catch {
    return undefined
  }
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isKnown = (value: unknown): value is Known =>
  isRecord(value) &&
  ['fingerprint', 'rule', 'message'].every(key => typeof value[key] === 'string') &&
  ['error', 'warning', 'info'].some(severity => severity === value.severity) &&
  (value.contexts === undefined || Array.isArray(value.contexts)) &&
  Number.isSafeInteger(value.count)

/** What is new beside a baseline, and what of it is gone. */
export interface Sifted {
  readonly report: Report
  readonly known: number
  /** Their count is how many of them are gone. */
  readonly gone: readonly Known[]
}

export function sift(report: Report, baseline: readonly Known[]): Sifted {
  const left = new Map(baseline.map(entry => [keyOf(entry), entry]))
  const fresh = report.findings.filter(finding => {
    const entry = left.get(keyOf(finding))
    if (!entry || entry.count <= 0 || compareSeverity(finding.severity, entry.severity) > 0) return true
    left.set(keyOf(entry), { ...entry, count: entry.count - 1 })
    return false
  })
  return {
    report: withFindings(report, fresh),
    known: report.findings.length - fresh.length,
    gone: [...left.values()].filter(({ count }) => count > 0),
  }
}
