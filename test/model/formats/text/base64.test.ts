import fc from 'fast-check'
import { base64Codec, decodeBase64, encodeBase64 } from '../../../../model/formats/text/base64.ts'
import { FormatError } from '../../../../model/formats/text/codec.ts'
import { describe, expect, test } from '../../../jest.ts'
import { checkCodec, codecCase, expectProperty, mutated } from '../fuzz.ts'

describe('decoding', () => {
  test.each([
    ['', ''],
    ['YQ==', 'a'],
    ['w6k=', 'é'],
    ['8J+QsA==', '🐰'],
    ['77u/YQ==', '\uFEFFa'],
    ['YWJj\nZGVm\r\n', 'abcdef'],
    ['YQ=\n=', 'a'],
  ])('%j is %j', (text, expected) => {
    expect(decodeBase64(text)).toBe(expected)
    expect(base64Codec.decode(text)).toBe(expected)
  })

  test.each([
    ['YQ', 2, 'multiple of four'],
    ['YQ=', 3, 'multiple of four'],
    ['YQ==YQ==', 2, 'after the padding'],
    ['Y===', 1, 'after the padding'],
    ['YW Jj', 2, 'outside its alphabet'],
    ['YW-_', 2, 'outside its alphabet'],
    ['{{ .Values.secret }}', 0, 'outside its alphabet'],
    ['/w==', 0, 'not UTF-8'],
  ])('%j is none', (text, offset, reason) => {
    expect(decodeBase64(text)).toBeUndefined()
    expect(() => base64Codec.decode(text)).toThrow(reason)
    try {
      base64Codec.decode(text)
    } catch (error) {
      expect(error).toMatchObject({ offset })
    }
  })
})

test('text of any length', () => {
  const text = 'é🐰x'.repeat(10_000)
  expect(decodeBase64(encodeBase64(text))).toBe(text)
})

test('edits keep the wrapping', () => {
  expect(base64Codec.edit('YWJj\r\nZGVm\r\n', [], { set: 'abcxyz12' })).toBe('YWJj\r\neHl6\r\nMTI=\r\n')
  expect(base64Codec.edit('YQ==\n', [], { set: 'abcdef' })).toBe('YWJjZGVm\n')
  expect(base64Codec.edit('YW\nJj', [], { set: 'abc' })).toBe('YW\nJj')
  expect(base64Codec.edit('', [], { set: 'a' })).toBe('YQ==')
})

test('what cannot be written', () => {
  expect(() => encodeBase64('\ud800')).toThrow(FormatError)
  expect(() => base64Codec.edit('', [], { set: 1 })).toThrow(FormatError)
  expect(() => base64Codec.edit('', [], 'remove')).toThrow(FormatError)
  expect(() => base64Codec.edit('', ['a'], { set: 'x' })).toThrow(FormatError)
  expect(base64Codec.locate('YQ==', [])).toEqual({ start: 0, end: 4 })
  expect(base64Codec.locate('YQ==', ['a'])).toBeUndefined()
})

test('any text', () => {
  const encoded = fc
    .tuple(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '\n'))
    .map(([text, end]) => encodeBase64(text) + end)
  const texts = mutated(encoded, 'AaZz09+/=\r\n -_')
  const inputs = codecCase(texts, fc.constantFrom('a', 0), fc.string({ unit: 'grapheme' }))
  expectProperty(inputs, 1 / 20, given => checkCodec(base64Codec, given))
})
