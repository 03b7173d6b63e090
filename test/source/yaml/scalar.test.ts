import type { Json } from '../../../model/kube/json.ts'
import { readDocuments } from '../../../source/yaml/read.ts'
import { describe, expect, test } from '../../jest.ts'

const read = (text: string): Json | undefined => readDocuments('a.yaml', text)[0]?.value
const reason = (text: string): string | undefined => readDocuments('a.yaml', text)[0]?.error?.reason

/** What sigs.k8s.io/yaml makes of plain scalars, asked with a program on its release 1.6.0. */
const values: readonly (readonly [text: string, value: Json])[] = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    word => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    word => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['yEs', 'tRUE', 'nULL', 'oN', 'yess', 'nil', '<<'].map(word => [word, word] as const),
  ['0', 0],
  ['-0', 0],
  ['+5', 5],
  ['00', 0],
  ['0777', 511],
  ['-0777', -511],
  ['0o777', 511],
  ['0O17', 15],
  ['0o8', '0o8'],
  ['08', 8],
  ['0888', 888],
  ['0x1F', 31],
  ['+0x1F', 31],
  ['0X1f', 31],
  ['0x', '0x'],
  ['0x1p4', '0x1p4'],
  ['0b11', 3],
  ['-0b11', -3],
  ['1_000', 1000],
  ['1_', 1],
  ['_1', '_1'],
  ['0x_1', 1],
  ['1__0.5_', 10.5],
  ['1,000', '1,000'],
  ['1.5', 1.5],
  ['5.', 5],
  ['.5', 0.5],
  ['+.5', 0.5],
  ['.5_5', 0.55],
  ['._1', '._1'],
  ['.', '.'],
  ['..', '..'],
  ['+', '+'],
  ['+-5', '+-5'],
  ['.e5', '.e5'],
  ['1e3', 1000],
  ['1e+5', 100000],
  ['1E-5', 0.00001],
  ['1.e3', 1000],
  ['1e400', '1e400'],
  ['9007199254740993', 9007199254740992],
  ['18446744073709551616', 2 ** 64],
  ['22:22', '22:22'],
  ['1:20:30', '1:20:30'],
  ['2001-01-01', '2001-01-01'],
  ['2001-12-14t21:59:43.10-05:00', '2001-12-14t21:59:43.10-05:00'],
  ['10Gi', '10Gi'],
  ['500m', '500m'],
  ['3.13.7-management', '3.13.7-management'],
  ['!!str 5', '5'],
  ['!!str yes', 'yes'],
  ['!!str', ''],
  ['!!int "7"', 7],
  ['!!float 3', 3],
  ['!!bool "on"', true],
  ['!!null ""', null],
  ['!!binary aGVsbG8=', 'hello'],
  ['!!binary |\n  aGVs\n  bG8=\n', 'hello'],
  ['!<tag:yaml.org,2002:int> 0x10', 16],
  ['!!timestamp 2001-01-01', '2001-01-01'],
  ['!custom 5', '5'],
  ['! 5', '5'],
  ['!custom {a: 1}', { a: 1 }],
  ['!!set {a, b}', { a: null, b: null }],
  ['!!omap [a: 1]', [{ a: 1 }]],
  ['"yes"', 'yes'],
  ["'0777'", '0777'],
  ['"\\u00e9\\t\\x41"', 'é\tA'],
]

/** What becomes of a plain key. */
const keys: readonly (readonly [text: string, key: string])[] = [
  ['on', 'true'],
  ['No', 'false'],
  ['0x10', '16'],
  ['0777', '511'],
  ['3.10', '3.1'],
  ['1.5', '1.5'],
  ['1e3', '1000'],
  ['123456.5', '123456.5'],
  ['1000000.0', '1e+06'],
  ['1234567.5', '1.2345675e+06'],
  ['0.0001', '0.0001'],
  ['0.00001', '1e-05'],
  ['1e39', '.inf'],
  ['.inf', '.inf'],
  ['-.INF', '-.inf'],
  ['9223372036854775807', '9223372036854775807'],
  ['99999999999999999999', '1e+20'],
  ['2001-01-01', '2001-01-01'],
  ['"on"', 'on'],
  ["'3.10'", '3.10'],
  ['!!str on', 'on'],
  ['!!int "0x10"', '16'],
  ['"<<"', '<<'],
  ['__proto__', '__proto__'],
]

describe('scalars as Kubernetes reads them', () => {
  test.each(values)('%j', (text, value) => {
    expect(read(`a: ${text}\n`)).toEqual({ a: value })
  })
  test.each(keys)('key %j', (text, key) => {
    const value = read(`${text}: x\n`)
    expect(Object.entries(value ?? {})).toEqual([[key, 'x']])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })
  test.each(['.inf', '-.inf', '+.Inf', '.nan', '.NAN'])('%s is an error', text => {
    expect(reason(`a: ${text}\n`)).toMatch(/infinity/)
  })
  test.each([
    '!!int x',
    '!!int 1.5',
    '!!int _1',
    '!!float x',
    '!!bool 1',
    '!!null x',
    '!!timestamp x',
    '!!binary a',
  ])('%s is not what its tag says', text => {
    expect(reason(`a: ${text}\n`)).toMatch(/!!/)
    expect(reason(`a: ${text}\n`)).not.toContain('x`')
  })
  test.each([
    ['~: x', /null/],
    [': x', /null/],
    ['18446744073709551615: x', /64 bits/],
    ['{a: 1}: x', /scalar/],
    ['[a]: x', /scalar/],
    ['? - a\n: x', /scalar/],
  ])('%j is no key', (text, expected) => {
    expect(reason(text)).toMatch(expected)
  })
})
