import fc from 'fast-check'
import { lineHashes } from '../../action/github/line-hash.ts'
import { expect, test } from '../jest.ts'
import { tries } from '../tries.ts'

/** The same by its definition: the hundred characters that count, one after the other, and zeros where there are no more. */
function byDefinition(text: string): readonly string[] {
  const lines = `${text.replace(/\r\n?/g, '\n')}`.split('\n')
  const counted = `${lines.map(line => line.replace(/[ \t]/g, '')).join('\n')}\uffff`
  const times = new Map<string, number>()
  let start = 0
  return lines.map(line => {
    let hash = 0n
    for (let index = start; index < start + 100; index++)
      hash = BigInt.asUintN(64, hash * 37n + BigInt(index < counted.length ? counted.charCodeAt(index) : 0))
    start += line.replace(/[ \t]/g, '').length + 1
    const name = hash.toString(16)
    times.set(name, (times.get(name) ?? 0) + 1)
    return `${name}:${times.get(name)}`
  })
}

/** The values that GitHub's own tests have. Source: github/codeql-action, src/fingerprints.test.ts. */
test.each<[string, readonly string[]]>([
  ['', ['c129715d7a2bc9a3:1']],
  [
    ' a\nb\n  \t\tc\n d',
    ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
  ],
])('%j', (text, expected) => {
  const hashes = lineHashes(text, new Set(expected.map((_, index) => index + 1)))
  expect([...hashes.values()]).toEqual(expected)
})

test('by its definition, of any text', () => {
  const piece = fc.constantFrom(
    'a',
    'bc',
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    'é',
    '\u{1f407}',
    'same line\n',
    'x'.repeat(99),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const text = pieces.join('')
      const expected = byDefinition(text)
      expect([...lineHashes(text, new Set(expected.map((_, index) => index + 1))).values()]).toEqual(expected)
    }),
    tries(100),
  )
})
