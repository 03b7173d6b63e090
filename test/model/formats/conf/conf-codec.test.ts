import fc from 'fast-check'
import { confDialect, newestConfDialect, parseConf } from '../../../../model/formats/conf/conf.ts'
import { confCodec, confCodecFor } from '../../../../model/formats/conf/conf-codec.ts'
import { FormatError } from '../../../../model/formats/text/codec.ts'
import { describe, expect, test } from '../../../jest.ts'
import { tries } from '../../../tries.ts'
import { checkCodec, codecCase, expectInside, expectProperty, mutated } from '../fuzz.ts'

const old = confCodecFor(confDialect({ major: 3, minor: 8, patch: 9 }))

test('decodes to an object of strings, the last of a key counting', () => {
  expect(confCodec.decode("# x\na.b = 1\nc = 'd#e'\na.b = 2")).toEqual({ 'a.b': '2', c: 'd#e' })
  expect(() => confCodec.decode('a = 1\nb')).toThrow("line 2: '=' is missing")
  expect(Object.hasOwn(Object(confCodec.decode('__proto__ = 1')), '__proto__')).toBe(true)
})

describe('edits', () => {
  test.each([
    // changing
    ['a = 1 # one\r\nb = 2', 'a', '3', 'a = 3 # one\r\nb = 2'],
    ['a = 1\na = 2\n', 'a', '3', 'a = 1\na = 3\n'],
    ['  a=1', 'a', 'x y', '  a=x y'],
    ["a = 'x#y'", 'a', 'z', 'a = z'],
    // adding
    ['', 'a', '1', 'a = 1\n'],
    ['a = 1', 'b', '2', 'a = 1\nb = 2'],
    ['a = 1\n', 'b', '2', 'a = 1\nb = 2\n'],
    ['a = 1\r\n', 'b', '2', 'a = 1\r\nb = 2\r\n'],
    ['a = 1\n\n# end\n', 'b', '2', 'a = 1\n\n# end\nb = 2\n'],
    ['\uFEFFa = 1', 'b', '2', '\uFEFFa = 1\nb = 2'],
    // the blanks at the end of the file are part of the value
    ['a = 1 ', 'b', '2', 'b = 2\na = 1 '],
    // quoting
    ['', 'a', 'x#y', "a = 'x#y'\n"],
    ['', 'a', ' x ', "a = ' x '\n"],
    ['', 'a', '', "a = ''\n"],
    ['', 'a', "'x", "a = 'x\n"],
    ['', 'a', "it's #1", "a = '''it's #1'''\n"],
  ])('%j: %s = %j', (text, key, value, expected) => {
    expect(confCodec.edit(text, [key], { set: value })).toBe(expected)
  })

  test.each([
    ['a = 1\nb = 2\n', 'a', 'b = 2\n'],
    ['a = 1\nb = 2', 'b', 'a = 1\n'],
    ['a = 1\n# c\na = 2\n', 'a', '# c\n'],
    ['a = 1\n', 'b', 'a = 1\n'],
    ['a = 1 # why\r\nb = 2', 'a', 'b = 2'],
  ])('%j without %s', (text, key, expected) => {
    expect(confCodec.edit(text, [key], 'remove')).toBe(expected)
  })

  test('numbers and booleans are written as text', () => {
    expect(confCodec.edit('', ['a'], { set: 5 })).toBe('a = 5\n')
    expect(confCodec.edit('', ['a'], { set: true })).toBe('a = true\n')
  })

  test.each([
    ['old releases have no quotes', old, '', ['a'], 'x#y'],
    ['a line end has no form there', old, '', ['a'], 'x\ny'],
    ['not a key', confCodec, '', ['a b'], '1'],
    ['no key', confCodec, '', [], '1'],
    ['too long a path', confCodec, '', ['a', 'b'], '1'],
    ['a list', confCodec, '', ['a'], []],
    ['a text with errors', confCodec, 'x', ['a'], '1'],
    [
      'a value with which an apostrophe above would become a quote',
      confCodec,
      "a = 'x\nb = 1\n",
      ['b'],
      "it's",
    ],
  ])('%s', (_, codec, text, path, value) => {
    expect(() => codec.edit(text, path, { set: value })).toThrow(FormatError)
  })
})

