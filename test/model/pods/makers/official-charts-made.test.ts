import type { JsonObject } from '../../../../model/kube/json.ts'
import { describe, expect, test } from '../../../jest.ts'
import { type Made, madeBy, states, variables } from './made-by-chart.ts'

/* What the charts around the official image make of their values, where the release and the version are known. */

const versions = { bitnami: '16.0.16', cloudpirates: '0.21.18', groundhog2k: '2.3.6' }
type Chart = keyof typeof versions
const made = (chart: Chart, values: JsonObject = {}) => madeBy(chart, versions[chart], values)
const plugins = (known: Made): readonly string[] => known.plugins.named.items.map(({ name }) => name)
const may = ({ rights }: Made): readonly boolean[] =>
  [
    ['get', 'endpoints'],
    ['list', 'endpoints'],
    ['watch', 'endpoints'],
    ['create', 'events'],
  ].map(([verb = '', resource = '']) => rights.may(verb, resource).state === 'found')
const ports = ({ exposures }: Made): readonly string[] =>
  exposures.items.map(({ port, role, isLimited }) => `${port} ${role}${isLimited ? ', limited' : ''}`)
const discovery = (service: string, type = 'hostname'): readonly string[] => [
  'rabbit_peer_discovery_k8s',
  'kubernetes.default',
  type,
  service,
  `.${service}.mq.svc.cluster.local`,
]
const discoveryKeys = [
  'cluster_formation.peer_discovery_backend',
  ...['host', 'address_type', 'service_name', 'hostname_suffix'].map(key => `cluster_formation.k8s.${key}`),
]
const probe = (lookup: Made['readiness']): unknown =>
  lookup.state === 'found'
    ? [
        lookup.value.action.by === 'command' && lookup.value.action.checks.map(({ verb }) => verb).join(' '),
        lookup.value.timeoutSeconds,
      ]
    : lookup.state
const hooks = ({ stopCommands }: Made): readonly string[] =>
  stopCommands.items.map(({ command }) => command.name)

