import { unknown } from '../../../kube/lookup.ts'
import type { Kind } from '../../../kube/object.ts'
import type { World } from '../../../kube/world.ts'
import type { VolumeFiles } from '../../files.ts'
import { textsOf } from '../../texts.ts'
import { type ChartValues, isTemplate, renderChart } from './values.ts'

/** The entries of a ConfigMap or Secret that a chart mounts whole. */
export function filesOf(kind: Kind, chart: ChartValues, world: World, name: string): VolumeFiles {
  if (isTemplate(name)) return unknown(renderChart)
  const object = world.get(kind, chart.called?.namespace ?? chart.object.namespace, name)
  if (object.state === 'unknown') return object
  return object.state === 'found'
    ? { state: 'found', value: textsOf(object.value) }
    : unknown(`${kind.kind} ${name} is not among the objects`)
}
