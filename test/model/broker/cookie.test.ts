import { parseRelease } from '../../../facts/release.ts'
import { entryPointOf38 } from '../../../model/broker/entry-point.ts'
import { cluster, type Sample } from '../../../policies/sample.ts'
import { describe, expect, test } from '../../jest.ts'
import { clusterIn } from '../cluster-of.ts'

const stateOf = (sample: Sample): string => clusterIn(cluster({ cookie: null, ...sample })).cookie.state
const official = 'rabbitmq:4.1.3'
const bitnami = 'bitnami/rabbitmq:4.1.3'
const custom = 'acme/our-rabbitmq:4.1.3-management'

describe('a variable with the cookie', () => {
  test.each([
    [official, 'RABBITMQ_ERLANG_COOKIE', 'found'],
    [official, 'RABBITMQ_ERL_COOKIE', 'absent'],
    [bitnami, 'RABBITMQ_ERL_COOKIE', 'found'],
    [bitnami, 'RABBITMQ_ERLANG_COOKIE', 'found'],
    [bitnami, 'ERLANG_COOKIE', 'absent'],
    [official, 'TZ', 'absent'],
  ])('of %s: %s is %s', (image, name, state) => {
    expect(stateOf({ image, env: { [name]: 'x' } })).toBe(state)
  })
  test('arguments of the Erlang VM', () => {
    for (const name of [
      'RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS',
      'RABBITMQ_SERVER_ERL_ARGS',
      'RABBITMQ_CTL_ERL_ARGS',
    ]) {
      expect([name, stateOf({ env: { [name]: '-setcookie x' } })]).toEqual([name, 'found'])
      expect([name, stateOf({ env: { [name]: '+P 1000' } })]).toEqual([name, 'absent'])
    }
  })
  test('one of its own for each pod is none', () => {
    const valueFrom = { fieldRef: { fieldPath: 'metadata.name' } }
    expect(stateOf({ env: { RABBITMQ_ERLANG_COOKIE: valueFrom } })).toBe('absent')
  })
  test('what was not seen may be one', () => {
    const container = { envFrom: [{ configMapRef: { name: 'elsewhere' } }] }
    expect(stateOf({ container })).toBe('unknown')
  })
  test('an image of its own may bring one', () => {
    expect(stateOf({ image: custom, container: { ports: [{ containerPort: 4369 }] } })).toBe('unknown')
  })
})

describe('a script that has to do with it', () => {
  const running = (script: string): Sample => ({
    container: { lifecycle: { postStart: { exec: { command: ['sh', '-c', script] } } } },
  })
  test.each([
    ['cp /secret/x /var/lib/rabbitmq/.erlang.cookie', 'found'],
    ['echo x > /var/lib/rabbitmq/.erlang.cookie', 'found'],
    ['echo "$COOKIE" > x', 'found'],
    ['echo x > y', 'absent'],
  ])('%s: %s', (script, state) => {
    expect(stateOf(running(script))).toBe(state)
  })
})

test('the entry point that writes it itself is the one of the official image up to 3.8', () => {
  const of = (image: string, release: string, sample: Sample = {}): boolean =>
    entryPointOf38(
      clusterIn(cluster({ image, ...sample })).broker,
      parseRelease(release) ?? { major: 0, minor: 0, patch: 0 },
    )
  expect(of('rabbitmq:3.8.34', '3.8.34')).toBe(true)
  expect(of('rabbitmq:3.9.0', '3.9.0')).toBe(false)
  expect(of('bitnami/rabbitmq:3.8.34', '3.8.34')).toBe(false)
  const command = (...argv: readonly string[]): Sample => ({ container: { command: argv } })
  expect(of('rabbitmq:3.8.34', '3.8.34', command('rabbitmq-server'))).toBe(false)
  expect(
    of('rabbitmq:3.8.34', '3.8.34', command('sh', '-c', 'exec docker-entrypoint.sh rabbitmq-server')),
  ).toBe(true)
})
