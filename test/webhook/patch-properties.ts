import fc from 'fast-check'
import rfc6902 from 'rfc6902'
import type { JsonPatchOp } from '../../model/kube/edit.ts'
import { isArray, isObject, type Json, type JsonObject } from '../../model/kube/json.ts'
import { fromPointer } from '../../model/kube/json-pointer.ts'
import { rules } from '../../policies/index.ts'
import { additionsOf } from '../../scripts/pages/gitops.ts'
import { expect, test } from '../jest.ts'
import type { Tries } from '../tries.ts'
import { ask, objectsOf, pick, requestOf } from './ask.ts'
import { cluster, operated } from './cluster.ts'
import { damaged } from './damaged.ts'

/*
 * What a patch may be, whatever the object: it applies, adds only what is not there, is complete at once, and does not depend on whether
 * another mutator came before or after. The API server makes an internal error of a patch that does not apply, whatever failurePolicy says.
 */

/** The rules that have anything to add: all others would be judged for nothing. */
const ofAdditions = new Set(additionsOf(rules).map(({ rule }) => rule))
const adding = rules.filter(({ id, early }) => early !== undefined || ofAdditions.has(id))

/** Faulty, so that something is asked for. */
const faulty = objectsOf(
  `${cluster}---\n${operated}`
    .replace('publishNotReadyAddresses: true', '')
    .replace('podManagementPolicy: Parallel', '')
    .replace('enableServiceLinks: false', '')
    .replace(/ +- name: RABBITMQ_USE_LONGNAME\n +value: "true"\n/, ''),
)
const subjects = ['StatefulSet', 'Service', 'RabbitmqCluster'].map(kind => pick(faulty, kind))

const posted = fc
  .constantFrom(...subjects)
  .chain(object =>
    fc.record({ object: damaged(object), old: fc.option(damaged(object), { freq: 3, nil: undefined }) }),
  )

async function mutated(
  object: JsonObject,
  old?: JsonObject,
): Promise<{ readonly operations: readonly JsonPatchOp[]; readonly after: JsonObject }> {
  const others = faulty.filter(
    ({ kind, metadata }) =>
      kind !== object.kind || JSON.stringify(metadata) !== JSON.stringify(object.metadata),
  )
  const { allowed, patch, patchType } = await ask(
    requestOf(old ? { object, oldObject: old } : { object }),
    others,
    {
      path: 'mutate',
      rules: adding,
    },
  )
  expect(allowed).toBe(true)
  expect(patchType).toBe(patch === undefined ? undefined : 'JSONPatch')
  const operations: readonly JsonPatchOp[] =
    patch === undefined ? [] : JSON.parse(Buffer.from(patch, 'base64').toString('utf8'))
  const after = structuredClone(object)
  const errors = rfc6902.applyPatch(after, structuredClone([...operations]))
  expect(errors.filter(error => error !== null)).toEqual([])
  return { operations, after }
}

/** Another mutator, which also changes lists that we look into: a sidecar in front, a label, an annotation, a port. */
function meddled(object: JsonObject): JsonObject {
  const copy = structuredClone(object)
  const { metadata, spec } = copy
  if (isObject(metadata))
    Object.assign(metadata, {
      labels: { ...(isObject(metadata.labels) ? metadata.labels : {}), injected: 'yes' },
    })
  const pod = isObject(spec) && isObject(spec.template) ? spec.template.spec : undefined
  const containers = isObject(pod) ? pod.containers : undefined
  if (isArray(containers) && !JSON.stringify(containers).includes('sidecar'))
    (containers as Json[]).unshift({ name: 'sidecar', image: 'proxy:1', env: [{ name: 'A', value: 'b' }] })
  return copy
}

const at = (object: JsonObject, pointer: string): unknown =>
  fromPointer(pointer).reduce<unknown>(
    (here, key) => (here as Record<string, unknown> | null | undefined)?.[key],
    object,
  )

/** @param inputs how many objects are made up */
export function patchProperties(inputs: Tries): void {
  test('a patch applies, adds only what is not there, is complete, and stands beside another mutator', async () => {
    let patched = 0
    const property = fc.asyncProperty(posted, async ({ object, old }) => {
      const { operations, after } = await mutated(object, old)
      if (operations.length === 0) return
      patched++
      for (const { path } of operations) expect(at(object, path) ?? undefined).toBeUndefined()
      expect((await mutated(after, old)).operations).toEqual([])
      const first = (await mutated(meddled(after), old)).after
      const last = (await mutated(meddled(object), old)).after
      expect(first).toEqual(last)
    })
    await fc.assert(property, { numRuns: 10, seed: 1 })
    expect(patched).toBeGreaterThan(5)
    await fc.assert(property, inputs)
  })
}
