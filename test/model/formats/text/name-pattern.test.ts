import fc from 'fast-check'
import { matchesName } from '../../../../model/formats/text/name-pattern.ts'
import { expect, test } from '../../../jest.ts'
import { expectOfKnownAndNew } from '../../../tries.ts'

test.each([
  ['', 'x', true],
  ['^orders', 'orders.eu', true],
  ['^orders$', 'orders.eu', false],
  ['orders', 'my.orders.eu', true],
  ['^orders\\.', 'orders.eu', true],
  ['^orders\\.', 'ordersxeu', false],
  ['eu$', 'orders.eu', true],
  ['^.*$', '', true],
  ['^.+$', '', false],
  ['^a.c', 'abc', true],
  ['^a\\$', 'a$', true],
  ['^(a|b)', 'a', undefined],
  ['^a+', 'a', undefined],
  ['^[ab]', 'a', undefined],
  ['\\d', '1', undefined],
])('%j matches %j: %s', (pattern, name, expected) => expect(matchesName(pattern, name)).toBe(expected))

test('it says what the regular expression says, or nothing', () => {
  const piece = fc.constantFrom('a', 'b', '.', '\\.', '.*', '.+', '-', '^', '$', '(', '[ab]', 'a*')
  const pattern = fc.array(piece, { maxLength: 6 }).map(pieces => pieces.join(''))
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', '-', '$'), maxLength: 8 })
  let told = 0
  expectOfKnownAndNew(
    fc.property(pattern, name, (pattern, name) => {
      const said = matchesName(pattern, name)
      if (said === undefined) return
      told++
      expect(said).toBe(new RegExp(pattern).test(name))
    }),
    { seed: 7, numRuns: 2000 },
    () => expect(told).toBeGreaterThan(200),
  )
})
