import fc from 'fast-check'
import { acceptedIn, confSchema, isSecret } from '../../../facts/conf/index.ts'
import { knownReleases, newestRelease, parseRelease, type Release } from '../../../facts/release.ts'
import { isWhole, sourcesOfReleases } from '../../../facts/release-sources.ts'
import { describe, expect, test } from '../../jest.ts'
import { tries } from '../../tries.ts'

const release = (text: string): Release => {
  const parsed = parseRelease(text)
  if (!parsed) throw new Error(text)
  return parsed
}
const newest = confSchema(newestRelease)

describe('reasons are those of the broker', () => {
  test.each([
    ['heartbeat', 'abc', '4.3.6', '"abc" cannot be converted to a(n) integer'],
    ['cluster_partition_handling', 'autoheel', '4.0.5', '"autoheel" is not a valid enum value, acceptable values are: ignore, pause_minority, autoheal, pause_if_all_down'], // biome-ignore format: a row a line
    ['log.console', 'yes', '4.0.5', '"yes" is not a valid enum value, acceptable values are: true, false'],
    ['log.console', 'yes', '4.3.6', '"yes" cannot be converted to a(n) boolean'],
    ['vm_memory_high_watermark.relative', '40%', '3.10.8', '"40%" cannot be converted to a(n) float'],
    ['max_message_size', '1073741824', '3.10.8', 'max_message_size invalid, Max message size should be between 0 and 512MB'], // biome-ignore format: a row a line
    ['max_message_size', '1073741824', '3.8.9', 'max_message_size invalid, Max message size should be less than 512MB and gre than 0'], // biome-ignore format: a row a line
    [
      'default_pass',
      '$(NAME)',
      '4.3.6',
      "'default_pass' substitution requires a config variable 'NAME' to be set",
    ],
    ['listeners.tcp.default', 'localhost:5672', '4.3.6', '"localhost:5672" cannot be converted to a(n) integer, "localhost:5672" cannot be converted to a(n) IP'], // biome-ignore format: a row a line
    ['ssl_options.depth', '256', '4.3.6', '"256" exceeds the maximum allowed value of 255'],
    ['ssl_options.depth', '-1', '4.3.6', '"-1" is below the minimum allowed value of 0'],
  ])('%s = %s on %s', (key, value, text, reason) => {
    expect(confSchema(release(text)).judge(key, value)).toMatchObject({ verdict: 'bad-value', reason })
  })

  test('what a variable stands for is taken on trust', () => {
    expect(newest.judge('heartbeat', '$(N)', name => name === 'N')).toEqual({ verdict: 'ok' })
  })
})

describe('values that are told in confidence', () => {
  test.each([
    'default_pass',
    'ssl_options.password',
    'auth_ldap.dn_lookup_bind.password',
    'default_users.a.password',
    'cluster_formation.consul.acl_token',
    'cluster_formation.aws.secret_key',
    'cluster_formation.etcd.password',
    'ssl_options.key.RSAPrivateKey',
    'stomp.default_pass',
    'anonymous_login_pass',
    'management.oauth_client_secret',
  ])('%s', key => {
    // biome-ignore format: one list
    expect(newest.find(key)).toBeDefined()
    expect(isSecret(key)).toBe(true)
  })

  test('are in no message', () => {
    const secret = 'corréct-horse-電池'
    for (const known of knownReleases) {
      const schema = confSchema(known)
      for (const { key, secret: hidden } of schema.keys()) {
        const verdict = schema.judge(key.replaceAll('$', ''), secret)
        if (verdict.verdict !== 'bad-value') continue
        expect(verdict.withoutValue).not.toContain(secret)
        if (hidden) expect(verdict.reason).not.toContain(secret)
      }
    }
  })
})

