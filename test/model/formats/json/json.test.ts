import fc from 'fast-check'
import {
  duplicateKeys,
  jsonCodec,
  jsonCodecFor,
  jsonDialect,
  jsonOf,
  parseJson,
} from '../../../../model/formats/json/json.ts'
import { FormatError } from '../../../../model/formats/text/codec.ts'
import type { Json } from '../../../../model/kube/json.ts'
import { describe, expect, test } from '../../../jest.ts'
import { tries } from '../../../tries.ts'
import { attempt, checkCodec, codecCase, expectInside, expectProperty, mutated } from '../fuzz.ts'

const lenient = jsonDialect({ major: 3, minor: 10, patch: 25 })
const lenientCodec = jsonCodecFor(lenient)

describe('what is refused, and where', () => {
  test.each([
    ['', 0, 'a value is missing'],
    [' ', 1, 'a value is missing'],
    ['{"a": 1,}', 8, 'key in double quotes is missing'],
    ['[1,]', 3, 'a value is missing'],
    ['{"a" 1}', 5, "':' is missing"],
    ['{"a": }', 6, 'a value is missing'],
    ['[1 2]', 3, "',' is missing"],
    ['{"a": 1', 7, "'}' is missing"],
    ['[1', 2, "']' is missing"],
    ['{} {}', 3, 'after the end'],
    ['// x\n{}', 0, 'a comment'],
    ['/* x', 0, 'comment'],
    ['"a', 0, 'without closing quote'],
    ['"\n"', 0, 'without closing quote'],
    ['"\\x"', 0, 'invalid escape'],
    ['"\\u12"', 0, 'invalid \\u escape'],
    ['"\u0001"', 0, 'control character'],
    ['"\\ud800"', 0, 'an unpaired surrogate in a string'],
    ['{"\\udc00x": 1}', 1, 'an unpaired surrogate in a string'],
    ["{'a': 1}", 1, 'not a JSON value'],
    ['{a: 1}', 1, 'not a JSON value'],
    ['01', 1, 'after the end'],
    ['1.', 0, 'unfinished number'],
    ['1e999', 0, 'beyond what a double can hold'],
    ['NaN', 0, 'not a JSON value'],
    ['\uFEFF{}', 0, 'not a JSON value'],
    ['['.repeat(101), 100, 'nested more than 100 levels'],
    ['{"a":'.repeat(200_000), 500, 'nested more than 100 levels'],
  ])('%.20j', (text, offset, reason) => {
    expect(() => parseJson(text)).toThrow(reason)
    try {
      parseJson(text)
    } catch (error) {
      expect(error).toMatchObject({ offset })
    }
  })
})

test('releases that decode with jsx take comments and trailing commas', () => {
  const text = '{ // policies\n "a": [1, 2,], /* end */ }'
  expect(lenientCodec.decode(text)).toEqual({ a: [1, 2] })
  expect(lenientCodec.decode('["\t", "\\q", "\\ud800"]')).toHaveLength(3)
  expect(() => lenientCodec.decode('["\\u12"]')).toThrow(FormatError)
  expect(() => jsonCodecFor(jsonDialect({ major: 3, minor: 11, patch: 0 })).decode(text)).toThrow(FormatError)
})

test('a byte order mark is skipped up to 3.10 and from 4.2.5 on', () => {
  expect(lenientCodec.decode('\uFEFF{}')).toEqual({})
  expect(() => jsonCodecFor(jsonDialect({ major: 4, minor: 2, patch: 4 })).decode('\uFEFF{}')).toThrow(
    FormatError,
  )
  const codec = jsonCodecFor(jsonDialect({ major: 4, minor: 2, patch: 5 }))
  expect(codec.decode('\uFEFF{"a":1}')).toEqual({ a: 1 })
  expect(codec.locate('\uFEFF{"a":1}', ['a'])).toEqual({ start: 6, end: 7 })
  expect(codec.edit('\uFEFF{"a":1}', ['a'], { set: 2 })).toBe('\uFEFF{"a":2}')
})

