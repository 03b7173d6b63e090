import { deprecatedFeatures, featurePhase, takesPermits } from '../../facts/deprecated-features.ts'
import { featureFlags, flagsToEnable, requiredFlags } from '../../facts/feature-flags.ts'
import {
  compareReleases,
  formatRelease,
  knownReleases,
  parseRelease,
  type Release,
} from '../../facts/release.ts'
import { hop, route } from '../../facts/upgrade-hops.ts'
import { describe, expect, test } from '../jest.ts'

const release = (text: string): Release => {
  const parsed = parseRelease(text)
  if (!parsed) throw new Error(text)
  return parsed
}

/** Each minor from 3.8 on as source, its targets in order from the next minor to 4.4; `+` supported, `x` refused. */
const minors = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '4.0', '4.1', '4.2', '4.3', '4.4']
const hops: readonly (readonly [from: string, verdicts: string])[] = [
  ['3.8', '+--xxxxxxx'],
  ['3.9', '+-xxxxxxx'],
  ['3.10', '+xxxxxxx'],
  ['3.11', '+-xxxxx'],
  ['3.12', '+xxxxx'],
  ['3.13', '+++--'],
  ['4.0', '++--'],
  ['4.1', '+--'],
  ['4.2', '+-'],
  ['4.3', '+'],
]
const marks = { supported: '+', refused: 'x', unsupported: '-', downgrade: '<', same: '=' }

describe('hops', () => {
  test.each(hops)('from %s: %s', (from, verdicts) => {
    const targets = minors.slice(minors.indexOf(from) + 1)
    expect(targets.map(to => marks[hop(release(from), release(to)).verdict]).join('')).toBe(verdicts)
  })

  test('backwards and nowhere', () => {
    expect(hop(release('4.0'), release('3.13')).verdict).toBe('downgrade')
    expect(hop(release('3.13.7'), release('3.13.2')).verdict).toBe('downgrade')
    expect(hop(release('3.13.7'), release('3.13.7')).verdict).toBe('same')
    expect(hop(release('3.13.1'), release('3.13.7')).verdict).toBe('supported')
  })

  test('what they need', () => {
    const needs = { from: undefined, featureFlags: false, fullStop: false }
    expect(hop(release('3.12'), release('3.13'))).toEqual({ verdict: 'supported', needs })
    expect(hop(release('3.13'), release('4.2'))).toEqual({
      verdict: 'supported',
      needs: { ...needs, featureFlags: true },
    })
    expect(hop(release('3.11.17'), release('3.12')).verdict).toBe('unsupported')
    expect(hop(release('3.7.28'), release('3.9'))).toEqual({
      verdict: 'supported',
      needs: { from: '>=3.7.27', featureFlags: false, fullStop: true },
    })
  })
})

test.each([
  ['3.8.9', '4.3.6', '3.9.29 3.10.25 3.11.28 3.12.14 3.13.7 4.2.9 4.3.6'],
  ['3.11.28', '4.2', '3.12.14 3.13.7 4.2.9'],
  ['3.11.2', '3.12.14', '3.11.28 3.12.14'],
  ['3.13.7', '4.0.5', '4.0.5'],
  ['4.0.5', '4.3', '4.2.9 4.3'],
  ['3.13.7', '4.4', '4.2.9 4.3 4.4'],
  ['4.3.2', '4.4.0', '4.4.0'],
  ['3.13.1', '3.13.7', '3.13.7'],
  ['4.3.6', '4.3.6', ''],
  ['4.0.5', '3.13.7', undefined],
])('the way from %s to %s: %s', (from, to, expected) => {
  const stops = expected?.split(' ').flatMap(text => (text === '' ? [] : [formatRelease(release(text))]))
  expect(route(release(from), release(to))?.map(formatRelease)).toEqual(stops)
})

describe('feature flags', () => {
  const names = (text: string): string[] => requiredFlags(release(text)).map(({ name }) => name)

  test('required since 3.11, 3.12, 4.0 and 4.3', () => {
    expect(names('3.10')).toEqual([])
    expect(names('3.11').sort()).toEqual(['implicit_default_bindings', 'maintenance_mode_status', 'quorum_queue', 'user_limits', 'virtual_host_metadata']) // biome-ignore format: one line
    expect(names('3.12')).toContain('stream_queue')
    expect(names('4.0')).toContain('stream_filtering')
    expect(names('4.2')).toEqual(names('4.0'))
    expect(names('4.3')).toContain('khepri_db')
  })

  test('to switch on before a hop', () => {
    const flags = flagsToEnable(release('4.2'), release('4.3'))
    expect(flags.map(({ name }) => name)).toContain('khepri_db')
    expect(flags.every(({ level }) => level === 'soft')).toBe(true)
    expect(flagsToEnable(release('3.12'), release('3.13'))).toEqual([])
    expect(flagsToEnable(release('3.13'), release('4.0')).find(({ name }) => name === 'mqtt_v5')).toEqual({
      name: 'mqtt_v5',
      plugin: 'rabbitmq_mqtt',
      stability: 'required',
      level: 'hard',
    })
  })

  test('a refused hop is one whose flags the source does not know', () => {
    for (const from of knownReleases)
      for (const to of knownReleases) {
        if (compareReleases(to, from) <= 0) continue
        const known = new Set(featureFlags(from).map(({ name }) => name))
        const unknown = requiredFlags(to).filter(
          ({ name, level, plugin }) => !plugin && level === 'hard' && !known.has(name),
        )
        const { verdict } = hop(from, to)
        expect([formatRelease(from), formatRelease(to), verdict === 'refused']).toEqual([
          formatRelease(from),
          formatRelease(to),
          unknown.length > 0,
        ])
      }
  })
})

describe('deprecated features', () => {
  test.each([
    ['amqp_address_v1', '4.0.5', 'permitted_by_default'],
    ['amqp_address_v1', '4.3.6', 'denied_by_default'],
    ['amqp_filter_set_bug', '4.0.5', undefined],
    ['amqp_filter_set_bug', '4.3.6', 'denied_by_default'],
    ['classic_queue_mirroring', '3.12', undefined],
    ['classic_queue_mirroring', '3.13.7', 'permitted_by_default'],
    ['classic_queue_mirroring', '4.0.5', 'removed'],
    ['global_qos', '4.0.5', 'permitted_by_default'],
    ['global_qos', '4.3.6', 'denied_by_default'],
    ['management_metrics_collection', '4.3.6', 'permitted_by_default'],
    ['queue_master_locator', '4.0.5', 'permitted_by_default'],
    ['queue_master_locator', '4.3.6', 'denied_by_default'],
    ['ram_node_type', '4.0.5', 'permitted_by_default'],
    ['ram_node_type', '4.3.6', 'removed'],
    ['transient_nonexcl_queues', '4.0.5', 'permitted_by_default'],
    ['transient_nonexcl_queues', '4.3.5', 'denied_by_default'],
    // Debian's build of 4.3.6 permits them by a patch of its own
    ['transient_nonexcl_queues', '4.3.6', 'denied_by_default'],
    ['transient_nonexcl_queues', '4.4.1', 'denied_by_default'],
    ['constructor', '4.3.6', undefined],
  ])('%s on %s: %s', (name, text, phase) => {
    expect(featurePhase(name, release(text))).toBe(phase)
  })

  test('the configuration may permit them from 3.13 on', () => {
    expect(takesPermits(release('3.12'))).toBe(false)
    expect(takesPermits(release('3.13.0'))).toBe(true)
    expect(deprecatedFeatures(release('3.12'))).toEqual([])
  })
})
