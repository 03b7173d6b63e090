import { bitnamiChartRelease } from '../../../facts/chart-releases.ts'
import { templatedJson, withoutActions } from '../../formats/text/helm-text.ts'
import { isString, type JsonObject, member, objectOf } from '../../kube/json.ts'
import * as kinds from '../../kube/kinds.ts'
import { found, unknown } from '../../kube/lookup.ts'
import { dig } from '../../kube/read.ts'
import type { World } from '../../kube/world.ts'
import type { FileText, Part, VolumeFiles } from '../files.ts'
import { pluginsInText } from '../plugin-texts.ts'
import { textsOf } from '../texts.ts'
import { imageOf } from './chart-image.ts'
import type { ChartShape } from './chart-shape.ts'
import {
  anyLines,
  atValue,
  type ChartValues,
  isMap,
  isOn,
  isTemplate,
  linesOfChart,
  lineWith,
  mapAt,
  namesRabbit,
  renderChart,
  says,
  textAt,
} from './chart-values.ts'

/*
 * The RabbitMQ chart of Bitnami.
 * Source: bitnami/charts, bitnami/rabbitmq 7.0.0 to 16.0.16, values.yaml and templates/{config-secret,statefulset,_helpers}.
 */
export const bitnami: ChartShape = {
  repository: /bitnami/i,
  hasMajor: major => major >= 6 && major <= 16,
  own: [
    'loadDefinition',
    'communityPlugins',
    'extraPlugins',
    'configuration',
    'extraConfiguration',
    'advancedConfiguration',
    'memoryHighWatermark',
    'ulimitNofiles',
    'auth.securePassword',
    'auth.existingPasswordSecret',
    'auth.existingErlangSecret',
    'clustering.addressType',
    'clustering.partitionHandling',
    'clustering.enabled',
  ],
  keys: [
    ...['configuration', 'extraConfiguration', 'advancedConfiguration'],
    ...['plugins', 'extraPlugins', 'loadDefinition', 'clustering', 'memoryHighWatermark'],
  ],
  carries,
  recognises,
  wording: { conf: 'extraConfiguration', advanced: 'advancedConfiguration' },
  image: chart => imageOf(chart, 'bitnami/rabbitmq', bitnamiChartRelease(chart.source.version)),
  env: 'extraEnvVars',
  lifecycle: 'lifecycleHooks',
  mounts: chart => [
    ['configuration', '/bitnami/rabbitmq/conf'],
    ['empty-dir', '/opt/bitnami/rabbitmq/etc/rabbitmq'],
    ...(loads(chart) ? [['load-definition-volume', '/app'] as const] : []),
  ],
  volume(chart, name, world) {
    if (name === 'empty-dir') return found(new Map())
    if (name === 'configuration') return configuration(chart, world)
    return name === 'load-definition-volume' ? definitions(chart, world) : undefined
  },
  plugins: chart => ({
    named: {
      items: ['plugins', 'extraPlugins'].flatMap(key => {
        const text = textAt(chart, key)
        return text === undefined || isTemplate(text) ? [] : pluginsInText(text, atValue(chart, key))
      }),
      complete: false,
      why: renderChart,
    },
    append: () => undefined,
  }),
}

const textKeys = ['configuration', 'extraConfiguration', 'advancedConfiguration', 'plugins', 'extraPlugins']

function carries(values: JsonObject): boolean {
  return (
    textKeys.some(key => isString(member(values, key))) ||
    typeof dig(values, ['loadDefinition', 'enabled']) === 'boolean' ||
    signs.some(sign => sign(values))
  )
}

type Sign = (values: JsonObject) => boolean
/** What only values for RabbitMQ hold: `replicaCount` and `configuration` are those of many charts. */
const signs: readonly Sign[] = [
  values => ['plugins', 'extraPlugins'].some(key => /\brabbitmq_/.test(textAt({ value: values }, key) ?? '')),
  values => ['auth.erlangCookie', 'auth.existingErlangSecret'].some(path => says(values, path)),
  values => ['addressType', 'partitionHandling', 'forceBoot'].some(key => says(values, `clustering.${key}`)),
  values => says(values, 'memoryHighWatermark.enabled'),
  namesRabbit,
]

/** Configuration, something of a cluster, and a sign; or the chart's own image and a value of its own. */
function recognises(values: JsonObject): boolean {
  const configures =
    ['configuration', 'extraConfiguration', 'plugins', 'extraPlugins'].some(key =>
      isString(member(values, key)),
    ) || typeof dig(values, ['loadDefinition', 'enabled']) === 'boolean'
  const clusters =
    typeof member(values, 'replicaCount') === 'number' ||
    isMap(member(values, 'clustering')) ||
    says(values, 'auth.erlangCookie') ||
    says(values, 'auth.existingErlangSecret')
  return configures && clusters && signs.some(sign => sign(values))
}

/** Whether the chart mounts definitions. */
const loads = (chart: ChartValues): boolean =>
  isOn(chart, false, 'loadDefinition', 'enabled') &&
  textAt(chart, 'loadDefinition', 'existingSecret') !== undefined

/** The folder that the image copies its configuration from. */
function configuration(chart: ChartValues, world: World): VolumeFiles {
  const secret = textAt(chart, 'configurationExistingSecret')
  if (secret !== undefined) return filesOfSecret(chart, world, secret)
  const text = textAt(chart, 'advancedConfiguration')
  const place = atValue(chart, 'advancedConfiguration')
  const files = new Map<string, FileText>([
    ['rabbitmq.conf', { value: '', at: atValue(chart), parts: configurationParts(chart) }],
  ])
  if (text !== undefined)
    files.set('advanced.config', {
      value: text,
      at: place,
      ...(isTemplate(text) ? { unread: renderChart } : {}),
    })
  else if (textAt(chart, 'advancedConfigurationExistingSecret') !== undefined)
    files.set('advanced.config', { value: '', at: place, unread: renderChart })
  return found(files)
}

