import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rulePage, ruleTable } from '../lint/rule-page.ts'
import { rules } from '../policies/index.ts'

/*
 * Writes docs/rules from the rules: `npm run docs`. With --check it writes nothing and ends with 1 when a page is not what
 * the rule says.
 */
const folder = 'docs/rules'
const pages = new Map([
  ['README.md', ruleTable(rules)],
  ...rules.map(rule => [`${rule.id}.md`, rulePage(rule)] as const),
])
const check = process.argv.includes('--check')

mkdirSync(folder, { recursive: true })
const stale = [...pages].filter(([name, text]) => read(`${folder}/${name}`) !== text).map(([name]) => name)
const left = readdirSync(folder).filter(name => !pages.has(name))
if (check && stale.length + left.length > 0) {
  console.error(`docs/rules is not what the rules say (${[...stale, ...left].join(', ')}): run npm run docs`)
  process.exit(1)
}
for (const name of stale) writeFileSync(`${folder}/${name}`, pages.get(name) ?? '')
for (const name of left) rmSync(`${folder}/${name}`)

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // a page that is not there yet
  }
}