test('of a key written twice the last one counts, and all are told', () => {
  const node = parseJson('{"a": 1, "b": [{"c": 1, "c": 2}], "a": 3}')
  expect(jsonOf(node)).toEqual({ a: 3, b: [{ c: 2 }] })
  expect(duplicateKeys(node).map(({ key, keySpan }) => [key, keySpan.start])).toEqual([
    ['a', 1],
    ['c', 16],
  ])
})

test('a key that JavaScript gives a meaning is a key like any other', () => {
  const decoded = jsonCodec.decode('{"__proto__": {"x": 1}, "constructor": 2}')
  expect(Object.keys(Object(decoded))).toEqual(['__proto__', 'constructor'])
  expect(jsonCodec.edit('{}', ['__proto__'], { set: 1 })).toBe('{"__proto__": 1}')
})

describe('locating', () => {
  const text = '{"policies": [{"name": "ha", "definition": {"x": 1}}]}'
  const cut = (path: (string | number | { name: string })[]): string | undefined => {
    const span = jsonCodec.locate(text, path)
    return span && text.slice(span.start, span.end)
  }
  test.each([
    [['policies', { name: 'ha' }, 'definition', 'x'], '1'],
    [['policies', 0, 'name'], '"ha"'],
    [['policies', '0', 'name'], '"ha"'],
    // missing: the key of the nearest ancestor
    [['policies', { name: 'ha' }, 'pattern'], '"policies"'],
    [['policies', 0, 'definition', 'y', 'z'], '"definition"'],
    [['users'], undefined],
    [[{ name: 'x' }], undefined],
  ])('%j', (path, expected) => {
    expect(cut(path)).toBe(expected)
  })
})

describe('edits keep the layout', () => {
  const spread = '{\n    "a": 1,\n    "b": {\n        "c": [1, 2]\n    }\n}\n'
  test.each([
    // replaced
    ['{"a":1, "b" : 2 }', ['b'], 3, '{"a":1, "b" : 3 }'],
    ['{"a":1}', ['a'], { x: [1, { y: 2 }] }, '{"a":{"x":[1,{"y":2}]}}'],
    ['{"a": 1}', ['a'], { x: [1, 2], y: 2 }, '{"a": {"x": [1, 2], "y": 2}}'],
    [spread, ['b', 'c', 1], 3, spread.replace('2', '3')],
    [spread, ['a'], { x: 1 }, spread.replace('1', '{\n        "x": 1\n    }')],
    ['{"a":1,"a":2}', ['a'], 3, '{"a":1,"a":3}'],
    ['[]', [], { a: 1 }, '{"a": 1}'],
    // added
    ['{}', ['a'], 1, '{"a": 1}'],
    ['{ }', ['a'], 1, '{"a": 1}'],
    ['{"a":1}', ['b'], 2, '{"a":1, "b":2}'],
    [spread, ['d'], 4, spread.replace('\n}\n', ',\n    "d": 4\n}\n')],
    [spread, ['b', 'd'], 4, spread.replace(']\n', '],\n        "d": 4\n')],
    [spread, ['b', 'c', '-'], 4, spread.replace('2]', '2, 4]')],
    ['{"p":[]}', ['p', { name: 'x' }, 'y'], 1, '{"p":[{"name":"x","y":1}]}'],
    ['{\r\n  "p": []\r\n}', ['p', '-'], 1, '{\r\n  "p": [\r\n    1\r\n  ]\r\n}'],
    ['{\n  "p": {}\n}', ['p', 'q', 'r'], 1, '{\n  "p": {\n    "q": {\n      "r": 1\n    }\n  }\n}'],
    ['{"p": []}', ['p', 0, 'x'], 1, '{"p": [{"x": 1}]}'],
    ['{\n"a": 1\n}', ['b'], 1, '{\n"a": 1,\n"b": 1\n}'],
    // removed
    ['{"a":1, "b":2, "c":3}', ['a'], undefined, '{"b":2, "c":3}'],
    ['{"a":1, "b":2, "c":3}', ['b'], undefined, '{"a":1, "c":3}'],
    ['{"a":1, "b":2, "c":3}', ['c'], undefined, '{"a":1, "b":2}'],
    ['{"a":1, "b":2, "a":3}', ['a'], undefined, '{"b":2}'],
    ['{ "a":1 }', ['a'], undefined, '{}'],
    ['[1, 2, 3]', [1], undefined, '[1, 3]'],
    ['[{"name":"x"}, {"name":"y"}]', [{ name: 'y' }], undefined, '[{"name":"x"}]'],
    ['{"a":1}', ['b'], undefined, '{"a":1}'],
    ['{"a":1}', ['b', 'c'], undefined, '{"a":1}'],
  ])('%j %j %j', (text, path, value, expected) => {
    expect(jsonCodec.edit(text, path, value === undefined ? 'remove' : { set: value as Json })).toBe(expected)
  })

  test('comments and trailing commas stay where the release takes them', () => {
    const text = '{\n  "a": 1, // one\n  "b": 2,\n}'
    expect(lenientCodec.edit(text, ['c'], { set: 3 })).toBe('{\n  "a": 1, // one\n  "b": 2,\n  "c": 3,\n}')
    expect(lenientCodec.edit(text, ['b'], { set: 3 })).toBe('{\n  "a": 1, // one\n  "b": 3,\n}')
  })

  test.each([
    ['{"a": 1}', ['a', 'b'], 1],
    ['{"a": [1]}', ['a', 5], 1],
    ['{"a": [1]}', ['a', 'x'], 1],
    ['{"a": []}', ['a', { name: 'x' }], 1],
    ['{"a": []}', ['a', { name: 'x' }], { name: 'y' }],
    ['{"a": 1}', [0], 1],
    ['{}', ['a', 3], 1],
    ['1', [], undefined],
    ['{}', ['a'], '\ud800'],
  ])('impossible: %j %j %j', (text, path, value) => {
    expect(() => jsonCodec.edit(text, path, value === undefined ? 'remove' : { set: value as Json })).toThrow(
      FormatError,
    )
  })
})

