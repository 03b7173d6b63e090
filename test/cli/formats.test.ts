import fc from 'fast-check'
import { type FormatName, formatReport } from '../../cli/formats/format.ts'
import { frame, sourceOf } from '../../cli/formats/frame.ts'
import { coloured, plain, wantsColor } from '../../cli/formats/style.ts'
import { lookOf } from '../../cli/formats/terminal.ts'
import { visible, widthOf, wrap } from '../../cli/formats/text.ts'
import { describe, expect, test } from '../jest.ts'
import { tries } from '../tries.ts'
import { finding, report, services, shownAs } from './sample-report.ts'

const print = (name: FormatName, ...args: Parameters<typeof report>): string =>
  formatReport(name, report(...args), shownAs())

describe('pretty', () => {
  test('shows the place, the lines, the reason and the way out', () => {
    const related = [
      {
        object: finding().object,
        path: '/spec/ports',
        file: 'services.yaml',
        line: 8,
        column: 7,
        message: 'a port',
      },
    ]
    const shown = finding({ related, fix: 'safe', cluster: 'rabbitmq' })
    expect(print('pretty', [shown])).toBe(`rabbitmq   RabbitMQ 3.13.7, 3 replicas   sts.yaml:2
error   service-not-headless [*]                              services.yaml:6:14
  DNS knows the pods only while they are Ready
   6 |   clusterIP: 10.96.0.10
     |              ^^^^^^^^^^ add a headless Service
  see   services.yaml:8:7  a port

1 error in 1 cluster, 1 file (warrener explain RULE)
1 mended by \`warrener fix\` [*]
`)
  })

  test('where two lines are too few, what comes of it is said, and all of it on request', () => {
    const long = [finding({ message: `${'many words '.repeat(20)}` })]
    expect(print('pretty', long)).not.toContain('many words')
    expect(formatReport('pretty', report(long), shownAs({ verbose: true }))).toContain('many words')
  })

  test('by cluster, what is worst in front; clusters of which nothing is shown come last', () => {
    const of = (cluster: string, severity: 'error' | 'warning', rule: string) =>
      finding({ cluster, severity, rule })
    const [one] = report([]).clusters
    const clusters = ['a', 'b', 'c'].flatMap(name => (one ? { ...one, name } : []))
    const found = [of('a', 'warning', 'w1'), of('b', 'warning', 'w2'), of('b', 'error', 'e1')]
    const heads = print('pretty', found, { clusters }).match(/^(?:[abc]|error|warning.*?)(?= {2,})/gm)
    expect(heads).toEqual(['b', 'error', 'warning w2', 'a', 'warning w1', 'c'])
  })

  test('says what could not be judged or read', () => {
    const gap = (rule: string, cluster: string) => ({ rule, cluster, why: 'Secret x is not among the files' })
    const notEvaluated = [gap('a-rule', 'mq/rabbitmq'), gap('b-rule', 'mq/rabbitmq')]
    const skipped = [{ file: 'chart/sts.yaml', why: 'Helm template; render it first' }]
    const text = print('pretty', [], { notEvaluated, skipped })
    expect(text).toContain('Not evaluated: mq/rabbitmq: Secret x is not among the files (2 rules)\n')
    expect(text).toContain('Skipped: chart/sts.yaml: Helm template; render it first\n')
    const all = report([], { notEvaluated: [...notEvaluated, gap('a-rule', 'mq/other')] })
    expect(formatReport('pretty', all, shownAs({ verbose: true }))).toContain(
      'Not evaluated: 2 clusters: Secret x is not among the files (a-rule, b-rule)\n',
    )
  })

  test('files that are skipped for one reason are one entry', () => {
    const skipped = ['a', 'b', 'c', 'd', 'e'].map(file => ({ file, why: 'Helm template; render it first' }))
    const text = print('pretty', [], { skipped: [...skipped, { file: 'f', why: 'no YAML' }] })
    expect(text).toContain(
      'Skipped: a, b, c and 2 more: Helm template; render it first\nSkipped: f: no YAML\n',
    )
    expect(JSON.parse(print('json', [], { skipped })).skipped).toEqual(skipped)
  })

  test.each([
    [['safe', 'none'], '1 mended by `warrener fix` [*]'],
    [
      ['additive', 'safe', 'unsafe'],
      '2 mended by `warrener fix` [*], 1 more by `warrener fix --fix-unsafe` [**]',
    ],
    [['unsafe'], '1 mended by `warrener fix --fix-unsafe` [**]'],
    [['none'], 'None that `warrener fix` mends'],
  ] as const)('of %j it says: %s', (fixes, said) => {
    const findings = fixes.map(fix => finding({ fix }))
    expect(print('pretty', findings)).toContain(`\n${said}\n`)
  })

  test.each([
    [['a', 'b', 'c'], 'a, b, c'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('in the contexts %j', (contexts, said) => {
    expect(print('pretty', [finding({ contexts })])).toContain(`  in    ${said}\n`)
  })

  test('what is mended in one go is one block, the worst in front; elsewhere it is another', () => {
    const policy = { thing: 'policy ha', cluster: 'mq/rabbitmq' }
    const text = print('pretty', [
      finding({
        ...policy,
        rule: 'mirror-sync-manual',
        severity: 'warning',
        line: 3,
        message: 'not synchronised',
      }),
      finding({ ...policy, rule: 'promote-on-shutdown-always', message: 'promotes' }),
      finding({ ...policy, rule: 'mirror-count-one', cluster: 'other/rabbitmq' }),
    ])
    expect(text).toMatch(/^error {3}promote-on-shutdown-always /)
    expect(text).toContain('  also  mirror-sync-manual (line 3)\n')
    expect(text).toMatch(/\nerror {3}mirror-count-one /)
    expect(text).not.toContain('\nwarning mirror-sync-manual')
  })

  test('what overlays make of one base is said once, with all of them', () => {
    const of = (overlay: string, other: Parameters<typeof finding>[0] = {}) =>
      finding({
        cluster: `${overlay}/rabbitmq`,
        contexts: [`overlays/${overlay}`],
        fingerprint: overlay,
        ...other,
      })
    const same = print('pretty', [of('test'), of('prod'), of('dev')])
    expect(same.match(/^error /gm)).toHaveLength(1)
    expect(same).toContain('  in    overlays/dev, overlays/prod, overlays/test\n')
    const different = print('pretty', [of('test'), of('prod', { why: 'another one' })])
    expect(different.match(/^error /gm)).toHaveLength(2)
  })

  test('it says that there is no RabbitMQ, and how to name one', () => {
    const empty = report([])
    const none = { ...empty, clusters: [], summary: { ...empty.summary, clusters: 0, files: 12 } }
    expect(formatReport('pretty', none, shownAs())).toMatch(
      /^No RabbitMQ found in 12 files\.\n.*warrener\.dev\/rabbitmq: "true"/,
    )
  })

  test('what is only advice is counted in one line, unless it is asked for', () => {
    const some = [
      finding({ severity: 'info', rule: 'disk-limit-default' }),
      finding({ severity: 'info', rule: 'spread-missing' }),
      finding({ severity: 'info', rule: 'disk-limit-default', line: 9 }),
      finding({ severity: 'warning', rule: 'replicas-even' }),
    ]
    const shown = (showInfos: boolean): string =>
      formatReport('pretty', report(some), shownAs({ showInfos, text: () => services }))
    expect(shown(false)).toMatch(/^warning replicas-even /)
    expect(shown(false)).toContain('\n3 infos: disk-limit-default (2), spread-missing (--show info)\n')
    expect(shown(true)).toMatch(/\ninfo {4}disk-limit-default /)
    expect(shown(true)).not.toContain('--show info')
  })

  test('quiet shows findings only', () => {
    const options = shownAs({ quiet: true })
    expect(formatReport('pretty', report([]), options)).toBe('')
    expect(formatReport('pretty', report([finding()]), options)).not.toContain('1 cluster')
  })

  test.each([60, 80, 160])('keeps within %i columns, and cuts nothing that is marked', width => {
    const word = fc.string({
      maxLength: 20,
      unit: fc.constantFrom('a', ' ', 'é', '漢', '-', '\u001b', '\t', '"'),
    })
    const text = fc.array(word, { maxLength: 60 }).map(words => words.join(' '))
    fc.assert(
      fc.property(text, text, fc.nat(300), fc.nat(300), (message, line, column, length) => {
        const place = { line: 1, column: column + 1, endLine: 1, endColumn: column + 1 + length }
        const options = shownAs({ width, verbose: true, text: () => line })
        const printed = formatReport('pretty', report([finding({ message, ...place })]), options)
        for (const row of printed.split('\n')) expect(widthOf(row)).toBeLessThanOrEqual(width)
        const marked = visible(line.slice(column, column + length).trimEnd())
        const rows = printed.split('\n').filter(row => /^ {3}[1 ] \| (?! *\^)/.test(row))
        if (widthOf(marked) <= width - 14) expect(rows.join('\n')).toContain(marked)
      }),
      tries(100),
    )
  })

  test('text of a manifest cannot drive the terminal', () => {
    const hostile = 'x\u001b]0;title\u0007\u001b[2Jy\u202e\r\n::error::z'
    const text = print('pretty', [finding({ message: hostile, file: 'services.yaml' })])
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
    expect(text.split('\n').some(line => line.startsWith('::'))).toBe(false)
  })

  test('colours only dress the text', () => {
    const dressed = formatReport('pretty', report([finding()]), shownAs({ style: coloured }))
    const undressed = print('pretty', [finding()])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes that set colours begin with one
    expect(dressed.replace(/\u001b\[\d+m/g, '')).toBe(undressed)
    expect(dressed).not.toBe(undressed)
  })
})

describe('json', () => {
  test('has the keys of the contract in their order', () => {
    const full = finding({ inner: 'a.b', cluster: 'rabbitmq' })
    const document = JSON.parse(print('json', [full]))
    expect(Object.keys(document)).toEqual([
      'schema',
      'tool',
      'summary',
      'clusters',
      'findings',
      'notEvaluated',
      'skipped',
    ])
    expect(document.schema).toBe('warrener/lint-report/v1')
    expect(Object.keys(document.findings[0])).toEqual(
      'rule severity message why help object path inner file line column endLine endColumn cluster related fix fingerprint docs'.split(
        ' ',
      ),
    )
  })

  test('is the same whatever the order of members of the report', () => {
    const reversed = Object.fromEntries(Object.entries(finding()).reverse()) as unknown as ReturnType<
      typeof finding
    >
    expect(print('json', [reversed])).toBe(print('json', [finding()]))
  })

  test('names defects only where there are some', () => {
    expect(JSON.parse(print('json', [])).defects).toBeUndefined()
    const defects = [{ rule: 'r', subject: 's', error: 'e' }]
    expect(JSON.parse(print('json', [], { defects })).defects).toEqual(defects)
  })
})

describe('frame', () => {
  const show = (
    text: string,
    line: number,
    column: number,
    endColumn: number,
    note = '',
  ): readonly string[] =>
    frame(sourceOf(text), { line, column, endLine: line, endColumn }, note, { width: 40, style: plain })

  test.each([
    ['wide characters take two columns', 'a: 漢字 b', 7, 8, '   1 | a: 漢字 b', '     |         ^'],
    ['a tab takes four', '\tkey', 2, 5, '   1 |     key', '     |     ^^^'],
    ['combining characters take none', 'e\u0301: x', 5, 6, '   1 | e\u0301: x', '     |    ^'],
    ['an empty range has one mark', 'a:', 3, 3, '   1 | a:', '     |   ^'],
    ['a byte order mark does not count', '\ufeffa: b', 4, 5, '   1 | a: b', '     |    ^'],
    ['a range behind the line marks its end', 'ab', 9, 12, '   1 | ab', '     |   ^'],
  ])('%s', (_, text, column, endColumn, line, mark) => {
    expect(show(text, 1, column, endColumn)).toEqual([line, mark])
  })

  test('a long line is cut around the range', () => {
    const [line, mark] = show(`${'x'.repeat(200)}HERE${'y'.repeat(200)}`, 1, 201, 205)
    expect(line?.slice(mark?.indexOf('^'))).toMatch(/^HERE/)
    expect(line).toMatch(/^ {3}1 \| \.\.\.x+HEREy+\.\.\.$/)
    expect(line?.length).toBeLessThanOrEqual(40)
  })

  test.each(['\n', '\r\n', '\r'])('lines end as %j', end => {
    expect(show(['a:', '  b: 1', 'c:'].join(end), 2, 3, 4)).toEqual(['   2 |   b: 1', '     |   ^'])
  })

  test.each([
    ['beside the marks', 'one', ['   1 |   b: 1', '     |      ^ one']],
    [
      'below itself',
      'one two three four five six seven',
      ['   1 |   b: 1', '     |      ^ one two three four five', '     |        six seven'],
    ],
    [
      'set in a little where that takes fewer lines',
      'one two three four five six seven eight nine ten eleven twelve a',
      [
        '   1 |   b: 1',
        '     |      ^ one two three four five',
        '     |        six seven eight nine ten',
        '     |        eleven twelve a',
      ],
    ],
  ])('a note stands %s', (_, note, lines) => {
    expect(show('  b: 1', 1, 6, 7, note)).toEqual(lines)
  })

  test('a note has no room beside marks that go far', () => {
    expect(show('key: a long value of a key', 1, 6, 27, 'another value')).toEqual([
      '   1 | key: a long value of a key',
      '     |      ^^^^^^^^^^^^^^^^^^^^^',
      '     | another value',
    ])
  })

  test('what is marked and wider than the frame is folded', () => {
    const lines = show('x'.repeat(50), 1, 1, 51)
    expect(lines).toEqual([
      `   1 | ${'x'.repeat(29)}`,
      `     | ${'^'.repeat(29)}`,
      `     | ${'x'.repeat(21)}`,
      `     | ${'^'.repeat(21)}`,
    ])
    expect(show('x'.repeat(500), 1, 1, 501)).toHaveLength(2)
  })
})

describe('text', () => {
  test('wrapping loses no word and keeps to its width', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), words => {
        const lines = wrap(words.join(' '), 20)
        expect(lines.join(' ').trim()).toBe(words.join(' '))
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(20)
      }),
      tries(100),
    )
  })
  test('control characters become visible', () => {
    expect(visible('a\u0000b\u009bc\u202ed')).toBe('a\\u{0}b\\u{9b}c\\u{202e}d')
  })
})

