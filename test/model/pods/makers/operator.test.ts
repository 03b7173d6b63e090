import type { JsonObject } from '../../../../model/kube/json.ts'
import { rabbitmqCluster, secret, yaml } from '../../../../policies/sample.ts'
import { describe, expect, test } from '../../../jest.ts'
import { clusterIn } from '../../cluster-of.ts'

/* What the cluster operator makes of a resource: files, Services, the pod. */

const clusterOf = (spec: JsonObject = {}, metadata: JsonObject = {}, ...more: readonly JsonObject[]) =>
  clusterIn(yaml(rabbitmqCluster(spec, { namespace: 'mq', ...metadata }), ...more))
/** All that rabbitmq.conf says, without what the image carries. */
function conf(spec: JsonObject): Readonly<Record<string, string>> {
  const { items } = clusterOf(spec).config.matching('')
  return Object.fromEntries(items.map(({ key, value }) => [key, value]))
}
const added = (spec: JsonObject): Readonly<Record<string, string>> => {
  const plain = conf({})
  return Object.fromEntries(Object.entries(conf(spec)).filter(([key, value]) => plain[key] !== value))
}
const files = { certfile: '/etc/rabbitmq-tls/tls.crt', keyfile: '/etc/rabbitmq-tls/tls.key' }
const pair = (prefix: string): Readonly<Record<string, string>> => ({
  [`${prefix}.certfile`]: files.certfile,
  [`${prefix}.keyfile`]: files.keyfile,
})

describe('rabbitmq.conf', () => {
  test('of a resource that says nothing', () => {
    expect(conf({})).toMatchObject({
      'log.console': 'true',
      queue_master_locator: 'min-masters',
      'disk_free_limit.absolute': '2GB',
      cluster_partition_handling: 'pause_minority',
      'cluster_formation.peer_discovery_backend': 'rabbit_peer_discovery_k8s',
      'cluster_formation.k8s.host': 'kubernetes.default',
      'cluster_formation.k8s.address_type': 'hostname',
      'cluster_formation.target_cluster_size_hint': '1',
      cluster_name: 'rmq',
      'auth_mechanisms.1': 'PLAIN',
      'auth_mechanisms.2': 'AMQPLAIN',
      total_memory_available_override_value: '1717986919',
    })
  })
  test('number of nodes, memory, mechanisms', () => {
    expect(added({ replicas: 5 })).toEqual({ 'cluster_formation.target_cluster_size_hint': '5' })
    const limited = (memory: string): string | undefined =>
      conf({ resources: { limits: { memory } } }).total_memory_available_override_value
    expect(['1000', '10Gi', '20Gi', '0'].map(limited)).toEqual([
      '800',
      '8589934592',
      '19327352832',
      undefined,
    ])
    expect(conf({ resources: {} }).total_memory_available_override_value).toBeUndefined()
    const own = { rabbitmq: { additionalConfig: '  auth_mechanisms.1 = EXTERNAL\n' } }
    expect([conf(own)['auth_mechanisms.1'], conf(own)['auth_mechanisms.2']]).toEqual(['EXTERNAL', undefined])
  })
  test('lines of the user win', () => {
    expect(added({ rabbitmq: { additionalConfig: 'cluster_name = mine\nheartbeat = 7\n' } })).toEqual({
      cluster_name: 'mine',
      heartbeat: '7',
    })
  })
  test('TLS', () => {
    const tls = { secretName: 'tls' }
    const listening = {
      ...pair('ssl_options'),
      ...pair('management.ssl'),
      ...pair('prometheus.ssl'),
      'listeners.ssl.default': '5671',
      'management.ssl.port': '15671',
      'prometheus.ssl.port': '15691',
    }
    const plain = { 'management.tcp.port': '15672', 'prometheus.tcp.port': '15692' }
    expect(added({ tls })).toEqual({ ...listening, ...plain })
    expect(added({ tls: { ...tls, disableNonTLSListeners: true } })).toEqual({
      ...listening,
      'listeners.tcp': 'none',
    })
    const authority = { secretName: 'tls', caSecretName: 'ca' }
    expect(added({ tls: authority })).toEqual({
      ...listening,
      ...plain,
      'ssl_options.cacertfile': '/etc/rabbitmq-tls/ca.crt',
      'management.ssl.cacertfile': '/etc/rabbitmq-tls/ca.crt',
      'prometheus.ssl.cacertfile': '/etc/rabbitmq-tls/ca.crt',
      'ssl_options.verify': 'verify_peer',
    })
  })
  test.each([
    ['rabbitmq_mqtt', { 'mqtt.listeners.ssl.default': '8883' }],
    ['rabbitmq_stomp', { 'stomp.listeners.ssl.1': '61614' }],
    ['rabbitmq_stream', { 'stream.listeners.ssl.default': '5551' }],
    ['rabbitmq_web_mqtt', { 'web_mqtt.ssl.port': '15676', ...pair('web_mqtt.ssl') }],
    ['rabbitmq_web_stomp', { 'web_stomp.ssl.port': '15673', ...pair('web_stomp.ssl') }],
    ['rabbitmq_web_amqp', { 'web_amqp.tls.port': '15677', ...pair('web_amqp.tls') }],
  ])('TLS of %s', (plugin, lines) => {
    const spec = (additionalPlugins: readonly string[]): JsonObject => ({
      tls: { secretName: 'tls' },
      rabbitmq: { additionalPlugins },
    })
    const [without, having] = [added(spec([])), added(spec([plugin]))]
    const more = Object.entries(having).filter(([key, value]) => without[key] !== value)
    expect(Object.fromEntries(more)).toEqual(lines)
    expect(added({ rabbitmq: { additionalPlugins: [plugin] } })).toEqual({})
    const web = Object.keys(lines).find(key => key.endsWith('.certfile'))
    if (web === undefined) return
    const trusting = {
      tls: { secretName: 'tls', caSecretName: 'ca' },
      rabbitmq: { additionalPlugins: [plugin] },
    }
    expect(added(trusting)[web.replace('certfile', 'cacertfile')]).toBe('/etc/rabbitmq-tls/ca.crt')
  })
})