test('a line can set another key, which no other line sets', () => {
  const text = '# mine\n  heartbeet = 30 # often\nlog.file = false\n'
  const rename = (to: string): string => confCodec.edit(text, ['heartbeet', 'key'], { set: to })
  expect(rename('heartbeat')).toBe(text.replace('heartbeet', 'heartbeat'))
  for (const to of ['log.file', 'no key', '']) expect(() => rename(to)).toThrow()
  expect(() => confCodec.edit(text, ['heartbeet', 'key'], 'remove')).toThrow()
  expect(() => confCodec.edit(text, ['other', 'key'], { set: 'heartbeat' })).toThrow()
})
test('a broken line can be mended', () => {
  expect(confCodec.edit('a: 1\n  b: 2\n', [2], { set: 'b = 2' })).toBe('a: 1\n  b = 2\n')
  expect(() => confCodec.edit('a: 1\n', [1], { set: 'a; 1' })).toThrow('still not be read')
  expect(() => confCodec.edit('a: 1\n', [9], { set: 'a = 1' })).toThrow(FormatError)
})

test('locates the value that counts', () => {
  expect(confCodec.locate('a = 1\na = 22 # x', ['a'])).toEqual({ start: 10, end: 12 })
  expect(confCodec.locate('bad\na = 1', ['a'])).toEqual({ start: 8, end: 9 })
  expect(confCodec.locate('a = 1', ['b'])).toBeUndefined()
  expect(confCodec.locate('a = 1', [0])).toBeUndefined()
  expect(confCodec.locate('a = 1\nb = 2\na = 3', ['a', 0])).toEqual({ start: 4, end: 5 })
  expect(confCodec.locate('a = 1\nb = 2\na = 3', ['a', 1])).toEqual({ start: 16, end: 17 })
  expect(confCodec.locate('a = 1\n  b: 2 \n', [2])).toEqual({ start: 8, end: 12 })
  expect(confCodec.locate('a = 1', [2])).toBeUndefined()
  expect(confCodec.locate('a = 1', [])).toEqual({ start: 0, end: 5 })
})

const key = fc.stringMatching(/^[a-c]{1,2}(\\?\.[a-c])?$/)
const value = fc.string({ unit: fc.constantFrom(...'ab1 "#\'\t.é$()\r\n'), maxLength: 8 })
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom('', ' ', '\t'),
        key,
        fc.constantFrom('=', ' = ', '\t=  '),
        value.map(v => v.replaceAll(/[\r\n]/g, '') || 'x'),
        fc.constantFrom('', ' # c', '#'),
      )
      .map(parts => parts.join('')),
  },
  { weight: 2, arbitrary: fc.constantFrom('', '  ', '# comment', "# don't", 'include x.conf') },
  { weight: 1, arbitrary: fc.tuple(key, value).map(([k, v]) => `${k} = '${v.replaceAll("'", '')}'`) },
  { weight: 1, arbitrary: fc.tuple(key, value).map(([k, v]) => `${k} = '''${v}'''`) },
)
const conf = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\uFEFF'))
  .map(([lines, end, mark]) => mark + lines.join(end))
const texts = mutated(conf, 'ab=#\'"\\. \t\r\n$(){}')
const dialects = [
  newestConfDialect,
  confDialect({ major: 3, minor: 8, patch: 9 }),
  confDialect({ major: 4, minor: 0, patch: 5 }),
]

test('any text: entries and errors stand inside it, in order, and no statement is read twice', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(...dialects), (text, dialect) => {
      const { entries, errors } = parseConf(text, dialect)
      let end = 0
      for (const entry of entries) {
        for (const span of [entry.keySpan, entry.valueSpan, entry.span]) expectInside(text, span)
        expect(entry.span.start).toBeGreaterThanOrEqual(end)
        end = entry.span.end
        expect(text.slice(entry.keySpan.start, entry.keySpan.end)).toBe(entry.key)
        expect(entry.line).toBe(text.slice(0, entry.span.start).split('\n').length)
      }
      for (const { offset, line } of errors) {
        expectInside(text, { start: offset, end: offset })
        expect(line).toBe(text.slice(0, offset).split('\n').length)
      }
    }),
    tries(100),
  )
})

test('any text: an edit reads back as the change and keeps the rest', () => {
  const codecs = dialects.map(confCodecFor)
  const inputs = fc.tuple(codecCase(texts, key, value), fc.constantFrom(...codecs))
  expectProperty(inputs, 1 / 20, ([given, codec]) => checkCodec(codec, given))
})