describe('when to colour', () => {
  test.each([
    ['auto', {}, true, true],
    ['auto', {}, false, false],
    ['auto', { NO_COLOR: '1' }, true, false],
    ['auto', { NO_COLOR: '' }, true, true],
    ['auto', { TERM: 'dumb' }, true, false],
    ['auto', { FORCE_COLOR: '1' }, false, true],
    ['auto', { FORCE_COLOR: '0' }, true, false],
    ['auto', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    ['always', { NO_COLOR: '1' }, false, true],
    ['never', { FORCE_COLOR: '1' }, true, false],
  ] as const)('%s with %j, terminal: %s', (wish, env, isTTY, expected) => {
    expect(wantsColor(wish, env, isTTY)).toBe(expected)
  })
})

describe('where it goes', () => {
  const out = (isTTY: boolean, columns?: number) => ({ isTTY, columns, write: () => undefined })
  test.each([
    [false, 200, 80],
    [true, undefined, 80],
    [true, 20, 60],
    [true, 100, 100],
    [true, 500, 160],
  ])('terminal %j of %j columns: %i', (isTTY, columns, width) => {
    expect(lookOf(out(isTTY, columns), 'auto', {}).width).toBe(width)
  })
  test.each([
    [{ TERM_PROGRAM: 'vscode' }, true],
    [{ TERM: 'xterm-kitty' }, true],
    [{ VTE_VERSION: '7006' }, true],
    [{ VTE_VERSION: '4999' }, false],
    [{ TERM: 'xterm-256color' }, false],
    [{ TERM_PROGRAM: 'vscode', TERM: 'tmux-256color' }, false],
    [{ TERM_PROGRAM: 'vscode', CI: 'true' }, false],
    [{ FORCE_HYPERLINK: '1', CI: 'true' }, true],
    [{ FORCE_HYPERLINK: '0', TERM_PROGRAM: 'vscode' }, false],
    [{ NO_COLOR: '1', TERM_PROGRAM: 'vscode' }, false],
  ])('links for %j: %j', (env, is) => {
    const { link, style, width } = lookOf(out(true), 'auto', env)
    const text = formatReport('pretty', report([finding()]), shownAs({ link, style, width }))
    const opened = '\u001b]8;;https://example.test/docs/rules/service-not-headless.md\u001b\\'
    expect(text.includes(opened)).toBe(is)
    expect(text.split('\u001b]8;;').length).toBe(is ? 3 : 1)
  })
})
