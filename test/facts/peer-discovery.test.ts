import { confSchema } from '../../facts/conf/index.ts'
import {
  backendModule,
  backendPlugin,
  cleanupSettings,
  DEFAULT_BACKEND,
  discoveryRetries,
  ignoredK8sSettings,
  k8sApiAccess,
  k8sSettings,
  seedNode,
} from '../../facts/peer-discovery.ts'
import { knownReleases, parseRelease, type Release } from '../../facts/release.ts'
import { describe, expect, test } from '../jest.ts'

const release = (text: string): Release => parseRelease(text) ?? { major: 0, minor: 0, patch: 0 }

describe('backend names', () => {
  test.each([
    ['k8s', '3.8.9', 'k8s'],
    ['kubernetes', '4.3.6', 'k8s'],
    ['rabbit_peer_discovery_k8s', '3.7.0', 'k8s'],
    ['rabbitmq_peer_discovery_k8s', '3.8.9', 'k8s'],
    ['rabbitmq_peer_discovery_k8s', '3.8.4', undefined],
    ['classic', '4.0.5', 'classic_config'],
    ['config', '4.0.5', 'classic_config'],
    ['rabbit_peer_discovery_dns', '4.0.5', 'dns'],
    ['rabbitmq_peer_discovery_dns', '4.0.5', undefined],
    ['rabbitmq_peer_discovery_etcd', '4.0.5', 'etcd'],
    ['nosuch', '4.3.6', undefined],
    ['K8S', '4.3.6', undefined],
    ['rabbit_peer_discovery_', '4.3.6', undefined],
  ])('%s on %s reaches %s', (value, text, backend) => {
    expect(backendModule(value, release(text))).toBe(backend)
  })

  test('those that are plugins', () => {
    expect(backendPlugin('k8s')).toBe('rabbitmq_peer_discovery_k8s')
    expect(backendPlugin('dns')).toBeUndefined()
    expect(backendPlugin(DEFAULT_BACKEND)).toBeUndefined()
  })
})

test.each(knownReleases)('every setting of $major.$minor is a key it accepts', known => {
  const schema = confSchema(known)
  const settings = [...k8sSettings(known), ...ignoredK8sSettings(known), ...cleanupSettings]
  expect(settings.filter(({ key }) => !schema.find(key))).toEqual([])
})

test('what goes by the Endpoints up to 4.0 is ignored from 4.1 on', () => {
  const keys = (settings: readonly { key: string }[]): string[] => settings.map(({ key }) => key)
  expect(keys(k8sSettings(release('4.0')))).toContain('cluster_formation.k8s.service_name')
  expect(keys(k8sSettings(release('4.1')))).toEqual(['cluster_formation.k8s.ordinal_start', 'cluster_formation.k8s.seed_node']) // biome-ignore format: one line
  expect(keys(ignoredK8sSettings(release('4.1')))).toContain('cluster_formation.k8s.service_name')
  expect(k8sApiAccess(release('4.1'))).toEqual([])
  expect(k8sApiAccess(release('3.8.2')).map(({ resource }) => resource)).toEqual(['endpoints'])
  expect(k8sApiAccess(release('4.0.9')).map(({ resource }) => resource)).toEqual(['endpoints', 'events'])
})

test('retries', () => {
  expect(discoveryRetries(release('3.12'))).toEqual({ limit: 10, interval: 500 })
  expect(discoveryRetries(release('3.13'))).toEqual({ limit: 30, interval: 1000 })
})

describe('seed node', () => {
  test.each([
    ['rabbit@srv-2', 0, 'rabbit@srv-0'],
    ['rabbit@srv-1.hl.ns.svc.cluster.local', 0, 'rabbit@srv-0.hl.ns.svc.cluster.local'],
    ['rabbit@rmq-1-server-12', 1, 'rabbit@rmq-1-server-1'],
    ['rabbit@rmq-7d9f8c6b5-abcde', 0, 'rabbit@rmq-0d9f8c6b5-abcde'],
    ['rabbit@10-0-0-7.ns.pod.cluster.local', 0, 'rabbit@10-0-0-0.ns.pod.cluster.local'],
    ['rabbit@10.0.0.7', 0, undefined],
    ['rabbit@my.rmq-0.svc', 0, undefined],
    ['x@vm', 0, undefined],
  ])('of %s with first ordinal %i is %s', (name, start, seed) => {
    expect(seedNode(name, start)).toBe(seed)
  })
})
