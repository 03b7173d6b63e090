import { broughtAlong, bundledPlugins, meantPlugin, pluginReleases } from '../../facts/plugins.ts'
import { parseRelease, type Release } from '../../facts/release.ts'
import { describe, expect, test } from '../jest.ts'

const at = (text: string): Release => parseRelease(text) ?? { major: 0, minor: 0, patch: 0 }

test('what a release ships', () => {
  expect(bundledPlugins(at('3.13.7')).has('rabbitmq_stream')).toBe(true)
  expect(bundledPlugins(at('3.8.20')).has('rabbitmq_stream')).toBe(false)
  expect(bundledPlugins(at('4.3.6')).has('rabbitmq_delayed_message_exchange')).toBe(false)
  expect(pluginReleases('rabbitmq_auth_backend_internal_loopback')).toBe('>=4.1.1')
  expect(pluginReleases('rabbitmq_delayed_message_exchange')).toBe('')
})

test('what comes along', () => {
  expect(broughtAlong('rabbitmq_shovel_management', at('4.2.1'))).toEqual(
    expect.arrayContaining(['rabbitmq_shovel', 'rabbitmq_management', 'rabbitmq_web_dispatch']),
  )
  expect(broughtAlong('no_such', at('4.2.1'))).toEqual([])
})

describe('what is meant', () => {
  test.each([
    ['rabbit_peer_discovery_k8s', 'rabbitmq_peer_discovery_k8s'],
    ['rabbitmq-management', 'rabbitmq_management'],
    ['management', 'rabbitmq_management'],
    ['rabbitmq_promethues', 'rabbitmq_prometheus'],
    ['rabbitmq_delayed_message_exchange', undefined],
    ['__proto__', undefined],
  ])('%s', (name, expected) => expect(meantPlugin(name, at('3.13.7'))).toBe(expected))
})
