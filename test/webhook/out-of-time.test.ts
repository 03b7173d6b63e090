import { relatedTo } from '../../engine/relations.ts'
import type { JsonObject } from '../../model/kube/json.ts'
import { deadlineOf } from '../../webhook/deadline.ts'
import type { LogEntry } from '../../webhook/deps.ts'
import type { ObjectReader } from '../../webhook/reader.ts'
import { describe, expect, test } from '../jest.ts'
import { type Asked, ask, objectsOf, pick, requestOf, rules, scaleRequest } from './ask.ts'
import { cluster } from './cluster.ts'
import { inMemoryReader } from './in-memory-reader.ts'

test.each([
  ['3s', 1500, 1800],
  ['2.5s', 1250, 1500],
  ['500ms', 250, 300],
  ['30s', 15_000, 18_000],
  ['600s', 15_000, 18_000],
  [undefined, 5000, 6000],
  ['', 5000, 6000],
  ['-3s', 5000, 6000],
  ['1h', 5000, 6000],
  [['3s', '4s'], 5000, 6000],
])(
  'of a timeout of %j the look-ups get a half and the rules three fifths, from when the request came',
  (timeout, lookUpsEnd, rulesEnd) => {
    const start = 100
    let now = start
    expect(askedFor(() => deadlineOf(timeout, start, () => now).signal)).toBe(lookUpsEnd)
    const { outOfTime } = deadlineOf(timeout, start, () => now)
    now = start + rulesEnd - 1
    expect(outOfTime()).toBe(false)
    now = start + rulesEnd
    expect(outOfTime()).toBe(true)
  },
)

/** For how long a signal is asked. */
function askedFor(make: () => unknown): number | undefined {
  const { timeout } = AbortSignal
  let asked: number | undefined
  AbortSignal.timeout = milliseconds => {
    asked = milliseconds
    return timeout.call(AbortSignal, milliseconds)
  }
  make()
  AbortSignal.timeout = timeout
  return asked
}

test('look-ups end before the rules do, so that what they told is judged; what the request waited for its turn counts', async () => {
  const [start, waited] = [100, 450]
  const deadline = () => deadlineOf('1s', start, () => start + waited)
  expect(askedFor(() => deadline().signal)).toBe(500 - waited)
  const { signal, outOfTime } = deadline()
  await new Promise(resolve => signal.addEventListener('abort', resolve))
  expect(outOfTime()).toBe(false)
})

const objects = objectsOf(cluster)
const set = pick(objects, 'StatefulSet')
const spec = set.spec as JsonObject
const { volumeClaimTemplates: _, ...withoutClaims } = spec
/** Wrong by itself, and because of its Service, which has to be looked up. */
const broken: JsonObject = {
  ...set,
  spec: { ...withoutClaims, podManagementPolicy: 'OrderedReady', serviceName: 'nowhere' },
}

interface Told {
  readonly denied: readonly string[]
  readonly late: readonly string[]
  readonly warned: readonly string[]
  readonly warnings: readonly string[]
  readonly entry: LogEntry | undefined
  readonly patch: string | undefined
  /** How often it was asked whether time was over. */
  readonly asked: number
}
/** What is said where time is over when it is asked after for the n-th time. */
async function told(asked: Asked, path: 'validate' | 'mutate', most: number): Promise<Told> {
  let count = 0
  let entry: LogEntry | undefined
  const {
    auditAnnotations = {},
    warnings = [],
    patch,
  } = await ask(requestOf(asked), objects, {
    path,
    reader: inMemoryReader(objects),
    outOfTime: () => ++count > most,
    log: line => {
      entry = line
    },
  })
  const list = (key: string): readonly string[] => JSON.parse(auditAnnotations[key] ?? '[]')
  return {
    denied: list('denied'),
    late: list('out-of-time'),
    warned: list('warned'),
    warnings,
    entry,
    patch,
    asked: count,
  }
}