describe('CloudPirates', () => {
  const on = { peerDiscoveryK8sPlugin: { enabled: true } }
  const mq = (values: JsonObject = {}): Made => made('cloudpirates', values)
  test('rabbitmq.conf', () => {
    expect(
      states(
        mq(),
        'loopback_users.guest',
        ...discoveryKeys,
        'queue_leader_locator',
        'definitions.local.path',
      ),
    ).toEqual(['false', ...discoveryKeys.map(() => 'absent'), 'absent', 'absent'])
    const listening = ['listeners.tcp.default', 'management.tcp.port', 'prometheus.tcp.port', 'log.console']
    expect(states(mq(), ...listening)).toEqual(listening.map(() => 'unknown'))
    expect(states(mq(on), ...discoveryKeys, 'cluster_name')).toEqual([
      ...discovery('mq-rabbitmq-headless'),
      'unknown',
    ])
    expect(
      states(mq({ peerDiscoveryK8sPlugin: { enabled: true, addressType: 'ip' } }), discoveryKeys[2] ?? ''),
    ).toEqual(['ip'])
    const balanced = { queueBalancing: { enabled: true, clusterFormation: { targetClusterSizeHint: 5 } } }
    expect(
      states(
        mq(balanced),
        'queue_leader_locator',
        'quorum_queue.continuous_membership_reconciliation.enabled',
        'cluster_formation.target_cluster_size_hint',
      ),
    ).toEqual(['unknown', 'unknown', '5'])
    const defined = { definitions: { enabled: true } }
    const keys = ['definitions.local.path', 'load_definitions', 'management.load_definitions']
    const path = '/etc/rabbitmq-definitions/defs.json'
    expect(states(mq(defined), ...keys)).toEqual([path, 'absent', 'absent'])
    expect(states(madeBy('cloudpirates', '0.15.4', defined), ...keys)).toEqual(['absent', 'absent', path])
    expect(states(mq(), ...keys)).toEqual(['absent', 'absent', 'absent'])
    const mapped = { enabled: true, existingConfigMap: 'd', existingConfigMapKey: 'a.json' }
    const reloaded = { ...mapped, autoReload: { enabled: true } }
    expect(
      [mq({ definitions: mapped }), mq({ definitions: reloaded })].map(made => states(made, keys[0] ?? '')),
    ).toEqual([[path], ['/etc/rabbitmq-definitions/a.json']])
    const config = {
      memoryHighWatermark: { enabled: true, type: 'relative', value: 0.3 },
      extraConfiguration: 'heartbeat = 7\nloopback_users.guest = true',
      advancedConfiguration: '[{rabbit, [{a, 1}]}].',
    }
    const own = mq({ config, resources: { limits: { memory: '1Gi' } } })
    expect(states(own, 'heartbeat', 'loopback_users.guest', 'vm_memory_high_watermark.relative')).toEqual([
      '7',
      'true',
      '0.3',
    ])
    expect(own.advanced.setting('rabbit', 'a').state).toBe('found')
    expect(mq().advanced.setting('rabbit', 'a').state).toBe('absent')
  })
  test('plugins, rights, ports', () => {
    expect(plugins(mq())).toEqual(['rabbitmq_management'])
    const more = {
      ...on,
      metrics: { enabled: true },
      managementPlugin: { enabled: false },
      additionalPlugins: ['rabbitmq_mqtt'],
    }
    expect(plugins(mq(more))).toEqual(['rabbitmq_peer_discovery_k8s', 'rabbitmq_prometheus', 'rabbitmq_mqtt'])
    expect([may(mq()), may(mq(on)), may(mq({ ...on, rbac: { create: false } }))]).toEqual([
      [false, false, false, false],
      [true, true, true, true],
      [false, false, false, false],
    ])
    const service = { type: 'LoadBalancer' }
    expect([ports(mq()), ports(mq({ service })), ports(mq({ service: { type: 'NodePort' } }))]).toEqual([
      [],
      ['5672 clients', '15672 management'],
      ['5672 clients', '15672 management'],
    ])
  })
  test('the pods', () => {
    const host = 'mq-rabbitmq-headless.<namespace>.svc.cluster.local'
    expect(variables(mq())).toMatchObject({
      RABBITMQ_DEFAULT_USER: 'admin',
      RABBITMQ_USE_LONGNAME: 'true',
      RABBITMQ_NODENAME: `rabbit@<pod>.${host}`,
    })
    const other = {
      auth: { username: 'shop' },
      clusterDomain: 'acme.local',
      extraEnvVars: [{ name: 'A', value: '1' }],
    }
    expect(variables(mq(other))).toMatchObject({
      RABBITMQ_DEFAULT_USER: 'shop',
      RABBITMQ_NODENAME: 'rabbit@<pod>.mq-rabbitmq-headless.<namespace>.svc.acme.local',
      A: '1',
    })
    const short = mq({ peerDiscoveryK8sPlugin: { useLongname: false }, auth: { enabled: false } })
    expect(variables(short)).toMatchObject({
      RABBITMQ_USE_LONGNAME: 'false',
      RABBITMQ_NODENAME: 'rabbit@<pod>',
    })
    expect(variables(short).RABBITMQ_DEFAULT_USER).toBeUndefined()
    const { readiness, liveness, startup, podManagement, serviceName, grace, claim, spread } = mq()
    expect([readiness, liveness, startup].map(probe)).toEqual([
      ['check_running', 20],
      ['check_running', 20],
      'absent',
    ])
    expect([podManagement, serviceName, grace, claim]).toMatchObject([
      { value: { value: 'Parallel' } },
      { value: { value: 'mq-rabbitmq-headless' } },
      { value: { seconds: 30 } },
      { value: { bytes: 8_589_934_592n } },
    ])
    expect(spread.state).toBe('absent')
    const script = { enabled: true, command: ['sleep', '7'] }
    expect([hooks(mq()), hooks(mq({ customScripts: { preStop: script } }))]).toEqual([[], ['sleep']])
    expect(hooks(mq({ customScripts: { preStop: { ...script, enabled: false } } }))).toEqual([])
  })
})

