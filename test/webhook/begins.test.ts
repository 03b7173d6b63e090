import type { JsonObject } from '../../model/kube/json.ts'
import { rules as allRules } from '../../policies/index.ts'
import { defaultConfig } from '../../webhook/config.ts'
import type { Deps } from '../../webhook/deps.ts'
import type { ObjectReader } from '../../webhook/reader.ts'
import { describe, expect, test } from '../jest.ts'
import { ask, objectsOf, pick, requestOf, scaleRequest, rules as some } from './ask.ts'
import { cluster, operated } from './cluster.ts'
import { inMemoryReader } from './in-memory-reader.ts'

/*
 * Nodes that begin to run: what they were before nobody shows, and what would have been refused in one step is not taken in silence
 * in two.
 */
const objects = objectsOf(cluster)
const set = pick(objects, 'StatefulSet')
const operator = pick(objectsOf(operated), 'RabbitmqCluster')
const around = objects.filter(object => object !== set)
const rules = [...some, ...allRules.filter(({ id }) => id === 'upgrade-hop-unsupported')]

const withSpec = (object: JsonObject, more: JsonObject): JsonObject => ({
  ...object,
  spec: { ...(object.spec as JsonObject), ...more },
})
const withMetadata = (object: JsonObject, more: JsonObject): JsonObject => ({
  ...object,
  metadata: { ...(object.metadata as JsonObject), ...more },
})
const of = (replicas: number, object = set): JsonObject => withSpec(object, { replicas })
const claims = (count: number, owner = 'data-rabbitmq'): readonly JsonObject[] =>
  Array.from({ length: count }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: `${owner}-${index}`, namespace: 'mq' },
  }))
/** The same set, which runs something else for a while. */
const other = withSpec(set, {
  template: {
    metadata: { labels: (set.spec as { selector: { matchLabels: JsonObject } }).selector.matchLabels },
    spec: { containers: [{ name: 'web', image: 'nginx:1.29' }] },
  },
})
const ignoring = (entry: string, object: JsonObject): JsonObject =>
  withMetadata(object, { annotations: { 'warrener.dev/ignore': entry } })

type Way = readonly [name: string, request: ReturnType<typeof requestOf>, seen: readonly JsonObject[]]
const said = async ([, request, seen]: Way, deps: Partial<Deps> = {}) => {
  const {
    allowed,
    warnings = [],
    auditAnnotations,
  } = await ask(request, [...around, ...seen], { rules, ...deps })
  expect(allowed).toBe(true)
  return { lines: warnings.filter(text => text.includes('claim')), note: auditAnnotations?.['ran-before'] }
}

describe('fewer nodes than have run', () => {
  const fewer =
    'StatefulSet rabbitmq starts 1 node, and claim data-rabbitmq-1 is of another that ran before: unless it has left the cluster, start it too'
  const ways: readonly Way[] = [
    ['scaled to nothing, and to one', scaleRequest(of(0), 0, 1), [of(0), ...claims(3)]],
    ['the same by an update', requestOf({ object: of(1), oldObject: of(0) }), claims(3)],
    ['deleted with --cascade=orphan, and made again', requestOf({ object: of(1) }), claims(3)],
    ['something else for a while', requestOf({ object: of(1), oldObject: of(1, other) }), claims(3)],
    [
      'said to be no RabbitMQ for a while',
      requestOf({
        object: of(1),
        oldObject: withMetadata(of(1), { annotations: { 'warrener.dev/rabbitmq': 'false' } }),
      }),
      claims(3),
    ],
  ]
  test.each(ways)('%s: said, with what could have refused it', async (...way) => {
    const text = `${fewer}; could have refused it: scale-down`
    expect(await said(way)).toEqual({ lines: [`warrener: ${text}`], note: text })
  })

  test('a RabbitmqCluster, whose claims the operator names', async () => {
    const { lines } = await said([
      '',
      requestOf({ object: of(1, operator), oldObject: of(0, operator) }),
      claims(3, 'persistence-rabbitmq-server'),
    ])
    expect(lines).toEqual([expect.stringContaining('claim persistence-rabbitmq-server-1 is of another')])
  })

  test.each<Way>([
    ['to nothing and back', scaleRequest(of(0), 0, 3), [of(0), ...claims(3)]],
    ['more nodes than there were', scaleRequest(of(0), 0, 5), [of(0), ...claims(3)]],
    ['a first start', scaleRequest(of(0), 0, 1), [of(0)]],
    ['a new set', requestOf({ object: set }), []],
    ['a new set that starts nothing', requestOf({ object: of(0) }), claims(3)],
    ['claims of others', requestOf({ object: set }), claims(3, 'data-postgres')],
    ['an update of what runs', requestOf({ object: of(5), oldObject: set }), claims(9)],
    [
      'silenced with a reason',
      requestOf({ object: ignoring('scale-down=they have left', of(1)), oldObject: of(0) }),
      claims(3),
    ],
  ])('not of %s', async (...way) => {
    expect(await said(way)).toEqual({ lines: [], note: undefined })
  })

  test('as loud as the rule is', async () => {
    const [way] = ways
    if (!way) throw new Error('there is none')
    const as = (action: 'warn' | 'audit') => ({
      config: { ...defaultConfig, rules: new Map([['scale-down', action]]) },
    })
    expect(await said(way, as('warn'))).toEqual({
      lines: [`warrener: scale-down: ${fewer}`],
      note: `scale-down: ${fewer}`,
    })
    expect(await said(way, as('audit'))).toEqual({ lines: [], note: `scale-down: ${fewer}` })
  })
})

