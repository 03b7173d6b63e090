import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { rules } from '../policies/index.ts'
import { checksOf } from './rule-checks.ts'

test('rules, their rows and their pages are one set', () => {
  const ids = rules.map(rule => rule.id)
  expect(ids.length).toBeGreaterThan(0)
  expect(ids).toEqual([...ids].sort())
  expect(files('policies', '.ts', ['index.ts', 'sample.ts'])).toEqual(ids)
  expect(files('test/policies', '.ts')).toEqual(ids)
  expect(files('docs/rules', '.md', ['README.md'])).toEqual(ids)
})

for (const rule of rules) {
  const checks = await checksOf(rule)
  describe(rule.id, () => {
    for (const { name, run } of checks) test(name, run)
  })
}

const files = (folder: string, ending: string, not: readonly string[] = []): readonly string[] =>
  readdirSync(folder)
    .filter(name => name.endsWith(ending) && !not.includes(name))
    .map(name => name.slice(0, -ending.length))
    .sort()
