import { movedKeys } from '../../../../facts/chart-moved-keys.ts'
import { chartVersions } from '../../../../facts/chart-versions.ts'
import { isObject, member, objectOf } from '../../../kube/json.ts'
import { dig } from '../../../kube/read.ts'
import type { MisplacedValue } from '../../made.ts'
import type { ChartShape } from './shape.ts'
import { atValue, type ChartValues, says } from './values.ts'

/**
 * Values where the chart reads none: below its own name, and as another chart calls them. Nothing is said of a chart of which only the
 * name is known: it may be anybody's.
 */
export function misplacedIn(chart: ChartValues, shape: ChartShape): readonly MisplacedValue[] {
  const { source, value } = chart
  if (source.readsBelow !== undefined) return besides(chart, shape, source.readsBelow)
  const isNamed = source.repository !== undefined && shape.repository.test(source.repository)
  const own = member(value, 'rabbitmq')
  // Before 7.0.0 the chart of Bitnami had most of its values there.
  const isOld = source.version !== undefined && chartVersions(source.version).from[0] < 7
  const mayBe = (isNamed || source.isNested) && !(shape.name === 'bitnami' && isOld)
  const below = mayBe && isObject(own) ? Object.keys(own).find(key => reads(shape, key)) : undefined
  return [
    ...(below === undefined
      ? []
      : [{ at: atValue(chart, 'rabbitmq', below), path: `rabbitmq.${below}`, instead: undefined }]),
    ...(isNamed ? movedKeys(shape.name, source.version) : [])
      .filter(({ from }) => says(value, from))
      .map(({ from, to }) => ({ at: atValue(chart, ...from.split('.')), path: from, instead: to })),
  ]
}

/** Values beside the key that those of the chart stand below; of words that other charts have too nothing is said. */
const besides = (chart: ChartValues, shape: ChartShape, key: string): readonly MisplacedValue[] =>
  Object.keys(objectOf(dig(chart.object.value, chart.base)))
    .filter(name => shape.own.some(path => path === name || path.startsWith(`${name}.`)))
    .map(name => ({ at: atValue(chart, name), path: name, instead: `${key}.${name}` }))

/** Whether a chart reads values below a key. */
const reads = (shape: ChartShape, key: string): boolean =>
  common.has(key) || shape.own.some(path => path === key || path.startsWith(`${key}.`))
const common = new Set(['replicaCount', 'persistence', 'auth', 'resources', 'service', 'plugins', 'metrics'])
