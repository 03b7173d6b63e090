import { spawnSync } from 'node:child_process'
import { enableCompileCache } from 'node:module'
import { parseArgs } from 'node:util'

/*
 * Rules while they are written: `npm run rule <id>` shows its page and runs its rows; without an id the rows of all rules
 * run. With `-- --watch` it does so again whenever a file changes.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { watch: { type: 'boolean', default: false } },
})
if (values.watch) {
  const watching = ['--watch', import.meta.filename, ...positionals]
  process.exit(spawnSync(process.execPath, watching, { stdio: 'inherit' }).status ?? 1)
}

// Before anything of the project is loaded: what was compiled once is not compiled again.
enableCompileCache()
const { rulePage } = await import('./pages/page.ts')
const { rules } = await import('../policies/index.ts')
const { checksOf } = await import('../test/rule-checks.ts')

const chosen = rules.filter(({ id }) => positionals.length === 0 || positionals.includes(id))
const unknown = positionals.filter(id => !rules.some(rule => rule.id === id))
if (unknown.length > 0) {
  console.error(`not in policies/index.ts: ${unknown.join(', ')}`)
  process.exit(2)
}

let [passed, failed] = [0, 0]
for (const rule of chosen) {
  if (positionals.length > 0) console.log(`${rulePage(rule)}\n`)
  for (const { name, run } of await checksOf(rule)) {
    try {
      run()
      passed++
    } catch (error) {
      failed++
      console.log(`${rule.id} > ${name}\n${(error as Error).stack}\n`)
    }
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
