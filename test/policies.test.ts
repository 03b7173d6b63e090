import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { evaluate } from '../engine/evaluate.ts'
import type { Finding, Outcome } from '../engine/finding.ts'
import { releaseRange } from '../facts/release-range.ts'
import { fix } from '../lint/fix.ts'
import { type InputFile, readInput } from '../lint/input.ts'
import { evaluateOptions, lintWith } from '../lint/lint.ts'
import type { ReportedFinding } from '../lint/report.ts'
import { reviewFiles } from '../lint/review-files.ts'
import { type World, worldOf } from '../model/kube/world.ts'
import type { ChangeExample, Rule } from '../model/rule/rule.ts'
import { rules } from '../policies/index.ts'
import { deepFreeze } from './deep-freeze.ts'
import type { ExpectedFinding, InvalidRow, Row, RuleRows } from './rule-rows.ts'

const only = process.env.RULE
const chosen = rules.filter(rule => only === undefined || rule.id === only)
const today = '2026-01-01'

test('there are rules to test', () => expect(chosen.length).toBeGreaterThan(0))

if (only === undefined) {
  test('rules, their rows and their pages are one set', () => {
    const ids = rules.map(rule => rule.id)
    expect(ids).toEqual([...ids].sort())
    expect(files('policies', '.ts', ['index.ts', 'sample.ts'])).toEqual(ids)
    expect(files('test/policies', '.ts')).toEqual(ids)
    expect(files('docs/rules', '.md', ['README.md'])).toEqual(ids)
  })
}

for (const rule of chosen) {
  const table = existsSync(`test/policies/${rule.id}.ts`)
    ? ((await import(`./policies/${rule.id}.ts`)) as { default: RuleRows }).default
    : { valid: [], invalid: [] }
  describe(rule.id, () => {
    about(rule, table)
    for (const row of table.valid) {
      test(`silent: ${row.name}`, () => {
        const { findings, gaps } = judge(rule, row)
        expect(findings.map(show)).toEqual([])
        if (row.gap) expect(gaps.map(gap => gap.why).join('\n')).toMatch(row.gap)
      })
    }
    for (const row of table.invalid) {
      test(`found: ${row.name}`, () => {
        const { findings } = judge(rule, row)
        expect(findings.map(show)).toHaveLength(row.findings.length)
        for (const [index, expected] of row.findings.entries()) expectFinding(findings[index], expected, row)
        if (row.fixed !== undefined) expectFixed(rule, row, row.fixed)
      })
    }
    for (const row of [...table.valid, ...table.invalid]) {
      if (row.before !== undefined) continue
      test(`nothing is claimed of what is hidden: ${row.name}`, () => hideEach(rule, row))
    }
  })
}

