import { below, type ChartVersions, compareVersions, versionOf } from './chart-versions.ts'
import { later } from './later.ts'

/*
 * What the charts for RabbitMQ take where nobody writes a value, by the version of the chart since which it is so.
 * Sources: values.yaml of bitnami/charts bitnami/rabbitmq 7.0.0 to 16.0.16, CloudPirates-io/helm-charts charts/rabbitmq
 * 0.0.1 to 0.21.18, groundhog2k/helm-charts charts/rabbitmq 2.0.0 to 2.3.6. Rendered with helm 3.18.4.
 */

export type Value = string | number | boolean | null | readonly Value[] | Values
export interface Values {
  readonly [key: string]: Value
}
type Since = readonly [version: string, values: Values]

/** A probe by its seconds and counts. */
const probe = (
  enabled: boolean,
  initialDelaySeconds: number,
  periodSeconds: number,
  timeoutSeconds: number,
  failureThreshold: number,
): Values => ({ enabled, initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold })

/** What all of them take. */
const everywhere: Values = {
  replicaCount: 1,
  nameOverride: '',
  fullnameOverride: '',
  resources: {},
  affinity: {},
  rbac: { create: true },
  serviceAccount: { create: true, name: '' },
  clusterDomain: 'cluster.local',
  ingress: { enabled: false },
  service: { type: 'ClusterIP' },
  podLabels: {},
}

/**
 * The oldest that is thought of where nothing tells the version: older ones of the first chart are of 2021 and before. What a value
 * of a later version is there for, an older one does not have: that is off in both.
 */
const oldest = { bitnami: '9.0.0', cloudPirates: '0.0.1', groundhog: '2.0.0' }

const bitnami = later((): readonly Since[] => [
  [
    '7.0.0',
    {
      ...everywhere,
      podManagementPolicy: 'OrderedReady',
      clustering: {
        enabled: true,
        addressType: 'hostname',
        rebalance: false,
        forceBoot: false,
        partitionHandling: 'autoheal',
      },
      auth: { username: 'user', tls: { enabled: false } },
      plugins: 'rabbitmq_management rabbitmq_peer_discovery_k8s',
      extraPlugins: 'rabbitmq_auth_backend_ldap',
      communityPlugins: '',
      metrics: { enabled: false, plugins: 'rabbitmq_prometheus' },
      loadDefinition: { enabled: false, existingSecret: '' },
      memoryHighWatermark: { enabled: false, type: 'relative', value: 0.4 },
      ldap: { enabled: false },
      persistence: { enabled: true, existingClaim: '', size: '8Gi' },
      podSecurityContext: { enabled: true, fsGroup: 1001 },
      containerSecurityContext: { enabled: true, runAsUser: 1001 },
      livenessProbe: probe(true, 120, 30, 20, 6),
      readinessProbe: probe(true, 10, 30, 20, 3),
      startupProbe: probe(false, 10, 30, 20, 3),
      customLivenessProbe: {},
      customReadinessProbe: {},
      customStartupProbe: {},
      lifecycleHooks: {},
      diagnosticMode: { enabled: false },
      servicenameOverride: '',
      pdb: { create: false },
      commonLabels: {},
      extraSecrets: {},
      extraEnvVars: [],
      extraEnvVarsCM: '',
      extraEnvVarsSecret: '',
      extraVolumes: [],
      extraVolumeMounts: [],
      initContainers: [],
      topologySpreadConstraints: [],
      command: [],
      args: [],
    },
  ],
  ['8.2.0', { terminationGracePeriodSeconds: 120 }],
  ['8.4.0', { podAntiAffinityPreset: 'soft' }],
  ['8.31.0', { loadDefinition: { file: '/app/load_definition.json' } }],
  ['9.0.0', { persistence: { mountPath: '/bitnami/rabbitmq/mnesia' } }],
  // No value: whether the probes of the chart ask the management plugin, where it is on and no definitions are loaded.
  ['9.0.1', { probesByHttp: false }],
  ['10.1.14', { probesByHttp: true }],
  ['10.2.1', { probesByHttp: false }],
  ['11.14.4', { probesByHttp: true }],
  ['11.15.4', { probesByHttp: false }],
  ['11.15.7', { probesByHttp: true }],
  ['12.8.0', { automountServiceAccountToken: true }],
  ['12.8.1', { memoryHighWatermark: { enabled: true } }],
  ['12.8.2', { memoryHighWatermark: { enabled: false } }],
  ['12.11.0', { resourcesPreset: 'none' }],
  ['12.14.0', { persistence: { mountPath: '/opt/bitnami/rabbitmq/.rabbitmq/mnesia' } }],
  ['13.0.0', { resourcesPreset: 'micro' }],
  ['14.4.0', { pdb: { create: true } }],
])

