import { globSync, readdirSync } from 'node:fs'
import { rules } from '../policies/index.ts'
import { elsewhere, unshown } from './claims/unshown.ts'
import { textsWithoutRow } from './claims/without-row.ts'
import { beforeAll, describe, expect, test } from './jest.ts'
import { checksOf, rowsOf } from './rule-checks.ts'
import { someOf } from './tries.ts'

test('rules, their rows and their pages are one set', () => {
  const ids = rules.map(rule => rule.id)
  expect(ids.length).toBeGreaterThan(0)
  expect(ids).toEqual([...ids].sort())
  expect(files('policies', '.ts', ['index.ts', 'sample.ts'])).toEqual(ids)
  expect(files('test/policies', '.ts')).toEqual(ids)
  expect(files('docs/rules', '.md', ['README.md'])).toEqual(ids)
})

for (const rule of rules) {
  const { valid, invalid } = await rowsOf(rule.id)
  // `npm run rule` hides objects of all rows.
  const hiding = new Set([...someOf(3, valid), ...someOf(2, invalid)])
  const checks = await checksOf(rule, row => hiding.has(row))
  describe(rule.id, () => {
    for (const { name, run } of checks) test(name, run)
  })
}

describe('texts', () => {
  let missing: Awaited<ReturnType<typeof textsWithoutRow>>
  beforeAll(async () => {
    missing = await textsWithoutRow()
  })
  test('each that is printed has a row that shows it', () => {
    const exempt = new Set(elsewhere.flatMap(([modules]) => globSync(modules)))
    expect(Object.fromEntries([...missing].filter(([file]) => !exempt.has(file)))).toEqual(unshown)
  })
  test.each(elsewhere)('%s: needs to be left out', pattern => {
    expect(globSync(pattern).filter(file => missing.has(file))).not.toEqual([])
  })
})

const files = (folder: string, ending: string, not: readonly string[] = []): readonly string[] =>
  readdirSync(folder)
    .filter(name => name.endsWith(ending) && !not.includes(name))
    .map(name => name.slice(0, -ending.length))
    .sort()
