import { checkLength, maxLength } from '../../../../model/formats/text/limits.ts'
import { lineOf, lineSpan } from '../../../../model/formats/text/lines.ts'
import { expect, test } from '../../../jest.ts'

const text = '  one\n\n\ttwo  \r\nthree'
test.each([
  [0, undefined],
  [1, 'one'],
  [2, ''],
  [3, 'two'],
  [4, 'three'],
  [5, undefined],
])('line %d without its blanks', (line, expected) => {
  const span = lineSpan(text, line)
  expect(span && text.slice(span.start, span.end)).toBe(expected)
})

test('a text that begins or ends with a line end', () => {
  expect([1, 2, 3].map(line => lineSpan('\na\n', line))).toEqual([
    { start: 0, end: 0 },
    { start: 1, end: 2 },
    { start: 3, end: 3 },
  ])
  expect(lineSpan('', 1)).toEqual({ start: 0, end: 0 })
})

test('the line of an offset', () => {
  expect([0, 5, 6, 7, text.length].map(offset => lineOf(text, offset))).toEqual([1, 1, 2, 3, 4])
})

test('what is longer than any parser reads is refused', () => {
  expect(() => checkLength('x'.repeat(maxLength))).not.toThrow()
  expect(() => checkLength('x'.repeat(maxLength + 1))).toThrow(/^longer than 4194304 characters$/)
})

test('lines behind empty ones', () => {
  expect([1, 2, 3, 4].map(line => lineSpan('\n\n\nx', line))).toEqual([
    { start: 0, end: 0 },
    { start: 1, end: 1 },
    { start: 2, end: 2 },
    { start: 3, end: 4 },
  ])
})
