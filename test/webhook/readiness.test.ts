import { isDistrust } from '../../webhook/handshakes.ts'
import { readiness, troublesOf } from '../../webhook/readiness.ts'
import { expect, test } from '../jest.ts'

test('what went wrong is told for five minutes after it did last, and only the latest of it', () => {
  let now = 0
  const { seen, told } = troublesOf(() => now)
  seen('a')
  seen('b')
  now = 200_000
  seen('a')
  expect(told()).toEqual(['b', 'a'])
  now = 300_000
  expect(told()).toEqual(['a'])
  for (let index = 0; index < 100; index++) seen(`of ${index}`)
  expect(told()).toEqual(['of 95', 'of 96', 'of 97', 'of 98', 'of 99'])
})

test.each([
  [undefined, ['a'], true, 200, 'ok\na'],
  [undefined, ['a'], false, 200, 'ok'],
  [undefined, [], true, 200, 'ok'],
  ['it starts', ['a'], true, 503, 'it starts'],
  ['it starts', ['a'], false, 503, 'not ready'],
] as const)('not ready as %p, troubles %j, told: %p', (why, troubles, tells, status, body) =>
  expect(readiness(why, troubles, tells)).toEqual({ status, body }),
)

test.each([
  ['ssl/tls alert bad certificate', true],
  ['tlsv1 alert unknown ca', true],
  ['ssl/tls alert certificate unknown', true],
  ['http request', false],
  ['ECONNRESET', false],
])('a client that says %p distrusts the certificate: %p', (reason, distrusts) =>
  expect(isDistrust(reason)).toBe(distrusts),
)
