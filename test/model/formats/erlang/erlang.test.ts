import fc from 'fast-check'
import { type ErlangTerm, parseErlang } from '../../../../model/formats/erlang/erlang.ts'
import { FormatError } from '../../../../model/formats/text/codec.ts'
import { describe, expect, test } from '../../../jest.ts'
import { tries } from '../../../tries.ts'
import { attempt, expectInside, mutated } from '../fuzz.ts'

/** A term in one line, without its places. */
function show(term: ErlangTerm): string {
  switch (term.kind) {
    case 'tuple':
      return `{${term.items.map(show).join(' ')}}`
    case 'list':
      return `[${term.items.map(show).join(' ')}${term.tail ? ` | ${show(term.tail)}` : ''}]`
    case 'map':
      return `#{${term.entries.map(([key, value]) => `${show(key)}=>${show(value)}`).join(' ')}}`
    case 'fun':
      return `fun ${term.module}:${term.name}/${term.arity}`
    default:
      return `${term.kind}:${String(term.value)}`
  }
}
const shown = (text: string): string => parseErlang(text).map(show).join(' . ')

describe('terms', () => {
  test.each([
    ['', ''],
    ['% nothing\n', ''],
    ['a.', 'atom:a'],
    ["rabbit@host. 'A b'. 'it\\'s'. 'end'.", "atom:rabbit@host . atom:A b . atom:it's . atom:end"],
    ['élan.', 'atom:élan'],
    ['"abc" "def". "a\nb".', 'string:abcdef . string:a\nb'],
    ['"\\n\\t\\"\\\\\\x41\\x{1F430}\\101\\^A\\e\\s\\d\\q".', 'string:\n\t"\\A🐰A\u0001\u001b \u007fq'],
    [
      '1. -1. + 2. 1_000. 16#fF. 2#1010. 36#z.',
      'integer:1 . integer:-1 . integer:2 . integer:1000 . integer:255 . integer:10 . integer:35',
    ],
    ['123456789012345678901234567890.', 'integer:123456789012345678901234567890'],
    ['1.5. -2.0e3. 1.0E-2.', 'float:1.5 . float:-2000 . float:0.01'],
    ['$a. $\\n. $\\\\. $ .', 'integer:97 . integer:10 . integer:92 . integer:32'],
    ['{}. {a, 1}. [].', '{} . {atom:a integer:1} . []'],
    ['[a | b]. [a, b | [c]].', '[atom:a | atom:b] . [atom:a atom:b | [atom:c]]'],
    ['#{}. #{a => 1, "b" => [c]}.', '#{} . #{atom:a=>integer:1 string:b=>[atom:c]}'],
    ['<<>>. <<"abc">>. <<"a", "b"/utf8>>.', 'binary: . binary:abc . binary:ab'],
    ['<<1, 2>>. <<1:16/big-unsigned>>. <<"a":8>>.', 'binary:undefined . binary:undefined . binary:undefined'],
    ['fun lists:map/2.', 'fun lists:map/2'],
    ['[{rabbit, [{heartbeat, 60}]}]. %% end', '[{atom:rabbit [{atom:heartbeat integer:60}]}]'],
    ['[\r\n  a % one, two\r\n].', '[atom:a]'],
  ])('%j', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })
})

