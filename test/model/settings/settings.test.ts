import { missingListener } from '../../../model/settings/listening.ts'
import { cluster, rabbitmqCluster, type Sample, yaml } from '../../../policies/sample.ts'
import { describe, expect, test } from '../../jest.ts'
import { clusterIn } from '../cluster-of.ts'

const known = (sample: Sample = {}) => clusterIn(cluster({ diskLimit: null, partitions: null, ...sample }))
const advanced = (terms: string): Sample => ({ advanced: `[{rabbit, [${terms}]}].` })

describe('amounts of memory and disk', () => {
  type Which = 'total' | 'watermark' | 'diskFree'
  const told = (which: Which, sample: Sample): unknown => {
    const limit = known(sample).limits[which]
    if (limit.state !== 'found') return limit.state
    const { amount } = limit.value
    return 'bytes' in amount ? String(amount.bytes) : amount.share
  }
  const watermark = 'vm_memory_high_watermark'
  test.each<[Which, Sample, unknown]>([
    ['total', {}, 'absent'],
    ['total', { conf: 'total_memory_available_override_value = 2GB' }, '2000000000'],
    ['total', advanced('{total_memory_available_override_value, 1024}'), '1024'],
    ['watermark', { conf: `${watermark}.relative = 0.6` }, 0.6],
    ['watermark', { conf: `${watermark}.relative = 0,6` }, 0.6],
    ['watermark', { conf: `${watermark}.relative = much` }, 'absent'],
    ['watermark', { conf: `${watermark}.absolute = 1GB` }, '1000000000'],
    ['watermark', { conf: `${watermark}.relative = 0.6\n${watermark}.absolute = 1GB` }, '1000000000'],
    ['watermark', { conf: `${watermark}.relative = 0.6\n${watermark}.absolute = much` }, 0.6],
    ['watermark', { ...advanced(`{${watermark}, 0.3}`), conf: `${watermark}.relative = 0.6` }, 0.3],
    ['watermark', advanced(`{${watermark}, {absolute, 1024}}`), '1024'],
    ['watermark', advanced(`{${watermark}, {absolute, "1GB"}}`), '1000000000'],
    ['watermark', advanced(`{${watermark}, {relative, 1}}`), 1],
    ['watermark', advanced(`{${watermark}, {relative, 0.5}}`), 0.5],
    ['watermark', advanced(`{${watermark}, {absolute}}`), 'absent'],
    ['watermark', advanced(`{${watermark}, {absolute, {absolute, 1}}}`), 'absent'],
    ['diskFree', { conf: 'disk_free_limit.absolute = 1GB' }, '1000000000'],
    ['diskFree', { conf: 'disk_free_limit.relative = 1.5' }, 1.5],
    ['diskFree', { conf: 'disk_free_limit.relative = 1.5\ndisk_free_limit.absolute = 1GB' }, '1000000000'],
    ['diskFree', advanced('{disk_free_limit, {mem_relative, 2.0}}'), 2],
    ['diskFree', advanced('{disk_free_limit, 77}'), '77'],
    ['diskFree', { without: ['ConfigMap'] }, 'unknown'],
  ])('%s of %j: %s', (which, sample, expected) => {
    expect(told(which, sample)).toBe(expected)
  })
  test('by the operator', () => {
    const { diskFree } = clusterIn(yaml(rabbitmqCluster({}))).limits
    expect(diskFree).toMatchObject({ value: { generated: true } })
    const own = rabbitmqCluster({ rabbitmq: { additionalConfig: 'disk_free_limit.absolute = 3GB' } })
    expect(clusterIn(yaml(own)).limits.diskFree).toMatchObject({ value: { generated: false } })
  })
})