describe('on data that another release may have written', () => {
  const text =
    'claim data-rabbitmq-0 is there: StatefulSet rabbitmq may start on data of another release; could have refused it: upgrade-hop-unsupported'
  test.each<Way>([
    ['made again', requestOf({ object: set }), claims(3)],
    ['something else for a while', requestOf({ object: set, oldObject: other }), claims(3)],
  ])('%s: said', async (...way) => {
    expect(await said(way)).toEqual({ lines: [`warrener: ${text}`], note: text })
  })
  test('not where the same image runs, and is only now told to be RabbitMQ', async () => {
    const told = withMetadata(set, { annotations: { 'warrener.dev/rabbitmq': 'false' } })
    expect(await said(['', requestOf({ object: set, oldObject: told }), claims(3)])).toEqual({
      lines: [],
      note: undefined,
    })
  })
  test('not where it is silenced with a reason', async () => {
    const object = ignoring('upgrade-hop-unsupported=the same release as before', set)
    expect(await said(['', requestOf({ object }), claims(3)])).toEqual({ lines: [], note: undefined })
  })
})

test('what runs RabbitMQ and is to run something else: not judged, with a trace', async () => {
  const { allowed, warnings, auditAnnotations } = await ask(
    requestOf({ object: of(1, other), oldObject: set }),
    around,
  )
  const text =
    'StatefulSet rabbitmq ran RabbitMQ and shows no sign of it any more: what becomes of its nodes is not checked'
  expect({ allowed, warnings, trace: auditAnnotations?.['left-out'] }).toEqual({
    allowed: true,
    warnings: [`warrener: ${text}`],
    trace: text,
  })
  const { warnings: none } = await ask(requestOf({ object: of(1, other), oldObject: other }), around)
  expect(none).toBeUndefined()
})

describe('claims that cannot be asked for', () => {
  const blind = (all: readonly JsonObject[], isCostly = false): ObjectReader => {
    const reader = inMemoryReader(all)
    return {
      ...reader,
      isCostly,
      get: (kind, ...rest) =>
        kind.kind === 'PersistentVolumeClaim'
          ? Promise.reject(new Error('forbidden'))
          : reader.get(kind, ...rest),
    }
  }
  test('are said', async () => {
    const { allowed, warnings, auditAnnotations } = await ask(scaleRequest(of(0), 0, 1), [], {
      reader: blind([...around, of(0)]),
    })
    expect(allowed).toBe(true)
    const why = 'PersistentVolumeClaim data-rabbitmq-1 could not be read: forbidden'
    expect(warnings).toContainEqual(
      `warrener: 1 rule not evaluated: ${why}; could have refused it: scale-down`,
    )
    expect(auditAnnotations).toMatchObject({
      'not-looked-up': JSON.stringify([why]),
      'could-deny': '["scale-down"]',
    })
  })
  test('because look-ups are switched off: said too', async () => {
    const { auditAnnotations } = await ask(requestOf({ object: of(1), oldObject: of(0) }), [], {
      reader: undefined,
    })
    expect(auditAnnotations?.['could-deny']).toContain('scale-down')
  })
  test('are not asked for where each look is a call and the set is new', async () => {
    const { auditAnnotations } = await ask(requestOf({ object: set }), [], { reader: blind(around, true) })
    expect(auditAnnotations?.['not-looked-up']).toBeUndefined()
  })
  test('nor where the request is refused anyway', async () => {
    const { allowed, auditAnnotations } = await ask(requestOf({ object: set }), [], {
      reader: blind(around.filter(({ kind }) => kind !== 'Service')),
    })
    expect([allowed, auditAnnotations?.['not-looked-up']]).toEqual([false, undefined])
  })
})