/** What holds for every rule. */
function about(rule: Rule, table: RuleRows): void {
  test('says what it claims, and on what ground', () => {
    expect(rule.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/)
    expect(rule.title).toMatch(/^([A-Z`]|rabbitmq\.conf).*[^.]$/)
    expect(rule.title).not.toContain('\n')
    expect(() => releaseRange(rule.when?.rabbitmq ?? 'all')).not.toThrow()
    for (const source of rule.sources) expect(source).toMatch(/^https:\/\//)
    for (const other of rule.replaces) expect(rules.map(({ id }) => id)).toContain(other)
    if (rule.worst === 'error') expect(['observed', 'source']).toContain(rule.evidence.kind)
    const names = [...table.valid, ...table.invalid].map(row => row.name)
    expect(names).toEqual([...new Set(names)])
    expect(table.invalid.length).toBeGreaterThan(0)
    expect(table.valid.length).toBeGreaterThan(0)
  })
  test('the bad example fires it, the good one does not', () => {
    const example = rule.example()
    const before = 'before' in example ? { before: (example as ChangeExample).before } : {}
    const bad = fired({ name: 'bad', manifests: example.bad, ...before })
    expect(bad).toContain(rule.id)
    expect(bad.filter(id => id !== rule.id)).toEqual([...(example.also ?? [])].sort())
    expect(fired({ name: 'good', manifests: example.good, ...before })).not.toContain(rule.id)
  })
}

/** Ids of the rules that say something about a row. */
function fired(row: Row): readonly string[] {
  const findings =
    row.before === undefined
      ? lintWith(filesOf(row), rules, { today }).report.findings
      : reviewFiles(textFiles(row.before), filesOf(row), rules, { today }).introduced
  return [...new Set(findings.map(finding => finding.rule))].sort()
}

function judge(rule: Rule, row: Row): { findings: readonly ReportedFinding[]; gaps: Outcome['gaps'] } {
  const input = filesOf(row)
  const options = { today, ...row.options }
  if (row.before !== undefined) {
    const review = reviewFiles(textFiles(row.before), input, [rule], options)
    return { findings: review.introduced, gaps: review.notEvaluated }
  }
  const { outcome, report } = lintWith(input, withNeighbours(rule), options)
  expect(outcome.defects.map(defect => defect.error.stack)).toEqual([])
  const findings = report.findings.filter(finding => finding.rule === rule.id)
  for (const finding of findings) wellFormed(finding)
  return { findings, gaps: outcome.gaps.filter(gap => gap.rule === rule.id) }
}
/** A suppression rule needs the rules that it watches. */
const withNeighbours = (rule: Rule): readonly Rule[] =>
  rule.scope === 'suppression'
    ? rules
    : rules.filter(
        other => other.id === rule.id || (rule.family !== undefined && other.family === rule.family),
      )

function wellFormed(finding: ReportedFinding): void {
  expect(finding.line).toBeGreaterThan(0)
  expect(finding.column).toBeGreaterThan(0)
  for (const text of [finding.message, finding.why, finding.help]) {
    expect(text).not.toBe('')
    expect(text).not.toMatch(/\n|undefined|\[object|NaN/)
  }
}

const show = ({ severity, message, line }: ReportedFinding): string => `${line}: ${severity}: ${message}`

function expectFinding(finding: ReportedFinding | undefined, expected: ExpectedFinding, row: Row): void {
  const { severity, message, why, help, line, path, inner, fix: fixClass, text } = expected
  expect(finding).toBeDefined()
  if (!finding) return
  if (severity) expect(finding.severity).toBe(severity)
  if (message) expect(finding.message).toMatch(message)
  if (why) expect(finding.why).toMatch(why)
  if (help) expect(finding.help).toMatch(help)
  if (line) expect(finding.line).toBe(line)
  if (path !== undefined) expect(finding.path).toBe(path)
  if (inner) expect(finding.inner).toBe(inner)
  if (fixClass) expect(finding.fix).toBe(fixClass)
  if (text) {
    const file = filesOf(row).find(({ name }) => name === finding.file)
    expect(file?.text.split('\n')[finding.line - 1]?.slice(finding.column - 1)).toMatch(
      new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
    )
  }
}

/** Fixes give the stated text, are done at once, and bring no new finding of any rule. */
function expectFixed(rule: Rule, row: InvalidRow, fixed: string): void {
  const before = filesOf(row)
  const result = fix(before, [rule], { today, ...row.options, unsafe: true })
  expect(result.files.map(file => file.text).join('')).toBe(fixed)
  expect(result.report.findings).toEqual([])
  const again = fix(result.files, [rule], { today, ...row.options, unsafe: true })
  expect(again.files).toEqual([])
  const known = new Set(
    lintWith(before, rules, { today, ...row.options }).report.findings.map(finding => finding.fingerprint),
  )
  const after = lintWith(textFiles(fixed), rules, { today, ...row.options }).report.findings
  expect(after.filter(finding => !known.has(finding.fingerprint)).map(show)).toEqual([])
}

/** Takes away one object after another, as if it had not been seen: no crash, and no error that was not there before. */
function hideEach(rule: Rule, row: Row): void {
  const input = readInput(filesOf(row), row.options ?? {})
  for (const world of input.worlds) {
    deepFreeze(world.objects.map(object => object.value))
    const full = errorsOf(rule, world, row)
    for (const hidden of world.objects) {
      const rest = world.objects.filter(object => object !== hidden)
      const without = worldOf(world.context, rest, (kind, namespace, name) => {
        if (kind.kind === hidden.kind && (name === undefined || name === hidden.name))
          return { why: `${hidden.kind} ${hidden.name} is hidden` }
        const absence = world.absence(kind, namespace, name)
        return absence.state === 'unknown' ? { why: absence.why } : absence.proof
      })
      expect(errorsOf(rule, without, row).filter(print => !full.includes(print))).toEqual([])
    }
  }
}

function errorsOf(rule: Rule, world: World, row: Row): readonly string[] {
  const outcome = evaluate(world, withNeighbours(rule), evaluateOptions(row.options ?? {}))
  expect(outcome.defects.map(defect => defect.error.stack)).toEqual([])
  return outcome.findings
    .filter((finding: Finding) => finding.severity === 'error')
    .map(finding => finding.fingerprint)
}

const textFiles = (text: string): readonly InputFile[] => [{ name: 'manifests.yaml', text }]
const filesOf = ({ manifests }: Row): readonly InputFile[] =>
  typeof manifests === 'string'
    ? textFiles(manifests)
    : Object.entries(manifests).map(([name, text]) => ({ name, text }))

const files = (folder: string, ending: string, not: readonly string[] = []): readonly string[] =>
  readdirSync(folder)
    .filter(name => name.endsWith(ending) && !not.includes(name))
    .map(name => name.slice(0, -ending.length))
    .sort()
