import { readInput } from '../../../lint/input.ts'
import type { KubeObject } from '../../../model/kube/object.ts'
import { read, readNumber, readString } from '../../../model/kube/read.ts'
import { expect, test } from '../../jest.ts'

const object = (spec: string): KubeObject => {
  const text = `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: ${spec}\n`
  const [found] = readInput([{ name: 'a.yaml', text }]).worlds.flatMap(({ objects }) => objects)
  if (found === undefined) throw new Error('no object')
  return found
}
const seen = (lookup: ReturnType<typeof read>): unknown =>
  lookup.state === 'found' ? lookup.value.value : lookup.state

test('a member that is null, or of another type, is not there', () => {
  const of = object('{a: null, b: 1, c: x, d: {e: [x, z]}}')
  expect(['a', 'b', 'c', 'f'].map(key => seen(read(of, ['spec', key])))).toEqual(['absent', 1, 'x', 'absent'])
  expect(['a', 'b', 'c'].map(key => seen(readNumber(of, ['spec', key])))).toEqual(['absent', 1, 'absent'])
  expect(['a', 'b', 'c'].map(key => seen(readString(of, ['spec', key])))).toEqual(['absent', 'absent', 'x'])
  expect(seen(read(of, ['spec', 'd', 'e', 1]))).toBe('z')
})