describe('what is refused, and where', () => {
  test.each([
    ['a', 1, "the final '.' is missing"],
    ['[a]. b', 6, "the final '.' is missing"],
    ['[a', 2, "']' is missing"],
    ['[a.', 2, "']' is missing"],
    ['{a, b].', 5, "',' or '}' expected"],
    ['[a,].', 3, "a ',' before ']', where another term must follow"],
    ['#{a => 1,}.', 9, "a ',' before '}', where another term must follow"],
    ['<<1,>>.', 4, "a ',' before '>>', where another term must follow"],
    ['[,a].', 1, 'a term expected'],
    ['[a b].', 3, "',' or ']' expected"],
    ['a b.', 2, "',' or the final '.' expected"],
    ['Abc.', 0, 'a variable; an atom begins with a lower-case letter or stands in single quotes'],
    ['_.', 0, 'a variable; an atom begins with a lower-case letter or stands in single quotes'],
    ['[{end, 1}].', 2, "'end' is a reserved word; as an atom it needs quotes"],
    ['"abc.', 0, 'a quote that is not closed'],
    ["'abc.", 0, 'a quote that is not closed'],
    ['"\\', 1, 'an escape that is not finished'],
    ['"\\^', 1, 'an escape that is not finished'],
    ['"\\xg".', 1, 'not a character code'],
    ['"\\x{110000}".', 1, 'not a character code'],
    ['$', 0, "a character is missing after '$'"],
    ['37#1.', 0, 'not a number of that base'],
    ['2#3.', 0, 'not a number of that base'],
    [`${'1'.repeat(1001)}.`, 0, 'a number of too many digits'],
    ['1.0e999.', 0, 'a number beyond what a double can hold'],
    ['- a.', 2, "a number after '-' expected"],
    ['1 + 2.', 2, "',' or the final '.' expected"],
    ['# comment', 0, "'#' begins no comment here, '%' does"],
    ['#rec{}.', 0, "'#' begins no comment here, '%' does"],
    ['#{a}.', 3, "'=>' expected"],
    ['#{a := 1}.', 4, "'=>' expected"],
    ['fun(X) -> X end.', 3, 'an atom expected'],
    ['fun a:b/c.', 8, 'an integer expected'],
    ['<<"a":b>>.', 6, 'an integer expected'],
    ['key = value.', 4, "',' or the final '.' expected"],
    ['żółw.', 0, 'a character that Erlang terms do not have'],
    ['.', 0, 'a term expected'],
    ['['.repeat(101), 100, 'nested more than 100 levels deep'],
    ['{'.repeat(500_000), 100, 'nested more than 100 levels deep'],
  ])('%.30j', (text, offset, message) => {
    expect(() => parseErlang(text)).toThrow(FormatError)
    try {
      parseErlang(text)
    } catch (error) {
      expect(error).toMatchObject({ offset, message })
    }
  })

  test('no message holds any of the text but reserved words', () => {
    for (const text of [
      '[{default_pass, Hunter2}].',
      '[{default_pass, <<Hunter2>>}].',
      '[{default_pass, hunter2 hunter2}].',
    ])
      expect(() => parseErlang(text)).toThrow(
        expect.objectContaining({ message: expect.not.stringMatching(/hunter2/i) }),
      )
  })
})

test('spans stand on what they name', () => {
  const text = '% c\n[{a, "b" "c"} , -1.5, \'x y\' | <<"é">>].'
  const spans = (term: ErlangTerm): string[] => [
    text.slice(term.span.start, term.span.end),
    ...(term.kind === 'list'
      ? [...term.items, ...(term.tail ? [term.tail] : [])]
      : term.kind === 'tuple'
        ? term.items
        : []
    ).flatMap(spans),
  ]
  expect(parseErlang(text).flatMap(spans)).toEqual([
    '[{a, "b" "c"} , -1.5, \'x y\' | <<"é">>]',
    '{a, "b" "c"}',
    'a',
    '"b" "c"',
    '-1.5',
    "'x y'",
    '<<"é">>',
  ])
})

const { term } = fc.letrec<{ term: string }>(tie => ({
  term: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      'a',
      "'B c'",
      '"s"',
      '"\\n" "t"',
      '1',
      '-2',
      '16#ff',
      '1.5',
      '$x',
      '<<"b">>',
      'fun a:b/1',
      '[]',
      '{}',
      '#{}',
    ),
    fc.array(tie('term'), { maxLength: 4 }).map(items => `[${items.join(', ')}]`),
    fc.array(tie('term'), { maxLength: 4 }).map(items => `{${items.join(',% c\n')}}`),
    fc.tuple(tie('term'), tie('term')).map(([key, value]) => `#{${key} => ${value}}`),
  ),
}))
const valid = fc.array(term, { maxLength: 3 }).map(terms => terms.map(text => `${text}.\n`).join(''))

test('any text', () => {
  const inside = (text: string, node: ErlangTerm): void => {
    expectInside(text, node.span)
    if (node.kind === 'list' || node.kind === 'tuple') for (const item of node.items) inside(text, item)
    if (node.kind === 'map') for (const entry of node.entries.flat()) inside(text, entry)
  }
  fc.assert(
    fc.property(mutated(valid, 'aA1_@[]{}<>|,.#:/=$\\"\'% \n-'), text => {
      for (const node of attempt(text, () => parseErlang(text)) ?? []) inside(text, node)
    }),
    tries(100),
  )
})

test('every generated valid text is read', () => {
  fc.assert(
    fc.property(valid, text => {
      expect(parseErlang(text)).toBeInstanceOf(Array)
    }),
    tries(100),
  )
})
