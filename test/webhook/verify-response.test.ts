import { expect, test } from '../jest.ts'
import { refusal } from './verify-response.ts'

/*
 * The check of the API server, held against the cases that its own test has of it: the fake must refuse what the real one does.
 * Source: kubernetes/apiserver, pkg/admission/plugin/webhook/request/admissionreview_test.go@v0.37.2.
 */

const v1 = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' }
const uid = '123'
const patch = 'W3sib3AiOiJhZGQiLCJwYXRoIjoiL2ZvbyIsInZhbHVlIjoiYmFyIn1d'
const patched = { uid, patch, patchType: 'JSONPatch' }
type Case = readonly [name: string, answer: object, isMutating: boolean, refused?: string]

const cases: readonly Case[] = [
  ['allowed, validating', { ...v1, response: { uid, allowed: true } }, false],
  ['allowed, mutating', { ...v1, response: { uid, allowed: true } }, true],
  ['audit annotations', { ...v1, response: { uid, allowed: true, auditAnnotations: { a: 'b' } } }, false],
  ['a patch', { ...v1, response: patched }, true],
  ['a status', { ...v1, response: { uid, status: { status: 'foo' } } }, false],
  ['no response', v1, false, 'webhook response was absent'],
  [
    'another group',
    { ...v1, apiVersion: 'admission.k8s.io2/v1', response: { uid } },
    false,
    'expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview',
  ],
  [
    'another version',
    { ...v1, apiVersion: 'admission.k8s.io/v2', response: { uid } },
    false,
    'expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview',
  ],
  [
    'another kind',
    { ...v1, kind: 'AdmissionReview2', response: { uid } },
    false,
    'expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview',
  ],
  ['another uid', { ...v1, response: { uid: '1234' } }, false, 'expected response.uid=123'],
  [
    'a patch without its type',
    { ...v1, response: { uid, patch } },
    true,
    'webhook returned response.patch but not response.patchType',
  ],
  [
    'a type without a patch',
    { ...v1, response: { uid, patchType: 'JSONPatch' } },
    true,
    'webhook returned response.patchType but not response.patch',
  ],
  [
    'an empty type',
    { ...v1, response: { ...patched, patchType: '' } },
    true,
    'webhook returned invalid response.patchType of ""',
  ],
  [
    'a type that there is none of, which is noticed later',
    { ...v1, response: { ...patched, patchType: 'Foo' } },
    true,
  ],
  [
    'a patch of a validating webhook',
    { ...v1, response: { uid, patch } },
    false,
    'validating webhook may not return response.patch',
  ],
  [
    'a type of a validating webhook',
    { ...v1, response: { uid, patchType: 'Foo' } },
    false,
    'validating webhook may not return response.patchType',
  ],
]
/** Nobody asks us in this version; nearly anything is an answer in it. */
const old: readonly Case[] = [
  ['allowed, validating', { response: { allowed: true } }, false],
  ['allowed, mutating', { response: { allowed: true } }, true],
  ['audit annotations', { response: { allowed: true, auditAnnotations: { a: 'b' } } }, false],
  ['a patch', { response: { patch } }, true],
  ['a status', { response: { status: { status: 'foo' } } }, false],
  ['no response', {}, false, 'webhook response was absent'],
  [
    'another group, version and kind',
    { apiVersion: 'admission.k8s.io2/v2', kind: 'AdmissionReview2', response: {} },
    false,
  ],
  ['another uid', { response: { uid: '1234' } }, false],
  ['a patch of a validating webhook', { response: patched }, false],
  ['an empty type', { response: { patch, patchType: '' } }, true],
  ['a type that there is none of', { response: { patch, patchType: 'Foo' } }, true],
]

const all = (['v1', 'v1beta1'] as const).flatMap(version =>
  (version === 'v1' ? cases : old).map(([name, answer, isMutating, refused]) => ({
    ...{ version, name, answer, isMutating, refused },
  })),
)
test.each(all)('$version: $name', ({ version, answer, isMutating, refused }) => {
  const said = refusal(answer, uid, isMutating, version)
  if (refused === undefined) expect(said).toBeUndefined()
  else expect(said).toContain(refused)
})
test('these are all', () => expect(all).toHaveLength(27))