describe('what the nodes do when their network breaks', () => {
  const handling = (sample: Sample): unknown => {
    const { partitionHandling } = known(sample)
    if (partitionHandling.state !== 'found') return partitionHandling.state
    const { strategy, at } = partitionHandling.value
    return at === undefined ? `${strategy} by default` : strategy
  }
  test.each<[Sample, string]>([
    [{}, 'ignore by default'],
    [{ conf: 'cluster_partition_handling = autoheal' }, 'autoheal'],
    [
      { ...advanced('{cluster_partition_handling, autoheal}'), conf: 'cluster_partition_handling = ignore' },
      'autoheal',
    ],
    [advanced('{cluster_partition_handling, {pause_if_all_down, [], ignore}}'), 'pause_if_all_down'],
    [advanced('{cluster_partition_handling, "autoheal"}'), 'unknown'],
    [{ without: ['ConfigMap'] }, 'unknown'],
  ])('%j: %s', (sample, expected) => {
    expect(handling(sample)).toBe(expected)
  })
})

describe('where clients come in', () => {
  const port = (sample: Sample): unknown => {
    const { clientPort } = known(sample)
    return clientPort.state === 'found' ? clientPort.value : clientPort.state
  }
  test.each<[Sample, unknown]>([
    [{}, 5672],
    [{ conf: 'listeners.tcp.default = 5673' }, 5673],
    [{ conf: 'listeners.tcp.default = 0.0.0.0:5674' }, 5674],
    [{ conf: 'listeners.tcp.default = port' }, 'unknown'],
    [{ conf: 'listeners.tcp = none' }, 5671],
    [{ conf: 'listeners.tcp = none\nlisteners.ssl.default = 5675' }, 5675],
    [{ conf: 'listeners.ssl.default = 5675' }, 5672],
    [{ env: { RABBITMQ_NODE_PORT: '5676' } }, 5676],
    [{ env: { RABBITMQ_NODE_PORT: '5676' }, conf: 'listeners.tcp.default = 5673' }, 5673],
    [{ without: ['ConfigMap'] }, 'unknown'],
  ])('%j: %s', (sample, expected) => {
    expect(port(sample)).toBe(expected)
  })
})

describe('which port is what', () => {
  const roles = (sample: Sample, ...ports: readonly number[]): readonly unknown[] =>
    ports.map(known(sample).ports)
  test('by default', () => {
    expect(roles({}, 15672, 15671, 4369, 25672, 5672, 1883)).toEqual([
      'management',
      'management',
      'peers',
      'peers',
      'clients',
      'clients',
    ])
  })
  test('moved, and off', () => {
    expect(roles({ conf: 'management.tcp.port = 8080' }, 8080, 15672, 15671)).toEqual([
      'management',
      'clients',
      'management',
    ])
    expect(roles({ conf: 'management.listener.port = 8080' }, 8080, 15672)).toEqual(['management', 'clients'])
    expect(roles({ conf: 'management.ssl.port = 8443' }, 8443, 15671)).toEqual(['management', 'clients'])
    expect(roles({ env: { RABBITMQ_DIST_PORT: '9100' } }, 9100, 25672)).toEqual(['peers', 'clients'])
    expect(roles({ plugins: '[].' }, 15672, 5672)).toEqual([undefined, 'clients'])
  })
})

describe('a port that a plugin would open', () => {
  const missing = (port: number, sample: Sample): unknown => {
    const { plugins, config } = known(sample)
    const plugin = missingListener(port, plugins, config)
    return plugin.state === 'found' ? plugin.value : plugin.state
  }
  test.each<[number, Sample, unknown]>([
    [1883, {}, 'rabbitmq_mqtt'],
    [1883, { plugins: '[rabbitmq_mqtt].' }, undefined],
    [1883, { conf: 'listeners.tcp.other = 1883' }, undefined],
    [1883, { conf: 'listeners.tcp.other = 0.0.0.0:1883' }, undefined],
    [1883, { conf: 'listeners.tcp.other = 0.0.0.0:11883' }, 'rabbitmq_mqtt'],
    [1883, { without: ['ConfigMap'] }, 'unknown'],
    [5672, { without: ['ConfigMap'] }, undefined],
  ])('%d with %j: %s', (port, sample, expected) => {
    expect(missing(port, sample)).toBe(expected)
  })
})
