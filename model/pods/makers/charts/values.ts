import { below, chartVersions, compareVersions, versionOf } from '../../../../facts/chart-versions.ts'
import { type Address, at, type Located } from '../../../kube/address.ts'
import {
  isArray,
  isObject,
  isString,
  type Json,
  type JsonObject,
  member,
  objectOf,
} from '../../../kube/json.ts'
import { found, type Lookup, unknown } from '../../../kube/lookup.ts'
import { type ChartSource, type KubeObject, unsettledAt } from '../../../kube/object.ts'
import { dig, scalarText } from '../../../kube/read.ts'
import { isFromSecret } from '../../../kube/secrecy.ts'
import type { Step } from '../../../kube/step.ts'

export type { ChartSource }

/** Why nothing is known of what a chart makes. */
export const renderChart = 'render the chart: its values alone do not tell'

/** The values of one RabbitMQ, with the place where they stand. */
export interface ChartValues {
  readonly object: KubeObject
  /** From the root of the object. */
  readonly base: readonly Step[]
  readonly value: JsonObject
  readonly source: ChartSource
  /** The values with those of the chart itself below them. What is not there is not known. */
  readonly all: JsonObject
  /** What the objects of the chart are called; undefined where nobody says as what it is installed. */
  readonly called: Called | undefined
}
export interface Called {
  /** The set, the Service for clients and most else. */
  readonly name: string
  readonly namespace: string
  readonly labels: JsonObject
}

/** The address of a value. */
export const atValue = ({ object, base }: ChartValues, ...path: readonly Step[]): Address =>
  at(object, ...base, ...path)

/** A text that a value is, with its place. */
export function textValue(chart: ChartValues, value: string, ...path: readonly Step[]): Located<string> {
  const place = atValue(chart, ...path)
  return { value, at: place, ...(isFromSecret(place.object, place.path) ? { sensitive: true } : {}) }
}

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

/** The text at a path; undefined where there is none, or an empty one. */
export function textAt(
  { value }: Pick<ChartValues, 'value'>,
  ...path: readonly string[]
): string | undefined {
  const text = dig(value, path)
  return isString(text) && text !== '' ? text : undefined
}

/** A switch: what is written, else the chart's own default. */
export function isOn({ value }: ChartValues, fallback: boolean, ...path: readonly string[]): boolean {
  const written = dig(value, path)
  return typeof written === 'boolean' ? written : fallback
}

/** A value as the chart has it, written or its own; undefined where that is not known. */
export const known = ({ all }: Pick<ChartValues, 'all'>, path: string): Json | undefined =>
  dig(all, path.split('.'))
/** Whether the version of the chart is that one or later; undefined where that is not known. */
export function isSince({ source }: Pick<ChartValues, 'source'>, version: string): boolean | undefined {
  const versions = chartVersions(source.version)
  if (compareVersions(versions.from, versionOf(version)) >= 0) return true
  return below(versionOf(version), versions) ? undefined : false
}
/** Whether a value is a list or a map that holds something. */
export const isFilled = (value: Json | undefined): boolean =>
  (isArray(value) && value.length > 0) || (isObject(value) && Object.keys(value).length > 0)

/** Whether something unread says a value, or a part of it. */
export const isOpen = ({ source }: Pick<ChartValues, 'source'>, path: string): boolean =>
  source.open?.some(open => open === path || open.startsWith(`${path}.`)) === true

/** Whether a list that is made of values is all that there is. */
export const allOf = (
  chart: ChartValues,
  ...paths: readonly string[]
): { readonly complete: true } | { readonly complete: false; readonly why: string } =>
  chart.source.isWhole &&
  paths.every(path => known(chart, path) !== undefined && !isTemplate(scalarText(known(chart, path)) ?? ''))
    ? { complete: true }
    : { complete: false, why: renderChart }

/** Whether values hold something at a path. */
export const says = (values: Json | undefined, path: string): boolean =>
  dig(values, path.split('.')) !== undefined

/** Whether the image that values name is a RabbitMQ. */
export const namesRabbit = (values: JsonObject): boolean => {
  const repository = member(objectOf(member(values, 'image')), 'repository')
  return isString(repository) && /(?:^|\/)rabbitmq$/.test(repository)
}
