import fc from 'fast-check'
import { type Change, changed, sameJson } from '../../../model/formats/text/change.ts'
import { type Codec, FormatError } from '../../../model/formats/text/codec.ts'
import { isArray, isObject, type Json, member } from '../../../model/kube/json.ts'
import type { Span } from '../../../model/kube/span.ts'
import type { Step } from '../../../model/kube/step.ts'
import { expect } from '../../jest.ts'
import { tries } from '../../tries.ts'

/**
 * Asserts a property of new inputs in every run, and of inputs of a fixed seed: of those it must exercise more than a
 * share. How much is exercised is never counted on new inputs, where chance decides.
 * @param exercises asserts the property of one input, and says whether, or how often, there was something to assert
 */
export function expectProperty<T>(
  inputs: fc.Arbitrary<T>,
  share: number,
  exercises: (input: T) => boolean | number,
): void {
  fc.assert(
    fc.property(inputs, input => void exercises(input)),
    tries(100),
  )
  const fixed = fc.sample(inputs, { numRuns: 300, seed: 1 })
  expect(fixed.reduce((sum, input) => sum + Number(exercises(input)), 0)).toBeGreaterThan(300 * share)
}

/** Half of the inputs are valid ones, half mutations of valid ones, some of them far off. */
export const mutated = (valid: fc.Arbitrary<string>, alphabet: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: valid },
    {
      weight: 4,
      arbitrary: fc.tuple(valid, fc.array(mutation(alphabet), { minLength: 1, maxLength: 4 })).map(apply),
    },
    { weight: 1, arbitrary: noise(alphabet) },
  )

/** Text of characters that mean something to the format, and any others. */
export const noise = (alphabet: string): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof(fc.constantFrom(...alphabet), fc.string({ minLength: 1, maxLength: 1, unit: 'binary' })),
    maxLength: 60,
  })

type Mutation = (text: string) => string
const mutation = (alphabet: string): fc.Arbitrary<Mutation> =>
  fc
    .record({
      at: fc.nat(),
      length: fc.integer({ min: 0, max: 12 }),
      kind: fc.constantFrom('insert', 'delete', 'repeat', 'cut'),
      text: noise(alphabet),
    })
    .map(({ at, length, kind, text }) => (input: string) => {
      const start = at % (input.length + 1)
      const end = Math.min(input.length, start + length)
      if (kind === 'insert') return input.slice(0, start) + text.slice(0, 5) + input.slice(start)
      if (kind === 'delete') return input.slice(0, start) + input.slice(end)
      if (kind === 'repeat') return input.slice(0, end) + input.slice(start)
      return input.slice(0, start)
    })
const apply = ([text, mutations]: [string, Mutation[]]): string =>
  mutations.reduce((result, mutate) => mutate(result), text)

/** The result, or undefined where the format is refused; any other error fails the test. */
export function attempt<T>(text: string, run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    expect(error.offset).toBeGreaterThanOrEqual(0)
    expect(error.offset).toBeLessThanOrEqual(text.length)
    return undefined
  }
}

export function expectInside(text: string, span: Span | undefined): void {
  if (!span) return
  expect(span.start).toBeGreaterThanOrEqual(0)
  expect(span.end).toBeGreaterThanOrEqual(span.start)
  expect(span.end).toBeLessThanOrEqual(text.length)
}

/** Every path of a document, its own included, up to a number. */
export function pathsOf(document: Json, limit = 50): Step[][] {
  const paths: Step[][] = []
  const visit = (value: Json, path: Step[]): void => {
    if (paths.length >= limit) return
    paths.push(path)
    if (isArray(value))
      value.forEach((item, index) => void visit(item, [...path, stepTo(value, item, index)]))
    else if (isObject(value)) for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key])
  }
  visit(document, [])
  return paths
}
const stepTo = (list: readonly Json[], item: Json, index: number): Step => {
  const name = member(item, 'name')
  const isFirst = list.findIndex(other => member(other, 'name') === name) === index
  return typeof name === 'string' && isFirst ? { name } : index
}

export interface CodecCase {
  readonly text: string
  readonly pick: number
  readonly more: readonly Step[]
  readonly change: Change
}
export const codecCase = (
  text: fc.Arbitrary<string>,
  step: fc.Arbitrary<Step>,
  value: fc.Arbitrary<Json>,
): fc.Arbitrary<CodecCase> =>
  fc.record({
    text,
    pick: fc.nat(),
    more: fc.oneof(fc.constant([]), fc.array(step, { minLength: 1, maxLength: 2 })),
    change: fc.oneof(
      { weight: 2, arbitrary: value.map(set => ({ set })) },
      { weight: 1, arbitrary: fc.constant('remove' as const) },
    ),
  })

/**
 * What every codec promises: nothing but FormatError is thrown, spans lie in the text, an edit reads back as the same
 * change, and what it does not mean stays, byte for byte. Returns whether an edit was made.
 */
export function checkCodec(codec: Codec, { text, pick, more, change }: CodecCase): boolean {
  const before = attempt(text, () => codec.decode(text))
  if (before === undefined) {
    attempt(text, () => expectInside(text, codec.locate(text, more)))
    expect(attempt(text, () => codec.edit(text, more, change))).toBeUndefined()
    return false
  }
  const paths = pathsOf(before)
  const path = [...(paths[pick % paths.length] ?? []), ...more]
  const span = codec.locate(text, path)
  expectInside(text, span)
  const result = attempt(text, () => codec.edit(text, path, change))
  if (result === undefined) return false
  expect(codec.decode(result)).toEqual(changed(before, path, change))
  expectRestKept(text, result, change)
  if (change !== 'remove' && more.length === 0 && span) {
    expect(result.startsWith(text.slice(0, span.start))).toBe(true)
    expect(result.endsWith(text.slice(span.end))).toBe(true)
  }
  return !sameJson(codec.decode(result), before)
}

/** A removal only takes characters out; an addition or a replacement touches one stretch. */
function expectRestKept(text: string, result: string, change: Change): void {
  if (change === 'remove') expect(isSubsequence(result, text)).toBe(true)
}
function isSubsequence(part: string, whole: string): boolean {
  let at = 0
  for (const unit of whole.split('')) if (part[at] === unit) at++
  return at === part.length
}
