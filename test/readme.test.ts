import { readdirSync, readFileSync } from 'node:fs'
import { lint, rules } from '../index.ts'
import { repository } from '../lint/docs-url.ts'
import { expect, test } from './jest.ts'

const readme = readFileSync('README.md', 'utf8')
const folder = 'examples/broken-cluster'

test('the sample is what the example gives', () => {
  const files = readdirSync(folder).map(name => ({
    name: `${folder}/${name}`,
    text: readFileSync(`${folder}/${name}`, 'utf8'),
  }))
  const { findings, clusters } = lint(files)
  const sample = /```text\n(.*?)```/s.exec(readme)?.[1] ?? ''
  const finding = findings.find(({ rule }) => sample.startsWith(`error ${rule}\n`))
  expect(finding).toBeDefined()
  if (!finding) return
  for (const part of [
    `${finding.file}:${finding.line}:${finding.column}`,
    finding.message,
    finding.why,
    finding.help,
  ])
    expect(sample).toContain(part)
  expect(clusters).toMatchObject([{ replicas: 3 }])
})

test.each([...new Set(rules.map(({ group }) => group))])('the group %s of rules is explained', group => {
  expect(readme).toContain(`\n| \`${group}\` | `)
})

test('the repository is one constant', () => {
  const { repository: written } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    repository: { url: string }
  }
  expect(written.url).toBe(`git+${repository}.git`)
})

test('links lead to files', () => {
  for (const page of ['README.md', 'CONTRIBUTING.md']) {
    for (const [, target = ''] of readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      expect(() => readFileSync(target)).not.toThrow()
    }
  }
})
