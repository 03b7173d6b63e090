import { isString, type JsonObject, listOf } from '../../../kube/json.ts'
import { found } from '../../../kube/lookup.ts'
import { dig } from '../../../kube/read.ts'
import type { FileText, Part } from '../../files.ts'
import {
  definitionFiles,
  definitionLines,
  definitionMounts,
  loadsDefinitions,
} from './cloudpirates-definitions.ts'
import { persistence } from './disk.ts'
import { exposedBy, officialPorts } from './exposure.ts'
import { podFields, sameName, setFields, timedProbe } from './fields.ts'
import { imageOf } from './image.ts'
import { k8sLines, lineBy, linesOfChart, lineWith, ownText } from './lines.ts'
import { configWithMemory, etcFiles, home, listedPlugins, switchedPlugins } from './official-image.ts'
import { asksRunning, cloudPiratesNode, cloudPiratesPods } from './official-pods.ts'
import type { ChartShape } from './shape.ts'
import { atValue, type ChartValues, isOn, namesRabbit, says } from './values.ts'

/*
 * The RabbitMQ chart of CloudPirates, on the official image.
 * Source: CloudPirates-io/helm-charts, charts/rabbitmq 0.21.18, values.yaml and templates/{configmap,statefulset,_helpers}.
 */
export const cloudPirates: ChartShape = {
  name: 'cloudPirates',
  repository: /cloudpirates/i,
  hasMajor: major => major === 0,
  own: [
    'peerDiscoveryK8sPlugin',
    'config.extraConfiguration',
    'config.advancedConfiguration',
    'config.memoryHighWatermark',
    'config.logging',
    'additionalPlugins',
    'installPlugins',
    'queueBalancing',
    'definitions.enabled',
    'definitions.existingConfigMap',
    'auth.existingErlangCookieKey',
    'customScripts',
  ],
  keys: [
    'peerDiscoveryK8sPlugin',
    'additionalPlugins',
    'queueBalancing',
    'extraConfiguration',
    'memoryHighWatermark',
  ],
  carries: values =>
    isString(dig(values, ['config', 'extraConfiguration'])) ||
    ['peerDiscoveryK8sPlugin.enabled', 'queueBalancing.enabled', 'config.memoryHighWatermark.enabled'].some(
      path => says(values, path),
    ),
  isSure: recognises,
  recognises,
  discovery: ['peerDiscoveryK8sPlugin', 'enabled'],
  wording: {
    conf: 'config.extraConfiguration',
    advanced: 'config.advancedConfiguration',
    plugins: 'additionalPlugins',
    longNames: 'set peerDiscoveryK8sPlugin.useLongname: true',
    ownBudget: 'set pdb.create: true',
    keepData: 'set persistence.enabled: true',
    ownDisks: 'leave persistence.existingClaim out: the chart then makes a claim for each node',
  },
  fields: {
    set: {
      ...setFields,
      ...sameName('persistentVolumeClaimRetentionPolicy'),
      volumeClaimTemplates: 'persistence',
    },
    pods: {
      ...podFields,
      ...sameName('topologySpreadConstraints', 'priorityClassName'),
      initContainers: 'customScripts.initContainers',
      volumes: 'extraVolumes',
    },
    node: {
      ...timedProbe('livenessProbe'),
      ...timedProbe('readinessProbe'),
      resources: 'resources',
      env: 'extraEnvVars',
      'lifecycle.postStart': 'customScripts.postStart',
      'lifecycle.preStop': 'customScripts.preStop',
      securityContext: 'containerSecurityContext',
      volumeMounts: 'extraVolumeMounts',
      ports: 'extraPorts',
    },
  },
  image: chart => imageOf(chart, 'cloudPirates', 'rabbitmq'),
  pods: cloudPiratesPods,
  node: cloudPiratesNode,
  asks: asksRunning,
  rests: {
    env: ['extraEnvVars', 'auth.enabled', 'peerDiscoveryK8sPlugin.useLongname'],
    lifecycle: ['customScripts', 'queueBalancing.autoRebalance.enabled'],
    automountServiceAccountToken: ['serviceAccount.automountServiceAccountToken'],
    serviceAccountName: ['serviceAccount'],
    securityContext: ['podSecurityContext.fsGroupChangePolicy'],
  },
  variables: {
    RABBITMQ_NODENAME: 'peerDiscoveryK8sPlugin.useLongname',
    RABBITMQ_USE_LONGNAME: 'peerDiscoveryK8sPlugin.useLongname',
    RABBITMQ_DEFAULT_USER: 'auth.username',
  },
  headless: chart => `${chart.called?.name ?? ''}-headless`,
  rights: chart =>
    isOn(chart, false, 'peerDiscoveryK8sPlugin', 'enabled') && isOn(chart, true, 'rbac', 'create')
      ? [
          ...['get', 'list', 'watch'].map(verb => ({ verb, resource: 'endpoints' })),
          { verb: 'create', resource: 'events' },
        ]
      : [],
  budget: 'pdb',
  makesBudget: chart => isOn(chart, false, 'pdb', 'create'),
  sharesCookie: () => true,
  disk: chart => persistence(chart, ...home),
  mounts: chart => [['config', '/etc/rabbitmq'], ...definitionMounts(chart)],
  volume(chart, name, world) {
    if (name === 'config') return found(files(chart))
    return name === 'definitions' && loadsDefinitions(chart) ? definitionFiles(chart, world) : undefined
  },
  credentials: {
    user: 'auth.username',
    password: 'auth.password',
    cookie: 'auth.erlangCookie',
  },
  secrets: { password: 'auth.existingSecret', cookie: 'auth.existingSecret' },
  authSwitch: 'auth.enabled',
  exposes: chart => exposedBy(chart, officialPorts(chart), false),
  plugins: chart =>
    listedPlugins(chart, 'additionalPlugins', [
      ...switchedPlugins(chart, 'rabbitmq_peer_discovery_k8s', false, 'peerDiscoveryK8sPlugin', 'enabled'),
      ...switchedPlugins(chart, 'rabbitmq_management', true, 'managementPlugin', 'enabled'),
      ...switchedPlugins(chart, 'rabbitmq_prometheus', false, 'metrics', 'enabled'),
    ]),
}

