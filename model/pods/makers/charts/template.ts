import type { Address } from '../../../kube/address.ts'
import { isString, listOf, member } from '../../../kube/json.ts'
import { changedAt, unsettledAt } from '../../../kube/object.ts'
import { dig } from '../../../kube/read.ts'
import type { Step } from '../../../kube/step.ts'
import type { Template } from '../../template.ts'
import type { ChartDisk } from './disk.ts'
import { valueFor } from './fields.ts'
import { container } from './pods.ts'
import { toldProbe } from './probes.ts'
import type { ChartShape } from './shape.ts'
import { atValue, type ChartValues, known, renderChart } from './values.ts'

/** The pods that a chart makes of its values, each part of them at the value that it comes from. */
export function template(chart: ChartValues, shape: ChartShape, disk: ChartDisk | undefined): Template {
  const { called, value } = chart
  const extra = listOf(member(chart.all, shape.fields.pods.volumes ?? ''))
  const sourceOf = (path: readonly Step[]): readonly Step[] => partSource(chart, shape, disk, path)
  const locate = (path: readonly Step[]): Address => atValue(chart, ...sourceOf(path))
  return {
    labels: called?.labels ?? {},
    labelsUnsettled: called && chart.source.isWhole ? undefined : renderChart,
    annotations: {},
    spec: {
      ...shape.pods(chart),
      containers: [container(chart, shape, disk)],
      volumes: [
        ...extra,
        ...shape.mounts(chart).map(([name]) => ({ name, projected: { sources: [] } })),
        ...(disk?.source ? [{ name: disk.name, ...disk.source }] : []),
      ],
    },
    locate,
    unsettled: path =>
      // What no value says is none that is filled in.
      (sourceOf(path).length === 0 ? changedAt : unsettledAt)(chart.object, locate(path).path) ??
      (isTold(chart, shape, path) || (disk && isOfDisk(path)) || isKnown(chart, shape, path)
        ? undefined
        : renderChart),
    generated: path => sourceOf(path).length === 0 || dig(value, sourceOf(path)) === undefined,
  }
}

/** What is known of volumes and mounts once it is known what the data lies on. */
const isOfDisk = ([field, , part]: readonly Step[]): boolean =>
  field === 'volumes' || (field === 'containers' && part === 'volumeMounts')

/** Whether a part of the pod spec is a value as it is written: no chart adds to a limit that is there, or to a probe of the user's own. */
const isTold = (chart: ChartValues, shape: ChartShape, [field, , part, ...rest]: readonly Step[]): boolean =>
  field === 'containers' &&
  isString(part) &&
  (toldProbe(chart, shape, part) !== undefined ||
    (part === 'resources' && dig(chart.value, ['resources', ...rest]) !== undefined))

/** Whether all values are known that a part of the pods rests on. */
function isKnown(chart: ChartValues, shape: ChartShape, [field, , part]: readonly Step[]): boolean {
  if (!chart.source.isWhole || !isString(field)) return false
  const isNode = field === 'containers'
  if (isNode && !isString(part)) return chart.called !== undefined
  const name = isNode ? String(part) : field
  const own = isNode ? shape.fields.node[name] : shape.fields.pods[name]
  const values = [...(own === undefined ? [] : [own]), ...(shape.rests[name] ?? [])]
  const isAsked = name.endsWith('Probe') && shape.asks(chart, name) === undefined
  return !isAsked && values.every(path => known(chart, path) !== undefined)
}

/** The value that a part of the pod spec comes from; none where the chart makes it. */
function partSource(
  chart: ChartValues,
  shape: ChartShape,
  disk: ChartDisk | undefined,
  [field, second, part, ...rest]: readonly Step[],
): readonly Step[] {
  const { value } = chart
  const { node, pods } = shape.fields
  const written = (path: readonly Step[]): readonly Step[] => (dig(value, path) === undefined ? [] : path)
  if (field === 'volumes') {
    const own = pods.volumes === undefined || second === undefined ? [] : written([pods.volumes, second])
    return own.length > 0 ? [...own, ...(part === undefined ? [] : [part]), ...rest] : (disk?.from ?? [])
  }
  if (field !== 'containers' || !isString(part)) {
    if (!isString(field) || field === 'containers') return []
    const below = [second, part, ...rest].filter(step => step !== undefined)
    const own = valueFor(pods, field)?.split('.')
    // The chart has init containers of its own.
    const [item] = field === 'initContainers' ? below : []
    return own === undefined || written(item === undefined ? own : [...own, item]).length === 0
      ? []
      : [...own, ...below]
  }
  if (part === 'image') {
    const key = ['tag', 'repository'].find(name => dig(value, ['image', name]) !== undefined)
    return key === undefined ? [] : ['image', key]
  }
  const told = toldProbe(chart, shape, part)
  if (told) return told.probe ? [...told.source, ...rest] : told.source
  if (part.endsWith('Probe')) return written([part, ...rest])
  const own = node[part]?.split('.')
  // Of a list the chart has some of its own.
  const [item] = rest
  const isList = part === 'env' || part === 'volumeMounts'
  if (isList && item !== undefined) {
    if (own !== undefined && written([...own, item]).length > 0) return [...own, ...rest]
    const variable = typeof item === 'object' && 'name' in item ? shape.variables[item.name] : undefined
    return part === 'env' && variable !== undefined ? written(variable.split('.')) : []
  }
  return own === undefined || dig(value, own) === undefined ? [] : [...own, ...rest]
}