describe('files', () => {
  const read = (path: string, spec: JsonObject, ...more: readonly JsonObject[]): string => {
    const file = clusterOf(spec, {}, ...more).broker.files.read(path)
    return file.state === 'found' ? file.value.value : file.state
  }
  test('texts of the resource', () => {
    const rabbitmq = { advancedConfig: '[].', envConfig: 'A=1', erlangInetConfig: '{x}.' }
    expect(read('/etc/rabbitmq/advanced.config', { rabbitmq })).toBe('[].')
    expect(read('/etc/rabbitmq/rabbitmq-env.conf', { rabbitmq })).toBe('A=1')
    expect(read('/etc/rabbitmq/erl_inetrc', { rabbitmq })).toBe('{x}.')
    expect(read('/etc/rabbitmq/advanced.config', {})).toBe('absent')
    expect(read('/etc/rabbitmq/advanced.config', { rabbitmq: { advancedConfig: '' } })).toBe('absent')
  })
  test('certificates', () => {
    const tls = { secretName: 'tls', caSecretName: 'ca' }
    const own = { 'tls.crt': 'c', 'tls.key': 'k', 'other.pem': 'o' }
    const secrets = [secret('tls', { stringData: own }), secret('ca', { stringData: { 'ca.crt': 'a' } })]
    const at = (name: string): string => read(`/etc/rabbitmq-tls/${name}`, { tls }, ...secrets)
    expect(['tls.crt', 'tls.key', 'ca.crt', 'other.pem', 'x'].map(at)).toEqual([
      'c',
      'k',
      'a',
      'unknown',
      'absent',
    ])
    expect(read('/etc/rabbitmq-tls/tls.crt', { tls })).toBe('unknown')
    expect(read('/etc/rabbitmq-tls/tls.crt', {})).toBe('absent')
  })
})