describe('groundhog2k', () => {
  const on = { k8sPeerDiscoveryPlugin: { enabled: true } }
  const mq = (values: JsonObject = {}): Made => made('groundhog2k', values)
  test('rabbitmq.conf', () => {
    expect(states(mq(), 'loopback_users.guest', ...discoveryKeys)).toEqual([
      'false',
      ...discoveryKeys.map(() => 'absent'),
    ])
    const keys = ['listeners.tcp.default', 'ssl_options.verify', 'vm_memory_calculation_strategy']
    for (const key of [...keys, 'management.tcp.port', 'prometheus.tcp.port'])
      expect([key, ...states(mq(), key)]).toEqual([key, 'unknown'])
    expect(states(mq(), 'default_user', 'default_pass')).toEqual(['absent', 'absent'])
    const authentication = { user: { value: 'shop' }, password: { value: 'swordfish' } }
    expect(states(mq({ authentication }), 'default_user', 'default_pass')).toEqual(['shop', 'swordfish'])
    expect(states(mq(on), ...discoveryKeys)).toEqual(discovery('mq-rabbitmq-internal'))
    expect(states(mq({ customConfig: 'heartbeat = 7' }), 'heartbeat')).toEqual(['7'])
    expect(states(mq({ customConfig: 'heartbeat = 7', extraSecretConfigs: 'more' }), 'heartbeat')).toEqual([
      'unknown',
    ])
    expect(mq({ customAdvancedConfig: '[{rabbit, [{a, 1}]}].' }).advanced.setting('rabbit', 'a').state).toBe(
      'found',
    )
    const memory = { options: { memoryHighWatermark: { enabled: true, type: 'absolute', value: '1GB' } } }
    expect(
      states(mq(memory), 'vm_memory_high_watermark.absolute', 'vm_memory_high_watermark.relative'),
    ).toEqual(['1GB', 'absent'])
    const told = { options: { memory: { totalAvailableOverrideValue: '2GB' } } }
    expect(states(mq(told), 'total_memory_available_override_value')).toEqual(['2GB'])
  })
  test('plugins, rights, ports', () => {
    expect(plugins(mq())).toEqual(['rabbitmq_management'])
    const more = {
      ...on,
      prometheusPlugin: { enabled: true },
      managementPlugin: { enabled: false },
      plugins: ['rabbitmq_mqtt'],
    }
    expect(plugins(mq(more))).toEqual(['rabbitmq_peer_discovery_k8s', 'rabbitmq_prometheus', 'rabbitmq_mqtt'])
    expect([may(mq()), may(mq({ rbac: { create: false } }))]).toEqual([
      [true, false, false, false],
      [false, false, false, false],
    ])
    const limited = { service: { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] } }
    const open = { service: { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8', '0.0.0.0/0'] } }
    expect([ports(mq()), ports(mq(limited)), ports(mq(open))]).toEqual([
      [],
      ['5672 clients, limited', '15672 management, limited'],
      ['5672 clients', '15672 management'],
    ])
  })
  test('the pods', () => {
    expect(variables(mq())).toMatchObject({
      RABBITMQ_USE_LONGNAME: 'true',
      RABBITMQ_NODENAME: 'rabbit@<pod>.mq-rabbitmq-internal.<namespace>.svc.cluster.local',
    })
    expect(variables(mq({ clustering: { useLongName: false } }))).toMatchObject({
      RABBITMQ_NODENAME: 'rabbit@<pod>',
    })
    const { readiness, liveness, startup, podManagement, serviceName, grace, dataVolume, cookie } = mq()
    expect([readiness, liveness, startup].map(probe)).toEqual([
      ['check_running', 20],
      ['check_running', 20],
      ['check_running', 5],
    ])
    expect([podManagement, serviceName, grace, dataVolume]).toMatchObject([
      { value: { value: 'OrderedReady' } },
      { value: { value: 'mq-rabbitmq-internal' } },
      { value: { seconds: 60 } },
      { value: { kind: 'empty-dir' } },
    ])
    expect(cookie.state).toBe('found')
    expect(mq({ storage: { requestedSize: '3Gi' } }).claim).toMatchObject({
      value: { bytes: 3_221_225_472n },
    })
    expect(mq({ storage: { persistentVolumeClaimName: 'mine' } }).dataVolume).toMatchObject({
      value: { kind: 'claim' },
    })
    expect(hooks(mq())).toEqual(['shutdown.sh'])
    const { files } = mq({
      extraSecrets: [{ name: 'a', mountPath: '/a' }],
      extraConfigs: [{ name: 'b', mountPath: '/b' }],
      extraStorage: [{ name: 'c', mountPath: '/c' }, { name: 'd' }],
    }).broker
    expect(['/a/x', '/b/x', '/c/x'].map(path => files.mountOf(path)?.volume)).toEqual(['a', 'b', 'c'])
    expect(['/a/x', '/b/x', '/c/x'].map(path => files.read(path).state)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ])
  })
})

describe('the size of the pods of Bitnami', () => {
  const memory = (values: JsonObject): unknown => {
    const { memoryLimit } = made('bitnami', values)
    return memoryLimit.state === 'found' ? Number(memoryLimit.value.bytes) / 1_048_576 : memoryLimit.state
  }
  test.each([
    ['nano', 192],
    ['micro', 384],
    ['small', 768],
    ['medium', 1536],
    ['large', 3072],
    ['xlarge', 6144],
    ['2xlarge', 12_288],
    ['none', 'absent'],
  ])('%s: %s', (resourcesPreset, limit) => {
    expect(memory({ resourcesPreset })).toBe(limit)
  })
  test('of its own, and by default', () => {
    expect([
      memory({}),
      memory({ resources: { limits: { memory: '1Gi' } } }),
      memory({ resources: { requests: { memory: '1Gi' } } }),
    ]).toEqual([384, 1024, 'absent'])
  })
})
