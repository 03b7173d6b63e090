import assert from 'node:assert/strict'
import type { Gap } from '../engine/finding.ts'
import { fix } from '../lint/fix.ts'
import { type Input, type InputFile, readInput } from '../lint/input.ts'
import { lintInput } from '../lint/lint.ts'
import type { ReportedFinding } from '../lint/report.ts'
import { reviewFiles } from '../lint/review-files.ts'
import { remembering } from '../model/formats/text/remember.ts'
import type { Rule } from '../model/rule/rule.ts'
import { rules } from '../policies/index.ts'
import type { ExpectedFinding, InvalidRow, Row } from './rule-rows.ts'

const today = '2026-01-01'

/** The rule says nothing about the row, and left unjudged what the row says, or nothing. */
export function isSilent(rule: Rule, row: Row): void {
  const { findings, gaps } = judge(rule, row)
  assert.deepEqual(findings.map(show), [])
  expectGaps(gaps, row.gap)
}

/** The rule says what the row expects, where it expects it, and its fixes give the stated text. */
export function isFound(rule: Rule, row: InvalidRow): void {
  const { findings, gaps } = judge(rule, row)
  assert.equal(findings.length, row.findings.length, `found: ${findings.map(show).join('\n') || 'nothing'}`)
  for (const [index, finding] of findings.entries()) expectFinding(finding, row.findings[index], row)
  expectGaps(gaps, row.gap)
  if (row.fixed !== undefined) expectFixed(rule, row, row.fixed)
  if (row.after !== undefined) helpIsFollowed(rule, row, row.after)
}

/** What all rules say about a row. */
export const allFindings = (row: Row): readonly ReportedFinding[] => findingsIn(filesOf(row), row)

/** A row is read once, to be judged by its rule, by all rules, and with parts of it hidden. */
export const inputOf = (files: readonly InputFile[], options: Row['options'] = {}): Input =>
  read(JSON.stringify([files, options]))
const read = remembering((given: string) => {
  const [files, options] = JSON.parse(given) as [readonly InputFile[], NonNullable<Row['options']>]
  return readInput(files, options)
})

/** Many rows begin with, or end in, the same manifests. */
const known = new Map<string, readonly ReportedFinding[]>()
export const forgetFindings = (): void => known.clear()
function findingsIn(
  files: readonly InputFile[],
  { before, options }: Pick<Row, 'before' | 'options'>,
): readonly ReportedFinding[] {
  const key = JSON.stringify([files, before, options])
  const found =
    known.get(key) ??
    (before === undefined
      ? lintInput(inputOf(files, options), rules, { today, ...options }).report.findings
      : reviewFiles(textFiles(before), files, rules, { today, ...options }).introduced)
  known.set(key, found)
  return found
}

/** What a rule makes of a row. */
export interface Verdict {
  readonly findings: readonly ReportedFinding[]
  readonly gaps: readonly Pick<Gap, 'rule' | 'why'>[]
  readonly fixTitles: readonly string[]
}
/** The findings of the rule itself, and what it left unjudged. A row is judged once: its texts are asked for once more. */
export function judge(rule: Rule, row: Row): Verdict {
  const known = verdicts.get(row)
  if (known) return known
  const verdict = newVerdict(rule, row)
  verdicts.set(row, verdict)
  return verdict
}
const verdicts = new WeakMap<Row, Verdict>()
function newVerdict(rule: Rule, row: Row): Verdict {
  const { findings, gaps, fixTitles } =
    row.before === undefined ? linted(rule, row) : reviewed(rule, row, row.before)
  const own = findings.filter(finding => finding.rule === rule.id)
  for (const finding of own) wellFormed(finding)
  return { findings: own, gaps: gaps.filter(gap => gap.rule === rule.id), fixTitles }
}
function linted(rule: Rule, row: Row): Verdict {
  const { outcome, report } = lintInput(inputOf(filesOf(row), row.options), withNeighbours(rule), {
    today,
    ...row.options,
  })
  assert.deepEqual(
    outcome.defects.map(defect => defect.error.stack),
    [],
  )
  const own = outcome.findings.filter(finding => finding.rule === rule)
  const fixTitles = own.flatMap(({ fix }) => (fix ? [fix.title] : []))
  for (const title of fixTitles) assert.match(title, /^[a-z].*[^.]$/, 'a title of a fix')
  for (const { why } of outcome.gaps) assert.match(why, /^\S.*[^.]$/, 'a reason why something is left open')
  return { findings: report.findings, gaps: outcome.gaps, fixTitles }
}
function reviewed(rule: Rule, row: Row, before: string): Verdict {
  const review = reviewFiles(textFiles(before), filesOf(row), [rule], { today, ...row.options })
  return { findings: review.introduced, gaps: review.notEvaluated, fixTitles: [] }
}
/** A suppression rule needs the rules that it watches. */
export const withNeighbours = (rule: Rule): readonly Rule[] =>
  rule.scope === 'suppression'
    ? rules
    : rules.filter(
        other => other.id === rule.id || (rule.family !== undefined && other.family === rule.family),
      )