describe('keys', () => {
  test.each([
    ['listeners.tcp.default', 'listeners.tcp.$name'],
    ['listeners.tcp.any\\.thing', 'listeners.tcp.$name'],
    ['listeners.tcp', 'listeners.tcp'],
    ['default_users.a.tags', 'default_users.$name.tags'],
    ['listeners.tcp.a.b', undefined],
    ['connection_max', 'max_connections'],
    ['constructor', undefined],
    ['', undefined],
  ])('%s is %s', (key, found) => {
    expect(newest.find(key)?.key).toBe(found)
  })

  test.each([
    ['cluster_partition_handeling', 'cluster_partition_handling'],
    ['Heartbeat', 'heartbeat'],
    ['heartbeet', 'heartbeat'],
    ['cluster_formation.k8s.hostname_sufix', 'cluster_formation.k8s.hostname_suffix'],
    ['nothing_of_the_kind', undefined],
    ['auth_oauth2.preferred_username_claims', 'auth_oauth2.preferred_username_claims.1'],
    ['cluster_formation.dns.hostname_suffix', undefined],
    ['x'.repeat(1000), undefined],
  ])('%s may have meant %s', (key, meant) => {
    expect(newest.suggest(key)).toBe(meant)
  })

  test.each([
    ['heartbeat', 'all'],
    ['cluster_formation.target_cluster_size_hint', '3.8.24-3.8, >=3.9.9'],
    ['cluster_formation.randomized_startup_delay_range.min', '<=3.13'],
    ['cluster_formation.k8s.ordinal_start', '>=4.1'],
    ['federation.shutdown.link_batch_size', '4.1.8-4.1'],
    ['cluster_formation.registration.enabled', '>=4.0.6'],
    ['max_connections', '4.2.7-4.2, >=4.3.1'],
    ['connection_max', 'all'],
    ['default_queue_type', '3.12.14-3.12, >=3.13.3'],
    ['ssl_options.cacerts.1', '<=4.1'],
    ['mqtt.default_user', '<=3.13'],
    ['nosuch', ''],
  ])('%s is accepted in %s', (key, releases) => {
    expect(acceptedIn(key)).toBe(releases)
  })

  test('what names a file is said, and not judged', () => {
    for (const key of ['load_definitions', 'ssl_options.certfile', 'management.ssl.keyfile']) {
      expect(newest.find(key)?.names).toBe('file')
      expect(newest.judge(key, '/nowhere')).toEqual({ verdict: 'ok' })
    }
    expect(newest.find('heartbeat')?.names).toBeUndefined()
  })
})

describe('patches in between and beyond', () => {
  test.each([
    ['3.13.7', 'exact'],
    ['4.3.6', 'exact'],
    ['3.8.9', 'exact'],
    ...sourcesOfReleases()
      .filter(({ kind }) => !isWhole(kind))
      .map(({ release }) => [release, 'partial'] as const),
    ['3.8.2', 'nearest'],
    ['3.13.99', 'nearest'],
    ['4.9.0', 'nearest'],
  ])('%s: %s', (text, knowledge) => {
    const schema = confSchema(release(text))
    expect(schema.knowledge).toBe(knowledge)
    expect(schema.judge('heartbeat', '60')).toEqual({ verdict: 'ok' })
  })
})

describe('settings that ask for one another', () => {
  const errors = (text: string, ...lines: string[]): string[] =>
    confSchema(release(text))
      .judgeAll(lines.map(line => ({ key: line.split(' = ')[0] ?? '', value: line.split(' = ')[1] ?? '' })))
      .map(({ key }) => key)

  test.each([
    [['cluster_partition_handling = pause_if_all_down'], ['cluster_partition_handling']],
    [['cluster_partition_handling = pause_if_all_down', 'cluster_partition_handling.pause_if_all_down.nodes.1 = rabbit@a', 'cluster_partition_handling.pause_if_all_down.recover = ignore'], []], // biome-ignore format: a row a line
    [['cluster_partition_handling = pause_if_all_down', 'cluster_partition_handling = ignore'], []],
    [['default_permissions.read = .*'], ['default_permissions.read']],
    [['auth_backends.1 = internal', 'auth_backends.x = ldap'], ['auth_backends.x']],
    [['log.syslog.host = a'], ['log.syslog.host']],
    [['log.syslog = true', 'log.syslog.host = a'], []],
    [['mqtt.subscription_ttl = 1000'], ['mqtt.subscription_ttl']],
  ])('%j', (lines, keys) => {
    expect(errors('4.3.6', ...lines)).toEqual(keys)
  })

  test('a bad line is the business of judge', () => {
    expect(errors('4.3.6', 'default_permissions.nosuch = 1', 'heartbeat = abc')).toEqual([])
  })
})

test('any key and value get a verdict', () => {
  const keys = newest.keys().map(({ key }) => key.replaceAll('$', ''))
  const key = fc.oneof(
    fc.constantFrom(...keys),
    fc.string(),
    fc.constantFrom('__proto__', 'a..b', '\\.', '.'),
  )
  const value = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('1'.repeat(5000), '$('.repeat(2000), '1h'.repeat(3000))) // biome-ignore format: one list
  fc.assert(
    fc.property(key, value, fc.constantFrom(...knownReleases), (key, value, known) => {
      const schema = confSchema(known)
      expect(['ok', 'unknown-key', 'bad-value']).toContain(schema.judge(key, value).verdict)
      schema.judgeAll([{ key, value }])
      schema.suggest(key)
      acceptedIn(key)
    }),
    tries(30),
  )
})
