import fc from 'fast-check'
import { FormatError } from '../../../../model/formats/text/codec.ts'
import { parseQuantity, quantityOf, wholeQuantityOf } from '../../../../model/formats/text/quantity.ts'
import { describe, expect, test } from '../../../jest.ts'
import { tries } from '../../../tries.ts'
import { attempt, mutated } from '../fuzz.ts'

const nano = 10n ** 9n

describe('amounts', () => {
  test.each<[string, bigint]>([
    ['0', 0n],
    ['1', nano],
    ['+1', nano],
    ['-1.5', (-3n * nano) / 2n],
    ['.5', nano / 2n],
    ['5.', 5n * nano],
    ['500m', nano / 2n],
    ['1500m', (3n * nano) / 2n],
    ['1u', 1000n],
    ['1n', 1n],
    ['1k', 1000n * nano],
    ['0.4G', 400_000_000n * nano],
    ['1Ki', 1024n * nano],
    ['1.5Gi', 1_610_612_736n * nano],
    ['2Ei', 2n * 1024n ** 6n * nano],
    ['12E', (2n ** 63n - 1n) * nano],
    ['1E', 10n ** 18n * nano],
    ['12E3', 12_000n * nano],
    ['1e3', 1000n * nano],
    ['1e-3', nano / 1000n],
    ['1E+2', 100n * nano],
    ['1e+21', (2n ** 63n - 1n) * nano],
    ['1e999999999', (2n ** 63n - 1n) * nano],
    // finer than a billionth: away from zero
    ['1e-999999999', 1n],
    ['-0.1n', -1n],
    ['0e999999999', 0n],
    ['0.0000000001', 1n],
  ])('%s', (text, expected) => {
    expect(parseQuantity(text)).toBe(expected)
  })

  test.each([
    '',
    '.',
    '-',
    'm',
    '1.5.2',
    '1 Gi',
    '1gi',
    '1KI',
    '1kB',
    '1GB',
    '1Gi1',
    '1e',
    '1e1.5',
    '0x10',
    '1_000',
    '{{ x }}',
    `1${'0'.repeat(400)}`,
  ])('%s is none', text => {
    expect(() => parseQuantity(text)).toThrow(FormatError)
  })
})

test('values of manifests are strings or numbers', () => {
  expect(quantityOf(0.5)).toBe(nano / 2n)
  expect(quantityOf(1e21)).toBe((2n ** 63n - 1n) * nano)
  expect(quantityOf('2GB')).toBeUndefined()
  expect(quantityOf(null)).toBeUndefined()
  expect(quantityOf(undefined)).toBeUndefined()
  expect(wholeQuantityOf('1500m')).toBe(2n)
  expect(wholeQuantityOf('-1500m')).toBe(-1n)
  expect(wholeQuantityOf('1Gi')).toBe(1_073_741_824n)
  expect(wholeQuantityOf([])).toBeUndefined()
})

test('any text', () => {
  const valid = fc
    .tuple(
      fc.constantFrom('', '+', '-'),
      fc.nat(),
      fc.constantFrom('', '.', '.5', '.000000001'),
      fc.constantFrom(
        '',
        'n',
        'u',
        'm',
        'k',
        'M',
        'G',
        'T',
        'P',
        'E',
        'Ki',
        'Mi',
        'Gi',
        'e3',
        'E-2',
        'e99999',
      ),
    )
    .map(parts => parts.join(''))
  fc.assert(
    fc.property(mutated(valid, '0123456789+-.eEinumkKMGTP '), text => {
      const amount = attempt(text, () => parseQuantity(text))
      if (amount !== undefined) expect(amount <= 2n ** 63n * nano).toBe(true)
    }),
    tries(100),
  )
})
