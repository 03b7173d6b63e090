import fc from 'fast-check'
import { type FormatName, formatReport } from '../../cli/formats/format.ts'
import { frame, sourceOf } from '../../cli/formats/frame.ts'
import { coloured, plain, wantsColor } from '../../cli/formats/style.ts'
import { visible, widthOf, wrap } from '../../cli/formats/text.ts'
import { describe, expect, test } from '../jest.ts'
import { finding, report, services } from './sample-report.ts'

const print = (name: FormatName, ...args: Parameters<typeof report>): string =>
  formatReport(name, report(...args), {
    style: plain,
    quiet: false,
    showInfos: true,
    text: file => (file === 'services.yaml' ? services : undefined),
  })

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
    expect(print('pretty', [finding({ related, fix: 'safe' })])).toBe(`error service-not-headless
  services.yaml:6:14
  Service rabbitmq governs StatefulSet rabbitmq but is not headless
   5 | spec:
   6 |   clusterIP: 10.96.0.10
     |              ^^^^^^^^^^
   7 |   ports:
  why   DNS knows the pods only while they are Ready
  help  add a headless Service
  see   services.yaml:8:7: a port
   8 |     - port: 5672
  fix   warrener fix
  more  warrener explain service-not-headless

  rabbitmq: RabbitMQ 3.13.7, 3 replicas (sts.yaml:2)
1 error in 1 RabbitMQ cluster, 1 object, 1 file.
`)
  })

  test('says what could not be judged or read', () => {
    const text = print('pretty', [], {
      notEvaluated: [
        { rule: 'a-rule', cluster: 'mq/rabbitmq', why: 'Secret x is not among the files' },
        { rule: 'b-rule', cluster: 'mq/rabbitmq', why: 'Secret x is not among the files' },
      ],
      skipped: [{ file: 'chart/sts.yaml', why: 'Helm template; render it first' }],
    })
    expect(text).toContain('Not evaluated\n  mq/rabbitmq: Secret x is not among the files (a-rule, b-rule)\n')
    expect(text).toContain('Skipped\n  chart/sts.yaml: Helm template; render it first\n')
  })

  test('of many rules that share a reason their number is said', () => {
    const notEvaluated = Array.from({ length: 9 }, (_, index) => ({
      rule: `rule-${index}`,
      cluster: '',
      why: 'not seen',
    }))
    expect(print('pretty', [], { notEvaluated })).toContain('Not evaluated\n  not seen (9 rules)\n')
    expect(JSON.parse(print('json', [], { notEvaluated })).notEvaluated).toEqual(notEvaluated)
  })

  test('files that are skipped for one reason are one entry', () => {
    const skipped = ['a', 'b', 'c', 'd', 'e'].map(file => ({ file, why: 'Helm template; render it first' }))
    const text = print('pretty', [], { skipped: [...skipped, { file: 'f', why: 'no YAML' }] })
    expect(text).toContain('Skipped\n  a, b, c and 2 more: Helm template; render it first\n  f: no YAML\n')
    expect(JSON.parse(print('json', [], { skipped })).skipped).toEqual(skipped)
  })

  test('many findings begin with their numbers', () => {
    const many = (number: number): string =>
      print(
        'pretty',
        Array.from({ length: number }, () => finding({ severity: 'info' })),
      )
    expect(many(8)).toMatch(/^info service-not-headless\n/)
    expect(many(9)).toMatch(/^9 infos:\n\ninfo service-not-headless\n/)
  })

  test.each([
    [1, '1 can be mended: run warrener fix.'],
    [2, '2 can be mended: run warrener fix.'],
  ])('%i that can be mended', (fixable, said) => {
    const one = report([finding()])
    expect(print('pretty', [finding()], { summary: { ...one.summary, fixable } })).toContain(`\n${said}\n`)
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
    expect(text).toMatch(/^error promote-on-shutdown-always\n/)
    expect(text).toContain('  also  mirror-sync-manual (line 3): not synchronised\n')
    expect(text).toMatch(/\nerror mirror-count-one\n/)
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
    expect(
      formatReport('pretty', none, { style: plain, quiet: false, showInfos: true, text: () => undefined }),
    ).toMatch(/^No RabbitMQ found in 12 files\.\n.*warrener\.dev\/rabbitmq: "true"/)
  })

  test('what is only advice is counted in one line, unless it is asked for', () => {
    const some = [
      finding({ severity: 'info', rule: 'disk-limit-default' }),
      finding({ severity: 'info', rule: 'spread-missing' }),
      finding({ severity: 'info', rule: 'disk-limit-default', line: 9 }),
      finding({ severity: 'warning', rule: 'replicas-even' }),
    ]
    const shown = (showInfos: boolean): string =>
      formatReport('pretty', report(some), { style: plain, quiet: false, showInfos, text: () => services })
    expect(shown(false)).toMatch(/^warning replicas-even\n/)
    expect(shown(false)).toContain(
      '\n3 infos: disk-limit-default (2), spread-missing\n  --show info shows them\n',
    )
    expect(shown(true)).toMatch(/^info disk-limit-default\n/)
    expect(shown(true)).not.toContain('--show info')
  })

  test('quiet shows findings only', () => {
    const options = { style: plain, quiet: true, showInfos: true, text: () => services }
    expect(formatReport('pretty', report([]), options)).toBe('')
    expect(formatReport('pretty', report([finding()]), options)).not.toContain('RabbitMQ cluster')
  })

  test('keeps within 80 columns whatever the text', () => {
    const word = fc.string({
      maxLength: 20,
      unit: fc.constantFrom('a', ' ', 'é', '漢', '-', '\u001b', '\t', '"'),
    })
    const text = fc.array(word, { maxLength: 60 }).map(words => words.join(' '))
    fc.assert(
      fc.property(text, text, fc.nat(300), fc.nat(300), (message, line, column, length) => {
        const printed = formatReport(
          'pretty',
          report([
            finding({ message, line: 1, column: column + 1, endLine: 1, endColumn: column + 1 + length }),
          ]),
          { style: plain, quiet: false, showInfos: true, text: () => line },
        )
        for (const row of printed.split('\n')) expect(widthOf(row)).toBeLessThanOrEqual(80)
      }),
    )
  })

  test('text of a manifest cannot drive the terminal', () => {
    const hostile = 'x\u001b]0;title\u0007\u001b[2Jy\u202e\r\n::error::z'
    const text = print('pretty', [finding({ message: hostile, file: 'services.yaml' })])
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
    expect(text.split('\n').some(line => line.startsWith('::'))).toBe(false)
  })

  test('colours only dress the text', () => {
    const dressed = formatReport('pretty', report([finding()]), {
      style: coloured,
      quiet: false,
      showInfos: true,
      text: () => services,
    })
    const undressed = formatReport('pretty', report([finding()]), {
      style: plain,
      quiet: false,
      showInfos: true,
      text: () => services,
    })
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
    around = 0,
  ): readonly string[] =>
    frame(sourceOf(text), { line, column, endLine: line, endColumn }, { around, width: 40, style: plain })

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
    expect(show(['a:', '  b: 1', 'c:'].join(end), 2, 3, 4, 1)).toEqual([
      '   1 | a:',
      '   2 |   b: 1',
      '     |   ^',
      '   3 | c:',
    ])
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
