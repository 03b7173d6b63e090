import { globSync, readdirSync, readFileSync } from 'node:fs'
import { topicPage } from '../../facts/topics/page.ts'
import { topics } from '../../facts/topics/topics.ts'
import { rules } from '../../policies/index.ts'
import { chartFiles, copiedIntoChart } from '../chart-files.ts'
import { ownCode } from '../release-data/own-code.ts'
import { releasesPage } from '../releases-page.ts'
import { actionPage } from './action.ts'
import { admissionPage } from './admission.ts'
import { configurationPage } from './configuration.ts'
import { evidencePage } from './evidence.ts'
import { gitopsPage } from './gitops.ts'
import { rulePage } from './page.ts'
import { recoveryPage } from './recovery.ts'
import { rightsPage } from './rights.ts'
import { ruleTable } from './table.ts'
import { vapPage } from './vap.ts'

/** The folder in which all files are made. */
export const ruleFolder = 'docs/rules'

/** All files that are made from rules, facts and manifests, by their path. */
const pages = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['docs/releases.md', releasesPage(ownCode('.'))],
    ['docs/evidence.md', evidencePage(rules)],
    ['docs/gitops.md', gitopsPage(rules)],
    ['docs/vap.md', vapPage(rules)],
    ['docs/recovery.md', recoveryPage()],
    ['docs/action.md', await actionPage()],
    ['docs/admission.md', await admissionPage(rules)],
    [`${ruleFolder}/README.md`, ruleTable(rules)],
    ...rules.map(rule => [`${ruleFolder}/${rule.id}.md`, rulePage(rule)] as const),
    ...topics.map(topic => [`docs/topics/${topic.id}.md`, topicPage(topic, { sources: true })] as const),
    ...copiedIntoChart(),
    ['docs/rights.md', rightsPage()],
    [
      'docs/configuration.md',
      configurationPage(JSON.parse(readFileSync('schemas/warrener-config.schema.json', 'utf8'))),
    ],
  ])

/** What differs from that in the working directory: files that are to be written, with their text, and those that are to go. */
export async function staleFiles(): Promise<{
  readonly written: ReadonlyMap<string, string>
  readonly left: readonly string[]
}> {
  const all = await pages()
  const there = [
    ...readdirSync(ruleFolder).map(name => `${ruleFolder}/${name}`),
    ...globSync([`${chartFiles}/**/*.yaml`, 'docs/topics/*.md']),
  ]
  return {
    written: new Map([...all].filter(([path, text]) => textOf(path) !== text)),
    left: there.filter(path => !all.has(path)),
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // one that is not there yet
  }
}
