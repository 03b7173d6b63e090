import fc from 'fast-check'
import { ignoreComments } from '../../../source/yaml/ignore-comments.ts'
import { readDocuments } from '../../../source/yaml/read.ts'
import { describe, expect, test } from '../../jest.ts'
import { tries } from '../../tries.ts'

const many = 100_000
const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
for (let level = 1; level < 9; level++) {
  const before = String.fromCharCode(96 + level)
  const name = String.fromCharCode(97 + level)
  bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`)
}
const ignore = '# warrener-ignore x -- y\n'
const wide = Array.from({ length: 2000 }, (_, n) => `  k${n}: 1`).join('\n')

/** Shapes that invite quadratic or exponential time, or a deep stack. The reader is bounded on each: see the limits it names. */
const inputs: readonly (readonly [name: string, text: string])[] = [
  ['brackets', '['.repeat(many)],
  ['braces', '{a: '.repeat(many)],
  ['dashes', '- '.repeat(many)],
  ['explicit keys', '? '.repeat(many)],
  ['deep block mapping', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['one long line', `a: ${'x'.repeat(1_000_000)}`],
  ['one long quoted line', `a: "${'x'.repeat(1_000_000)}"`],
  ['one long quoted line without end', `a: "${'x'.repeat(1_000_000)}`],
  ['one long comment', `a: 1 #${'#'.repeat(1_000_000)}`],
  ['blank lines', `a: x${'\n'.repeat(many)}b: 1`],
  ['blank lines in quotes', `a: "x${'\n'.repeat(many)}y"`],
  ['markers', '---\n'.repeat(many)],
  ['dots', '...\n'.repeat(many)],
  ['dashes without blanks', '-'.repeat(1_000_000)],
  ['properties', `a: ${'!a '.repeat(many)}`],
  ['anchors', `a: ${'&a '.repeat(many)}`],
  ['aliases', `a: &a 1\nb: [${'*a,'.repeat(many)}]`],
  ['digits', `a: ${'1'.repeat(many)}`],
  ['hexadecimal digits', `a: 0x${'f'.repeat(many)}`],
  ['underscores', `a: 1${'_'.repeat(many)}`],
  ['openings of templates', `a: [${'{{ '.repeat(many)}`],
  ['openings of templates in quotes', `kind: a\nb: "${'{{ '.repeat(many)}"`],
  ['byte order marks', '\uFEFF'.repeat(many)],
  ['lines that begin with a byte order mark', `a: |\n${'  \uFEFF\n'.repeat(many)}`],
  ['lines at a wrong column', `a: [${'\n1,'.repeat(20_000)}`],
  ['carriage returns', '\r'.repeat(many)],
  ['merges', `a: &a\n${wide}\nb: {<<: [${'*a, '.repeat(2000)}]}`],
  ['an alias bomb', bomb.join('\n')],
  ['ignore comments', ignore.repeat(20_000)],
  ['ignore comments above content', `${ignore.repeat(20_000)}a: 1\n`],
  ['ignore comments in a run', `a: 1\n${ignore.repeat(20_000)}b: 1\n`],
  ['ignore comments between keys', Array.from({ length: 20_000 }, (_, n) => `${ignore}k${n}: 1\n`).join('')],
  ['ignore comments in a block', `a: |\n${`  ${ignore}`.repeat(20_000)}  x\n`],
  ['JSON brackets', '['.repeat(many)],
]

describe('hostile input', () => {
  test.each(inputs)('%s', (name, text) => {
    const documents = readDocuments(name.startsWith('JSON') ? 'a.json' : 'a.yaml', text)
    for (const document of documents) {
      expect((document.value === undefined) !== (document.error === undefined)).toBe(true)
      ignoreComments(document)
    }
  })
  test('an alias bomb is refused, a few aliases are not', () => {
    expect(readDocuments('a.yaml', bomb.join('\n'))[0]?.error?.reason).toMatch(/aliases expand/)
    expect(readDocuments('a.yaml', bomb.slice(0, 4).join('\n'))[0]?.error).toBeUndefined()
  })
  test('100 levels are read, more are not', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
    expect(readDocuments('a.yaml', nested(99))[0]?.root).toBeDefined()
    expect(readDocuments('a.yaml', nested(101))[0]?.error?.reason).toMatch(/nest/)
    expect(readDocuments('a.json', nested(101))[0]?.error?.reason).toMatch(/nest/)
  })
  test('any text: never a throw, every position inside', () => {
    const bits = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      "'",
      '#',
      '&a ',
      '*a',
      '!',
      '|',
      '>',
      '?',
      '%',
      '<<',
      '---\n',
      '...\n',
      '\t',
      '\r',
      '\\',
      '\uFEFF',
      '{{',
      '}}',
      '1',
      'é',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(bits, { maxLength: 40 }).map(parts => parts.join('')),
    )
    fc.assert(
      fc.property(texts, fc.constantFrom('a.yaml', 'a.json'), (text, name) => {
        for (const document of readDocuments(name, text)) {
          const { error, root } = document
          const at = error?.offset ?? root?.start ?? -1
          expect(at).toBeGreaterThanOrEqual(document.start)
          expect(at).toBeLessThanOrEqual(document.end)
          if (root) expect(root.end).toBeLessThanOrEqual(document.end)
        }
      }),
      tries(300),
    )
  })
})
