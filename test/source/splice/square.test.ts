import fc from 'fast-check'
import { sameJson } from '../../../model/formats/text/change.ts'
import { applyPatch } from '../../../model/kube/apply-patch.ts'
import type { JsonPatchOp } from '../../../model/kube/edit.ts'
import type { Json } from '../../../model/kube/json.ts'
import { fromPointer } from '../../../model/kube/json-pointer.ts'
import { routeTo } from '../../../source/splice/route.ts'
import { applyEdit, NotFixableHere, splice, spliceChecked } from '../../../source/splice/splice.ts'
import { type Document, readDocuments } from '../../../source/yaml/read.ts'
import { expect, test } from '../../jest.ts'
import { tries } from '../../tries.ts'
import { Choices, RandomYaml } from '../yaml/random-yaml.ts'
import { randomOperation } from './random-operation.ts'

const numbers = fc.array(fc.nat({ max: 1 << 16 }), { minLength: 30, maxLength: 250, size: 'max' })

/*
 *   text  --splice-->  text'
 *    |read              |read
 *   value --patch-->   value'
 */
test('the square: random operations on random documents', () => {
  fc.assert(
    fc.property(numbers, numbers, (...chosen) => void outcomeOf(chosen)),
    tries(200),
  )
})

test('nearly all splices are right as they are, and few are refused: of inputs that chance does not choose', () => {
  const count = { right: 0, refused: 0, guarded: 0, nothing: 0 }
  for (const chosen of fc.sample(fc.tuple(numbers, numbers), { numRuns: 1000, seed: 1 }))
    count[outcomeOf(chosen)]++
  const { right, refused, guarded } = count
  expect(right / (right + guarded)).toBeGreaterThan(0.995)
  expect(refused / (right + refused + guarded)).toBeLessThan(0.1)
})

function outcomeOf([forText, forOperation]: readonly [number[], number[]]):
  | ReturnType<typeof outcome>
  | 'nothing' {
  const documents = readDocuments('a.yaml', new RandomYaml(new Choices(forText)).stream())
  const choices = new Choices(forOperation)
  const document = documents[choices.below(documents.length)]
  const op = document?.value === undefined ? undefined : randomOperation(document.value, choices)
  return document && op ? outcome(document, op) : 'nothing'
}

/** Whether the splice is right, was refused, or is wrong and was caught by the guard. Fails where the guard would let it pass. */
function outcome(document: Document, op: JsonPatchOp): 'right' | 'refused' | 'guarded' {
  const text = unlessRefused(() => applyEdit(document.source, splice(document, op)))
  if (text === undefined) return 'refused'
  const isRight =
    sameJson(valueIn(text, document), applyPatch(document.value ?? null, op)) && othersAreSame(text, document)
  const after = unlessRefused(() => spliceChecked(document, op))
  expect(after?.source).toBe(isRight ? text : undefined)
  if (after) expectComments(document, op, text)
  return isRight ? 'right' : 'guarded'
}

function unlessRefused<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    expect(error).toBeInstanceOf(NotFixableHere)
    return undefined
  }
}

const valueIn = (text: string, { index }: Document): Json | undefined =>
  readDocuments('a.yaml', text).find(document => document.index === index)?.value

function othersAreSame(text: string, { index, source }: Document): boolean {
  const others = (file: string): readonly string[] =>
    readDocuments('a.yaml', file)
      .filter(document => document.index !== index)
      .map(document => document.text())
  return others(text).join('\0') === others(source).join('\0')
}

/** Comments are lost only with a collection that goes: they stand in it, or on the line of its key. */
function expectComments(document: Document, op: JsonPatchOp, text: string): void {
  const path = fromPointer(op.path)
  const isCollection = typeof valueAt(document.value, path) === 'object'
  const isInsertion = op.op === 'add' && Array.isArray(valueAt(document.value, path.slice(0, -1)))
  const mayLose = op.op === 'remove' || (isCollection && !isInsertion)
  const left = new Set(text.match(/# c\d+/g))
  for (const { 0: comment, index } of document.source.matchAll(/# c\d+/g)) {
    if (left.has(comment)) continue
    expect([comment, mayLose]).toEqual([comment, true])
    expect(index).toBeGreaterThan(
      document.root ? (routeTo(document.root, path).links.at(-1)?.member.start ?? 0) : 0,
    )
  }
}

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (found, key) => (typeof found === 'object' && found ? Reflect.get(found, key) : undefined),
    value,
  )
