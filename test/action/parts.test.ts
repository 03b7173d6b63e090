import { Annotations } from '../../action/annotations.ts'
import type { Judgement } from '../../action/judge.ts'
import { mostCommentBytes } from '../../action/summary/comment.ts'
import { fixBlock } from '../../action/summary/fix-block.ts'
import { fenced } from '../../action/summary/markdown.ts'
import { summary } from '../../action/summary/summary.ts'
import { failedSummary, mostSummaryBytes } from '../../action/summary/written.ts'
import { words } from '../../action/words.ts'
import { escaped } from '../../cli/formats/markdown.ts'
import type { ReportedFinding } from '../../lint/report.ts'
import { finding, report, services } from '../cli/sample-report.ts'
import { describe, expect, test } from '../jest.ts'

const links = { path: (file: string) => file, line: (): string | undefined => undefined }
const emptyReview = {
  ...{ newlyVisible: [], notEvaluated: [], report: report([]) },
  clusters: { come: [], gone: [], moved: [] },
}

describe('words', () => {
  test.each<[string, readonly string[]]>([
    ['', []],
    [' a  b\n\tc ', ['a', 'b', 'c']],
    [`"a b" 'c d' e"f g"h`, ['a b', 'c d', 'ef gh']],
    [`--rule 'x=off' ""`, ['--rule', 'x=off', '']],
    [`it's`, ['it', 's']],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })
})

test('an annotation holds no other command, whatever a file is called', () => {
  const said: string[] = []
  const annotations = new Annotations({ isTTY: false, write: text => said.push(text) })
  annotations.mark(
    [finding({ severity: 'info', message: '50%\n::error::x', line: 1, endLine: 2 })],
    () => 'a:b,c\n::d.yaml',
  )
  annotations.say('warning', 'late')
  const [first = '', ...rest] = said.join('').split('\n')
  expect(first).toMatch(
    /^::notice title=[a-z-]+,file=a%3Ab%2Cc%0A%3A%3Ad\.yaml,line=1::50%25\\u\{a\}::error::x%0A/,
  )
  expect(rest).toEqual(['::warning::late', ''])
})

describe('summary', () => {
  const options = {
    ...{ links, fixBlock: () => undefined, most: mostSummaryBytes },
    text: (file: string) => (file === 'services.yaml' ? services : undefined),
  }
  const all = (findings: readonly ReportedFinding[]): Judgement => ({
    ...{ report: report(findings), failing: [], wish: 'all', options: {} },
    commits: { head: undefined, base: undefined, judged: undefined, differing: new Set() },
  })
  const verdict = { code: 1, headline: '1 error', text: 'Failed.' } as const

  test('text stays text', () => {
    expect(escaped('a|b <img src=x> [c](d) `e` *f* #1 @g &amp;\n')).toBe(
      'a\\|b &lt;img src=x&gt; \\[c\\](d) \\`e\\` \\*f\\* \\#1 \\@g &amp;amp;\\\\u{a}',
    )
  })

  test('a fence holds whatever lines there are', () => {
    expect(fenced(['a', '```', '  ````x'], 'text')).toBe('`````text\na\n```\n  ````x\n`````')
  })

  test('a finding is shown with its lines', () => {
    expect(summary(all([finding()]), verdict, options)).toBe(`## ❌ Warrener: 1 error

Failed.

### Files

#### ❌ error: [service-not-headless](https://example.test/docs/rules/service-not-headless.md) at services.yaml:6

Service rabbitmq governs StatefulSet rabbitmq but is not headless; DNS knows the pods only while they are Ready.

\`\`\`text
   6 |   clusterIP: 10.96.0.10
     |              ^^^^^^^^^^ add a headless Service
\`\`\`
`)
  })

  test.each([
    ['a summary', mostSummaryBytes, 2 ** 20],
    ['a comment', mostCommentBytes, 65_536],
  ])('%s keeps below its limit with 20,000 findings, the most severe first', (_, most, limit) => {
    const related = Array.from({ length: 50 }, () => ({
      ...{ object: finding().object, path: '', message: 'y'.repeat(2000) },
      ...{ file: 'services.yaml', line: 1, column: 1 },
    }))
    const findings = Array.from({ length: 20_000 }, (_each, index) =>
      finding({
        severity: index % 2 ? 'error' : 'info',
        message: `${index} ${'ä'.repeat(500)}`,
        why: '☃'.repeat(2000),
        file: `${'x'.repeat(3000)}.yaml`,
        line: index,
        related,
      }),
    )
    const review = { ...emptyReview, introduced: findings, left: findings, fixed: findings }
    const judgement = { ...all(findings), wish: 'caused', review } as const
    const text = summary(judgement, verdict, { ...options, most })
    expect(Buffer.byteLength(text)).toBeLessThan(limit)
    expect(/and \d+ more; the JSON report holds all/.test(text)).toBe(true)
    expect(text.indexOf('❌ error: [')).toBeLessThan(text.indexOf('ℹ️ info: ['))
  })

  test('what a fix changes shows no credential', () => {
    const before = 'kind: ConfigMap\ndata:\n  a: 1\n  default_pass: hunter2\n  b: 2\n'
    const changed = [{ name: 'a.yaml', text: before.replace('a: 1', 'a: 3').replace('b: 2', 'b: 4') }]
    const block = fixBlock(
      changed,
      () => before,
      false,
      name => `x/${name}`,
    )
    expect(block?.split('\n')).toEqual([
      ...['```diff', '@@ x/a.yaml:2 @@', ' data:', '-  a: 1', '+  a: 3'],
      ...['   default_pass: *******', '-  b: 2', '+  b: 4', '```'],
    ])
    const secret = fixBlock(
      changed,
      () => before,
      true,
      name => name,
    )
    expect(secret).not.toMatch(/hunter2|[a-b]: \d/)
    const long = [{ name: 'a.yaml', text: `${before}${'c: 1\n'.repeat(50)}` }]
    expect(
      fixBlock(
        long,
        () => before,
        false,
        name => name,
      ),
    ).toBeUndefined()
  })

  test('a run that came to nothing says where what is wrong', () => {
    const text = failedSummary(
      'it is wrong',
      [{ file: '.warrener.yaml', line: 3, column: 5, message: 'there is no rule <b>' }],
      { ...links, line: (file, line) => `https://x.test/${file}#L${line}` },
    )
    expect(text).toContain(
      '- [.warrener.yaml:3:5](https://x.test/.warrener.yaml#L3): there is no rule &lt;b&gt;',
    )
    expect(failedSummary('```\n# no', [], links)).toContain('````text\n```\n# no\n````')
  })
})
