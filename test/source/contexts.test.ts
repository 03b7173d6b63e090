import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { contextsFrom, openedFolders, type PlacedObject, spread } from '../../source/contexts.ts'
import { kubeObject } from '../../source/objects.ts'

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
  test.each(rows)('%s', (folder, contexts) => expect(contextsFrom(opened, []).of(folder)).toEqual(contexts))

  test('without contexts all is one', () => {
    const { names, of } = contextsFrom([], [])
    expect(names).toEqual([''])
    expect(['', 'a/b', '../c', '/d'].map(of)).toEqual([[''], [''], [''], ['']])
  })
  test('the innermost of two counts', () => {
    const { of } = contextsFrom(['a', 'a/b'], [])
    expect([of('a/c'), of('a/b/c')]).toEqual([['a'], ['a/b']])
  })
  test('things are spread in their order', () => {
    const spreadOut = spread(['a/1', 'b/1', 'a/2'], ['a', 'b'], thing => [thing.slice(0, 1)])
    expect([...spreadOut]).toEqual([
      ['a', ['a/1', 'a/2']],
      ['b', ['b/1']],
    ])
  })
})

/** Half of the names are there twice, each time in another folder; the other half lies in folders without a namesake. */
function crowd(count: number): readonly PlacedObject[] {
  return Array.from({ length: count }, (_, index) =>
    index % 2 === 0
      ? placed(`teams/team-${index % 400}`, 'ConfigMap', `config-${index % 300}`)
      : placed(`shared/part-${index % 50}`, 'ConfigMap', `shared-${index}`),
  )
}

describe('hundreds of equal names', () => {
  const copies = (count: number): number => {
    const objects = crowd(count)
    const contexts = contextsFrom(openedFolders(objects), objects)
    expect(contexts.names.length).toBeGreaterThan(100)
    return objects.reduce((sum, { folder }) => sum + contexts.of(folder).length, 0)
  }

  test('do not make more copies than the size of the input', () =>
    expect(copies(10_000)).toBeLessThanOrEqual(10_000 + 5000))
  test('what is too much to be judged everywhere is a context of its own', () => {
    const objects = crowd(10_000)
    const contexts = contextsFrom(openedFolders(objects), objects)
    expect(contexts.names).toContain('')
    expect(contexts.of('shared/part-1')).toEqual([''])
    expect(contexts.near('shared/part-1')).toHaveLength(contexts.names.length)
  })
})

test('every folder belongs to at least one context, and a context to itself', () => {
  const folder = fc
    .array(fc.constantFrom('a', 'b', 'c', '..'), { maxLength: 4 })
    .map(parts => parts.join('/'))
  fc.assert(
    fc.property(fc.array(folder, { maxLength: 6 }), fc.array(folder, { maxLength: 6 }), (opened, folders) => {
      const contexts = contextsFrom(
        opened,
        folders.map(name => ({ folder: name })),
      )
      for (const name of folders) {
        const own = contexts.of(name)
        expect(own.length).toBeGreaterThan(0)
        expect(contexts.names).toEqual(expect.arrayContaining([...own]))
      }
      for (const name of opened) expect(contexts.of(name)).toEqual([name])
    }),
  )
})
