import { isObject, isString, type Json, type JsonObject, listOf, member } from '../../kube/json.ts'
import type { KubeObject } from '../../kube/object.ts'
import { dig } from '../../kube/read.ts'
import type { Step } from '../../kube/step.ts'
import { bitnami } from './chart-bitnami.ts'
import { cloudPirates } from './chart-cloudpirates.ts'
import { groundhog } from './chart-groundhog.ts'
import type { ChartShape } from './chart-shape.ts'
import { type ChartSource, type ChartValues, says } from './chart-values.ts'

/** The charts that are known. */
const shapes: readonly ChartShape[] = [bitnami, cloudPirates, groundhog]

/** The kind of what stands in for a values file or for values written as text: neither is a Kubernetes object. */
export const valuesKind = 'HelmValues'

/** Keys by which a text shows that it may hold values. */
export const valuesKeys: readonly string[] = [...new Set(shapes.flatMap(({ keys }) => keys))]

/** The values that an object holds: a HelmRelease of Flux, an Application of Argo CD, or what stands in for a file. */
export function chartValuesOf(object: KubeObject): ChartValues | undefined {
  const held = holders.get(`${object.group}/${object.kind}`)?.(object.value)
  if (held === undefined) return undefined
  const { base, source } = held
  const value = dig(object.value, base)
  const helm = base.lastIndexOf('helm')
  const application = helm < 0 ? null : dig(object.value, base.slice(0, helm))
  return isObject(value) ? { object, base, source, value: withoutParameters(value, application) } : undefined
}

/** The chart that values are for: by where it is from, by what only it takes, by its version. */
export function shapeOf({ value, source }: Pick<ChartValues, 'value' | 'source'>): ChartShape | undefined {
  const { repository, version } = source
  const named = shapes.find(shape => repository !== undefined && shape.repository.test(repository))
  if (named) return named
  const said = (shape: ChartShape): number => shape.own.filter(path => says(value, path)).length
  const major = Number(/^\D{0,3}(\d+)\./.exec(version ?? '')?.[1] ?? Number.NaN)
  const fitting = shapes.filter(shape => Number.isNaN(major) || shape.hasMajor(major))
  const [best] = fitting.toSorted((a, b) => said(b) - said(a))
  return best && (said(best) > 0 || (!Number.isNaN(major) && fitting.length === 1))
    ? best
    : shapes.find(shape => shape.carries(value) || shape.recognises(value))
}

interface Held {
  readonly base: readonly Step[]
  readonly source: ChartSource
}
type Holder = (value: JsonObject) => Held | undefined
const holders: ReadonlyMap<string, Holder> = new Map<string, Holder>([
  [`/${valuesKind}`, () => ({ base: [], source: { isRabbit: false } })],
  ['helm.toolkit.fluxcd.io/HelmRelease', inHelmRelease],
  ['argoproj.io/Application', inApplication],
])

function inHelmRelease(value: JsonObject): Held | undefined {
  const base = ['spec', 'values']
  const chart = dig(value, ['spec', 'chart', 'spec'])
  const source = {
    isRabbit: member(chart, 'chart') === 'rabbitmq',
    version: textOf(member(chart, 'version')),
    repository: textOf(dig(chart, ['sourceRef', 'name'])),
  }
  const place = placeIn(dig(value, base), source)
  return place && { base: [...base, ...place], source }
}

function inApplication(value: JsonObject): Held | undefined {
  for (const { source: written, path } of applicationSources(value)) {
    const base = [...path, 'helm', 'valuesObject']
    const source = sourceOf(written)
    const place = placeIn(dig(value, base), source)
    if (place) return { base: [...base, ...place], source }
  }
  return undefined
}
const textOf = (value: Json | undefined): string | undefined => (isString(value) ? value : undefined)

/** The chart of a source of an Application. */
export const sourceOf = (source: Json): ChartSource => ({
  isRabbit: member(source, 'chart') === 'rabbitmq',
  version: textOf(member(source, 'targetRevision')),
  repository: textOf(member(source, 'repoURL')),
})

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

/**
 * Where in a map of values those of a RabbitMQ chart stand: all of it, or below the name of a chart that it is for.
 * @param dependency the key of that chart
 */
export function placeIn(
  values: Json | undefined,
  source: ChartSource,
  dependency = 'rabbitmq',
): readonly string[] | undefined {
  if (!isObject(values)) return undefined
  const known = source.isRabbit ? isKnown(values, source) : shapes.some(shape => shape.recognises(values))
  if (known) return []
  const own = member(values, dependency)
  return isObject(own) && shapes.some(shape => shape.carries(own)) ? [dependency] : undefined
}

/** Whether a chart called rabbitmq is one that is known. */
const isKnown = (value: JsonObject, source: ChartSource): boolean => shapeOf({ value, source }) !== undefined