/** Peer discovery by its own switch, or configuration in its own place beside a sign of RabbitMQ. */
function recognises(values: JsonObject): boolean {
  if (typeof dig(values, ['peerDiscoveryK8sPlugin', 'enabled']) === 'boolean') return true
  const configures =
    isString(dig(values, ['config', 'extraConfiguration'])) ||
    ['config.memoryHighWatermark.enabled', 'queueBalancing.enabled'].some(path => says(values, path))
  const plugins = listOf(dig(values, ['additionalPlugins']))
  return (
    configures &&
    (namesRabbit(values) ||
      plugins.some(name => isString(name) && name.startsWith('rabbitmq_')) ||
      ['auth.erlangCookie', 'auth.existingErlangCookieKey'].some(path => says(values, path)))
  )
}

/** The ConfigMap that the chart mounts over the whole of /etc/rabbitmq. */
const files = (chart: ChartValues): ReadonlyMap<string, FileText> =>
  etcFiles(chart, parts(chart), 'config', 'advancedConfiguration')

/** rabbitmq.conf: the lines of the chart, and below them the user's own, which win. */
function parts(chart: ChartValues): readonly Part[] {
  return [
    { is: 'text', generated: true, value: 'loopback_users.guest = false\n', at: atValue(chart) },
    linesOfChart(chart, 'listeners.tcp.default', 'management.tcp.port', 'prometheus.tcp.port', 'log.'),
    ...(isOn(chart, false, 'peerDiscoveryK8sPlugin', 'enabled')
      ? [
          linesOfChart(chart, 'cluster_name'),
          lineBy(chart, 'cluster_formation.peer_discovery_backend', 'rabbit_peer_discovery_k8s'),
          ...k8sLines(chart, cloudPirates.headless(chart), 'peerDiscoveryK8sPlugin', 'addressType'),
        ]
      : []),
    ...configWithMemory(chart, ['config', 'memoryHighWatermark']),
    ...definitionLines(chart),
    ...(isOn(chart, false, 'queueBalancing', 'enabled')
      ? [
          linesOfChart(chart, 'queue_leader_locator', 'quorum_queue.continuous_membership_reconciliation.'),
          ...lineWith(
            chart,
            'cluster_formation.target_cluster_size_hint',
            ...['queueBalancing', 'clusterFormation', 'targetClusterSizeHint'],
          ),
        ]
      : []),
    ...ownText(chart, 'config', 'extraConfiguration'),
  ]
}
