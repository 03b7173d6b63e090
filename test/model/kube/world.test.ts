/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders have the same syntax */
import { readInput } from '../../../lint/input.ts'
import { globMatch } from '../../../model/kube/glob.ts'
import { isSameObject, type KubeObject } from '../../../model/kube/object.ts'
import { hasDollar, isFilledIn } from '../../../model/kube/placeholders.ts'
import type { World } from '../../../model/kube/world.ts'
import { describe, expect, test } from '../../jest.ts'

const configMap = { group: '', kind: 'ConfigMap' }
const worldOf = (...objects: readonly string[]): World => {
  const text = objects
    .map(written => {
      const [name = '', namespace] = written.split('@')
      const metadata = namespace === undefined ? { name } : { name, namespace }
      return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { from: written } })
    })
    .join('\n---\n')
  const [world] = readInput([{ name: 'a.yaml', text }], { contexts: ['.'] }).worlds
  if (world === undefined) throw new Error('no world')
  return world
}
const shown = ({ name, namespace }: KubeObject): string => `${name}@${namespace}`

describe('objects of a namespace, which a file may leave out', () => {
  const list = (world: World, namespace: string): readonly string[] =>
    world.list(configMap, namespace).items.map(shown)
  const get = (world: World, namespace: string, name: string): string => {
    const object = world.get(configMap, namespace, name)
    return object.state === 'found' ? shown(object.value) : object.state
  }
  test('one namespace, and objects without', () => {
    const world = worldOf('b@mq', 'a@mq', 'c', 'a')
    expect(list(world, 'mq')).toEqual(['a@mq', 'b@mq', 'c@'])
    expect(list(world, '')).toEqual(['a@mq', 'b@mq', 'c@'])
    expect(list(world, 'other')).toEqual(['a@', 'c@'])
    expect([get(world, 'mq', 'a'), get(world, 'mq', 'c'), get(world, 'other', 'b')]).toEqual([
      'a@mq',
      'c@',
      'absent',
    ])
    expect([get(world, '', 'b'), get(world, '', 'x')]).toEqual(['b@mq', 'absent'])
  })
  test('two namespaces: what is meant is not known', () => {
    const world = worldOf('a@one', 'a@two', 'b@one', 'c')
    expect(list(world, 'one')).toEqual(['a@one', 'b@one', 'c@'])
    expect(list(world, '')).toEqual(['c@'])
    expect(get(world, '', 'c')).toBe('c@')
    expect(get(worldOf('a@one', 'a@two'), '', 'a')).toBe('unknown')
  })
})

test('two are one object by group, kind, namespace and name', () => {
  const [a, b] = worldOf('a@mq', 'b@mq').objects
  if (!a || !b) throw new Error('no objects')
  const same = (change: Partial<KubeObject>): boolean => isSameObject(a, { ...a, ...change })
  expect(same({ value: {} })).toBe(true)
  for (const change of [{ group: 'x' }, { kind: 'x' }, { namespace: 'x' }, { name: 'x' }])
    expect([change, same(change)]).toEqual([change, false])
})

test.each([
  ['*', '', true],
  ['*', 'a', true],
  ['', '', true],
  ['', 'a', false],
  ['a*c', 'abc', true],
  ['a*c', 'ac', true],
  ['a*c', 'abcd', false],
  ['*b*', 'abc', true],
  ['a**', 'a', true],
  ['*ab', 'aab', true],
  ['*a*b', 'xaxb', true],
  ['*abc', 'ababc', true],
  ['a.c', 'abc', false],
])('glob %j and %j: %s', (pattern, text, expected) => {
  expect(globMatch(pattern, text)).toBe(expected)
})

describe('placeholders', () => {
  test.each([
    ['${A}', true],
    ['x${A_1}y', true],
    ['${A:=b}', true],
    ['${A:-b}', true],
    ['${A/x/y}', true],
    ['${A', false],
    ['$A', false],
    ['{A}', false],
    ['${1}', false],
    ['${a.b}', false],
    ['$(A)', false],
  ])('%s: %s', (text, expected) => {
    expect(hasDollar(text)).toBe(expected)
    expect(isFilledIn(text, { isTemplate: true })).toBe(expected)
    expect(isFilledIn(text, {})).toBe(false)
  })
  test('of Helm', () => {
    expect([isFilledIn('a{{ x }}', {}), isFilledIn('a{ x }', { isTemplate: true })]).toEqual([true, false])
  })
})
