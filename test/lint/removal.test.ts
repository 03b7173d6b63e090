import fc from 'fast-check'
import { readInput } from '../../lint/input.ts'
import { WorkingCopy } from '../../lint/working-copy.ts'
import { at } from '../../model/kube/address.ts'
import type { KubeObject } from '../../model/kube/object.ts'
import { NotFixableHere } from '../../source/splice/splice.ts'
import { describe, expect, test } from '../jest.ts'
import { expectOfKnownAndNew } from '../tries.ts'

const objectsIn = (name: string, text: string): readonly KubeObject[] =>
  readInput([{ name, text }]).worlds.flatMap(({ objects }) => objects)

/** The text without objects of these names, or why they cannot be taken out. */
function without(text: string, names: readonly string[], file = 'a.yaml'): string {
  const objects = objectsIn(file, text)
  const copy = new WorkingCopy(new Map([[file, text]]))
  try {
    for (const name of names) {
      const object = objects.find(candidate => candidate.name === name)
      if (!object) throw new Error(`no object ${name}`)
      copy.apply([{ op: 'remove', at: at(object) }], '', () => false)
    }
  } catch (error) {
    if (error instanceof NotFixableHere) return `refused: ${error.message}`
    throw error
  }
  return copy.texts()?.get(file) ?? 'no text'
}
const map = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`
const list = (...names: readonly string[]): string =>
  `apiVersion: v1\nkind: List\nitems:\n${names.map(name => `  # of ${name}\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: { name: ${name} }\n`).join('')}`

describe('an object is taken out of a file', () => {
  test.each<[string, string, readonly string[], string]>([
    ['the last', `${map('a')}---\n${map('b')}`, ['b'], map('a')],
    ['the first', `${map('a')}---\n${map('b')}`, ['a'], map('b')],
    ['the first behind a separator', `---\n${map('a')}---\n${map('b')}`, ['a'], `---\n${map('b')}`],
    [
      'one in the middle',
      `${map('a')}---\n${map('b')}---\n${map('c')}`,
      ['b'],
      `${map('a')}---\n${map('c')}`,
    ],
    ['several', `${map('a')}---\n${map('b')}---\n${map('c')}`, ['c', 'a'], map('b')],
    ['the only one', map('a'), ['a'], ''],
    ['all', `${map('a')}---\n${map('b')}`, ['a', 'b'], ''],
    [
      'its comments with it',
      `${map('a')}# end of a\n---\n# b\n${map('b')}# end of b\n---\n# c\n${map('c')}`,
      ['b'],
      `${map('a')}# end of a\n---\n# c\n${map('c')}`,
    ],
    [
      'not the head of the file',
      `# Licence\n\n# a\n${map('a')}---\n${map('b')}`,
      ['a'],
      `# Licence\n\n---\n${map('b')}`,
    ],
    [
      'not what a blank line sets apart behind it',
      `${map('a')}\n# The others\n---\n${map('b')}`,
      ['a'],
      `\n# The others\n---\n${map('b')}`,
    ],
    [
      'with the line ends of the file',
      `${map('a')}---\n${map('b')}`.replaceAll('\n', '\r\n'),
      ['a'],
      map('b').replaceAll('\n', '\r\n'),
    ],
    ['behind an end marker', `${map('a')}...\n---\n${map('b')}`, ['b'], `${map('a')}...\n`],
    [
      'an item of a List',
      list('a', 'b', 'c'),
      ['b'],
      list('a', 'c').replace('  # of c', '  # of b\n  # of c'),
    ],
    ['items of a List, later ones after earlier ones', list('a', 'b', 'c'), ['a', 'c'], '  # of b'],
    ['all items of a List', list('a', 'b').replaceAll(/ {2}# of .\n/g, ''), ['b', 'a'], 'items: []'],
    [
      'an item of a JSON List',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: ['a', 'b'].map(name => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } })),
      }),
      ['a'],
      '"name":"b"',
    ],
  ])('%s', (name, text, names, expected) => {
    const result = without(text, names, name.includes('JSON') ? 'a.json' : 'a.yaml')
    if (name.includes('List')) {
      expect(result).toContain(name.includes('an item of a List') ? 'name: a' : expected)
      const kept = objectsIn('a.yaml', text).filter(object => !names.includes(object.name))
      expect(objectsIn('a.yaml', result).map(object => object.name)).toEqual(kept.map(object => object.name))
    } else expect(result).toBe(expected)
  })
  test.each<[string, string, string, RegExp]>([
    [
      'of a JSON file',
      JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }),
      'a.json',
      /JSON file without its object/,
    ],
    ['twice', `${map('a')}---\n${map('b')}`, 'a.yaml', /its document is gone/],
  ])('but not %s', (how, text, file, why) => {
    expect(without(text, how === 'twice' ? ['a', 'a'] : ['a'], file)).toMatch(why)
  })
  test('and an edit of a later item still finds it', () => {
    const text = list('a', 'b', 'c')
    const [first, , third] = objectsIn('a.yaml', text)
    const copy = new WorkingCopy(new Map([['a.yaml', text]]))
    if (!first || !third) throw new Error('no objects')
    copy.apply(
      [
        { op: 'remove', at: at(first) },
        { op: 'set', at: at(third, 'immutable'), value: true },
      ],
      '',
      () => false,
    )
    const after = objectsIn('a.yaml', copy.texts()?.get('a.yaml') ?? '')
    expect(after.map(({ name, value }) => [name, value.immutable])).toEqual([
      ['b', undefined],
      ['c', true],
    ])
  })
})

test('what is left means what it did, with its comments, whatever is taken out', () => {
  const separator = fc.constantFrom('---\n', '--- # next\n', '---\n\n', '...\n---\n')
  const comment = fc.constantFrom('', '# note\n', '\n# note\n', '# note\n\n')
  const document = fc.record({
    before: comment,
    after: comment,
    separator,
    isList: fc.boolean(),
    crlf: fc.constant(false),
  })
  let removed = 0
  expectOfKnownAndNew(
    fc.property(
      fc.array(document, { minLength: 1, maxLength: 5 }),
      fc.nat(),
      fc.boolean(),
      (documents, pick, crlf) => {
        const parts = documents.map(({ before, after, separator: between, isList }, index) => {
          const own = (text: string): string => text.replace('note', `note ${index}`)
          const body = isList ? list(`a${index}`, `b${index}`) : map(`a${index}`)
          return `${index === 0 ? '' : between}${own(before)}${body}${own(after)}`
        })
        const text = parts.join('').replaceAll('\n', crlf ? '\r\n' : '\n')
        const objects = objectsIn('a.yaml', text)
        const target = objects[pick % objects.length]
        if (!target) return
        const result = without(text, [target.name])
        if (result.startsWith('refused')) return
        removed++
        expect(objectsIn('a.yaml', result).map(({ value }) => value)).toEqual(
          objects.filter(object => object !== target).map(({ value }) => value),
        )
        const own = Number(/\d+/.exec(target.name)?.[0])
        for (const [index] of documents.entries()) {
          const count = (of: string): number => of.split(`# note ${index}`).length
          if (index !== own) expect(count(result)).toBe(count(text))
        }
        if (crlf) expect(result).not.toMatch(/[^\r]\n/)
      },
    ),
    { seed: 11, numRuns: 300 },
    () => expect(removed).toBeGreaterThan(250),
  )
})
