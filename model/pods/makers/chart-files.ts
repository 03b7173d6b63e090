import { withoutActions } from '../../formats/text/helm-text.ts'
import type { Located } from '../../kube/address.ts'
import { isString, member, objectOf } from '../../kube/json.ts'
import * as kinds from '../../kube/kinds.ts'
import { absent, found, type Lookup, type Seen, unknown } from '../../kube/lookup.ts'
import { dig, scalarText } from '../../kube/read.ts'
import type { World } from '../../kube/world.ts'
import { textsOf } from '../container-files.ts'
import type { File } from '../files.ts'
import { atValue, type ChartValues, isTemplate, mapAt, renderChart } from './chart-values.ts'

/*
 * What the values of a chart put into the files of a node.
 * Source: bitnami/charts, bitnami/rabbitmq 16.0.16, values.yaml and templates/{config-secret,statefulset,_helpers}.
 */

/** A text among the values, at its own place. Its path is its name among the values: the chart says where it is mounted. */
function textAt(chart: ChartValues, key: string): File | undefined {
  const value = dig(chart.value, [key])
  return isString(value) && value !== '' ? { value, at: atValue(chart, key), path: key } : undefined
}

/** The texts of rabbitmq.conf, in the order in which they end up there, with blanks in place of what a chart expands. */
export const chartConf = (chart: ChartValues): readonly File[] =>
  ['configuration', 'extraConfiguration'].flatMap(key => {
    const file = textAt(chart, key)
    return file ? [{ ...file, value: withoutActions(file.value) }] : []
  })

/** advanced.config, as far as the values hold it. */
export function chartAdvanced(chart: ChartValues): Lookup<File> {
  const file = textAt(chart, 'advancedConfiguration')
  return file && !isTemplate(file.value) ? found(file) : unknown(renderChart)
}

export interface ChartSetting extends Located<string> {
  readonly key: string
}

/** Settings that the chart's own configuration takes from values. With one of the user's own, as far as that names them. */
export function chartSettings(chart: ChartValues): readonly ChartSetting[] {
  const own = dig(chart.value, ['configuration'])
  const isUsed = (path: readonly string[]): boolean =>
    own === undefined || (isString(own) && own.includes(`.Values.${path.join('.')}`))
  const setting = (key: string, ...path: readonly string[]): readonly ChartSetting[] => {
    const value = scalarText(dig(chart.value, path))
    if (value === undefined || isTemplate(value) || !isUsed(path)) return []
    return [{ key, value, at: atValue(chart, ...path) }]
  }
  const clusters = member(mapAt(chart, 'clustering'), 'enabled') !== false
  const watermark = mapAt(chart, 'memoryHighWatermark')
  const type = member(watermark, 'type') ?? 'relative'
  return [
    ...(clusters
      ? [
          ...setting('cluster_formation.k8s.address_type', 'clustering', 'addressType'),
          ...setting('cluster_partition_handling', 'clustering', 'partitionHandling'),
        ]
      : []),
    ...(member(watermark, 'enabled') === true && isString(type)
      ? setting(`vm_memory_high_watermark.${type}`, 'memoryHighWatermark', 'value')
      : []),
  ]
}

/** The lists of plugins, separated by blanks or commas. */
export const chartPlugins = (chart: ChartValues): readonly File[] =>
  ['plugins', 'extraPlugins'].flatMap(key => {
    const file = textAt(chart, key)
    return file && !isTemplate(file.value) ? [file] : []
  })

/** The definitions that the chart has the nodes import: an entry of a Secret, or of one that the chart is to make. */
export function chartDefinitions(chart: ChartValues, world: World): Seen<File> {
  const load = mapAt(chart, 'loadDefinition')
  const { enabled, existingSecret, file: path = '/app/load_definition.json' } = load
  if (enabled !== true || !isString(existingSecret) || !isString(path)) return unseen([])
  const key = path.slice(path.lastIndexOf('/') + 1)
  const file = madeByChart(chart, existingSecret, key) ?? inSecret(chart, world, existingSecret, key)
  return unseen(file.state === 'found' ? [{ ...file.value, path }] : [])
}

const unseen = (items: readonly File[]): Seen<File> => ({ items, complete: false, why: renderChart })

/** Names in `extraSecrets` may get the name of the release in front of them, which then stands in the reference too. */
function madeByChart(chart: ChartValues, secret: string, key: string): Lookup<Located<string>> | undefined {
  const name = Object.keys(mapAt(chart, 'extraSecrets')).find(
    candidate => candidate === secret || (isTemplate(secret) && secret.endsWith(candidate)),
  )
  if (name === undefined) return undefined
  const text = member(objectOf(dig(chart.value, ['extraSecrets', name])), key)
  if (!isString(text)) return absent()
  if (isTemplate(text)) return unknown(renderChart)
  return found({ value: text, at: atValue(chart, 'extraSecrets', name, key), sensitive: true })
}

function inSecret(chart: ChartValues, world: World, name: string, key: string): Lookup<Located<string>> {
  const object = world.get(kinds.Secret, chart.object.namespace, name)
  if (object.state !== 'found') return object
  const text = textsOf(object.value).get(key)
  return text ? found(text) : absent()
}
