import fc from 'fast-check'
import { pluginsCodec, readPlugins } from '../../../../model/formats/erlang/plugins.ts'
import { FormatError } from '../../../../model/formats/text/codec.ts'
import { describe, expect, test } from '../../../jest.ts'
import { tries } from '../../../tries.ts'
import { checkCodec, codecCase, expectInside, expectProperty, mutated } from '../fuzz.ts'

const names = (text: string): string[] => readPlugins(text).names.map(({ name }) => name)

describe('files that brokers boot with', () => {
  test.each([
    ['[rabbitmq_management].', ['rabbitmq_management']],
    ['[rabbitmq_management,rabbitmq_nope].', ['rabbitmq_management', 'rabbitmq_nope']],
    ['%% comment\r\n[a, % b\r\n a].', ['a', 'a']],
    ["['a'].", ['a']],
    ['[].', []],
    ['', []],
    ['\n \n', []],
    ['% only a comment', []],
  ])('%j', (text, expected) => {
    expect(names(text)).toEqual(expected)
    expect(readPlugins(text).problems).toEqual([])
  })

  test('strings are ignored in silence', () => {
    expect(readPlugins('["rabbitmq_management", a].')).toMatchObject({
      names: [{ name: 'a' }],
      problems: [{ kind: 'not-an-atom', offset: 1, stopsBoot: false }],
    })
  })
})

describe('files that stop the boot', () => {
  test.each([
    ['[rabbitmq_management]', 'no-dot', 21, "the final '.' is missing"],
    ['[a', 'syntax', 2, "']' is missing"],
    ['[a,].', 'syntax', 3, "a ',' before ']', where another term must follow"],
    ['# plugins\n[a].', 'syntax', 0, "'#' begins no comment here, '%' does"],
    ['[a\n# b\n].', 'syntax', 3, "'#' begins no comment here, '%' does"],
    ['rabbitmq_top\nrabbitmq_management\n', 'syntax', 13, "',' or the final '.' expected"],
    ['[rabbitmq-management].', 'hyphen', 9, 'a hyphen; names of plugins have underscores'],
    [
      '[Rabbitmq_top].',
      'syntax',
      1,
      'a variable; an atom begins with a lower-case letter or stands in single quotes',
    ],
    ['[a]. [b].', 'several-terms', 5, 'more than one term, where one list belongs'],
    ['{rabbitmq_management}.', 'not-a-list', 0, 'not a list in square brackets'],
    ['rabbitmq_top.', 'not-a-list', 0, 'not a list in square brackets'],
    ['[a|b].', 'not-a-list', 0, 'not a list in square brackets'],
    ['[a b].', 'syntax', 3, "',' or ']' expected"],
  ])('%j: %s', (text, kind, offset, message) => {
    expect(readPlugins(text)).toEqual({ names: [], problems: [{ kind, offset, message, stopsBoot: true }] })
  })
})

describe('edits', () => {
  test.each([
    ['[a].', ['-'], 'b', '[a,b].'],
    ['[a, b].', ['-'], 'c', '[a, b, c].'],
    ['[\n  a,\n  b\n].\n', ['-'], 'c', '[\n  a,\n  b,\n  c\n].\n'],
    ['[\n  a\n].', ['-'], 'c', '[\n  a,\n  c\n].'],
    ['[a, % why\n b].', ['-'], 'c', '[a, % why\n b,c].'],
    ['[].', ['-'], 'a', '[a].'],
    ['', ['-'], 'a', '[a].\n'],
    ['% none', ['-'], 'a', '% none\n[a].\n'],
    ['[a].', ['-'], 'end', "[a,'end']."],
    ['[a].', ['-'], 'A b', "[a,'A b']."],
    ['[a, b].', [1], 'c', '[a, c].'],
    ['% x\n[a, b]. % y', [], ['c', 'd'], '% x\n[c,d]. % y'],
    ['', [], [], ''],
  ])('%j %j = %j', (text, path, value, expected) => {
    expect(pluginsCodec.edit(text, path, { set: value })).toBe(expected)
  })

  test.each([
    ['[a, b, c].', 0, '[b, c].'],
    ['[a, b, c].', 1, '[a, c].'],
    ['[a, b, c].', 2, '[a, b].'],
    ['[a].', 0, '[].'],
    ['[a].', 5, '[a].'],
  ])('%j without %i', (text, index, expected) => {
    expect(pluginsCodec.edit(text, [index], 'remove')).toBe(expected)
  })

  test.each([
    ['[a].', ['-'], 1],
    ['[a].', [0, 'x'], 'b'],
    ['[a].', [], 'b'],
    ['[a].', [5], 'b'],
    ['["a"].', ['-'], 'b'],
    ['[a].', ['-'], '\ud800'],
  ])('impossible: %j %j %j', (text, path, value) => {
    expect(() => pluginsCodec.edit(text, path, { set: value })).toThrow(FormatError)
  })

  test('locates', () => {
    expect(pluginsCodec.locate('[a, bc].', [1])).toEqual({ start: 4, end: 6 })
    expect(pluginsCodec.locate('[a].', [2])).toBeUndefined()
    expect(pluginsCodec.locate('[a].', ['a'])).toBeUndefined()
    expect(pluginsCodec.locate('[a].', [])).toEqual({ start: 0, end: 4 })
  })
})

const name = fc.constantFrom('rabbitmq_management', 'a', "'b c'", 'end_', '"s"')
const valid = fc
  .tuple(
    fc.constantFrom('', '% c\n'),
    fc.array(name, { maxLength: 5 }),
    fc.constantFrom(',', ', ', ',\r\n  ', ', % x\n'),
    fc.constantFrom('', '\n'),
  )
  .map(([head, list, separator, end]) => `${head}[${list.join(separator)}].${end}`)
const texts = mutated(valid, 'ab_-[]{}.,"\'%#| \r\nZ')

test('any text', () => {
  fc.assert(
    fc.property(texts, text => {
      const { names: read, problems } = readPlugins(text)
      for (const { span } of read) expectInside(text, span)
      for (const { offset } of problems) expectInside(text, { start: offset, end: offset })
    }),
    tries(100),
  )
})

test('any text: an edit reads back as the change and keeps the rest', () => {
  const step = fc.constantFrom('-', 0, 1, 7, 'x')
  const value = fc.oneof(
    fc.constantFrom('c', 'D e', "it's", 'end', '\\'),
    fc.array(fc.constantFrom('x', 'y'), { maxLength: 3 }),
  )
  expectProperty(codecCase(texts, step, value), 1 / 30, given => checkCodec(pluginsCodec, given))
})
