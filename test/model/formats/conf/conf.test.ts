import {
  confDialect,
  effectiveEntries,
  newestConfDialect,
  parseConf,
} from '../../../../model/formats/conf/conf.ts'
import { maxLength } from '../../../../model/formats/text/limits.ts'
import { describe, expect, test } from '../../../jest.ts'

const release = (major: number, minor: number, patch: number) => confDialect({ major, minor, patch })
const old = release(3, 8, 9)
const newest = newestConfDialect

/** Key and value pairs, or the reason of the first error. */
function read(text: string, dialect = newest): unknown {
  const { entries, errors } = parseConf(text, dialect)
  return errors[0]?.reason ?? entries.map(({ key, value }) => [key, value])
}

describe('what every release reads', () => {
  test.each([
    ['a = 1', [['a', '1']]],
    ['a=1\n', [['a', '1']]],
    ['\ta \t=\t 1 \t\n', [['a', '1']]],
    [
      'a = 1\r\nb = 2\r\n',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a = 1 # one\n', [['a', '1']]],
    ['a = abc#def', [['a', 'abc']]],
    ['a = x y  z', [['a', 'x y  z']]],
    ['a = "admin"', [['a', '"admin"']]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a value that looks like a template but is none
    ['a = ${VAR}', [['a', '${VAR}']]],
    ['a = $(VAR)', [['a', '$(VAR)']]],
    ['a = b = c', [['a', 'b = c']]],
    ['a.b\\.c.d = 1', [['a.b\\.c.d', '1']]],
    [
      'a = 1\na = 2',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    ['__proto__ = 1', [['__proto__', '1']]],
    ['', []],
    ['\n\r\n  \n\t', []],
    ['# only\n   # comments', []],
    // Blanks count as part of the value only at the very end of the file.
    ['a = 1  ', [['a', '1  ']]],
    ['a = 1  # x', [['a', '1']]],
    ['a = x\ry\n', [['a', 'x\ry']]],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected)
    expect(read(text, old)).toEqual(expected)
  })
})

describe('what no release reads', () => {
  test.each([
    ['heartbeat =', "'heartbeat' has no value"],
    ['heartbeat = # x', "'heartbeat' has no value"],
    ['heartbeat: 60', "':' where '=' belongs"],
    ['heartbeat 60', "'=' is missing"],
    ['a..b = 1', "'=' is missing"],
    ['.a = 1', "neither 'key = value' nor a comment"],
    ['a b = 1', "'=' is missing"],
    ['{{ .Values.extra }}', 'a template that was not rendered'],
    ['[{rabbit,[{heartbeat,60}]}].', 'Erlang terms, which belong in advanced.config or rabbitmq.config'],
    ['; x', "neither 'key = value' nor a comment"],
    ['\r', "neither 'key = value' nor a comment"],
  ])('%j', (text, reason) => {
    expect(read(text)).toBe(reason)
    expect(read(text, old)).toBe(reason)
  })

  test('lines after an error are read, and every error is told with its line', () => {
    const { entries, errors } = parseConf('a = 1\nbad\nb = 2\n= 3\r\nc = 4')
    expect(entries.map(({ key, line }) => [key, line])).toEqual([
      ['a', 1],
      ['b', 3],
      ['c', 5],
    ])
    expect(errors.map(({ offset, line }) => [offset, line])).toEqual([
      [6, 2],
      [16, 4],
    ])
  })

  test('an error never holds text of which it is not certain that it is a key', () => {
    for (const text of ['s3cret', 's3cret: x', "a = 's3cret's3cret"])
      expect(JSON.stringify(parseConf(text).errors)).not.toContain('s3cret')
  })

  test('a text beyond the limit is not read, which says nothing of the broker', () => {
    const { errors, unread } = parseConf('#'.repeat(maxLength + 1))
    expect([errors, unread]).toEqual([[], `longer than ${maxLength} characters`])
  })
})

describe('single quotes', () => {
  test.each([
    ["a = 'x'", [['a', "'x'"]], [['a', 'x']]],
    [
      "a = 'x#y' # z\nb = 1",
      [
        ['a', "'x"],
        ['b', '1'],
      ],
      [
        ['a', 'x#y'],
        ['b', '1'],
      ],
    ],
    ["a = ''", [['a', "''"]], [['a', '']]],
    ["a = 'x", [['a', "'x"]], [['a', "'x"]]],
    ["a = x'y'", [['a', "x'y'"]], [['a', "x'y'"]]],
    ["a = 'x'y", [['a', "'x'y"]], "text after the closing quote of 'a'"],
    [
      "a = 'x\ny'\nb = 1",
      "'=' is missing",
      [
        ['a', 'x\ny'],
        ['b', '1'],
      ],
    ],
    // An apostrophe further down closes a quote that was never meant as one.
    ["a = 'x\n# don't\n", [['a', "'x"]], "text after the closing quote of 'a'"],
  ])('%j', (text, before, after) => {
    expect(read(text, release(3, 13, 6))).toEqual(before)
    expect(read(text, release(3, 13, 7))).toEqual(after)
  })
})

describe('triple quotes', () => {
  const dialects = [release(4, 1, 8), release(4, 2, 1)] as const
  test.each([
    [
      "a = '''\n  x\n  y\n'''\nb = 1",
      "text after the closing quote of 'a'",
      [
        ['a', '  x\n  y'],
        ['b', '1'],
      ],
    ],
    ["a = '''\r\nx\r\n'''", "text after the closing quote of 'a'", [['a', 'x']]],
    ["a = ''''x''''", "text after the closing quote of 'a'", "text after the closing quote of 'a'"],
    ["a = '''x", "text after the closing quote of 'a'", "text after the closing quote of 'a'"],
    ["a = '''it's'''", "text after the closing quote of 'a'", [['a', "it's"]]],
    ["a = ''", [['a', '']], [['a', '']]],
  ])('%j', (text, before, after) => {
    expect(read(text, dialects[0])).toEqual(before)
    expect(read(text, dialects[1])).toEqual(after)
  })
})

test('a byte order mark is refused up to 4.2.0 and by 4.1', () => {
  for (const dialect of [old, release(4, 0, 5), release(4, 1, 8), release(4, 2, 0)])
    expect(parseConf('\uFEFFa = 1', dialect)).toMatchObject({
      entries: [{ key: 'a' }],
      errors: [{ offset: 0, line: 1 }],
    })
  expect(read('\uFEFFa = 1', release(4, 3, 6))).toEqual([['a', '1']])
})

test('characters beyond Latin-1 are refused up to 3.10.8', () => {
  expect(read('a = Œ', release(3, 10, 8))).toBe("the value of 'a' has a character that is not in Latin-1")
  expect(read('a = é # Œ', release(3, 10, 8))).toEqual([['a', 'é']])
  expect(read('a = Œ', release(3, 11, 0))).toBe("the value of 'a' has a character that is not in Latin-1")
  expect(read('a = Œ', release(3, 10, 9))).toEqual([['a', 'Œ']])
  expect(read('a = Œ', release(3, 11, 1))).toEqual([['a', 'Œ']])
})

test('include', () => {
  const includes = (text: string, dialect: ReturnType<typeof release>): unknown => {
    const { includes: found, errors } = parseConf(text, dialect)
    return errors[0]?.reason ?? found.map(({ path }) => path)
  }
  expect(includes('include conf.d/*.conf # x', newest)).toEqual(['conf.d/*.conf'])
  expect(includes('includeconf.d/*.conf', newest)).toBe("'=' is missing")
  expect(includes('includeconf.d/*.conf', release(3, 8, 13))).toEqual(['conf.d/*.conf'])
  expect(includes('include conf.d/*.conf', release(3, 8, 12))).toBe("'=' is missing")
  expect(includes('include conf.d/*.conf ', newest)).toBe("'=' is missing")
  expect(includes('include = 1', newest)).toEqual([])
})

test('spans stand on what they name', () => {
  const text = "# c\r\n a.b = 'x y' # z\r\nc = 1"
  const { entries } = parseConf(text)
  const [first, second] = entries
  const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end)
  expect(first && [cut(first.keySpan), cut(first.valueSpan), cut(first.span)]).toEqual([
    'a.b',
    "'x y'",
    " a.b = 'x y' # z\r\n",
  ])
  expect(second && [cut(second.keySpan), cut(second.valueSpan), cut(second.span), second.line]).toEqual([
    'c',
    '1',
    'c = 1',
    3,
  ])
  expect(first?.words).toEqual(['a', 'b'])
})

test('of a key written twice the last one counts', () => {
  const effective = effectiveEntries(parseConf('a = 1\nb = 2\na = 3'))
  expect([...effective].map(([key, { value }]) => [key, value])).toEqual([
    ['a', '3'],
    ['b', '2'],
  ])
})