describe('Services', () => {
  const services = (spec: JsonObject): readonly string[] =>
    clusterOf(spec).services.own.map(
      ({ name, headless, type, ports, externalIps, sourceRanges }) =>
        `${name} ${headless ? 'headless' : type} ${ports.map(({ name: port, port: number }) => `${port}:${number}`).join(' ')}${externalIps ? ' external' : ''}${sourceRanges.map(range => ` ${range}`).join('')}`,
    )
  const nodes = 'rmq-nodes headless epmd:4369 cluster-rpc:25672'
  test.each([
    [{}, 'rmq ClusterIP amqp:5672 management:15672'],
    [{ service: { type: 'NodePort' } }, 'rmq NodePort amqp:5672 management:15672'],
    [
      { tls: { secretName: 'tls' } },
      'rmq ClusterIP amqp:5672 management:15672 amqps:5671 management-tls:15671',
    ],
    [
      { tls: { secretName: 'tls', disableNonTLSListeners: true } },
      'rmq ClusterIP amqps:5671 management-tls:15671',
    ],
    [{ override: { service: { spec: { clusterIP: 'None' } } } }, 'rmq headless amqp:5672 management:15672'],
    [
      {
        service: { type: 'NodePort' },
        override: {
          service: {
            spec: {
              type: 'LoadBalancer',
              loadBalancerSourceRanges: ['10.0.0.0/8', 1],
              externalIPs: ['1.2.3.4'],
              ports: [
                { name: 'ui', port: 15672 },
                { name: 'mqtt', port: 1883 },
              ],
            },
          },
        },
      },
      'rmq LoadBalancer amqp:5672 ui:15672 mqtt:1883 external 10.0.0.0/8',
    ],
  ] as const)('%j', (spec, client) => {
    expect(services(spec)).toEqual([nodes, client])
  })
})

describe('the pod', () => {
  test('names, number, order', () => {
    const { nodeNames, serviceName, podManagement, replicas } = clusterOf({ replicas: 2 })
    expect(nodeNames).toMatchObject({
      value: ['rabbit@rmq-server-0.rmq-nodes.mq', 'rabbit@rmq-server-1.rmq-nodes.mq'],
    })
    expect(serviceName).toMatchObject({ value: { value: 'rmq-nodes' } })
    expect(podManagement).toMatchObject({ value: { value: 'Parallel', written: false } })
    expect(replicas).toMatchObject({ value: { value: 2, written: true } })
    expect(clusterOf().replicas).toMatchObject({ value: { value: 1, written: false } })
    const overridden = { replicas: 3, podManagementPolicy: 'OrderedReady', serviceName: 'other' }
    const other = clusterOf({ replicas: 2, override: { statefulSet: { spec: overridden } } })
    expect(other.replicas).toMatchObject({ value: { value: 3, written: true } })
    expect(other.podManagement).toMatchObject({ value: { value: 'OrderedReady', written: true } })
    expect(other.serviceName).toMatchObject({ value: { value: 'other' } })
  })
  test('storage', () => {
    const kindOf = (spec: JsonObject): unknown => {
      const { dataVolume, claim } = clusterOf(spec)
      return [
        dataVolume.state === 'found' && dataVolume.value.kind,
        claim.state === 'found' ? String(claim.value.bytes) : claim.state,
      ]
    }
    expect(kindOf({})).toEqual(['claim-template', '10737418240'])
    expect(kindOf({ persistence: { storage: '1Gi' } })).toEqual(['claim-template', '1073741824'])
    for (const storage of [0, '0', '0Gi'])
      expect(kindOf({ persistence: { storage } })).toEqual(['empty-dir', 'absent'])
  })
  test('how long it may take to stop, and what it waits for', () => {
    const { grace, stopCommands } = clusterOf({ terminationGracePeriodSeconds: 77 })
    expect(grace).toMatchObject({ value: { seconds: 77 } })
    expect(clusterOf().grace).toMatchObject({ value: { seconds: 604800 } })
    expect(stopCommands.items.flatMap(({ check }) => check?.verb ?? [])).toEqual([
      'await_online_quorum_plus_one',
      'await_online_synchronized_mirror',
      'drain',
    ])
  })
  test('who it is, and what it may do', () => {
    const { rights, security, cookie, plugins, readiness, spread } = clusterOf()
    expect(rights.may('get', 'endpoints').state).toBe('found')
    expect(rights.may('create', 'events').state).toBe('found')
    expect(rights.may('delete', 'pods').state).not.toBe('found')
    expect(security.user).toMatchObject({ value: { value: 999 } })
    expect(cookie.state).toBe('found')
    expect(plugins.named.items.map(({ name }) => name)).toEqual([
      'rabbitmq_peer_discovery_k8s',
      'rabbitmq_prometheus',
      'rabbitmq_management',
    ])
    expect(readiness).toMatchObject({ value: { generated: true } })
    expect(spread).toMatchObject({ value: [{ by: 'topology' }] })
    const annotations = { 'rabbitmq.com/disable-default-topology-spread-constraints': ' true ' }
    expect(clusterOf({}, { annotations }).spread.state).toBe('absent')
  })
})