function wellFormed({ file, line, column, message, why, help, related }: ReportedFinding): void {
  assert.ok(file !== null && line > 0 && column > 0, 'a finding without place')
  for (const text of [message, why, help, ...related.map(place => place.message)]) {
    assert.notEqual(text, '')
    assert.doesNotMatch(text, /\n|undefined|\[object|NaN/)
  }
}

const show = ({ severity, message, line }: ReportedFinding): string => `${line}: ${severity}: ${message}`

function expectGaps(gaps: Verdict['gaps'], expected: RegExp | undefined): void {
  const whys = gaps.map(gap => gap.why)
  if (expected) assert.match(whys.join('\n'), expected)
  else assert.deepEqual(whys, [], 'left unjudged, and the row has no `gap`')
}

function expectFinding(finding: ReportedFinding, expected: ExpectedFinding | undefined, row: Row): void {
  const { text, ...members } = expected ?? {}
  for (const [member, value] of Object.entries(members)) {
    const said = finding[member as keyof typeof members]
    if (value instanceof RegExp) assert.match(String(said), value)
    else assert.equal(said, value, `${member} of: ${show(finding)}`)
  }
  if (text === undefined || finding.file === null) return
  const file = filesOf(row).find(({ name }) => name === finding.file)
  const there = file?.text.split('\n')[finding.line - 1]?.slice(finding.column - 1)
  assert.equal(there?.slice(0, text.length), text, `the text at: ${show(finding)}`)
}

/** Fixes give the stated text, are done at once, and bring no new finding of any rule. */
function expectFixed(rule: Rule, row: InvalidRow, fixed: string): void {
  const options = { today, ...row.options }
  const before = filesOf(row)
  const result = fix(before, [rule], { ...options, unsafe: true })
  assert.equal(result.files.map(file => file.text).join(''), fixed)
  assert.deepEqual(result.report.findings.map(show), [])
  assert.deepEqual(fix(result.files, [rule], { ...options, unsafe: true }).files, [])
  bringsNothingNew(row, textFiles(fixed))
}

/** Who does what the help says is rid of the finding, and has no other instead. */
export function helpIsFollowed({ id }: Rule, row: Row, after: Row['manifests']): void {
  const left = allFindings({ ...row, manifests: after }).filter(finding => finding.rule === id)
  assert.deepEqual(left.map(show), [], 'with the help followed it is still found')
  bringsNothingNew(row, filesOf({ ...row, manifests: after }))
}

/** No rule finds more than before: by number, as what is mended may move the place of what is left. */
function bringsNothingNew(row: Row, after: readonly InputFile[]): void {
  const before = allFindings(row)
  const now = findingsIn(after, row)
  const count = (all: readonly ReportedFinding[], id: string): number =>
    all.filter(({ rule }) => rule === id).length
  const more = now.filter(({ rule }) => count(now, rule) > count(before, rule))
  assert.deepEqual(
    more.map(finding => `${finding.rule}: ${show(finding)}`),
    [],
    'rules that find more than before',
  )
}

const textFiles = (text: string): readonly InputFile[] => [{ name: 'manifests.yaml', text }]
export const filesOf = ({ manifests }: Row): readonly InputFile[] =>
  typeof manifests === 'string'
    ? textFiles(manifests)
    : Object.entries(manifests).map(([name, text]) => ({ name, text }))
