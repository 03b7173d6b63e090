import { wholeQuantityOf } from '../../../formats/text/quantity.ts'
import { isString } from '../../../kube/json.ts'
import { borrowedAt } from '../../../kube/object.ts'
import { dig, scalarText } from '../../../kube/read.ts'
import type { Part } from '../../files.ts'
import {
  atValue,
  type ChartValues,
  isOpen,
  isTemplate,
  known,
  renderChart,
  textAt,
  textValue,
} from './values.ts'

/*
 * Lines of rabbitmq.conf that charts write of their values.
 */

/** A line of a file that the chart writes around one value; none where the value is not written, or a template. */
export function lineWith(chart: ChartValues, key: string, ...path: readonly string[]): readonly Part[] {
  const written = dig(chart.value, path)
  const value =
    typeof written === 'number' && !isParameter(chart, path) ? floatText(written) : scalarText(written)
  if (value === undefined || value === '' || isTemplate(value)) return []
  return [{ is: 'line', key, ...textValue(chart, value, ...path) }]
}

/**
 * A number of a file as a template writes it: for Helm each is a float.
 * Source: fmt of Go, verb %v; rendered with helm 3.18.4.
 */
function floatText(value: number): string {
  if (Math.abs(value) < 1e6) return String(value)
  return value.toExponential().replace(/e\+(\d)$/, 'e+0$1')
}
/** A parameter of an Application keeps whole numbers. */
const isParameter = (chart: ChartValues, path: readonly string[]): boolean => {
  const { from } = borrowedAt(chart.object, atValue(chart, ...path).path) ?? {}
  return from !== undefined && 'path' in from && from.path.includes('parameters')
}

/** A line around a value, written or of the chart itself: unseen where that is not known. */
export function lineOf(chart: ChartValues, key: string, ...path: readonly string[]): readonly Part[] {
  const written = lineWith(chart, key, ...path)
  if (written.length > 0) return written
  const own = scalarText(dig(chart.all, path))
  return own === undefined || isTemplate(own) ? [linesOfChart(chart, key)] : [lineBy(chart, key, own)]
}

/** The line for the memory that the broker is told of, which some charts make of the limit: a number of bytes. */
export function limitLine(chart: ChartValues): readonly Part[] {
  const key = 'total_memory_available_override_value'
  const path = ['resources', 'limits', 'memory']
  const bytes = bytesAt(chart, ...path)
  return bytes === undefined
    ? [linesOfChart(chart, key)]
    : [{ is: 'line', key, value: bytes, at: atValue(chart, ...path) }]
}

/** The number of bytes that a chart makes of an amount; nothing of what it makes no number of, or a wrong one. */
export function bytesAt(chart: ChartValues, ...path: readonly string[]): string | undefined {
  const text = textAt(chart, ...path)
  const bytes = text !== undefined && /^\d+[KMG]i?$/.test(text) ? wholeQuantityOf(text) : undefined
  return bytes === undefined ? undefined : String(bytes)
}

/** A line that the chart writes by itself. */
export const lineBy = (chart: ChartValues, key: string, value: string): Part => ({
  is: 'text',
  generated: true,
  value: `${key} = ${value}\n`,
  at: atValue(chart),
})

/** Lines that a chart writes, and whose values the values alone do not tell: keys, and beginnings of keys that end in a dot. */
export const linesOfChart = (chart: ChartValues, ...keys: readonly string[]): Part => ({
  is: 'unseen',
  why: renderChart,
  at: atValue(chart),
  // Where all values are seen, no other lines are there.
  ...(chart.source.isWhole ? {} : { proof: 'presumed' }),
  maySet: key => keys.some(own => key === own || (own.endsWith('.') && key.startsWith(own))),
})

/** Lines that may say anything. */
export const anyLines = (chart: ChartValues): Part => ({
  ...{ is: 'unseen', why: renderChart, at: atValue(chart), proof: 'presumed' },
  maySet: () => true,
})

/** Text of a file as a value says it, which may be any where something unread says it. */
export function ownText(chart: ChartValues, ...path: readonly string[]): readonly Part[] {
  if (isOpen(chart, path.join('.'))) return [anyLines(chart)]
  const value = textAt(chart, ...path)
  return value === undefined ? [] : [{ is: 'text', ...textValue(chart, value, ...path) }]
}

/** Where peer discovery of Kubernetes looks, as charts write it by themselves. */
export function k8sLines(
  chart: ChartValues,
  service: string,
  ...addressType: readonly string[]
): readonly Part[] {
  const { called } = chart
  const type = lineOf(chart, 'cluster_formation.k8s.address_type', ...addressType)
  const domain = known(chart, 'clusterDomain')
  if (called === undefined || called.namespace === '' || !isString(domain))
    return [linesOfChart(chart, 'cluster_formation.k8s.'), ...type]
  return [
    lineBy(chart, 'cluster_formation.k8s.host', 'kubernetes.default'),
    ...type,
    lineBy(chart, 'cluster_formation.k8s.service_name', service),
    lineBy(chart, 'cluster_formation.k8s.hostname_suffix', `.${service}.${called.namespace}.svc.${domain}`),
  ]
}
