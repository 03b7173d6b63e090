import { isString, type Json, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import type { ChartSource } from '../../model/kube/object.ts'
import { dig, scalarText } from '../../model/kube/read.ts'
import { isChartName } from '../../model/pods/makers/charts/known.ts'

/** What the values in a chart's folder are for. */
export interface ChartAround {
  /** The chart is RabbitMQ's own. */
  readonly isRabbit: boolean
  /** The RabbitMQ charts that it depends on. */
  readonly dependencies: readonly Dependency[]
}

/** A RabbitMQ chart that another one depends on. */
export interface Dependency {
  /** The key that its values stand below: its alias, or its name where it has none. */
  readonly key: string
  readonly source: ChartSource
  /** Paths in the values of the chart that needs it, one of which may switch it off. */
  readonly conditions: readonly string[]
  readonly tags: readonly string[]
}

/** Whether a file says what is in the folder of a chart. */
export const saysChart = (file: string): boolean => /(?:^|\/)(?:Chart|requirements)\.yaml$/.test(file)

/** What Chart.yaml says, and the requirements.yaml of charts for Helm 2; undefined where neither can be read. */
export function chartAround(values: readonly (Json | undefined)[]): ChartAround | undefined {
  if (values.every(value => value === undefined)) return undefined
  return {
    isRabbit: values.some(value => isNamedRabbit(value ?? null)),
    dependencies: values
      .flatMap(value => listOf(member(value, 'dependencies')))
      .filter(isNamedRabbit)
      .map(dependencyOf),
  }
}
const isNamedRabbit = (value: Json): boolean => isChartName(member(value, 'name'))

const dependencyOf = (needed: Json): Dependency => ({
  key: scalarText(member(needed, 'alias')) ?? 'rabbitmq',
  source: {
    isRabbit: true,
    version: scalarText(member(needed, 'version')),
    repository: scalarText(member(needed, 'repository')),
    alias: scalarText(member(needed, 'alias')),
  },
  conditions: (scalarText(member(needed, 'condition')) ?? '').split(',').map(path => path.trim()),
  tags: listOf(member(needed, 'tags')).filter(isString),
})

/**
 * Whether values leave a dependency in: the first condition that is a boolean says so, else the tags do, of which one is enough.
 * What a file does not say, the chart's own values do.
 * Source: helm, pkg/chartutil/dependencies.go, processDependencyConditions and processDependencyTags.
 */
export function isNeeded({ conditions, tags }: Dependency, values: JsonObject, defaults: Json): boolean {
  const said = (path: readonly string[]): Json | undefined => dig(values, path) ?? dig(defaults, path)
  const isBoolean = (value: Json | undefined): value is boolean => typeof value === 'boolean'
  const decided = conditions.map(path => said(path.split('.'))).find(isBoolean)
  if (decided !== undefined) return decided
  const tagged = tags.map(tag => said(['tags', tag])).filter(isBoolean)
  return tagged.length === 0 || tagged.includes(true)
}
