import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { relatedTo } from '../engine/relations.ts'
import { releaseRange } from '../facts/release-range.ts'
import { logLines, logParts } from '../model/rule/log.ts'
import type { ChangeExample, DocumentedRule } from '../model/rule/rule.ts'
import { rules } from '../policies/index.ts'
import { sourcesIn, testsIn } from '../scripts/pages/evidence.ts'
import { nothingIsClaimedOfTheHidden } from './hidden-objects.ts'
import { allFindings, helpIsFollowed, isFound, isSilent } from './row-checks.ts'
import type { Row, RuleRows } from './rule-rows.ts'

/** One thing that must hold; `run` throws an AssertionError where it does not. */
export interface Check {
  readonly name: string
  readonly run: () => void
}

/**
 * All that is checked of a rule: what holds for every rule, and its rows. For Jest and for `npm run rule`.
 * @param isHiding of which rows objects are hidden in turn; all by default
 */
export async function checksOf(
  rule: DocumentedRule,
  isHiding: (row: Row) => boolean = () => true,
): Promise<readonly Check[]> {
  const table = await rowsOf(rule.id)
  const { valid, invalid } = table
  const hidden = (row: Row): readonly Check[] =>
    row.before === undefined && isHiding(row)
      ? [
          {
            name: `nothing is claimed of what is hidden: ${row.name}`,
            run: () => nothingIsClaimedOfTheHidden(rule, row),
          },
        ]
      : []
  return [
    { name: 'says what it claims, and on what ground', run: () => claims(rule) },
    { name: 'has rows of both kinds, with names of their own', run: () => named(table) },
    { name: 'the bad example fires it, the good one does not', run: () => examples(rule) },
    ...valid.flatMap(row => [
      { name: `silent: ${row.name}`, run: () => isSilent(rule, row) },
      ...hidden(row),
    ]),
    ...invalid.flatMap(row => [
      { name: `found: ${row.name}`, run: () => isFound(rule, row) },
      ...hidden(row),
    ]),
  ]
}

/** The rows of a rule; none where it has no file of them. */
export async function rowsOf(id: string): Promise<RuleRows> {
  if (!existsSync(new URL(`policies/${id}.ts`, import.meta.url))) return { valid: [], invalid: [] }
  return ((await import(`./policies/${id}.ts`)) as { default: RuleRows }).default
}

function claims(rule: DocumentedRule): void {
  const { id, title, when, sources, worst, evidence } = rule
  assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)+$/)
  assert.match(title, /^([A-Z`]|rabbitmq\.conf)[^\n]*[^.\n]$/)
  assert.doesNotThrow(() => releaseRange(when?.rabbitmq ?? 'all'))
  for (const source of sources) assert.match(source, /^https:\/\//)
  const ids = rules.map(rule => rule.id)
  for (const other of relatedTo(rule)) assert.ok(ids.includes(other), `it names ${other}, which is no rule`)
  if (worst === 'error') assert.match(evidence.kind, /^(observed|source)$/)
  if (evidence.kind === 'observed') assert.notDeepEqual(testsIn(evidence.where), [], 'it names no test')
  if (evidence.kind === 'source')
    assert.notDeepEqual(sourcesIn(evidence.where), [], 'it names no path@tag:function')
  logged(rule)
}

/** Who breaks a cluster finds the reason in a log: each rule that gives errors says what stands there. */
function logged({ worst, log }: DocumentedRule): void {
  if (worst === 'error') assert.ok(log, 'it says neither what is printed when it happens, nor why nothing is')
  if (log !== undefined && 'nothing' in log) assert.match(log.nothing, /^[a-z][^\n]*[^.\n]$/)
  for (const { pattern, sample } of logLines(log)) {
    const found = pattern.exec(sample)
    assert.ok(found, `${pattern} does not match its sample`)
    assert.doesNotMatch(sample, /\n/)
    assert.doesNotMatch(pattern.flags, /[gsmy]/)
    for (const [part, text] of Object.entries(found.groups ?? {})) {
      assert.ok(
        logParts.some(known => known === part),
        `${part} is no part of a log line`,
      )
      assert.ok(text !== undefined && text !== '', `${part} is nothing in the sample`)
    }
  }
}

function named({ valid, invalid }: RuleRows): void {
  const names = [...valid, ...invalid].map(({ name }) => name)
  assert.deepEqual(names, [...new Set(names)])
  assert.ok(valid.length > 0, 'no row says when the rule is silent')
  assert.ok(invalid.length > 0, 'no row says what the rule finds')
}

function examples(rule: DocumentedRule): void {
  const { id } = rule
  const example = rule.example()
  const before = 'before' in example ? { before: (example as ChangeExample).before } : {}
  const bad = allFindings({ name: 'bad', manifests: example.bad, ...before })
  assert.ok(
    bad.some(({ rule }) => rule === id),
    'the bad example does not fire it',
  )
  const others = bad.filter(({ rule, severity }) => rule !== id && severity !== 'info')
  assert.deepEqual(
    [...new Set(others.map(({ rule }) => rule))].sort(),
    [...(example.also ?? [])].sort(),
    'the errors and warnings of other rules that the bad example fires, and `also`',
  )
  helpIsFollowed(rule, { name: 'bad', manifests: example.bad, ...before }, example.good)
}
