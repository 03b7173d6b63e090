import fc from 'fast-check'
import rfc6902 from 'rfc6902'
import { applyPatch, PatchError } from '../../../model/kube/apply-patch.ts'
import type { JsonPatchOp } from '../../../model/kube/edit.ts'
import type { Json } from '../../../model/kube/json.ts'
import { fromPointer, toPointer } from '../../../model/kube/json-pointer.ts'
import { describe, expect, test } from '../../jest.ts'
import { tries } from '../../tries.ts'

describe('JSON Pointer', () => {
  test.each<[readonly (string | number)[], string]>([
    [[], ''],
    [['a', 0], '/a/0'],
    [['a/b', '~1', ''], '/a~1b/~01/'],
    [['rabbitmq.conf'], '/rabbitmq.conf'],
  ])('%j', (path, pointer) => {
    expect(toPointer(path)).toBe(pointer)
    expect(fromPointer(pointer)).toEqual(path.map(String))
  })
  test('there and back', () => {
    fc.assert(fc.property(fc.array(fc.string()), path => expect(fromPointer(toPointer(path))).toEqual(path)))
  })
})

describe('JSON Patch', () => {
  test.each<[Json, JsonPatchOp, Json]>([
    [{ a: 1 }, { op: 'replace', path: '/a', value: 2 }, { a: 2 }],
    [{ a: [1, 2] }, { op: 'add', path: '/a/1', value: 3 }, { a: [1, 3, 2] }],
    [{ a: [1] }, { op: 'add', path: '/a/-', value: 3 }, { a: [1, 3] }],
    [{ a: [1, 2] }, { op: 'remove', path: '/a/0' }, { a: [2] }],
    [{ a: null }, { op: 'replace', path: '/a', value: {} }, { a: {} }],
    [{ 'a/b': { '~': 1 } }, { op: 'remove', path: '/a~1b/~0' }, { 'a/b': {} }],
    [1, { op: 'replace', path: '', value: 2 }, 2],
  ])('%j %j', (before, op, after) => {
    expect(applyPatch(before, op)).toEqual(after)
  })
  test.each<[Json, JsonPatchOp]>([
    [{}, { op: 'replace', path: '/a', value: 1 }],
    [{}, { op: 'remove', path: '/a' }],
    [{}, { op: 'remove', path: '' }],
    [{}, { op: 'add', path: '/a/b', value: 1 }],
    [[], { op: 'add', path: '/1', value: 1 }],
    [[], { op: 'add', path: '/x', value: 1 }],
    [[1], { op: 'remove', path: '/-' }],
    [[1], { op: 'replace', path: '/01', value: 1 }],
    ['x', { op: 'add', path: '/a', value: 1 }],
    [{}, { op: 'remove', path: '/toString' }],
  ])('%j %j does not fit', (before, op) => {
    expect(() => applyPatch(before, op)).toThrow(PatchError)
  })
  test('a member of the name __proto__ is a member', () => {
    const after = applyPatch({}, { op: 'add', path: '/__proto__', value: 1 })
    expect(Object.entries(after ?? {})).toEqual([['__proto__', 1]])
  })
  test('agrees with another implementation, and leaves its input alone', () => {
    const keys = fc.constantFrom('a', 'b', 'c/d', '~')
    const { json } = fc.letrec<{ json: Json }>(tie => ({
      json: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<Json>(1, 'x', null, true),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(keys, tie('json'), { maxKeys: 3 }),
      ),
    }))
    const path = fc
      .array(fc.oneof(keys, fc.constantFrom('0', '1', '-')), { minLength: 1, maxLength: 3 })
      .map(toPointer)
    const op: fc.Arbitrary<JsonPatchOp> = fc.oneof(
      fc.record({ op: fc.constantFrom('add' as const, 'replace' as const), path, value: json }),
      fc.record({ op: fc.constant('remove' as const), path }),
    )
    fc.assert(
      fc.property(json, op, (before, operation) => {
        const copy = copyOf(before)
        const mine = attempt(() => applyPatch(before, operation))
        expect(before).toEqual(copy)
        // The other one lets pass, or crashes on, some of what the RFC forbids: rows above say what is an error.
        if (mine === undefined) return
        const [error] = rfc6902.applyPatch(copy, [copyOf(operation)])
        expect([error, copy]).toEqual([null, mine])
      }),
      tries(300),
    )
  })
})

/** Not `structuredClone`: the lists that makes here are not those the other implementation knows. */
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    expect(error).toBeInstanceOf(PatchError)
    return undefined
  }
}
