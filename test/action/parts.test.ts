import { Annotations } from '../../action/annotations.ts'
import { summary, table } from '../../action/summary.ts'
import { words } from '../../action/words.ts'
import { escaped } from '../../cli/formats/markdown.ts'
import { finding, report } from '../cli/sample-report.ts'
import { describe, expect, test } from '../jest.ts'

const links = { path: (file: string) => file, line: () => undefined }

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
  test('text stays text', () => {
    expect(escaped('a|b <img src=x> [c](d) `e` *f* #1 @g &amp;\n')).toBe(
      'a\\|b &lt;img src=x&gt; \\[c\\](d) \\`e\\` \\*f\\* \\#1 \\@g &amp;amp;\\\\u{a}',
    )
  })

  test('keeps below 1 MiB with 20,000 findings, the most severe first', () => {
    const findings = Array.from({ length: 20_000 }, (_, index) =>
      finding({ severity: index % 2 ? 'error' : 'info', message: `${index} ${'ä'.repeat(200)}` }),
    )
    const text = summary({ report: report(findings), failing: [], wish: 'all' }, 'Failed.', links)
    expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20)
    expect(text).toMatch(/\d+ more do not fit into this summary/)
    expect(text).not.toContain('| info |')
    expect(table(findings.slice(0, 2), links).split('\n')[2]).toMatch(/^\| error \|/)
  })
})
