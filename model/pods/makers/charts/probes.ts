import { isObject, type JsonObject, member } from '../../../kube/json.ts'
import { dig } from '../../../kube/read.ts'
import type { ChartShape } from './shape.ts'
import type { ChartValues } from './values.ts'

/** A probe that values tell: the user's own in the place of the chart's, or none. */
export interface ToldProbe {
  /** The value that tells. */
  readonly source: readonly string[]
  readonly probe: JsonObject | undefined
}

export const probeFields = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const

/**
 * What values tell of a probe; undefined where the chart makes its own. One of the user's wins over the switch.
 * Source: the templates of the charts, statefulset.yaml: `customReadinessProbe`, else `readinessProbe.enabled`.
 */
export function toldProbe(
  { value }: ChartValues,
  { fields }: ChartShape,
  field: string,
): ToldProbe | undefined {
  if (!probeFields.some(known => known === field)) return undefined
  const [custom] = fields.node[`${field}.exec`]?.split('.') ?? []
  const own = custom === undefined ? undefined : member(value, custom)
  if (custom !== undefined && isObject(own) && Object.keys(own).length > 0)
    return { source: [custom], probe: own }
  return dig(value, [field, 'enabled']) === false
    ? { source: [field, 'enabled'], probe: undefined }
    : undefined
}