const name = fc.constantFrom('a', 'b', 'name', '__proto__', 'é"\\')
const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  // JSON.stringify writes -0 as 0.
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(number => (number === 0 ? 0 : number)),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
)
const { value } = fc.letrec<{ value: Json }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map(Object.fromEntries),
  ),
}))
const valid = fc
  .tuple(value, fc.constantFrom(undefined, '  ', '\t', 1))
  .map(([json, indent]) => JSON.stringify(json, null, indent))
const texts = mutated(valid, '{}[]",:\\ \n\r\t/*-01.eEu')
const step = fc.oneof(
  name,
  fc.integer({ min: -1, max: 4 }),
  fc.constant('-'),
  fc.record({ name: fc.constantFrom('a', 'b') }),
)

test('any text: accepted exactly where the standard parser accepts it', () => {
  fc.assert(
    fc.property(texts, text => {
      const ours = attempt(text, () => parseJson(text))
      let theirs: unknown
      try {
        theirs = JSON.parse(text)
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError)
        expect(ours).toBeUndefined()
        return
      }
      // Numbers beyond a double, and unpaired surrogates.
      if (ours === undefined) expect(text).toMatch(/[eE]\+?\d{3}|\\u[dD][89a-fA-F]|\p{Surrogate}/u)
      else expect(jsonOf(ours)).toEqual(theirs)
    }),
    tries(100),
  )
})

test('any text: an edit reads back as the change and keeps the rest', () => {
  const inputs = fc.tuple(codecCase(texts, step, value), fc.constantFrom(jsonCodec, lenientCodec))
  expectProperty(inputs, 1 / 20, ([given, codec]) => checkCodec(codec, given))
})

test('any text: duplicates stand inside it', () => {
  fc.assert(
    fc.property(texts, text => {
      const node = attempt(text, () => parseJson(text))
      for (const { keySpan } of node ? duplicateKeys(node) : []) expectInside(text, keySpan)
    }),
    tries(100),
  )
})
