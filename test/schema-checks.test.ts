import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkSource, schemaChecks } from '../scripts/schema-checks.ts'
import { expect, test } from './jest.ts'
import { root } from './process.ts'

test.each(schemaChecks)('$module is what $schema gives, and imports nothing', check => {
  const source = checkSource(check)
  expect(readFileSync(join(root, check.module), 'utf8')).toBe(source)
  expect(source).not.toMatch(/\brequire\(|^import /m)
})
