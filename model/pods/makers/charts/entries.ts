import { isString, listOf, member } from '../../../kube/json.ts'
import { found, unknown } from '../../../kube/lookup.ts'
import { missing } from '../../../kube/missing.ts'
import type { Kind } from '../../../kube/object.ts'
import { onceEachWith } from '../../../kube/once-each.ts'
import { dig } from '../../../kube/read.ts'
import { isFromSecret } from '../../../kube/secrecy.ts'
import type { World } from '../../../kube/world.ts'
import type { FileText, VolumeFiles } from '../../files.ts'
import { textsIn, textsOf } from '../../texts.ts'
import { atValue, type ChartValues, isTemplate, known, renderChart } from './values.ts'

export type Entries = ReadonlyMap<string, FileText>

/**
 * The entries of a ConfigMap or Secret that a chart mounts.
 * @param more the value that lists objects which the chart makes besides its own
 */
export function filesOf(
  kind: Kind,
  chart: ChartValues,
  world: World,
  name: string,
  more?: string,
): VolumeFiles {
  const made = more === undefined ? undefined : objectsIn(chart, more).get(`${kind.kind} ${name}`)
  if (made) return found(made)
  if (isTemplate(name)) return unknown(renderChart)
  const object = world.get(kind, chart.called?.namespace ?? chart.object.namespace, name)
  if (object.state === 'unknown') return object
  return object.state === 'found'
    ? { state: 'found', value: textsOf(object.value) }
    : unknown(missing(world, kind, name))
}

/** ConfigMaps and Secrets that a value lists as they are, by kind and name: a name that is a template is that wherever it stands. */
const objectsIn = onceEachWith(
  (chart: ChartValues, key: string): ReadonlyMap<string, Entries> =>
    new Map(
      listOf(known(chart, key)).flatMap((object, index) => {
        const [kind, name] = [member(object, 'kind'), dig(object, ['metadata', 'name'])]
        if ((kind !== 'ConfigMap' && kind !== 'Secret') || !isString(name)) return []
        const place = atValue(chart, key, index)
        const isSecret = kind === 'Secret' || isFromSecret(place.object, place.path)
        return [[`${kind} ${name}`, textsIn(object, kind, place, isSecret)] as const]
      }),
    ),
)