describe.each<[string, Asked]>([
  ['a new StatefulSet', { object: broken }],
  [
    'one that was wrong before',
    { object: broken, oldObject: { ...broken, spec: { ...withoutClaims, replicas: 3 } } },
  ],
  ['one that scales down', { object: { ...broken, spec: { ...spec, replicas: 1 } }, oldObject: set }],
  ['its Service, which goes', { oldObject: pick(objects, 'Service') }],
])('%s: whenever time is over, what is certain is denied, and what is not judged is said', (_name, asked) => {
  test('validate', async () => {
    const full = await told(asked, 'validate', Number.POSITIVE_INFINITY)
    expect(full.late).toEqual([])
    // What one of them speaks for is said by itself where that one was not run.
    const spokenFor = rules.filter(({ id }) => full.denied.includes(id)).flatMap(relatedTo)
    for (let most = 0; most <= full.asked; most++) {
      const { denied, late, warned, warnings, entry } = await told(asked, 'validate', most)
      expect([...full.denied, ...spokenFor]).toEqual(expect.arrayContaining([...denied]))
      // What needed a look-up to be told from what was there before is a warning.
      expect([...denied, ...late, ...warned]).toEqual(expect.arrayContaining([...full.denied]))
      expect(entry?.late).toBe(late.length)
      expect(warnings.some(text => text.includes('out of time'))).toBe(late.length > 0)
    }
  })

  test('mutate: nothing is changed that was not judged again', async () => {
    const full = await told(asked, 'mutate', Number.POSITIVE_INFINITY)
    for (let most = 0; most <= full.asked; most++)
      expect([undefined, full.patch]).toContain((await told(asked, 'mutate', most)).patch)
  })
})

test.each([
  ['a scale to fewer nodes', scaleRequest(set, 3, 1), 'scale-down'],
  [
    'a governing Service that goes',
    requestOf({ oldObject: pick(objects, 'Service') }),
    'headless-service-deleted',
  ],
])('rules that compare are run whatever the time: %s is denied', async (_name, request, rule) => {
  for (const late of [0, 300]) {
    let over = late === 0
    const { allowed, auditAnnotations = {} } = await ask(request, objects, {
      reader: slowReader(late, () => {
        over = true
      }),
      outOfTime: () => over,
    })
    expect(allowed).toBe(false)
    expect(JSON.parse(auditAnnotations.denied ?? '')).toEqual([rule])
    expect(auditAnnotations['could-deny']).toBeUndefined()
  }
})

/** Answers late, and says so once it has. */
function slowReader(milliseconds: number, answered: () => void): ObjectReader {
  const reader = inMemoryReader(objects)
  const late = async <T>(answer: Promise<T>): Promise<T> => {
    if (milliseconds > 0) await new Promise(resolve => setTimeout(resolve, milliseconds))
    answered()
    return answer
  }
  return {
    get: (...asked) => late(reader.get(...asked)),
    list: (...asked) => late(reader.list(...asked)),
    may: (...asked) => late(reader.may(...asked)),
    isCostly: false,
  }
}

test('where rules that compare have something open, a scale to fewer nodes names no others', async () => {
  const reader = inMemoryReader(objects)
  const blind: ObjectReader = {
    ...reader,
    get: (kind, ...asked) =>
      kind.kind === 'ConfigMap' ? Promise.reject(new Error('forbidden')) : reader.get(kind, ...asked),
  }
  const said = async (to: number): Promise<readonly string[]> => {
    const { auditAnnotations = {} } = await ask(scaleRequest(set, 3, to), objects, {
      reader: blind,
    })
    return JSON.parse(auditAnnotations['could-deny'] ?? '[]')
  }
  expect(await said(2)).toEqual([])
  expect(await said(5)).toContain('discovery-service-mismatch')
})

test('what was certain before the look-ups is denied where they took all the time', async () => {
  let over = false
  const reader: ObjectReader = {
    get: async () => {
      await new Promise(resolve => setTimeout(resolve, 300))
      over = true
      throw new Error('too slow')
    },
    list: async () => [],
    may: async () => true,
    isCostly: false,
  }
  const { allowed, auditAnnotations = {} } = await ask(requestOf({ object: broken }), [], {
    reader,
    outOfTime: () => over,
  })
  expect(allowed).toBe(false)
  expect(JSON.parse(auditAnnotations.denied ?? '')).toContain('node-name-mismatch')
  expect(JSON.parse(auditAnnotations['out-of-time'] ?? '')).toContain('discovery-service-mismatch')
})
