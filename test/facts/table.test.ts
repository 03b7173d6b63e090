import { confKeys } from '../../facts/data/conf-keys.ts'
import { linesAt, linesWith } from '../../facts/table.ts'
import { expect, test } from '../jest.ts'

const lines = confKeys.split('\n')
const keyOf = (line: string): string => line.slice(0, line.indexOf('\t'))

test('the lines of a key are found in a table that is in order', () => {
  const byKey = Map.groupBy(lines, keyOf)
  expect(byKey.size).toBeGreaterThan(500)
  for (const [key, own] of byKey) expect(linesAt(confKeys, key)).toEqual(own)
})

test('what is no key has no lines', () => {
  const [first = '', last = ''] = [lines[0], lines.at(-1)]
  const near = lines.flatMap(line => [`${keyOf(line)}x`, keyOf(line).slice(0, -1), ` ${keyOf(line)}`])
  const keys = new Set(lines.map(keyOf))
  const odd = ['', 'zzz', 'A', '\n', '\t', first, last, `${keyOf(first)}\n`, `${keyOf(last)}\n`]
  for (const text of [...near.filter(key => !keys.has(key)), ...odd])
    expect(linesAt(confKeys, text)).toEqual([])
})

test('the lines whose first column has a character', () => {
  expect(linesWith(confKeys, '$')).toEqual(lines.filter(line => keyOf(line).includes('$')))
})
