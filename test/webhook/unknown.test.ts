import fc from 'fast-check'
import type { JsonObject } from '../../model/kube/json.ts'
import { rules as allRules } from '../../policies/index.ts'
import { kubeObject } from '../../source/objects.ts'
import type { ObjectReader } from '../../webhook/reader.ts'
import { readableKinds } from '../../webhook/reader.ts'
import { inOrder, mostRelevant } from '../../webhook/rule-order.ts'
import { describe, expect, test } from '../jest.ts'
import { tries } from '../tries.ts'
import { ask, objectsOf, pick, requestOf, scaleRequest } from './ask.ts'
import { cluster, operated } from './cluster.ts'
import { inMemoryReader } from './in-memory-reader.ts'

const objects = objectsOf(cluster)
const set = pick(objects, 'StatefulSet')
const service = pick(objects, 'Service')

/** A reader that notes what it is asked, and fails for some kinds. */
function watched(all: readonly JsonObject[], fails: (kind: string) => Error | undefined = () => undefined) {
  const asked: string[] = []
  const reader = inMemoryReader(all)
  const guard = async <T>(kind: string, what: string, answer: Promise<T>): Promise<T> => {
    asked.push(what)
    const error = fails(kind)
    if (error) throw error
    return answer
  }
  const watching: ObjectReader = {
    get: (kind, namespace, name, signal) =>
      guard(kind.kind, `get ${kind.kind} ${namespace}/${name}`, reader.get(kind, namespace, name, signal)),
    list: (kind, namespace, signal) =>
      guard(kind.kind, `list ${kind.kind} ${namespace}`, reader.list(kind, namespace, signal)),
    may: (right, signal) =>
      guard('SubjectAccessReview', `may ${right.verb} ${right.resource}`, reader.may(right, signal)),
    isCostly: true,
  }
  return { asked, reader: watching }
}

test('a review reads what its rules need, each once, and no Secret', async () => {
  const { asked, reader } = watched(objects)
  await ask(requestOf({ object: set }), [], { reader })
  expect(asked.toSorted()).toEqual([
    'get ConfigMap mq/rabbitmq-config',
    'get ServiceAccount mq/rabbitmq',
    'list CronJob mq',
    'list Ingress mq',
    'list Job mq',
    'list PodDisruptionBudget mq',
    'list Service mq',
    'may get endpoints',
  ])
})

test('somebody else’s scale takes one look-up', async () => {
  const other = {
    ...set,
    spec: { replicas: 3, template: { spec: { containers: [{ name: 'db', image: 'postgres:17' }] } } },
  }
  const { asked, reader } = watched([other])
  expect(await ask(scaleRequest(other, 3, 1), [], { reader })).toEqual({
    uid: expect.any(String),
    allowed: true,
  })
  expect(asked).toEqual(['get StatefulSet mq/rabbitmq'])
})

describe('what cannot be looked up never denies', () => {
  const requests = {
    'a StatefulSet': {
      request: requestOf({ object: set }),
      all: objects.filter(({ kind }) => kind !== 'Service'),
    },
    'a deleted Service': { request: requestOf({ oldObject: service }), all: objects },
    'a scale': { request: scaleRequest(set, 3, 1), all: objects },
    'a policy': {
      request: requestOf({
        object: pick(objectsOf(operated.replace('ha-params: 2', 'ha-promote-on-shutdown: always')), 'Policy'),
      }),
      all: objectsOf(operated),
    },
  }
  test.each(Object.keys(requests) as (keyof typeof requests)[])(
    '%s: denied with look-ups, allowed without',
    async name => {
      const { request, all } = requests[name]
      expect((await ask(request, all)).allowed).toBe(false)
      const { allowed, warnings } = await ask(request, [], { reader: undefined })
      expect(allowed).toBe(true)
      expect(warnings?.filter(text => /checked|evaluated/.test(text))).toHaveLength(1)
    },
  )

  test('whichever kinds are forbidden', async () => {
    const kinds = readableKinds.map(({ kind }) => kind)
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(kinds),
        fc.constantFrom(...Object.values(requests)),
        async (hidden, { request, all }) => {
          const { reader } = watched(all, kind =>
            hidden.includes(kind) ? new Error('forbidden') : undefined,
          )
          const seen = await ask(request, all)
          const blind = await ask(request, [], { reader })
          const causes = (response: typeof seen): readonly string[] =>
            (response.status?.details.causes ?? []).map(({ reason }) => reason)
          expect(causes(seen)).toEqual(expect.arrayContaining([...causes(blind)]))
        },
      ),
      tries(20),
    )
  })
})

