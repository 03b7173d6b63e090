import { chartDefaults, type Values } from '../../../../facts/chart-defaults.ts'
import { chartVersions } from '../../../../facts/chart-versions.ts'
import { isObject, isString, type Json, type JsonObject, member, objectOf } from '../../../kube/json.ts'
import { dig } from '../../../kube/read.ts'
import { type HeldValues, withoutPaths } from './holders.ts'
import type { ChartShape } from './shape.ts'
import { type Called, type ChartValues, isTemplate } from './values.ts'

/** Values with all that is known of them: those of the chart itself, and what its objects will be called. */
export function wholeOf(held: HeldValues, shape: ChartShape): ChartValues {
  const { source, value } = held
  const defaults = source.isWhole ? chartDefaults(shape.name, chartVersions(source.version)) : {}
  const all = withoutPaths(over(defaults, value), source.open ?? [])
  return { ...held, all, called: calledBy(all, held) }
}

/** Maps are merged key by key; null takes the chart's own value away. Source: helm, pkg/chartutil/coalesce.go. */
function over(defaults: Values, values: JsonObject): JsonObject {
  const merged = Object.entries(values).flatMap(([key, value]): readonly (readonly [string, Json])[] => {
    const own = Object.hasOwn(defaults, key) ? defaults[key] : undefined
    if (value === null) return own === undefined ? [] : [[key, null]]
    return [[key, isObject(own) && isObject(value) ? over(own as Values, value) : value]]
  })
  return { ...defaults, ...Object.fromEntries(merged) }
}

/**
 * Source: bitnami/common, templates/_names.tpl, `common.names.fullname` and `common.labels.matchLabels`; the same in the other
 * charts.
 */
function calledBy(all: JsonObject, { source, object }: HeldValues): Called | undefined {
  const { installed } = source
  if (installed === undefined || installed.name === '') return undefined
  const text = (key: string): string | undefined => {
    const value = member(all, key)
    return isString(value) && !isTemplate(value) ? value : undefined
  }
  const [own, full] = [text('nameOverride'), text('fullnameOverride')]
  if (own === undefined || full === undefined) return undefined
  const chart = own || (source.alias ?? 'rabbitmq')
  const release = installed.name
  const name = full || (release.includes(chart) ? release : `${release}-${chart}`)
  return {
    name: name.slice(0, 63).replace(/-$/, ''),
    namespace: installed.namespace || object.namespace,
    labels: {
      'app.kubernetes.io/name': chart,
      'app.kubernetes.io/instance': release,
      ...objectOf(dig(all, ['podLabels'])),
      ...objectOf(dig(all, ['commonLabels'])),
    },
  }
}
