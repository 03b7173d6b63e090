import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { rules } from '../policies/index.ts'
import { chartFiles, copiedIntoChart } from './chart-files.ts'
import { admissionPage } from './pages/admission.ts'
import { evidencePage } from './pages/evidence.ts'
import { gitopsPage } from './pages/gitops.ts'
import { rulePage } from './pages/page.ts'
import { rightsPage } from './pages/rights.ts'
import { ruleTable } from './pages/table.ts'
import { vapPage } from './pages/vap.ts'
import { ownCode } from './release-data/own-code.ts'
import { releasesPage } from './releases-page.ts'

/*
 * Writes docs/rules, docs/evidence.md, docs/gitops.md, docs/vap.md and docs/admission.md from the rules, docs/releases.md from the facts, and what the chart copies
 * of the manifests: `npm run docs`. With --check it writes nothing and ends with 1 when a page is not what they say.
 */
const folder = 'docs/rules'
const pages = new Map([
  ['docs/releases.md', releasesPage(ownCode('.'))],
  ['docs/evidence.md', evidencePage(rules)],
  ['docs/gitops.md', gitopsPage(rules)],
  ['docs/vap.md', vapPage(rules)],
  ['docs/admission.md', await admissionPage(rules)],
  [`${folder}/README.md`, ruleTable(rules)],
  ...rules.map(rule => [`${folder}/${rule.id}.md`, rulePage(rule)] as const),
  ...copiedIntoChart(),
  ['docs/rights.md', rightsPage()],
])
const check = process.argv.includes('--check')

mkdirSync(folder, { recursive: true })
const stale = [...pages].filter(([path, text]) => read(path) !== text).map(([path]) => path)
const left = [
  ...readdirSync(folder).map(name => `${folder}/${name}`),
  ...globSync(`${chartFiles}/**/*.yaml`),
].filter(path => !pages.has(path))
if (check && stale.length + left.length > 0) {
  console.error(
    `docs is not what the rules and facts say (${[...stale, ...left].join(', ')}): run npm run docs`,
  )
  process.exit(1)
}
for (const path of stale) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, pages.get(path) ?? '')
}
for (const path of left) rmSync(path)

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // a page that is not there yet
  }
}
