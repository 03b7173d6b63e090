import { readdirSync, readFileSync } from 'node:fs'
import { pretty } from '../cli/formats/pretty.ts'
import { lint, rules } from '../index.ts'
import { repository } from '../lint/docs-url.ts'
import { shownAs } from './cli/sample-report.ts'
import { expect, test } from './jest.ts'

const readme = readFileSync('README.md', 'utf8')
const folder = 'examples/broken-cluster'

test('the sample is what the example gives', () => {
  const files = readdirSync(folder).map(name => ({
    name: `${folder}/${name}`,
    text: readFileSync(`${folder}/${name}`, 'utf8'),
  }))
  const report = lint(files)
  const sample = /```text\n(.*?)```/s.exec(readme)?.[1] ?? ''
  const text = (name: string) => files.find(file => file.name === name)?.text
  expect(sample).not.toBe('')
  expect(pretty(report, shownAs({ showInfos: false, text }))).toContain(sample)
  expect(report.clusters).toMatchObject([{ replicas: 3 }])
})

test.each([...new Set(rules.map(({ group }) => group))])('the group %s of rules is explained', group => {
  expect(readFileSync('docs/judging.md', 'utf8')).toContain(`\n| \`${group}\` | `)
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

test('the README stays one screen', () => {
  expect(readme.split('\n').length).toBeLessThan(130)
})
