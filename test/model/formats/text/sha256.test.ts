import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { sha256 } from '../../../../model/formats/text/sha256.ts'
import { expect, test } from '../../../jest.ts'

const expected = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const ours = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString('hex')

test('is that of Node, for texts of any length around whole blocks', () => {
  for (let length = 0; length < 260; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 167 + length) & 0xff)
    expect(ours(bytes)).toBe(expected(bytes))
  }
})

test('is that of Node, for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), bytes => {
      expect(ours(bytes)).toBe(expected(bytes))
    }),
  )
})
