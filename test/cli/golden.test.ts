import { readdirSync, readFileSync } from 'node:fs'
import { formatFailure, formatNames, formatReport } from '../../cli/formats/format.ts'
import { type InputFile, lint } from '../../index.ts'
import { definitionsFile } from '../../policies/sample/policy-file.ts'
import { cluster } from '../../policies/sample.ts'
import { describe, expect, test } from '../jest.ts'
import { shownAs } from './sample-report.ts'

const folder = (path: string): readonly InputFile[] =>
  readdirSync(path)
    .sort()
    .map(name => ({ name: `${path}/${name}`, text: readFileSync(`${path}/${name}`, 'utf8') }))

/** What may drive a terminal, a runner, a page or a program that reads a report. */
const hostileWords = `x\u001b[2J\u202e ::error::y ##[add-mask]z <script>&amp;]]> "q" [a](javascript:b) @all \`c\` | d \u0085`
const hostile: readonly InputFile[] = [
  {
    name: 'a b,c:d%e/☃ ##[f].yaml',
    text: cluster({
      definitions: definitionsFile(
        {
          policies: [
            {
              vhost: '/',
              name: hostileWords,
              pattern: '.*',
              'apply-to': 'queues',
              definition: { 'ha-mode': 'all', 'ha-promote-on-shutdown': 'always' },
            },
          ],
        },
        2,
      ),
    }),
  },
]

const fixtures = {
  broken: folder('examples/broken-cluster'),
  clean: folder('manifests/clusters/rabbitmq-4.2'),
  hostile,
}

describe.each(Object.entries(fixtures))('%s', (_, files) => {
  const report = lint(files)
  const text = (name: string) => files.find(file => file.name === name)?.text
  test.each(formatNames)('%s', format => {
    expect(formatReport(format, report, shownAs({ showInfos: false, text }))).toMatchSnapshot()
  })
})

describe('what a manifest says has no effect in', () => {
  const report = lint(hostile)
  const text = (name: string) => hostile.find(file => file.name === name)?.text
  const print = (format: (typeof formatNames)[number]) =>
    formatReport(format, report, shownAs({ text, verbose: true }))

  test('any that people read', () => {
    expect(report.findings.length).toBeGreaterThan(0)
    for (const format of formatNames.filter(name => name !== 'json' && name !== 'sarif')) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
      expect(print(format)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    }
  })
  test('commands of the runner', () => {
    for (const line of print('github').trimEnd().split('\n')) {
      expect(line).toMatch(/^::(?:error|warning|notice) title=[a-z0-9-]+,file=[^,:]*,line=\d+,/)
    }
  })
  test('Markdown', () => {
    expect(print('markdown')).not.toMatch(/<script|(?<!\\)(?:\]\(javascript|[@`|])/)
  })
  test('XML', () => {
    const inner = print('junit').replace(/<\/?[a-z][a-z-]*(?: [a-z]+="[^"<>]*")*\/?>|<\?xml [^<>]*\?>/g, '')
    expect(inner).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot);)/)
  })
  test('addresses of files', () => {
    const { runs } = JSON.parse(print('sarif')) as SarifLog
    const [uri] = runs.flatMap(({ results }) =>
      results.map(({ locations: [place] }) => place?.physicalLocation.artifactLocation.uri ?? ''),
    )
    expect(uri).toBe('a%20b%2Cc%3Ad%25e/%E2%98%83%20%23%23%5Bf%5D.yaml')
  })
})

interface SarifLog {
  readonly runs: readonly {
    readonly results: readonly {
      readonly level: string
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } }
      }[]
    }[]
  }[]
}

test('code scanning takes so many results, the worst of them', () => {
  const report = lint(fixtures.broken)
  const findings = Array.from({ length: 400 }, () => report.findings).flat()
  const { runs } = JSON.parse(formatReport('sarif', { ...report, findings }, shownAs())) as SarifLog
  const levels = runs.flatMap(({ results }) => results.map(({ level }) => level))
  expect(levels).toHaveLength(5000)
  expect(levels).toEqual(levels.toSorted((a, b) => rank(a) - rank(b)))
})
const rank = (level: string): number => ['error', 'warning', 'note'].indexOf(level)

test('findings with one fingerprint are several for GitLab', () => {
  const report = lint(fixtures.broken)
  const twice = { ...report, findings: [...report.findings, ...report.findings] }
  const issues = JSON.parse(formatReport('gitlab', twice, shownAs())) as { readonly fingerprint: string }[]
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length)
})

test.each(formatNames)('%s says why there is no report where programs read it', format => {
  expect(formatFailure(format, { code: 3, message: 'nothing to lint: "<x>"' })).toMatchSnapshot()
})
