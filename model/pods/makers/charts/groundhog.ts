import { isString, type JsonObject } from '../../../kube/json.ts'
import { found } from '../../../kube/lookup.ts'
import { dig } from '../../../kube/read.ts'
import type { FileText, Part } from '../../files.ts'
import { storage } from './disk.ts'
import { exposedBy, officialPorts } from './exposure.ts'
import { ownProbes, podFields, sameName, setFields } from './fields.ts'
import { imageOf } from './image.ts'
import { home, listedPlugins, switchedPlugins } from './official-image.ts'
import type { ChartShape } from './shape.ts'
import {
  anyLines,
  atValue,
  type ChartValues,
  isOn,
  linesOfChart,
  lineWith,
  renderChart,
  says,
  textAt,
} from './values.ts'

/*
 * The RabbitMQ chart of groundhog2k, on the official image.
 * Source: groundhog2k/helm-charts, charts/rabbitmq 2.3.6, values.yaml and templates/{_helpers,rabbit-config,plugins-config}.
 */
export const groundhog: ChartShape = {
  repository: /groundhog2k/i,
  hasMajor: major => major <= 2,
  own: [
    'k8sPeerDiscoveryPlugin',
    'prometheusPlugin',
    'options.memory',
    'options.memoryHighWatermark',
    'options.tcp',
    'options.ssl',
    'authentication.user',
    'authentication.erlangCookie',
    'customConfig',
    'customAdvancedConfig',
    'storage.requestedSize',
    'clustering.useLongName',
  ],
  keys: ['k8sPeerDiscoveryPlugin', 'prometheusPlugin', 'customConfig', 'memoryHighWatermark', 'erlangCookie'],
  carries: values => isString(dig(values, ['customConfig'])) || recognises(values),
  recognises,
  discovery: ['k8sPeerDiscoveryPlugin', 'enabled'],
  forceBoot: ['clustering', 'forceBoot'],
  wording: {
    conf: 'customConfig',
    advanced: 'customAdvancedConfig',
    plugins: 'plugins',
    keepData: 'set storage.requestedSize',
    ownDisks:
      'set storage.requestedSize in place of storage.persistentVolumeClaimName: a claim for each node',
  },
  fields: {
    set: {
      ...setFields,
      ...sameName('revisionHistoryLimit'),
      'updateStrategy.type': 'updateStrategyType',
      volumeClaimTemplates: 'storage',
    },
    pods: {
      ...podFields,
      ...sameName('terminationGracePeriodSeconds'),
      initContainers: 'extraInitContainers',
    },
    node: { ...ownProbes, ...sameName('resources', 'env', 'args', 'securityContext'), env: 'env' },
  },
  image: chart => imageOf(chart, 'rabbitmq'),
  disk: chart => storage(chart, ...home),
  mounts: () => [['rabbitmq-config', '/etc/rabbitmq']],
  volume: (chart, name) => (name === 'rabbitmq-config' ? found(files(chart)) : undefined),
  credentials: {
    user: 'authentication.user.value',
    password: 'authentication.password.value',
    cookie: 'authentication.erlangCookie.value',
  },
  secrets: { password: 'authentication.existingSecret', cookie: 'authentication.existingSecret' },
  exposes: chart => exposedBy(chart, officialPorts(chart)),
  plugins: chart =>
    listedPlugins(chart, 'plugins', [
      ...switchedPlugins(chart, 'rabbitmq_peer_discovery_k8s', false, 'k8sPeerDiscoveryPlugin', 'enabled'),
      ...switchedPlugins(chart, 'rabbitmq_management', true, 'managementPlugin', 'enabled'),
      ...switchedPlugins(chart, 'rabbitmq_prometheus', false, 'prometheusPlugin', 'enabled'),
    ]),
}

function recognises(values: JsonObject): boolean {
  return [
    'k8sPeerDiscoveryPlugin.enabled',
    'options.memoryHighWatermark.enabled',
    'authentication.erlangCookie',
  ].some(path => says(values, path))
}

/** What the init container puts into /etc/rabbitmq. */
function files(chart: ChartValues): ReadonlyMap<string, FileText> {
  const advanced = textAt(chart, 'customAdvancedConfig')
  return new Map<string, FileText>([
    ['rabbitmq.conf', { value: '', at: atValue(chart), parts: parts(chart) }],
    ['enabled_plugins', { value: '', at: atValue(chart), unread: renderChart }],
    ...(advanced === undefined
      ? []
      : ([['advanced.config', { value: advanced, at: atValue(chart, 'customAdvancedConfig') }]] as const)),
  ])
}

/** rabbitmq.conf: the lines of the chart, the user's own below them, and then whatever Secrets add. */
function parts(chart: ChartValues): readonly Part[] {
  const own = textAt(chart, 'customConfig')
  const type = textAt(chart, 'options', 'memoryHighWatermark', 'type') ?? 'relative'
  return [
    linesOfChart(
      chart,
      'default_user',
      'default_pass',
      'listeners.',
      'ssl_options.',
      'vm_memory_calculation_strategy',
    ),
    { is: 'text', generated: true, value: 'loopback_users.guest = false\n', at: atValue(chart) },
    linesOfChart(
      chart,
      'management.tcp.port',
      'prometheus.tcp.port',
      'total_memory_available_override_value',
    ),
    ...lineWith(
      chart,
      'total_memory_available_override_value',
      'options',
      'memory',
      'totalAvailableOverrideValue',
    ),
    ...(isOn(chart, false, 'options', 'memoryHighWatermark', 'enabled')
      ? lineWith(chart, `vm_memory_high_watermark.${type}`, 'options', 'memoryHighWatermark', 'value')
      : []),
    ...(isOn(chart, false, 'k8sPeerDiscoveryPlugin', 'enabled')
      ? [
          linesOfChart(chart, 'cluster_formation.'),
          ...lineWith(chart, 'cluster_formation.k8s.address_type', 'k8sPeerDiscoveryPlugin', 'addressType'),
        ]
      : []),
    ...(own === undefined ? [] : [{ is: 'text' as const, value: own, at: atValue(chart, 'customConfig') }]),
    ...(says(chart.value, 'extraSecretConfigs') ? [anyLines(chart)] : []),
  ]
}
