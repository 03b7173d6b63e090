import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ruleFolder, staleFiles } from './pages/all.ts'

/*
 * Writes docs/rules, docs/topics, docs/evidence.md, docs/gitops.md, docs/vap.md, docs/admission.md and docs/rights.md from the rules, docs/configuration.md from the schema, docs/action.md from action.yml, docs/recovery.md from the reference clusters, docs/releases.md from the facts, and what the chart copies
 * of the manifests: `npm run docs`. With --check it writes nothing and ends with 1 when a page is not what they say.
 */
mkdirSync(ruleFolder, { recursive: true })
const { written, left } = await staleFiles()
const stale = [...written.keys(), ...left]
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`docs is not what the rules and facts say (${stale.join(', ')}): run npm run docs`)
  process.exit(1)
}
for (const [path, text] of written) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
for (const path of left) rmSync(path)
