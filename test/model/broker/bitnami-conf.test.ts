import { cluster, type Sample } from '../../../policies/sample.ts'
import { describe, expect, test } from '../../jest.ts'
import { clusterIn } from '../cluster-of.ts'

/* What the image of Bitnami writes into rabbitmq.conf, where none is mounted. */

function effective(key: string, env: Sample['env'] = {}, image = 'bitnami/rabbitmq:4.0.2'): string {
  const setting = clusterIn(
    cluster({ image, env, mounts: { 'rabbitmq.conf': null, enabled_plugins: null } }),
  ).config.effective(key)
  return setting.state === 'found' ? `${setting.value.value}` : setting.state
}

describe('keys that it makes of what is not read here', () => {
  test.each([
    ...['default_vhost', 'default_user', 'default_pass', 'default_permissions.read', 'listeners.tcp.default'],
    ...['ssl_options.certfile', 'management.tcp.port', 'management.ssl.port', 'loopback_users.guest'],
    ...['auth_backends.1', 'auth_ldap.port', 'log.console'],
  ])('%s', key => {
    expect(effective(key)).toBe('unknown')
  })
  test('others it leaves out', () => {
    expect(
      ['heartbeat', 'load_definitions', 'vm_memory_high_watermark.relative'].map(key => effective(key)),
    ).toEqual(['absent', 'absent', 'absent'])
  })
})

describe('keys that it makes of variables', () => {
  test.each([
    ['cluster_partition_handling', {}, 'ignore'],
    ['cluster_partition_handling', { RABBITMQ_CLUSTER_PARTITION_HANDLING: 'autoheal' }, 'autoheal'],
    ['disk_free_limit.relative', {}, '1.0'],
    ['disk_free_limit.relative', { RABBITMQ_DISK_FREE_RELATIVE_LIMIT: '2.0' }, '2.0'],
    ['disk_free_limit.relative', { RABBITMQ_DISK_FREE_ABSOLUTE_LIMIT: '1GB' }, 'absent'],
    ['disk_free_limit.absolute', { RABBITMQ_DISK_FREE_ABSOLUTE_LIMIT: '1GB' }, '1GB'],
    ['disk_free_limit.absolute', {}, 'absent'],
    ['vm_memory_high_watermark.relative', { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '0.5' }, '0.5'],
    ['vm_memory_high_watermark.relative', { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '40%' }, '0.4'],
    ['vm_memory_high_watermark.relative', { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: 'much' }, 'absent'],
    ['vm_memory_high_watermark.absolute', { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '512MB' }, '512MB'],
    ['vm_memory_high_watermark.absolute', { RABBITMQ_VM_MEMORY_HIGH_WATERMARK: '1024' }, '1024'],
    ['load_definitions', { RABBITMQ_LOAD_DEFINITIONS: 'yes' }, '/app/load_definition.json'],
    ['load_definitions', { RABBITMQ_LOAD_DEFINITIONS: 'true', RABBITMQ_DEFINITIONS_FILE: '/x' }, '/x'],
    ['load_definitions', { RABBITMQ_LOAD_DEFINITIONS: '1' }, '/app/load_definition.json'],
    ['load_definitions', { RABBITMQ_LOAD_DEFINITIONS: 'no' }, 'unknown'],
  ] as const)('%s of %j: %s', (key, env, value) => {
    expect(effective(key, env)).toBe(value)
  })
  test('definitions since 3.11', () => {
    const env = { RABBITMQ_LOAD_DEFINITIONS: 'yes' }
    expect(effective('load_definitions', env, 'bitnami/rabbitmq:3.11.0')).toBe('/app/load_definition.json')
    expect(effective('load_definitions', env, 'bitnami/rabbitmq:3.10.9')).toBe('unknown')
  })
})
