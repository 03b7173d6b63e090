import { isString, listOf, member } from '../../../kube/json.ts'
import { dig } from '../../../kube/read.ts'
import type { FileText, Part } from '../../files.ts'
import type { NamedPlugin, PluginList } from '../../made.ts'
import { pluginAt } from '../../plugin-texts.ts'
import { lineWith } from './lines.ts'
import { allOf, atValue, type ChartValues, isOn, mapAt, renderChart, textAt, textValue } from './values.ts'

/*
 * What the charts on the official image have in common.
 * Sources: CloudPirates-io/helm-charts rabbitmq 0.21.18; groundhog2k/helm-charts rabbitmq 2.3.6.
 */

/** The watermark, and the memory limit as it is written, which only the switch for both writes. */
export function configWithMemory(chart: ChartValues, path: readonly string[]): readonly Part[] {
  if (!isOn(chart, false, ...path, 'enabled')) return []
  const type = member(mapAt(chart, ...path), 'type') ?? 'relative'
  if (!isString(type)) return []
  return [
    ...(type === 'relative'
      ? lineWith(chart, 'total_memory_available_override_value', 'resources', 'limits', 'memory')
      : []),
    ...lineWith(chart, `vm_memory_high_watermark.${type}`, ...path, 'value'),
  ]
}

/** A plugin that a switch of the chart turns on. */
export const switchedPlugins = (
  chart: ChartValues,
  name: string,
  fallback: boolean,
  ...path: readonly string[]
): readonly NamedPlugin[] =>
  isOn(chart, fallback, ...path) ? [{ name, at: atValue(chart, ...path), generated: true }] : []

/** Plugins that the chart switches on, and those that a list of values names. */
export function listedPlugins(chart: ChartValues, key: string, switched: readonly NamedPlugin[]): PluginList {
  const own = listOf(dig(chart.value, [key])).flatMap((name, index) =>
    isString(name) ? [pluginAt(name, atValue(chart, key, index))] : [],
  )
  return {
    named: { items: [...switched, ...own], ...allOf(chart, key) },
    append: name => ({ op: 'set', at: atValue(chart, key, '-'), value: name }),
  }
}

/** The files of /etc/rabbitmq: rabbitmq.conf in its parts, and advanced.config where the value at a path says one. */
export function etcFiles(
  chart: ChartValues,
  parts: readonly Part[],
  ...advanced: readonly string[]
): ReadonlyMap<string, FileText> {
  const files = new Map<string, FileText>([
    ['rabbitmq.conf', { value: '', at: atValue(chart), parts }],
    ['enabled_plugins', { value: '', at: atValue(chart), unread: renderChart }],
  ])
  const text = textAt(chart, ...advanced)
  if (text !== undefined) files.set('advanced.config', textValue(chart, text, ...advanced))
  return files
}

/** Where these charts mount the disk, and where the data is on it. */
export const home = ['/var/lib/rabbitmq', '/var/lib/rabbitmq/mnesia'] as const
