import {
  isObject,
  isString,
  type Json,
  type JsonObject,
  listOf,
  member,
  objectOf,
} from '../../../kube/json.ts'
import type { ChartDisk } from './disk.ts'
import { probeFields, toldProbe } from './probes.ts'
import type { ChartShape } from './shape.ts'
import { type ChartValues, isFilled, isSince, known } from './values.ts'

/** The container of the node: what the chart makes of its values, as far as they are known. */
export function container(chart: ChartValues, shape: ChartShape, disk: ChartDisk | undefined): JsonObject {
  const { node } = shape.fields
  const own = shape.node(chart)
  const hooks = member(chart.all, node.lifecycle ?? '')
  return {
    ...own,
    name: 'rabbitmq',
    image: shape.image(chart),
    // Those of the user come last: they win.
    env: [...listOf(own.env), ...listOf(member(chart.all, node.env))],
    // Those of the user come first, so that the place of one is its place in their list.
    volumeMounts: [
      ...listOf(member(chart.all, node.volumeMounts ?? '')),
      ...shape.mounts(chart).map(([name, mountPath]) => ({ name, mountPath })),
      ...(disk ? [{ name: disk.name, mountPath: disk.path }] : []),
    ],
    ...(hooks !== undefined && isFilled(hooks) ? { lifecycle: hooks } : {}),
    ...resources(chart),
    ...Object.fromEntries(
      probeFields.flatMap(field => {
        const probe = probeOf(chart, shape, field)
        return probe ? [[field, probe] as const] : []
      }),
    ),
  }
}

/** One of the user's own, or that of the chart where its switch is on. */
function probeOf(chart: ChartValues, shape: ChartShape, field: string): JsonObject | undefined {
  const told = toldProbe(chart, shape, field)
  if (told) return told.probe
  const asks = shape.asks(chart, field)
  const { enabled, ...times } = objectOf(known(chart, field))
  return enabled === true && asks ? { ...asks, ...times } : undefined
}

/** What is written, else what a preset of the chart means. Source: bitnami/common 2.31, templates/_resources.tpl. */
function resources(chart: ChartValues): JsonObject {
  const own = known(chart, 'resources')
  if (isFilled(own)) return { resources: objectOf(own) }
  const preset = isSince(chart, '12.11.0') === false ? undefined : known(chart, 'resourcesPreset')
  const memory = isString(preset) ? presets.get(preset) : undefined
  return memory === undefined ? {} : { resources: { limits: { memory: `${memory}Mi` } } }
}
const presets: ReadonlyMap<string, number> = new Map([
  ['nano', 192],
  ['micro', 384],
  ['small', 768],
  ['medium', 1536],
  ['large', 3072],
  ['xlarge', 6144],
  ['2xlarge', 12_288],
])

/** A command that a probe of a chart runs. */
export const runs = (...command: readonly string[]): JsonObject => ({
  exec: { command: ['/bin/bash', '-ec', ...command] },
})
export const variable = (name: string, value: string): Json => ({ name, value })
export const fromField = (name: string, fieldPath: string): Json => ({
  name,
  valueFrom: { fieldRef: { fieldPath } },
})
/** A variable for the governing Service, where it is not known what that is called: the pods are in the subdomain of its name. */
export const subdomain = (name: string): Json => fromField(name, 'spec.subdomain')
/** Fields of the pods that are written as the values are, where these hold something. */
export const copied = (chart: ChartValues, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.flatMap(name => {
      const value = known(chart, name)
      const isThere = isFilled(value) || typeof value === 'number' || (isString(value) && value !== '')
      return isThere && value !== undefined ? [[name, value] as const] : []
    }),
  )
/** A security context without the switch that some charts have in it. */
export function securityContext(chart: ChartValues, path: string): JsonObject {
  const value = known(chart, path)
  const { enabled, ...context } = objectOf(value)
  const written = Object.entries(context).filter(([, member]) => member !== null)
  return isObject(value) && enabled !== false ? { securityContext: Object.fromEntries(written) } : {}
}
/** The account of the pods: made by the chart unless that is switched off. */
export function account(chart: ChartValues): JsonObject {
  const name = known(chart, 'serviceAccount.name')
  if (isString(name) && name !== '') return { serviceAccountName: name }
  if (known(chart, 'serviceAccount.create') === false) return { serviceAccountName: 'default' }
  return chart.called ? { serviceAccountName: chart.called.name } : {}
}
