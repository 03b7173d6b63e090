import { commandReleases } from '../../facts/commands.ts'
import { acceptedIn, confSchema } from '../../facts/conf/index.ts'
import { oldKeyHangs, unboundEffect } from '../../facts/definitions-import.ts'
import { featureFlags } from '../../facts/feature-flags.ts'
import { officialErlang } from '../../facts/image-erlang.ts'
import { inapplicableTo, judgePolicy, policyKeyReleases } from '../../facts/policy-keys.ts'
import { formatRelease, newestRelease, parseRelease, type Release } from '../../facts/release.ts'
import { sourcesOfReleases } from '../../facts/release-sources.ts'
import { describe, expect, test } from '../jest.ts'

/** What came with 4.3.6, 4.3.7 and 4.4. */
const release = (text: string): Release => {
  const parsed = parseRelease(text)
  if (!parsed) throw new Error(text)
  return parsed
}
const at = release('4.4.1')

test('the newest release is the last that was read', () => {
  const last = sourcesOfReleases().at(-1)?.release
  expect(formatRelease(newestRelease)).toBe(last)
  expect(last).toBe(formatRelease(release(`${newestRelease.major}.${newestRelease.minor}`)))
})

test.each([
  ['quorum_queue.member_placement_tag', '>=4.4'],
  ['auth_oauth2.scope_pattern_syntax', '>=4.4'],
  ['auth_oauth2.resource_servers.a.scope_pattern_syntax', '>=4.4'],
  ['auth_oauth2.discovery.verify_issuer', '>=4.4'],
  ['auth_oauth2.oauth_providers.uaa.discovery.verify_https_endpoints', '>=4.4'],
  ['stomp.max_connections', '>=4.4'],
  ['consumer_timeout_response', '>=4.3.7'],
  ['listeners.startup_delay', '>=4.3.6'],
  ['channel_interceptor.priorities.a', '>=4.3.6'],
  ['web_stomp.ssl.verify', '>=4.3.6'],
  ['cluster_partition_handling', 'all'],
  // Debian's 3.8.9 has it by a patch
  ['management.http.max_body_size', '3.11.24-3.11, >=3.12.7'],
  ['auth_oauth2.verify_issuer', ''],
])('key %s: %s', (key, releases) => {
  expect(acceptedIn(key)).toBe(releases)
})

const sockets = ' cannot be converted to a(n) UDS'
test.each([
  ['listeners.tcp.a', 'unix:/run/a.sock:0', ''],
  ['listeners.ssl.a', 'local:a.sock:0', ''],
  ['listeners.tcp.a', 'unix:/run/a.sock', sockets],
  ['listeners.tcp.a', 'unix:/run/a.sock:5672', sockets],
  ['listeners.tcp.a', 'unix:/run/a.sock:0:0', sockets],
  ['listeners.tcp.a', 'file:/run/a.sock:0', sockets],
  ['listeners.tcp.a', 'unix::0', sockets],
  ['listeners.tcp.a', '5672', ''],
  ['consumer_timeout_response', 'close_channel', ''],
  ['consumer_timeout_response', 'close', 'acceptable values are: notify_consumer, close_channel'],
  ['stomp.max_connections', 'infinity', ''],
  ['stomp.max_connections', '-1', 'greater or equal to zero'],
])('%s = %s on 4.4.1: %s', (key, value, reason) => {
  const verdict = confSchema(at).judge(key, value)
  expect(verdict.verdict).toBe(reason === '' ? 'ok' : 'bad-value')
  if (verdict.verdict === 'bad-value') expect(verdict.reason).toContain(reason)
})

test('no socket files before', () => {
  expect(confSchema(release('4.3.7')).judge('listeners.tcp.a', 'unix:/run/a.sock:0').verdict).toBe(
    'bad-value',
  )
})

describe('member-placement-tag', () => {
  test.each([
    ['zone', '-'],
    ['', '"" is not a valid member-placement-tag value. Must be a non-empty string'],
    [1, '1 is not a valid member-placement-tag value. Must be a non-empty string'],
  ])('%j: %s', (value, answer) => {
    const reasons = judgePolicy({ 'member-placement-tag': value }, at).map(({ reason }) => reason)
    expect(reasons).toEqual(answer === '-' ? [] : [answer])
  })

  test('users and operators may set it, and it keeps a policy from no queue', () => {
    expect(policyKeyReleases('member-placement-tag')).toBe('>=4.4')
    expect(policyKeyReleases('member-placement-tag', 'operator')).toBe('>=4.4')
    expect(inapplicableTo('member-placement-tag', at)).toEqual([])
  })
})

test('flags', () => {
  const known = (text: string): string[] => featureFlags(release(text)).map(({ name }) => name)
  expect(known('4.4.0')).toContain('rabbitmq_4.4.0')
  expect(known('4.3.7')).not.toContain('rabbitmq_4.4.0')
  expect(known('4.2')).toContain('rabbit_exchange_type_local_random')
})

test.each([
  ['rabbitmqctl', 'list_channel_interceptors', '>=4.3.6'],
  ['rabbitmq-diagnostics', 'list_channel_interceptors', '>=4.3.6'],
  ['rabbitmqctl', 'set_channel_interceptor_priorities', '>=4.3.6'],
])('%s %s: %s', (tool, name, releases) => {
  expect(commandReleases(tool, name)).toBe(releases)
})

test.each([
  ['4.3.7', 'orders', 'refused'],
  ['4.4.0', 'amq.gen-1', 'refused'],
  ['4.4.1', 'amq.gen-1', 'skipped'],
  ['4.4.1', 'orders', 'refused'],
  ['4.4.1', undefined, 'refused'],
  ['3.13.5', 'amq.gen-1', 'left-out'],
])('a binding of what is missing on %s, %s: %s', (text, queue, effect) => {
  expect(unboundEffect(queue, release(text))).toBe(effect)
})

test.each([
  ['3.13.7', undefined, false],
  ['4.2.9', undefined, 'unknown'],
  ['4.3.6', 27, false],
  ['4.3.6', 29, true],
  ['4.4.0', 29, true],
  ['4.4.1', 29, false],
  ['4.4.1', undefined, false],
])('the old key for definitions on %s with Erlang %s hangs: %s', (text, erlang, expected) => {
  expect(oldKeyHangs(release(text), erlang)).toBe(expected)
})

test.each([
  ['3.13.7', undefined],
  ['4.3.6', 27],
  ['4.4.1', 29],
])('the Erlang of the official image %s: %s', (text, erlang) => {
  expect(officialErlang(release(text))).toBe(erlang)
})
