import { rules } from '../../policies/index.ts'
import { watchHandshakes } from '../../webhook/handshakes.ts'
import { newSeries } from '../../webhook/series.ts'
import { afterEach, expect, test } from '../jest.ts'
import { objectsOf, pick, requestOf, wrapped } from './ask.ts'
import { cluster } from './cluster.ts'
import { broken, call, review, start, stopAll } from './served.ts'

afterEach(stopAll)

const scrape = async (port: number): Promise<string> =>
  (await call(port, { path: '/metrics', method: 'GET' })).body
const without = (kind: string) => objectsOf(cluster).filter(object => object.kind !== kind)

test('reviews, findings, refusals and how long it took are counted', async () => {
  const { port } = await start()
  const set = pick(without('Service'), 'StatefulSet')
  const wrong = requestOf({
    object: { ...set, spec: { ...(set.spec as object), podManagementPolicy: 'OrderedReady' } },
  })
  await call(port, { path: '/validate', body: review })
  await call(port, { path: '/validate', body: JSON.stringify(wrapped(wrong)) })
  await call(port, { path: '/validate', body: '[]' })
  const text = await scrape(port)
  const lines = text.split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'warrener_reviews_total{path="validate",operation="CREATE",kind="StatefulSet",verdict="allowed"} 2',
      'warrener_requests_refused_total{status="400"} 1',
      'warrener_review_duration_seconds_bucket{le="+Inf",path="validate"} 2',
      'warrener_review_duration_seconds_count{path="validate"} 2',
    ]),
  )
  expect(text).toMatch(/^warrener_findings_total\{rule="boot-order-deadlock",action="\w+"\} 1$/m)
  expect(text).toMatch(/^warrener_event_loop_lag_seconds [\d.e-]+$/m)
  for (const line of lines.filter(text => text !== '' && !text.startsWith('#')))
    expect(line).toMatch(/^[a-z_]+(?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)*\})? [\d.e+-]+$/)
  const named = lines.filter(line => line.startsWith('# TYPE')).map(line => line.split(' ')[2])
  expect(new Set(named).size).toBe(named.length)
})

test('what is out of time, and a rule that throws, are counted; of the others it is known what they found', async () => {
  const { port, log } = await start({ rules: [...rules, broken, { ...broken, id: 'broken-too' }] })
  const set = pick(objectsOf(cluster), 'StatefulSet')
  const wrong = requestOf({
    object: { ...set, spec: { ...(set.spec as object), podManagementPolicy: 'OrderedReady' } },
  })
  const { status, body } = await call(port, { path: '/validate', body: JSON.stringify(wrapped(wrong)) })
  expect({ status, isVerdict: body.includes('allowed') }).toEqual({ status: 500, isVerdict: false })
  expect(log().at(-1)).toMatchObject({
    message: 'defect',
    rule: 'broken',
    others: ['broken-too'],
    found: expect.arrayContaining(['boot-order-deadlock']),
  })
  await call(port, { path: '/validate?timeout=1ms', body: review })
  const text = await scrape(port)
  expect(text).toContain('warrener_rule_errors_total{rule="broken"} 1')
  expect(text).toMatch(/^warrener_out_of_time_total\{path="validate"\} \d+$/m)
})

test('numbers are bounded in number and written as Prometheus reads them', async () => {
  const { counter, gauge, text } = newSeries()
  const add = counter('a_total', 'of a', 'kind')
  add({ kind: 'quote " back \\ line \n' })
  for (let index = 0; index < 2000; index++) add({ kind: `k${index}` }, 2)
  gauge('b', 'of nothing', () => undefined)
  const lines = (await text()).split('\n').filter(line => line !== '')
  expect(lines.slice(0, 3)).toEqual([
    '# HELP a_total of a',
    '# TYPE a_total counter',
    'a_total{kind="quote \\" back \\\\ line \\n"} 1',
  ])
  expect(lines.slice(-3)).toEqual(['a_total{kind="other"} 2002', '# HELP b of nothing', '# TYPE b gauge'])
  expect(lines).toHaveLength(2 + 1001 + 2)
})

test('a reason why handshakes fail is said once a minute, and few reasons are told apart', () => {
  let hear: (error: Error) => void = () => undefined
  let now = 0
  const said: unknown[] = []
  const counted: string[] = []
  const log = {
    info: () => undefined,
    error: () => undefined,
    warn: (_: string, fields?: object) => said.push(fields),
  }
  const server = { on: (_: string, listener: typeof hear) => (hear = listener) }
  watchHandshakes(
    server as never,
    log,
    reason => counted.push(reason),
    () => now,
  )
  const fail = (reason: string): void => hear(Object.assign(new Error('x'), { reason }))
  fail('unknown ca')
  fail('unknown ca')
  expect(said).toEqual([{ reason: 'unknown ca' }])
  now = 60_000
  fail('unknown ca')
  expect(said).toHaveLength(2)
  for (let index = 0; index < 100; index++) fail(`r${index}`)
  expect(said).toHaveLength(2 + 20)
  expect(said.at(-1)).toEqual({ reason: 'other' })
  expect(counted).toHaveLength(103)
})
