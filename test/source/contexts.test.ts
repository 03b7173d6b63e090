import fc from 'fast-check'
import { openedFolders, type Place, type PlacedObject, placesAmong } from '../../source/contexts.ts'
import { kubeObject } from '../../source/objects.ts'
import { describe, expect, test } from '../jest.ts'
import { tries } from '../tries.ts'

const placed = (folder: string, kind: string, name: string, namespace = ''): PlacedObject => ({
  folder,
  object: kubeObject({ apiVersion: 'v1', kind, metadata: { name, namespace } }, { from: 'api' }),
})

describe('folders that open a context', () => {
  const rows: readonly (readonly [
    name: string,
    objects: readonly PlacedObject[],
    opened: readonly string[],
  ])[] = [
    ['none', [placed('a', 'Service', 'x'), placed('b', 'Service', 'y')], []],
    [
      'two with an equal object',
      [placed('o/dev', 'Service', 'x'), placed('o/prod', 'Service', 'x'), placed('base', 'Service', 'y')],
      ['o/dev', 'o/prod'],
    ],
    ['the top and one below', [placed('', 'Service', 'x'), placed('a', 'Service', 'x')], ['', 'a']],
    [
      'where the ways part, whatever lies below',
      [
        placed('dev/sts', 'StatefulSet', 'x'),
        placed('dev/net/svc', 'Service', 'x'),
        placed('prod/sts', 'StatefulSet', 'x'),
        placed('prod/net', 'Service', 'x'),
        placed('dev-tools', 'Service', 'y'),
      ],
      ['dev', 'prod'],
    ],
    [
      'where they part again, the innermost',
      [placed('eu/dev', 'Service', 'x'), placed('eu/prod/net', 'Service', 'x'), placed('us', 'Service', 'x')],
      ['eu/dev', 'eu/prod', 'us'],
    ],
    [
      'a folder between them with one of its own, too',
      [
        placed('eu', 'Service', 'x'),
        placed('eu/prod', 'Service', 'x'),
        placed('us', 'Service', 'x'),
        placed('us/a', 'Service', 'y'),
      ],
      ['eu', 'eu/prod', 'us'],
    ],
    ['equal objects of one folder do not', [placed('a', 'Service', 'x'), placed('a', 'Service', 'x')], []],
    ['another kind does not', [placed('a', 'Service', 'x'), placed('b', 'ConfigMap', 'x')], []],
    [
      'another namespace does not',
      [placed('a', 'Service', 'x', 'one'), placed('b', 'Service', 'x', 'two')],
      [],
    ],
    [
      'objects of no namespace do not',
      [placed('a', 'ClusterRole', 'x'), placed('b', 'ClusterRole', 'x')],
      [],
    ],
  ]
  test.each(rows)('%s', (_, objects, opened) => expect(openedFolders(objects)).toEqual(opened))
})

describe('what belongs to which context', () => {
  const opened = ['apps/a/dev', 'apps/a/prod', 'apps/b', 'lone']
  const contextsOf = (place: Place): readonly string[] =>
    'context' in place ? [place.context] : place.shared.contexts
  const rows: readonly (readonly [folder: string, contexts: readonly string[]])[] = [
    ['apps/a/dev', ['apps/a/dev']],
    ['apps/a/dev/config/deep', ['apps/a/dev']],
    ['apps/a', ['apps/a/dev', 'apps/a/prod']],
    ['apps/a/base', ['apps/a/dev', 'apps/a/prod']],
    ['apps/a/development', ['apps/a/dev', 'apps/a/prod']],
    ['apps/c', ['apps/a/dev', 'apps/a/prod', 'apps/b']],
    ['', opened],
    ['elsewhere', opened],
    ['../outside', opened],
  ]
  test.each(rows)('%s', (folder, contexts) =>
    expect(contextsOf(placesAmong(opened)(folder))).toEqual(contexts),
  )

  test('without contexts all is one', () =>
    expect(['', 'a/b', '../c', '/d'].map(placesAmong([]))).toEqual(Array(4).fill({ context: '' })))
  test('the innermost of two counts', () =>
    expect(['a/c', 'a/b/c'].map(placesAmong(['a', 'a/b']))).toEqual([{ context: 'a' }, { context: 'a/b' }]))
  test('below a folder that says what it consists of, things are only beside it', () => {
    const place = placesAmong(['a', 'a/b'], new Set(['a']))
    expect(['a', 'a/c', 'a/b/c'].map(place)).toEqual([
      { context: 'a' },
      { shared: { folder: 'a', contexts: ['a', 'a/b'] } },
      { context: 'a/b' },
    ])
  })
})

test('every folder belongs to at least one context, and a context to itself', () => {
  const folder = fc
    .array(fc.constantFrom('a', 'b', 'c', '..'), { maxLength: 4 })
    .map(parts => parts.join('/'))
  fc.assert(
    fc.property(
      fc.array(folder, { minLength: 1, maxLength: 6 }),
      fc.array(folder, { maxLength: 6 }),
      (opened, folders) => {
        const placeOf = placesAmong(opened)
        for (const place of folders.map(placeOf)) {
          if ('context' in place) expect(opened).toContain(place.context)
          else expect(opened).toEqual(expect.arrayContaining([...place.shared.contexts]))
          expect('context' in place || place.shared.contexts.length > 0).toBe(true)
        }
        for (const name of opened) expect(placeOf(name)).toEqual({ context: name })
      },
    ),
    tries(100),
  )
})
