import { withoutActions } from '../../../formats/text/helm-text.ts'
import { isString, objectOf } from '../../../kube/json.ts'
import * as kinds from '../../../kube/kinds.ts'
import { found } from '../../../kube/lookup.ts'
import { dig } from '../../../kube/read.ts'
import type { World } from '../../../kube/world.ts'
import type { FileText, Part, VolumeFiles } from '../../files.ts'
import { watermark } from './bitnami-memory.ts'
import { headless } from './bitnami-pods.ts'
import { filesOf } from './entries.ts'
import { anyLines, k8sLines, lineBy, lineOf, linesOfChart, lineWith } from './lines.ts'
import {
  atValue,
  type ChartValues,
  isOn,
  isOpen,
  isSince,
  isTemplate,
  known,
  mapAt,
  renderChart,
  textAt,
  textValue,
} from './values.ts'

/*
 * The files that the RabbitMQ chart of Bitnami makes of its values.
 * Source: bitnami/charts, bitnami/rabbitmq 7.0.0 to 16.0.16, values.yaml and templates/{config-secret,statefulset,_helpers}.
 */

/** Whether the chart mounts definitions. */
export const loads = (chart: ChartValues): boolean =>
  isOn(chart, false, 'loadDefinition', 'enabled') &&
  textAt(chart, 'loadDefinition', 'existingSecret') !== undefined

export const hasTls = (chart: ChartValues): boolean => isOn(chart, false, 'auth', 'tls', 'enabled')

/** The only files of certificates that there are, whatever the keys of their Secret are called. */
export const certificates = (chart: ChartValues): VolumeFiles =>
  found(
    new Map(
      ['ca_certificate', 'server_certificate', 'server_key'].map(name => [
        `${name}.pem`,
        { value: '', at: atValue(chart, 'auth', 'tls'), unread: renderChart },
      ]),
    ),
  )

/** The folder that the image copies its configuration from. */
export function configuration(chart: ChartValues, world: World): VolumeFiles {
  const secret = textAt(chart, 'configurationExistingSecret')
  if (secret !== undefined) return filesOf(kinds.Secret, chart, world, secret)
  const text = textAt(chart, 'advancedConfiguration')
  const place = atValue(chart, 'advancedConfiguration')
  const files = new Map<string, FileText>([
    ['rabbitmq.conf', { value: '', at: atValue(chart), parts: configurationParts(chart) }],
  ])
  if (text !== undefined)
    files.set('advanced.config', {
      ...textValue(chart, text, 'advancedConfiguration'),
      ...(isTemplate(text) ? { unread: renderChart } : {}),
    })
  else if (textAt(chart, 'advancedConfigurationExistingSecret') !== undefined)
    files.set('advanced.config', { value: '', at: place, unread: renderChart })
  return found(files)
}

/** rabbitmq.conf, piece by piece: a text of the user's own in place of the chart's, or lines of the chart around another. */
function configurationParts(chart: ChartValues): readonly Part[] {
  const own = textAt(chart, 'configuration')
  if (isOpen(chart, 'configuration')) return [anyLines(chart)]
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
  linesOfChart(chart, 'queue_master_locator', 'queue_leader_locator', 'loopback_users.'),
  ...firstUser(chart),
  ...(known(chart, 'clustering.enabled') === false ? [] : discovery(chart)),
  ...(loads(chart) ? [loadLine(chart)] : []),
]

/** The password stands there where it is not to be kept from sight. */
function firstUser(chart: ChartValues): readonly Part[] {
  if (known(chart, 'auth.securePassword') !== false)
    return [linesOfChart(chart, 'default_user', 'default_pass')]
  return [
    ...lineOf(chart, 'default_user', 'auth', 'username'),
    ...lineWith(chart, 'default_pass', 'auth', 'password'),
  ]
}