function filesOfSecret(chart: ChartValues, world: World, name: string): VolumeFiles {
  if (isTemplate(name)) return unknown(renderChart)
  const secret = world.get(kinds.Secret, chart.object.namespace, name)
  if (secret.state === 'unknown') return secret
  return secret.state === 'found'
    ? found(textsOf(secret.value))
    : unknown(`Secret ${name} is not among the objects`)
}

/** rabbitmq.conf, piece by piece: a text of the user's own in place of the chart's, or lines of the chart around another. */
function configurationParts(chart: ChartValues): readonly Part[] {
  const own = textAt(chart, 'configuration')
  if (own === undefined) return [...before(chart), ...extra(chart), ...after(chart)]
  const uses = (...path: readonly string[]): boolean => own.includes(`.Values.${path.join('.')}`)
  const lines = [
    ...lineWith(chart, 'cluster_formation.k8s.address_type', 'clustering', 'addressType'),
    ...lineWith(chart, 'cluster_partition_handling', 'clustering', 'partitionHandling'),
    ...(loads(chart) ? lineWith(chart, 'load_definitions', 'loadDefinition', 'file') : []),
    ...watermark(chart),
  ]
  return [
    ...lines.filter(line => line.is === 'line' && uses(...line.at.path.slice(chart.base.length).map(String))),
    ...text(chart, 'configuration'),
    ...(own.includes('rabbitmq.extraConfiguration') || uses('extraConfiguration') ? extra(chart) : []),
  ]
}

const before = (chart: ChartValues): readonly Part[] => [
  linesOfChart(
    chart,
    'default_user',
    'default_pass',
    'queue_master_locator',
    'queue_leader_locator',
    'loopback_users.',
  ),
  ...(isOn(chart, true, 'clustering', 'enabled')
    ? [
        linesOfChart(chart, 'cluster_name', 'cluster_formation.', 'cluster_partition_handling'),
        ...lineWith(chart, 'cluster_formation.k8s.address_type', 'clustering', 'addressType'),
        ...lineWith(chart, 'cluster_partition_handling', 'clustering', 'partitionHandling'),
      ]
    : []),
  ...(loads(chart) ? [loadLine(chart)] : []),
]

function loadLine(chart: ChartValues): Part {
  const [written] = lineWith(chart, 'load_definitions', 'loadDefinition', 'file')
  const place = atValue(chart, 'loadDefinition')
  return (
    written ?? {
      is: 'text',
      generated: true,
      value: 'load_definitions = /app/load_definition.json\n',
      at: place,
    }
  )
}

function extra(chart: ChartValues): readonly Part[] {
  return textAt(chart, 'extraConfigurationExistingSecret') === undefined
    ? text(chart, 'extraConfiguration')
    : [anyLines(chart)]
}

/** A text with blanks in place of what the chart expands, which may be any line. */
function text(chart: ChartValues, key: string): readonly Part[] {
  const value = textAt(chart, key)
  if (value === undefined) return []
  const part: Part = { is: 'text', value: withoutActions(value), at: atValue(chart, key) }
  return isTemplate(value) ? [part, anyLines(chart)] : [part]
}

/** What stands below the user's own lines, and wins over them. */
const after = (chart: ChartValues): readonly Part[] => [
  linesOfChart(chart, 'prometheus.tcp.port', 'tcp_listen_options.'),
  ...(isOn(chart, false, 'auth', 'tls', 'enabled')
    ? [linesOfChart(chart, 'ssl_options.', 'listeners.ssl.default')]
    : []),
  ...(isOn(chart, false, 'ldap', 'enabled') ? [linesOfChart(chart, 'auth_backends.', 'auth_ldap.')] : []),
  ...watermark(chart),
]

function watermark(chart: ChartValues): readonly Part[] {
  if (!isOn(chart, false, 'memoryHighWatermark', 'enabled')) return []
  const type = member(mapAt(chart, 'memoryHighWatermark'), 'type') ?? 'relative'
  return [
    linesOfChart(chart, 'total_memory_available_override_value', 'vm_memory_high_watermark.'),
    ...(isString(type)
      ? lineWith(chart, `vm_memory_high_watermark.${type}`, 'memoryHighWatermark', 'value')
      : []),
  ]
}

/** The entries of a Secret that the chart mounts whole: one that is there, or one that the chart is to make. */
function definitions(chart: ChartValues, world: World): VolumeFiles {
  const name = textAt(chart, 'loadDefinition', 'existingSecret') ?? ''
  // The name of the release may stand in front, which then stands in the reference too.
  const own = Object.keys(mapAt(chart, 'extraSecrets')).find(
    candidate => candidate === name || (isTemplate(name) && name.endsWith(candidate)),
  )
  if (own === undefined) return filesOfSecret(chart, world, name)
  const entries = Object.entries(objectOf(dig(chart.value, ['extraSecrets', own])))
  return found(
    new Map(
      entries.flatMap(([key, value]) =>
        isString(value) ? [[key, secretText(chart, value, ['extraSecrets', own, key])] as const] : [],
      ),
    ),
  )
}

function secretText(chart: ChartValues, written: string, path: readonly string[]): FileText {
  const value = templatedJson(written)
  const place = { at: atValue(chart, ...path), sensitive: true }
  return value === undefined ? { ...place, value: '', unread: renderChart } : { ...place, value }
}
