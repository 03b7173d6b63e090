import { member } from '../../../kube/json.ts'
import { dig, scalarText } from '../../../kube/read.ts'
import type { Part } from '../../files.ts'
import { bytesAt, limitLine, lineOf, linesOfChart, lineWith } from './lines.ts'
import { atValue, type ChartValues, isOn, isSince, mapAt } from './values.ts'

/*
 * What the RabbitMQ chart of Bitnami makes of amounts of memory.
 * Source: bitnami/charts, bitnami/rabbitmq 7.0.0 to 16.0.16, templates/_helpers.tpl, rabbitmq.toBytes, and values.yaml.
 */

/** The lines for the memory alarm, where a switch asks for them. */
export function watermark(chart: ChartValues): readonly Part[] {
  if (!isOn(chart, false, 'memoryHighWatermark', 'enabled')) return []
  const type = member(mapAt(chart, 'memoryHighWatermark'), 'type') ?? 'relative'
  const path = ['memoryHighWatermark', 'value']
  const own = type === 'relative' ? lineOf(chart, 'vm_memory_high_watermark.relative', ...path) : []
  // Of an absolute one the chart makes a number of bytes, or what it takes for one; before 12.6.3 it left it as it was.
  const isCounted = isSince(chart, '12.6.3')
  if (type === 'absolute' && isCounted === false)
    return [...limitLine(chart), ...lineWith(chart, 'vm_memory_high_watermark.absolute', ...path)]
  const bytes = type === 'absolute' && isCounted === true ? countedBytes(chart, ...path) : undefined
  const absolute: readonly Part[] =
    bytes === undefined
      ? [linesOfChart(chart, 'vm_memory_high_watermark.')]
      : [{ is: 'line', key: 'vm_memory_high_watermark.absolute', value: bytes, at: atValue(chart, ...path) }]
  return [...limitLine(chart), ...(own.length > 0 ? own : absolute)]
}

/** From 12.9.4 on a rest that is no number counts as 0: `512MB` is 512M bytes to the chart. */
function countedBytes(chart: ChartValues, ...path: readonly string[]): string | undefined {
  if (isSince(chart, '12.9.4') !== true) return bytesAt(chart, ...path)
  const written = dig(chart.value, path)
  const text = typeof written === 'number' ? String(Math.trunc(written)) : scalarText(written)
  const [, rest = '', unit = ''] = /^(.*?)([bB]|[kKmMgG]i?)?$/.exec(text ?? '') ?? []
  const size = sizes.get(/^[kmgKMG]i$/.test(unit) ? unit : unit.toUpperCase())
  if (size === undefined || (unit === '' && !/^\d+$/.test(rest))) return undefined
  return String(/^\d{1,15}(?:\.\d{1,9})?$/.test(rest) ? Math.floor(Number(rest) * size) : 0)
}
const sizes: ReadonlyMap<string, number> = new Map([
  ...([
    ['', 1],
    ['B', 1],
    ['K', 1e3],
    ['M', 1e6],
    ['G', 1e9],
  ] as const),
  ...([
    ['Ki', 1024],
    ['Mi', 1024 ** 2],
    ['Gi', 1024 ** 3],
  ] as const),
])
