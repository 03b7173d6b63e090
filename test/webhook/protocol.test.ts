import type { JsonObject } from '../../model/kube/json.ts'
import { clusterRule } from '../../model/rule/rule.ts'
import { admit } from '../../webhook/core.ts'
import { BadReview } from '../../webhook/decode.ts'
import { Defect } from '../../webhook/judge.ts'
import { jsonLogger } from '../../webhook/log.ts'
import { describe, expect, test } from '../jest.ts'
import { ask, depsOver, objectsOf, pick, requestOf, rules, scaleRequest, wrapped } from './ask.ts'
import { cluster } from './cluster.ts'
import { complaints } from './verify-response.ts'

const objects = objectsOf(cluster)
const set = pick(objects, 'StatefulSet')
const request = requestOf({ object: set })

describe('requests of every kind have an answer', () => {
  const bare = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { namespace: 'mq' } } as JsonObject
  test.each([
    ['CONNECT', { ...request, operation: 'CONNECT' as const }],
    [
      'a name that is yet to be made up',
      requestOf({ object: { ...bare, metadata: { generateName: 'mq-', namespace: 'mq' } } }),
    ],
    ['no spec', requestOf({ object: bare })],
    ['CREATE without object', { ...request, object: null }],
    ['DELETE without oldObject', { ...requestOf({ oldObject: set }), oldObject: null }],
    ['a status', { ...request, subResource: 'status' }],
    [
      'a cluster-scoped object',
      requestOf({ object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mq' } } }),
    ],
    [
      'a List',
      requestOf({
        object: { apiVersion: 'v1', kind: 'List', metadata: { name: 'l' }, items: [set] } as JsonObject,
      }),
    ],
    ['a scale of nothing', { ...scaleRequest(set, 3, 1), name: '' }],
    [
      'a scale of a Deployment',
      { ...scaleRequest(set, 3, 1), resource: { group: 'apps', version: 'v1', resource: 'deployments' } },
    ],
    ['no namespace and no name', { ...request, namespace: '', name: '' }],
  ])('%s', async (_, any) => {
    for (const path of ['validate', 'mutate'] as const) {
      const review = await admit(JSON.parse(JSON.stringify(wrapped(any))), depsOver([], { path }))
      expect(complaints(review, request.uid, path, 'statefulsets.warrener.dev')).toEqual([])
    }
  })
})

describe('what is no AdmissionReview is refused as such', () => {
  const review = wrapped(request) as Record<string, unknown>
  const nested = JSON.parse(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`)
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', [review]],
    ['text', 'AdmissionReview'],
    ['another kind', { ...review, kind: 'Status' }],
    ['v1beta1', { ...review, apiVersion: 'admission.k8s.io/v1beta1' }],
    ['no request', { ...review, request: undefined }],
    ['no uid', wrapped({ ...request, uid: '' })],
    ['an unknown operation', { ...review, request: { ...request, operation: 'PATCH' } }],
    ['an object that is a list', { ...review, request: { ...request, object: [] } }],
    ['a name that is a number', { ...review, request: { ...request, object: { metadata: { name: 1 } } } }],
    ['nesting without end', { ...review, request: { ...request, object: nested } }],
  ])('%s', async (_, any) => {
    await expect(admit(any, depsOver([]))).rejects.toBeInstanceOf(BadReview)
  })

  test('keys with a meaning in JavaScript are only keys', async () => {
    const text = JSON.stringify(wrapped(request)).replace(
      '"spec":{',
      '"__proto__":{"polluted":true},"constructor":{},"spec":{"toString":1,',
    )
    expect((await admit(JSON.parse(text), depsOver(objects))).response.allowed).toBe(true)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

test('a rule that throws is an error of ours, not an answer', async () => {
  const broken = clusterRule({
    id: 'broken',
    group: 'kubernetes',
    title: 'Breaks',
    worst: 'error',
    needs: [],
    rationale: '',
    sources: ['https://docs.example'],
    evidence: { kind: 'source', where: '' },
    example: () => ({ bad: '', good: '' }),
    check() {
      throw new Error('secret')
    },
  })
  await expect(ask(request, objects, { rules: [...rules, broken] })).rejects.toThrow(Defect)
  await expect(ask(request, objects, { rules: [...rules, broken] })).rejects.toThrow('rule broken failed')
})

test('the log tells who and what, and nothing of the object', async () => {
  const entries: unknown[] = []
  const secret = {
    ...set,
    metadata: { name: 'rabbitmq', namespace: 'mq', annotations: { password: 'hunter2' } },
  }
  const userInfo = {
    username: 'bob\u202e\n',
    uid: '1',
    groups: ['developers'],
    extra: { token: ['hunter2'] },
  }
  await ask({ ...requestOf({ object: secret }), userInfo }, [], { log: entry => entries.push(entry) })
  expect(entries).toEqual([
    {
      uid: request.uid,
      path: 'validate',
      operation: 'CREATE',
      kind: 'StatefulSet',
      namespace: 'mq',
      name: 'rabbitmq',
      user: 'bob\u202e\n',
      verdict: 'denied',
      rules: expect.arrayContaining(['governing-service-missing']),
      notEvaluated: expect.any(Number),
      late: 0,
      findings: [{ rule: 'governing-service-missing', action: 'deny' }],
    },
  ])
  expect(JSON.stringify(entries)).not.toContain('hunter2')
})

test('a line of the log is one line, and acts on no terminal', () => {
  const lines: string[] = []
  const log = jsonLogger(
    line => lines.push(line),
    () => new Date(0),
  )
  log.info('review', { user: 'a\n\u001b[2J\u0085\u202eb\u2028' })
  expect(lines).toEqual([
    '{"time":"1970-01-01T00:00:00.000Z","level":"info","message":"review","user":"a\\n\\u001b[2J\\u0085\\u202eb\\u2028"}\n',
  ])
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ user: 'a\n\u001b[2J\u0085\u202eb\u2028' })
})