function discovery(chart: ChartValues): readonly Part[] {
  const partitions = lineOf(chart, 'cluster_partition_handling', 'clustering', 'partitionHandling')
  // Where clustering may be off nothing is certain of its lines.
  if (known(chart, 'clustering.enabled') !== true)
    return [
      linesOfChart(chart, 'cluster_name', 'cluster_formation.', 'cluster_partition_handling'),
      ...lineWith(chart, 'cluster_formation.k8s.address_type', 'clustering', 'addressType'),
      ...partitions,
    ]
  return [
    linesOfChart(chart, 'cluster_name', 'cluster_formation.target_cluster_size_hint'),
    lineBy(chart, 'cluster_formation.peer_discovery_backend', 'rabbit_peer_discovery_k8s'),
    ...k8sLines(chart, headless(chart), 'clustering', 'addressType'),
    lineBy(chart, 'cluster_formation.node_cleanup.only_log_warning', 'true'),
    ...partitions,
  ]
}

function loadLine(chart: ChartValues): Part {
  const [written] = lineWith(chart, 'load_definitions', 'loadDefinition', 'file')
  const at = atValue(chart, 'loadDefinition', 'enabled')
  return written ?? { is: 'line', key: 'load_definitions', value: '/app/load_definition.json', at }
}

function extra(chart: ChartValues): readonly Part[] {
  return textAt(chart, 'extraConfigurationExistingSecret') === undefined
    ? text(chart, 'extraConfiguration')
    : [anyLines(chart)]
}

/** A text with blanks in place of what the chart expands, which may be any line. */
function text(chart: ChartValues, key: string): readonly Part[] {
  if (isOpen(chart, key)) return [anyLines(chart)]
  const value = textAt(chart, key)
  if (value === undefined) return []
  const part: Part = { is: 'text', ...textValue(chart, withoutActions(value), key) }
  return isTemplate(value) ? [part, anyLines(chart)] : [part]
}

/** What stands below the user's own lines, and wins over them. */
const after = (chart: ChartValues): readonly Part[] => [
  linesOfChart(chart, 'prometheus.tcp.port', 'tcp_listen_options.'),
  ...(hasTls(chart) ? [linesOfChart(chart, 'ssl_options.', 'listeners.ssl.default')] : []),
  ...(isOn(chart, false, 'ldap', 'enabled') ? ldap(chart) : []),
  ...watermark(chart),
]

/** The first backend asks LDAP who somebody is. */
function ldap(chart: ChartValues): readonly Part[] {
  if (isSince(chart, '10.1.0') !== true) return [linesOfChart(chart, 'auth_backends.', 'auth_ldap.')]
  const at = atValue(chart, 'ldap', 'enabled')
  return [
    { is: 'line', key: 'auth_backends.1.authn', value: 'ldap', at },
    linesOfChart(chart, 'auth_backends.1.authz', 'auth_backends.2', 'auth_ldap.'),
  ]
}

/** The entries of a Secret that the chart mounts whole: one that is there, or one that the chart is to make. */
export function definitions(chart: ChartValues, world: World): VolumeFiles {
  const name = textAt(chart, 'loadDefinition', 'existingSecret') ?? ''
  const own = madeSecret(chart, name)
  return own ? found(own) : filesOf(kinds.Secret, chart, world, name, 'extraDeploy')
}

/** One of those that the values list by name: that of the release may stand in front, which then stands in the reference too. */
export function madeSecret(chart: ChartValues, name: string): ReadonlyMap<string, FileText> | undefined {
  const release = chart.source.installed?.name
  const isCalled = (key: string): boolean =>
    key === name ||
    (isTemplate(name) && name.endsWith(key)) ||
    (release !== undefined && name === `${release}-${key}`)
  const own = Object.keys(mapAt(chart, 'extraSecrets')).find(isCalled)
  if (own === undefined) return undefined
  const entries = Object.entries(objectOf(dig(chart.value, ['extraSecrets', own])))
  return new Map(
    entries.flatMap(([key, value]) =>
      isString(value)
        ? [[key, { value, at: atValue(chart, 'extraSecrets', own, key), sensitive: true }] as const]
        : [],
    ),
  )
}
