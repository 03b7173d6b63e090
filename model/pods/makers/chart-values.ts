import { type Address, at, type Located } from '../../kube/address.ts'
import { isObject, isString, type Json, type JsonObject, listOf, member, objectOf } from '../../kube/json.ts'
import { found, type Lookup, unknown } from '../../kube/lookup.ts'
import { type KubeObject, unsettledAt } from '../../kube/object.ts'
import { dig } from '../../kube/read.ts'
import type { Step } from '../../kube/step.ts'

/*
 * Values of the RabbitMQ chart of Bitnami, and of charts with the same values.
 * Source: bitnami/charts, bitnami/rabbitmq/values.yaml, chart 16.0.16. Nothing is known of what the chart makes of them
 * but what these values say themselves.
 */

/** The kind of what stands in for a values file or for values written as text: neither is a Kubernetes object. */
export const valuesKind = 'HelmValues'

/** Why nothing is known of what a chart makes. */
export const renderChart = 'render the chart: its values alone do not tell'

/** The values of one RabbitMQ, with the place where they stand. */
export interface ChartValues {
  readonly object: KubeObject
  /** From the root of the object. */
  readonly base: readonly Step[]
  readonly value: JsonObject
}

/** The values that an object holds: a HelmRelease of Flux, an Application of Argo CD, or what stands in for a file. */
export function chartValuesOf(object: KubeObject): ChartValues | undefined {
  const base = holders.get(`${object.group}/${object.kind}`)?.(object.value)
  if (base === undefined) return undefined
  const value = dig(object.value, base)
  const helm = base.lastIndexOf('helm')
  const source = helm < 0 ? null : dig(object.value, base.slice(0, helm))
  return isObject(value) ? { object, base, value: withoutParameters(value, source) } : undefined
}

type Holder = (value: JsonObject) => readonly Step[] | undefined
const holders: ReadonlyMap<string, Holder> = new Map<string, Holder>([
  [`/${valuesKind}`, () => []],
  ['helm.toolkit.fluxcd.io/HelmRelease', inHelmRelease],
  ['argoproj.io/Application', inApplication],
])

function inHelmRelease(value: JsonObject): readonly Step[] | undefined {
  const base = ['spec', 'values']
  const isOfChart = dig(value, ['spec', 'chart', 'spec', 'chart']) === 'rabbitmq'
  const place = placeIn(dig(value, base), isOfChart)
  return place && [...base, ...place]
}

function inApplication(value: JsonObject): readonly Step[] | undefined {
  for (const { source, path } of applicationSources(value)) {
    const base = [...path, 'helm', 'valuesObject']
    const place = placeIn(dig(value, base), isOfRabbitChart(source))
    if (place) return [...base, ...place]
  }
  return undefined
}

/** The sources of an Argo CD Application, with their places. Source: argo-cd, docs/user-guide/multiple_sources.md. */
export function applicationSources(
  value: JsonObject,
): readonly { readonly source: Json; readonly path: readonly (string | number)[] }[] {
  const source = dig(value, ['spec', 'source'])
  const several = listOf(dig(value, ['spec', 'sources']))
  return [
    ...(source === undefined ? [] : [{ source, path: ['spec', 'source'] }]),
    ...several.map((item, index) => ({ source: item, path: ['spec', 'sources', index] })),
  ]
}

/** The values that no parameter of an Application sets: those win. Source: argo-cd, docs/user-guide/helm.md. */
export function withoutParameters(values: JsonObject, source: Json | undefined): JsonObject {
  const names = listOf(dig(source ?? null, ['helm', 'parameters'])).map(parameter =>
    member(parameter, 'name'),
  )
  return names.reduce<JsonObject>(
    (left, name) => (isString(name) ? withoutPath(left, name.split('.')) : left),
    values,
  )
}

function withoutPath(values: JsonObject, [key, ...rest]: readonly string[]): JsonObject {
  const inner = key === undefined ? undefined : member(values, key)
  if (key === undefined || inner === undefined) return values
  const left = Object.fromEntries(Object.entries(values).filter(([name]) => name !== key))
  return rest.length > 0 && isObject(inner) ? { ...left, [key]: withoutPath(inner, rest) } : left
}

export const isOfRabbitChart = (source: Json): boolean => member(source, 'chart') === 'rabbitmq'

/**
 * Where in a map of values those of a RabbitMQ chart stand: all of it, or below the name of a chart that it is for.
 * @param isOfChart whether the chart itself is known to be `rabbitmq`
 */
export function placeIn(
  values: Json | undefined,
  isOfChart: boolean,
  dependency = 'rabbitmq',
): readonly string[] | undefined {
  if (!isObject(values)) return undefined
  if (isOfChart ? carries(values) : looksLikeRabbit(values)) return []
  const own = member(values, dependency)
  return isObject(own) && carries(own) ? [dependency] : undefined
}

const textKeys = ['configuration', 'extraConfiguration', 'advancedConfiguration', 'plugins', 'extraPlugins']

/** Whether values say something that is read here, in the form that this chart takes it: other charts have lists and maps. */
const carries = (values: JsonObject): boolean =>
  textKeys.some(key => isString(member(values, key))) ||
  typeof dig(values, ['loadDefinition', 'enabled']) === 'boolean' ||
  signs.some(sign => sign(values))

type Sign = (values: JsonObject) => boolean
/** What only values for RabbitMQ hold: `replicaCount` and `configuration` are those of many charts. */
const signs: readonly Sign[] = [
  values => ['plugins', 'extraPlugins'].some(key => /\brabbitmq_/.test(textOr(member(values, key)))),
  values => ['erlangCookie', 'existingErlangSecret'].some(key => dig(values, ['auth', key]) !== undefined),
  values =>
    ['addressType', 'partitionHandling', 'forceBoot'].some(
      key => dig(values, ['clustering', key]) !== undefined,
    ),
  values => dig(values, ['memoryHighWatermark', 'enabled']) !== undefined,
  values => /(?:^|\/)rabbitmq$/.test(textOr(dig(values, ['image', 'repository']))),
]

const textOr = (value: Json | undefined): string => (isString(value) ? value : '')

/** Whether values whose chart is not known are those of RabbitMQ: configuration, something of a cluster, and a sign. */
function looksLikeRabbit(values: JsonObject): boolean {
  const configures = ['configuration', 'extraConfiguration', 'plugins', 'extraPlugins'].some(key =>
    isString(member(values, key)),
  )
  const clusters =
    typeof member(values, 'replicaCount') === 'number' ||
    isObject(member(values, 'clustering')) ||
    dig(values, ['auth', 'erlangCookie']) !== undefined
  return configures && clusters && signs.some(sign => sign(values))
}

/** The address of a value. */
export const atValue = ({ object, base }: ChartValues, ...path: readonly Step[]): Address =>
  at(object, ...base, ...path)

/** A value that is written. What is not may come from another file, or from the chart: unknown, never absent. */
export function writtenValue<T extends Json>(
  chart: ChartValues,
  path: readonly Step[],
  is: (value: Json) => value is T,
): Lookup<Located<T>> {
  const place = atValue(chart, ...path)
  const why = unsettledAt(chart.object, place.path)
  const value = dig(chart.value, path)
  if (why !== undefined) return unknown(why)
  return value !== undefined && is(value) ? found({ value, at: place }) : unknown(renderChart)
}

/** Whether text is a template, which only the chart can read. */
export const isTemplate = (text: string): boolean => text.includes('{{')

/** The value at a path as a map, empty where it is none. */
export const mapAt = ({ value }: ChartValues, ...path: readonly Step[]): JsonObject =>
  objectOf(dig(value, path))
