import { isString, type Json, type JsonObject, listOf, member } from '../../../kube/json.ts'
import * as kinds from '../../../kube/kinds.ts'
import { found, unknown } from '../../../kube/lookup.ts'
import type { World } from '../../../kube/world.ts'
import type { FileText, Part, VolumeFiles } from '../../files.ts'
import { filesOf } from './entries.ts'
import { lineBy } from './lines.ts'
import {
  type ChartValues,
  isOn,
  isOpen,
  isSince,
  known,
  mapAt,
  renderChart,
  textAt,
  textValue,
} from './values.ts'

/*
 * The definitions that the chart of CloudPirates has its nodes load: lists of its values as one file, or that of an object.
 * Source: CloudPirates-io/helm-charts, charts/rabbitmq 0.3.3 to 0.21.18, templates/{definitions-configmap,configmap,statefulset}.yaml.
 */

const folder = '/etc/rabbitmq-definitions'
const fileName = 'defs.json'

export const loadsDefinitions = (chart: ChartValues): boolean => isOn(chart, false, 'definitions', 'enabled')

/** The lines that name the file. */
export function definitionLines(chart: ChartValues): readonly Part[] {
  if (!loadsDefinitions(chart)) return []
  const path = `${folder}/${isReloaded(chart) ? sourceOf(chart).key : fileName}`
  if (isSince(chart, '0.15.5') === false) return [lineBy(chart, 'management.load_definitions', path)]
  return [
    lineBy(chart, 'definitions.import_backend', 'local_filesystem'),
    lineBy(chart, 'definitions.local.path', path),
  ]
}

export const definitionMounts = (chart: ChartValues): readonly (readonly [volume: string, path: string])[] =>
  loadsDefinitions(chart) ? [['definitions', folder]] : []

/** Without a look-out for changes it is one file, always called the same. */
export function definitionFiles(chart: ChartValues, world: World): VolumeFiles {
  const { kind, name, key } = sourceOf(chart)
  if (isOpen(chart, 'definitions')) return unknown(renderChart)
  if (kind === undefined) return found(new Map([[fileName, ownFile(chart)]]))
  const files = filesOf(kind, chart, world, name, 'extraObjects')
  if (files.state !== 'found' || isReloaded(chart)) return files
  const text = files.value.get(key)
  return found(new Map(text ? [[fileName, text]] : []))
}

const isReloaded = (chart: ChartValues): boolean =>
  isOn(chart, false, 'definitions', 'autoReload', 'enabled') && isSince(chart, '0.13.0') !== false

/** The object that the file is from; none where the chart makes it. */
function sourceOf(chart: ChartValues) {
  const text = (key: string): string => textAt(chart, 'definitions', key) ?? ''
  const [map, secret] = [text('existingConfigMap'), text('existingSecret')]
  if (map !== '')
    return { kind: kinds.ConfigMap, name: map, key: text('existingConfigMapKey') || fileName } as const
  return secret === ''
    ? ({ kind: undefined, name: '', key: fileName } as const)
    : ({ kind: kinds.Secret, name: secret, key: text('existingSecretKey') || fileName } as const)
}

/** What is no list of definitions. */
const switches = new Set([
  'enabled',
  'autoReload',
  'existingConfigMap',
  'existingConfigMapKey',
  'existingSecret',
  'existingSecretKey',
])

function ownFile(chart: ChartValues): FileText {
  const lists = Object.entries(mapAt(chart, 'definitions')).filter(([key]) => !switches.has(key))
  // Each list is of one place.
  const isSecret = lists.some(([key]) => textValue(chart, '', 'definitions', key).sensitive)
  const value: JsonObject = { ...Object.fromEntries(lists), ...withFirstUser(chart) }
  return {
    ...textValue(chart, JSON.stringify(value), 'definitions'),
    ...(isSecret ? { sensitive: true } : {}),
    json: { value, open: chart.source.isWhole ? undefined : renderChart },
  }
}

/** The user of the other values, where definitions make none of that name: it gets an empty password. */
function withFirstUser(chart: ChartValues): JsonObject {
  const users = listOf(member(mapAt(chart, 'definitions'), 'users'))
  const name = known(chart, 'auth.username')
  const isAdded =
    isSince(chart, '0.17.0') !== false && known(chart, 'auth.enabled') !== false && isString(name)
  if (!isAdded || users.some(user => member(user, 'name') === name)) return {}
  // The chart puts it in front; behind the others these keep their places.
  const first: Json = { name, password: '', tags: 'administrator' }
  return { users: [...users, first] }
}
