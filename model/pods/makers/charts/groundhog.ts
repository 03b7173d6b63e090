import { isString, type JsonObject, listOf, member } from '../../../kube/json.ts'
import * as kinds from '../../../kube/kinds.ts'
import { found, unknown } from '../../../kube/lookup.ts'
import { dig } from '../../../kube/read.ts'
import type { FileText, Part } from '../../files.ts'
import { storage } from './disk.ts'
import { filesOf } from './entries.ts'
import { exposedBy, officialPorts } from './exposure.ts'
import { ownProbes, podFields, sameName, setFields } from './fields.ts'
import { imageOf } from './image.ts'
import { anyLines, k8sLines, limitLine, lineBy, linesOfChart, lineWith, ownText } from './lines.ts'
import { etcFiles, home, listedPlugins, switchedPlugins } from './official-image.ts'
import { asksRunning, groundhogNode, groundhogPods } from './official-pods.ts'
import type { ChartShape } from './shape.ts'
import { atValue, type ChartValues, isFilled, isOn, known, says, textAt } from './values.ts'

/*
 * The RabbitMQ chart of groundhog2k, on the official image.
 * Source: groundhog2k/helm-charts, charts/rabbitmq 2.3.6, values.yaml and templates/{_helpers,rabbit-config,plugins-config}.
 */
export const groundhog: ChartShape = {
  name: 'groundhog',
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
  isSure: recognises,
  recognises,
  discovery: ['k8sPeerDiscoveryPlugin', 'enabled'],
  forceBoot: ['clustering', 'forceBoot'],
  wording: {
    conf: 'customConfig',
    advanced: 'customAdvancedConfig',
    plugins: 'plugins',
    longNames: 'set clustering.useLongName: true',
    ownBudget: 'set podDisruptionBudget.maxUnavailable: 1',
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
  image: chart => imageOf(chart, 'groundhog', 'rabbitmq'),
  pods: groundhogPods,
  node: groundhogNode,
  asks: asksRunning,
  rests: {
    env: ['clustering.useLongName'],
    envFrom: ['extraEnvSecrets'],
    serviceAccountName: ['serviceAccount'],
    securityContext: ['podSecurityContext.fsGroupChangePolicy'],
    livenessProbe: ['customLivenessProbe'],
    readinessProbe: ['customReadinessProbe'],
    startupProbe: ['customStartupProbe'],
  },
  variables: {
    RABBITMQ_NODENAME: 'clustering.useLongName',
    RABBITMQ_USE_LONGNAME: 'clustering.useLongName',
  },
  headless: chart => `${chart.called?.name ?? ''}-internal`,
  rights: chart => (isOn(chart, true, 'rbac', 'create') ? [{ verb: 'get', resource: 'endpoints' }] : []),
  budget: 'podDisruptionBudget',
  makesBudget: chart => isFilled(known(chart, 'podDisruptionBudget')),
  sharesCookie: chart =>
    says(chart.value, 'authentication.erlangCookie') ||
    isFilled(known(chart, 'extraEnvSecrets')) ||
    listOf(chart.value.env).some(item => member(item, 'name') === 'ERLANG_COOKIE'),
  disk: chart => storage(chart, ...home),
  mounts: chart => [
    ['rabbitmq-config', '/etc/rabbitmq'],
    ...['extraSecrets', 'extraConfigs', 'extraStorage'].flatMap(key =>
      listOf(known(chart, key)).flatMap(item => {
        const [name, path] = [member(item, 'name'), member(item, 'mountPath')]
        return isString(name) && isString(path) ? [[name, path] as const] : []
      }),
    ),
  ],
  volume(chart, name, world) {
    if (name === 'rabbitmq-config') return found(files(chart))
    const named = (key: string): boolean =>
      listOf(known(chart, key)).some(item => member(item, 'name') === name)
    if (named('extraSecrets')) return filesOf(kinds.Secret, chart, world, name)
    if (named('extraConfigs')) return filesOf(kinds.ConfigMap, chart, world, name)
    return named('extraStorage') ? unknown(`volume ${name} holds what no manifest says`) : undefined
  },
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
const files = (chart: ChartValues): ReadonlyMap<string, FileText> =>
  etcFiles(chart, parts(chart), 'customAdvancedConfig')

/** rabbitmq.conf: the lines of the chart, the user's own below them, and then whatever Secrets add. */
function parts(chart: ChartValues): readonly Part[] {
  const type = textAt(chart, 'options', 'memoryHighWatermark', 'type') ?? 'relative'
  return [
    ...firstUser(chart),
    linesOfChart(chart, 'listeners.', 'ssl_options.', 'vm_memory_calculation_strategy'),
    { is: 'text', generated: true, value: 'loopback_users.guest = false\n', at: atValue(chart) },
    linesOfChart(chart, 'management.tcp.port', 'prometheus.tcp.port'),
    ...memory(chart),
    ...(isOn(chart, false, 'options', 'memoryHighWatermark', 'enabled')
      ? lineWith(chart, `vm_memory_high_watermark.${type}`, 'options', 'memoryHighWatermark', 'value')
      : []),
    ...(isOn(chart, false, 'k8sPeerDiscoveryPlugin', 'enabled')
      ? [
          lineBy(chart, 'cluster_formation.peer_discovery_backend', 'rabbit_peer_discovery_k8s'),
          ...k8sLines(chart, groundhog.headless(chart), 'k8sPeerDiscoveryPlugin', 'addressType'),
        ]
      : []),
    ...ownText(chart, 'customConfig'),
    ...(says(chart.value, 'extraSecretConfigs') ? [anyLines(chart)] : []),
  ]
}

/** The memory that the broker is told of: what is set, else the limit, of which the chart reads whole numbers alone. */
function memory(chart: ChartValues): readonly Part[] {
  const key = 'total_memory_available_override_value'
  const set = lineWith(chart, key, 'options', 'memory', 'totalAvailableOverrideValue')
  if (set.length > 0) return set
  return textAt(chart, 'resources', 'limits', 'memory') === undefined && chart.source.isWhole
    ? []
    : limitLine(chart)
}

/** Written where both have a value; a Secret gives variables instead. */
function firstUser(chart: ChartValues): readonly Part[] {
  if (!chart.source.isWhole) return [linesOfChart(chart, 'default_user', 'default_pass')]
  const both = ['user', 'password'].map(part => textAt(chart, 'authentication', part, 'value'))
  if (both.includes(undefined)) return []
  return [
    ...lineWith(chart, 'default_user', 'authentication', 'user', 'value'),
    ...lineWith(chart, 'default_pass', 'authentication', 'password', 'value'),
  ]
}
