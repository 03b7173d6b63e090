import type { JsonObject } from '../../../../model/kube/json.ts'
import { describe, expect, test } from '../../../jest.ts'
import { type Made, madeBy, states, variables } from './made-by-chart.ts'

/* What the chart of Bitnami makes of its values, where the release and the version are known. */

const made = (values: JsonObject = {}, version = '16.0.16') => madeBy('bitnami', version, values)
const lines = ({ config }: Made): Readonly<Record<string, string>> =>
  Object.fromEntries(config.matching('').items.map(({ key, value }) => [key, value]))

describe('rabbitmq.conf', () => {
  const discovery = {
    'cluster_formation.peer_discovery_backend': 'rabbit_peer_discovery_k8s',
    'cluster_formation.k8s.host': 'kubernetes.default',
    'cluster_formation.k8s.address_type': 'hostname',
    'cluster_formation.k8s.service_name': 'mq-rabbitmq-headless',
    'cluster_formation.k8s.hostname_suffix': '.mq-rabbitmq-headless.mq.svc.cluster.local',
    'cluster_formation.node_cleanup.only_log_warning': 'true',
    cluster_partition_handling: 'autoheal',
  }
  test('of values that say nothing', () => {
    const known = made()
    expect(lines(known)).toEqual(discovery)
    const written = ['queue_master_locator', 'queue_leader_locator', 'loopback_users.guest', 'default_user']
    const more = ['default_pass', 'cluster_name', 'cluster_formation.target_cluster_size_hint']
    const below = ['prometheus.tcp.port', 'tcp_listen_options.backlog']
    for (const key of [...written, ...more, ...below])
      expect([key, ...states(known, key)]).toEqual([key, 'unknown'])
    const never = ['heartbeat', 'ssl_options.certfile', 'listeners.ssl.default', 'auth_backends.1']
    for (const key of [...never, 'auth_ldap.port', 'vm_memory_high_watermark.relative', 'load_definitions'])
      expect([key, ...states(known, key)]).toEqual([key, 'absent'])
  })
  test('without clustering', () => {
    expect(lines(made({ clustering: { enabled: false } }))).toEqual({})
  })
  test('names, partitions, domain', () => {
    expect(lines(made({ clustering: { addressType: 'ip', partitionHandling: 'ignore' } }))).toMatchObject({
      'cluster_formation.k8s.address_type': 'ip',
      cluster_partition_handling: 'ignore',
    })
    expect(lines(made({ clusterDomain: 'acme.local', servicenameOverride: 'nodes' }))).toMatchObject({
      'cluster_formation.k8s.service_name': 'mq-rabbitmq-nodes',
      'cluster_formation.k8s.hostname_suffix': '.mq-rabbitmq-nodes.mq.svc.acme.local',
    })
  })
  test('the first user, where its password is not kept from sight', () => {
    const auth = { securePassword: false, username: 'shop', password: 'swordfish' }
    expect(states(made({ auth }), 'default_user', 'default_pass')).toEqual(['shop', 'swordfish'])
  })
  test('lines of the user, between those of the chart', () => {
    const extraConfiguration = 'heartbeat = 7\ncluster_partition_handling = ignore\nprometheus.tcp.port = 1'
    const known = made({ extraConfiguration })
    expect(states(known, 'heartbeat', 'cluster_partition_handling', 'prometheus.tcp.port')).toEqual([
      '7',
      'ignore',
      'unknown',
    ])
    expect(states(made({ extraConfiguration, extraConfigurationExistingSecret: 'x' }), 'heartbeat')).toEqual([
      'unknown',
    ])
  })
  test('a text in the place of the chart’s', () => {
    const configuration = 'heartbeat = 7\n'
    expect(lines(made({ configuration, extraConfiguration: 'channel_max = 9' }))).toEqual({ heartbeat: '7' })
    const including = `${configuration}{{ .Values.extraConfiguration }}\n`
    expect(
      states(made({ configuration: including, extraConfiguration: 'channel_max = 9' }), 'channel_max'),
    ).toEqual(['9'])
  })
  test('TLS, LDAP, memory, definitions', () => {
    const tls = made({ auth: { tls: { enabled: true } } })
    expect(states(tls, 'ssl_options.certfile', 'listeners.ssl.default')).toEqual(['unknown', 'unknown'])
    const ldap = { ldap: { enabled: true } }
    expect(
      states(
        made(ldap),
        'auth_backends.1.authn',
        'auth_backends.1.authz',
        'auth_backends.2',
        'auth_ldap.port',
      ),
    ).toEqual(['ldap', 'unknown', 'unknown', 'unknown'])
    expect(states(made(ldap, '10.0.0'), 'auth_backends.1.authn', 'auth_backends.1')).toEqual([
      'unknown',
      'unknown',
    ])
    const memory = { memoryHighWatermark: { enabled: true, type: 'absolute', value: '1Gi' } }
    expect(states(made(memory), 'vm_memory_high_watermark.absolute')).toEqual(['1073741824'])
    const absolute = (value: string | number, version?: string) =>
      states(
        made({ memoryHighWatermark: { enabled: true, type: 'absolute', value } }, version),
        'vm_memory_high_watermark.absolute',
      )[0]
    expect(
      (
        [
          ...[
            '512MB',
            '2GiB',
            '512Mi',
            '1.5G',
            '500m',
            '536870912B',
            '8589934592',
            8589934592,
            '1Ti',
            'half',
          ],
          ...['', '1k'],
        ] as const
      ).map(value => absolute(value, '16.0.16')),
    ).toEqual([
      ...['0', '0', '536870912', '1500000000', '500000000', '536870912', '8589934592', '8589934592'],
      ...['unknown', 'unknown', 'unknown', '1000'],
    ])
    expect([absolute('512MB', '12.6.2'), absolute('512MB', '12.9.3'), absolute('1Gi', '12.9.3')]).toEqual([
      '512MB',
      'unknown',
      '1073741824',
    ])
    const share = {
      memoryHighWatermark: { enabled: true, value: 0.3 },
      resources: { limits: { memory: '1Gi' } },
    }
    expect(states(made(share), 'vm_memory_high_watermark.relative')).toEqual(['0.3'])
    const loading = { loadDefinition: { enabled: true, existingSecret: 'defs' } }
    expect(states(made(loading), 'load_definitions')).toEqual(['/app/load_definition.json'])
    const own = { loadDefinition: { ...loading.loadDefinition, file: '/app/mine.json' } }
    expect(states(made(own), 'load_definitions')).toEqual(['/app/mine.json'])
    expect(states(made({ loadDefinition: { enabled: true } }), 'load_definitions')).not.toEqual([
      '/app/load_definition.json',
    ])
  })
})