const cloudPirates = later((): readonly Since[] => [
  [
    '0.0.1',
    {
      ...everywhere,
      podManagementPolicy: 'OrderedReady',
      peerDiscoveryK8sPlugin: { enabled: false, useLongname: true, addressType: 'hostname' },
      managementPlugin: { enabled: true },
      metrics: { enabled: false },
      additionalPlugins: [],
      installPlugins: [],
      auth: { enabled: true, username: 'admin', existingSecret: '' },
      config: { memoryHighWatermark: { enabled: false, type: 'relative', value: 0.4 } },
      definitions: { enabled: false },
      queueBalancing: { enabled: false, autoRebalance: { enabled: false } },
      customScripts: { postStart: { enabled: false }, preStop: { enabled: false }, initContainers: [] },
      persistence: { enabled: true, existingClaim: '', size: '8Gi', mountPath: '/var/lib/rabbitmq' },
      podSecurityContext: { fsGroup: 999, fsGroupChangePolicy: null },
      containerSecurityContext: { runAsUser: 999, runAsGroup: 999 },
      livenessProbe: probe(true, 120, 30, 20, 3),
      readinessProbe: probe(true, 10, 30, 20, 3),
      pdb: { create: false },
      extraEnvVars: [],
      extraVolumes: [],
      extraVolumeMounts: [],
      topologySpreadConstraints: [],
    },
  ],
  ['0.9.0', { serviceAccount: { automountServiceAccountToken: false } }],
  ['0.15.11', { podManagementPolicy: 'Parallel' }],
  ['0.21.8', { podSecurityContext: { fsGroupChangePolicy: 'OnRootMismatch' } }],
])

const groundhog = later((): readonly Since[] => [
  [
    '2.0.0',
    {
      ...everywhere,
      podManagementPolicy: 'OrderedReady',
      terminationGracePeriodSeconds: 60,
      clustering: { rebalance: false, forceBoot: false, useLongName: true },
      k8sPeerDiscoveryPlugin: { enabled: false, addressType: 'hostname' },
      managementPlugin: { enabled: true },
      prometheusPlugin: { enabled: false },
      plugins: [],
      options: {
        ssl: { enabled: false },
        memoryHighWatermark: { enabled: false, type: 'relative', value: 0.4 },
      },
      storage: { volumeName: 'rabbitmq-volume', requestedSize: '', persistentVolumeClaimName: '' },
      podSecurityContext: { fsGroup: 999, fsGroupChangePolicy: null },
      securityContext: { runAsUser: 999, runAsGroup: 999 },
      startupProbe: probe(true, 10, 10, 5, 30),
      livenessProbe: probe(true, 60, 30, 20, 5),
      readinessProbe: probe(true, 60, 30, 20, 5),
      customStartupProbe: {},
      customLivenessProbe: {},
      customReadinessProbe: {},
      podDisruptionBudget: {},
      extraInitContainers: [],
      extraSecrets: [],
      extraConfigs: [],
      extraStorage: [],
      extraEnvSecrets: [],
      topologySpreadConstraints: [],
      env: [],
      args: [],
    },
  ],
  ['2.3.4', { podSecurityContext: { fsGroupChangePolicy: 'OnRootMismatch' } }],
])

const charts = { bitnami, cloudPirates, groundhog }

/** Values that a chart takes by itself in all of some versions: what only some of them take is left out. */
export function chartDefaults(chart: keyof typeof charts, versions: ChartVersions): Values {
  const from = versions.isOpen ? versionOf(oldest[chart]) : versions.from
  return charts[chart]().reduce<Values>((known, [since, values]) => {
    const version = versionOf(since)
    if (compareVersions(version, from) <= 0) return merged(known, values)
    return below(version, versions) ? without(known, values) : known
  }, {})
}

const isMap = (value: Value | undefined): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function merged(known: Values, newer: Values): Values {
  const entries = Object.entries(newer).map(([key, value]) => {
    const old = known[key]
    return [
      key,
      isMap(old) && isMap(value) && Object.keys(value).length > 0 ? merged(old, value) : value,
    ] as const
  })
  return { ...known, ...Object.fromEntries(entries) }
}

/** A map without what another one has. */
function without(known: Values, other: Values): Values {
  return Object.fromEntries(
    Object.entries(known).flatMap(([key, value]) => {
      const left = other[key]
      if (left === undefined) return [[key, value] as const]
      return isMap(value) && isMap(left) && Object.keys(left).length > 0
        ? [[key, without(value, left)] as const]
        : []
    }),
  )
}
