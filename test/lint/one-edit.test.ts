import rfc6902 from 'rfc6902'
import { lowering } from '../../engine/lower.ts'
import { fix } from '../../lint/fix.ts'
import { type InputFile, readInput } from '../../lint/input.ts'
import { lintWith } from '../../lint/lint.ts'
import type { Edit } from '../../model/kube/edit.ts'
import type { Json } from '../../model/kube/json.ts'
import type { KubeObject } from '../../model/kube/object.ts'
import { rules } from '../../policies/index.ts'
import { badExamples } from '../bad-examples.ts'
import { describe, expect, test } from '../jest.ts'

/** What the webhook's patch makes of an object; undefined where no patch can say it. */
function patched(object: KubeObject, edits: readonly Edit[]): Json | undefined {
  const value = structuredClone(object.value) as Json
  for (const edit of edits) {
    const lowered = lowering(edit, value)
    if (lowered.state === 'impossible') return undefined
    if (lowered.state === 'same') continue
    const [error] = rfc6902.applyPatch(value, [structuredClone(lowered.operation)])
    if (error) return undefined
  }
  return value
}

/** The object that has this place in files. */
const again = (files: readonly InputFile[], { kind, namespace, name }: KubeObject): Json | undefined =>
  readInput(files)
    .worlds.flatMap(world => [...world.objects])
    .find(other => other.kind === kind && other.namespace === namespace && other.name === name)?.value

const cases = badExamples
  .filter(({ scope }) => scope !== 'change' && scope !== 'document')
  .flatMap(({ id, files }) => {
    const { findings } = lintWith(files, rules)
    const own = findings.find(
      ({ rule, fix: of, at: { object } }) =>
        rule.id === id && of?.edits.every(edit => edit.op !== 'create' && edit.at.object === object),
    )
    const after = own?.fix && patched(own.at.object, own.fix.edits)
    return own && after !== undefined ? [{ id, files, own, after }] : []
  })

describe('what a fix writes into a file is what the patch of the webhook makes of the object', () => {
  test('of many rules', () => expect(cases.length).toBeGreaterThan(25))

  test.each(cases)('$id', ({ files, own, after }) => {
    const which = ({ fingerprint }: { readonly fingerprint: string }) => fingerprint === own.fingerprint
    const { files: fixed, notFixed } = fix(files, rules, { unsafe: true, which })
    // What would bring an error is written nowhere.
    if (fixed.length === 0) expect(notFixed).not.toEqual([])
    else expect(again(fixed, own.at.object)).toEqual(after)
  })
})