describe('a policy', () => {
  const [own] = objectsOf(operated)
  const untold = { ...own, spec: { image: 'registry.example/rabbitmq:stable' } }
  const policyOf = (definition: JsonObject, name = 'mirror'): JsonObject => {
    const policy = pick(objectsOf(operated), 'Policy')
    const spec = { ...(policy.spec as JsonObject), name, pattern: `^${name}`, definition }
    return { ...policy, metadata: { name, namespace: 'mq' }, spec }
  }
  const unsafe = { 'ha-mode': 'all', 'ha-promote-on-shutdown': 'always' }
  const said = async (policy: JsonObject, around: readonly JsonObject[]): Promise<readonly string[]> => {
    const { allowed, warnings = [] } = await ask(requestOf({ object: policy }), around)
    expect(allowed).toBe(true)
    return warnings.filter(text => text.includes('not evaluated'))
  }
  test('that could have been refused, had its cluster been seen or its release been told', async () => {
    expect(await said(policyOf(unsafe), [])).toEqual([
      expect.stringMatching(/ is not there; could have refused it: promote-on-shutdown-always$/),
    ])
    expect(await said(policyOf(unsafe), [untold])).toEqual([
      expect.stringMatching(/does not tell the release; could have refused it: promote-on-shutdown-always$/),
    ])
  })
  test('that could not, whatever is open about its cluster and about other policies', async () => {
    for (const around of [[], [untold], [untold, policyOf(unsafe, 'other')]])
      expect(await said(policyOf({ 'max-length': 5 }), around)).toEqual([])
  })
})

test('a failed look-up is said in one warning and in full in the audit log', async () => {
  const { reader } = watched(objects, kind => (kind === 'Service' ? new Error('forbidden') : undefined))
  const { allowed, warnings, auditAnnotations } = await ask(requestOf({ object: set }), [], { reader })
  expect(allowed).toBe(true)
  expect(warnings).toHaveLength(1)
  expect(warnings?.[0]).toMatch(
    /^warrener: \d+ rules not evaluated: .* could not be read: forbidden; could have refused it: .*governing-service-missing/,
  )
  expect(auditAnnotations?.['not-evaluated']).toContain('governing-service-missing')
})

test.each([false, true])(
  'a StatefulSet before its ConfigMap (dry run: %j): what is not there, and the worst that it may hide',
  async dryRun => {
    const { allowed, warnings } = await ask(
      requestOf({ object: set, dryRun }),
      objects.filter(({ kind }) => kind !== 'ConfigMap'),
      { rules: inOrder(allRules) },
    )
    expect(allowed).toBe(true)
    expect(warnings?.filter(text => text.includes('not evaluated'))).toEqual([
      expect.stringMatching(
        /^warrener: \d+ rules not evaluated: ConfigMap rabbitmq-config is not there; could have refused it: peers-never-joined, /,
      ),
    ])
  },
)

test.each([
  ['StatefulSet', 'discovery'],
  ['Service', 'pairing'],
  ['ConfigMap', 'configuration'],
])('of the rules that could have refused a %s, errors and those about it are named first', (kind, group) => {
  const object = kubeObject(pick(objects, kind), { from: 'api' })
  const some = allRules.filter(rule => rule.group === group || rule.group === 'image')
  const [first] = mostRelevant(some.toReversed(), object)
  expect(first).toMatchObject({ group, worst: 'error' })
})

test('a scale whose parent cannot be read is allowed with one warning', async () => {
  const { reader } = watched(objects, () => new Error('forbidden'))
  const { allowed, warnings } = await ask(scaleRequest(set, 3, 1), [], { reader })
  expect({ allowed, warnings }).toEqual({
    allowed: true,
    warnings: [
      'warrener: this scale was not checked: StatefulSet rabbitmq could not be read: forbidden; could have refused it: scale-down',
    ],
  })
})

test('when time is up, the answer comes without what was not read', async () => {
  const controller = new AbortController()
  const hanging: ObjectReader = {
    get: (_kind, _namespace, _name, signal) => aborted(signal),
    list: (_kind, _namespace, signal) => aborted(signal),
    may: (_right, signal) => aborted(signal),
    isCostly: true,
  }
  const answer = ask(requestOf({ object: set }), [], { reader: hanging, signal: controller.signal })
  controller.abort(new DOMException('time is up', 'TimeoutError'))
  const { allowed, warnings } = await answer
  expect(allowed).toBe(true)
  expect(warnings?.at(-1)).toContain('no answer in time')
})
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason))
  })

test('an object that names hundreds of others does not make hundreds of look-ups', async () => {
  const volumes = Array.from({ length: 500 }, (_, index) => ({
    name: `v${index}`,
    configMap: { name: `c${index}` },
  }))
  const mounts = volumes.map(({ name }, index) => ({
    name,
    mountPath: `/etc/rabbitmq/conf.d/${index}.conf`,
    subPath: 'a',
  }))
  const template = {
    metadata: { labels: { 'app.kubernetes.io/name': 'rabbitmq' } },
    spec: { volumes, containers: [{ name: 'r', image: 'rabbitmq:4.2.1', volumeMounts: mounts }] },
  }
  const { asked, reader } = watched(objects)
  const response = await ask(
    requestOf({ object: { ...set, spec: { ...(set.spec as JsonObject), template } } }),
    [],
    { reader },
  )
  expect(response.allowed).toBe(true)
  expect(asked.length).toBeLessThanOrEqual(100)
})
