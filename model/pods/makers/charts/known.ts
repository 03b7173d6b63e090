import { isObject, type Json, type JsonObject, member } from '../../../kube/json.ts'
import { bitnami } from './bitnami.ts'
import { cloudPirates } from './cloudpirates.ts'
import { groundhog } from './groundhog.ts'
import type { ChartShape } from './shape.ts'
import { type ChartSource, type ChartValues, says } from './values.ts'

/** The charts that are known. */
const shapes: readonly ChartShape[] = [bitnami, cloudPirates, groundhog]

/** What each of them is called. */
export const isChartName = (name: Json | undefined): boolean => name === chartName
const chartName = 'rabbitmq'

/** Keys by which a text shows that it may hold values. */
export const valuesKeys: readonly string[] = [...new Set(shapes.flatMap(({ keys }) => keys))]

/** The chart that values are for: by where it is from, by what only it takes, by its version. */
export function shapeOf({ value, source }: Pick<ChartValues, 'value' | 'source'>): ChartShape | undefined {
  const { repository, version } = source
  const named = shapes.find(shape => repository !== undefined && shape.repository.test(repository))
  if (named) return named
  const said = (shape: ChartShape): number => shape.own.filter(path => says(value, path)).length
  const major = Number(/^\D{0,3}(\d+)\./.exec(version ?? '')?.[1] ?? Number.NaN)
  const fitting = shapes.filter(shape => Number.isNaN(major) || shape.hasMajor(major))
  const [best] = fitting.toSorted((a, b) => said(b) - said(a))
  // A number tells nothing of a chart from somewhere else.
  const isNumbered = !Number.isNaN(major) && !repository?.includes('/') && fitting.length === 1
  return best && (said(best) > 0 || isNumbered)
    ? best
    : shapes.find(shape => shape.carries(value) || shape.recognises(value))
}

/** Whether it is known which chart is meant, whatever its values are. */
export const isKnownChart = (source: ChartSource): boolean =>
  source.isRabbit &&
  shapes.some(({ repository }) => source.repository !== undefined && repository.test(source.repository))

/** Whether values hold something that only those of a RabbitMQ chart do. */
export const hasSign = (values: JsonObject): boolean =>
  shapes.some(
    shape =>
      shape.recognises(values) || shape.own.some(path => path !== 'configuration' && says(values, path)),
  )

/**
 * Where in a map of values those of a RabbitMQ chart stand: all of it, or below the name of a chart that it is for.
 * @param dependencies the keys that such a chart may have
 */
export function placeIn(
  values: Json | undefined,
  source: ChartSource,
  dependencies: readonly string[] = [chartName],
): readonly string[] | undefined {
  if (!isObject(values)) return undefined
  const known = source.isRabbit ? isKnown(values, source) : shapes.some(shape => shape.recognises(values))
  if (known) return []
  const key = dependencies.find(name => {
    const own = member(values, name)
    return isObject(own) && shapes.some(shape => shape.carries(own))
  })
  // What is around it is for the chart itself.
  if (key !== undefined && isNested(values)) return []
  return key === undefined ? undefined : [key]
}

/** Whether values for a RabbitMQ lie around those below its name. */
export const isNested = (values: JsonObject): boolean =>
  isObject(member(values, chartName)) && shapes.some(shape => shape.isSure(values))

/** Whether a chart called rabbitmq is one that is known. */
const isKnown = (value: JsonObject, source: ChartSource): boolean => shapeOf({ value, source }) !== undefined