describe('the pods', () => {
  test('variables', () => {
    expect(variables(made())).toEqual({
      MY_POD_NAME: '<pod>',
      MY_POD_NAMESPACE: '<namespace>',
      RABBITMQ_FORCE_BOOT: 'no',
      RABBITMQ_NODE_NAME: 'rabbit@<pod>.mq-rabbitmq-headless.<namespace>.svc.cluster.local',
      RABBITMQ_USE_LONGNAME: 'true',
      RABBITMQ_LOAD_DEFINITIONS: 'no',
      RABBITMQ_USERNAME: 'user',
    })
    const clustering = { addressType: 'ip', forceBoot: true }
    const loadDefinition = { enabled: true }
    const more = {
      clustering,
      loadDefinition,
      auth: { username: 'shop' },
      extraEnvVars: [{ name: 'A', value: '1' }],
    }
    expect(variables(made(more))).toMatchObject({
      RABBITMQ_NODE_NAME: 'rabbit@<pod>',
      RABBITMQ_FORCE_BOOT: 'yes',
      RABBITMQ_LOAD_DEFINITIONS: 'yes',
      RABBITMQ_USERNAME: 'shop',
      A: '1',
    })
  })
  test('variables from elsewhere may be any', () => {
    const stateOf = (values: JsonObject): string =>
      made(values).broker.environment.get('RABBITMQ_OTHER').state
    expect(stateOf({})).toBe('absent')
    expect(stateOf({ extraEnvVarsCM: '', extraEnvVarsSecret: '' })).toBe('absent')
    expect([stateOf({ extraEnvVarsCM: 'x' }), stateOf({ extraEnvVarsSecret: 'x' })]).toEqual([
      'unknown',
      'unknown',
    ])
  })
  test('what keeps them apart', () => {
    const spread = (values: JsonObject): unknown => {
      const found = made(values).spread
      return found.state === 'found'
        ? found.value.map(({ by, topologyKey, selectsOwn }) => [by, topologyKey, selectsOwn])
        : found.state
    }
    const hosts = [['anti-affinity', 'kubernetes.io/hostname', true]]
    expect(spread({})).toEqual(hosts)
    expect(spread({ podAntiAffinityPreset: 'hard' })).toEqual(hosts)
    expect(spread({ podAntiAffinityPreset: '' })).toBe('absent')
    expect(spread({ affinity: { nodeAffinity: { x: 1 } } })).toBe('absent')
    const constraint = {
      topologyKey: 'zone',
      maxSkew: 1,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: {},
    }
    expect(spread({ podAntiAffinityPreset: '', topologySpreadConstraints: [constraint] })).toEqual([
      ['topology', 'zone', true],
    ])
  })
  test('time to stop, account, users', () => {
    expect(made().grace).toMatchObject({ value: { seconds: 120 } })
    expect(made({ terminationGracePeriodSeconds: 7 }).grace).toMatchObject({ value: { seconds: 7 } })
    expect(made().rights.may('get', 'endpoints').state).toBe('found')
    expect(made().security.user).toMatchObject({ value: { value: 1001 } })
    expect(made({ containerSecurityContext: { enabled: true, runAsUser: 7 } }).security.user).toMatchObject({
      value: { value: 7 },
    })
    const token = ({ accountToken }: Made): unknown =>
      accountToken.state === 'found' && accountToken.value.isMounted
    expect([token(made()), token(made({ automountServiceAccountToken: false }))]).toEqual([true, false])
  })
  test('probes', () => {
    const asked = ({ readiness, liveness, startup }: Made): readonly string[] =>
      [readiness, liveness, startup].map(probe => {
        if (probe.state !== 'found') return probe.state
        const { action } = probe.value
        if (action.by === 'tcp') return `port ${action.port.number}`
        return action.by === 'command'
          ? action.commands
              .map(({ name, args }) => [name, ...args.map(({ text }) => text)].join(' '))
              .join('; ')
          : action.by
      })
    const [curl, ping] = [expect.stringContaining('curl'), expect.stringContaining('ping')]
    const running = expect.stringContaining('check_running')
    expect(asked(made())).toEqual([curl, curl, 'absent'])
    expect(asked(made({ loadDefinition: { enabled: true } }))).toEqual([running, ping, 'absent'])
    expect(asked(made({ plugins: 'rabbitmq_peer_discovery_k8s' }))).toEqual([running, ping, 'absent'])
    expect(asked(made({ startupProbe: { enabled: true } }))[2]).toMatch(/5672/)
    const tls = { startupProbe: { enabled: true }, auth: { tls: { enabled: true } } }
    expect(asked(made(tls))[2]).toMatch(/5671/)
    const off = { readinessProbe: { enabled: false }, livenessProbe: { enabled: false } }
    expect(asked(made(off))).toEqual(['absent', 'absent', 'absent'])
    const customReadinessProbe = { exec: { command: ['rabbitmqctl', 'status'] } }
    expect(asked(made({ customReadinessProbe }))[0]).toMatch(/rabbitmqctl status/)
  })
})
