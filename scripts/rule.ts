import { spawnSync } from 'node:child_process'
import { rulePage } from '../lint/rule-page.ts'
import { rules } from '../policies/index.ts'

/*
 * One rule while it is written: `npm run rule <id>` runs its rows and shows its page.
 */
const id = process.argv[2] ?? ''
const rule = rules.find(candidate => candidate.id === id)
if (!rule) {
  console.error(`no rule '${id}' in policies/index.ts`)
  process.exit(2)
}
const jest = [
  '--experimental-vm-modules',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
  'test/policies.test.ts',
  '--silent=false',
]
const run = spawnSync(process.execPath, jest, { stdio: 'inherit', env: { ...process.env, RULE: id } })
console.log(`\n${rulePage(rule)}`)
process.exit(run.status ?? 1)
