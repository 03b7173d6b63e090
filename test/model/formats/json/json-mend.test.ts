import fc from 'fast-check'
import { embeddedJsonCodec } from '../../../../model/formats/json/json.ts'
import { mendedJson } from '../../../../model/formats/json/json-mend.ts'
import { describe, expect, test } from '../../../jest.ts'
import { tries } from '../../../tries.ts'

describe('mendedJson', () => {
  test.each([
    ['[1,]', '[1]'],
    ['{"a": [1, 2,\n],\n}', '{"a": [1, 2\n]\n}'],
    ['["a,]",]', '["a,]"]'],
  ])('%s', (text, mended) => expect(mendedJson(text)).toBe(mended))
  test.each(['[1]', '[1,,]', '[1', '{"a",}', '[1, // one\n]', ''])('not %s', text =>
    expect(mendedJson(text)).toBeUndefined(),
  )
  test('of any text, JSON or nothing', () => {
    const part = fc.constantFrom('[', ']', '{', '}', ',', ':', '"a"', '1', ' ', '//', '"', '\n')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        const mended = mendedJson(parts.join(''))
        if (mended !== undefined) JSON.parse(mended)
      }),
      tries(100),
    )
  })
})

describe('places in JSON inside other texts', () => {
  test.each([
    ['{"a": 1,}', ['a'], '1'],
    ['// all\n{"a": [1]}', ['a', 0], '1'],
    ['{"a":\n  1,}', [2], '1,}'],
    ['{"a"\n  oops', [2], 'oops'],
  ])('%j at %j', (text, path, found) => {
    const span = embeddedJsonCodec.locate(text, path)
    expect(span && text.slice(span.start, span.end)).toBe(found)
  })
})
