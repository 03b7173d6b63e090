import { isString, type Json, listOf, member } from '../../model/kube/json.ts'
import type { ChartSource } from '../../model/kube/object.ts'
import { scalarText } from '../../model/kube/read.ts'
import { isChartName } from '../../model/pods/makers/charts/known.ts'

/** What the values in a chart's folder are for. */
export interface ChartAround {
  /** The chart is RabbitMQ's own. */
  readonly isRabbit: boolean
  /** The RabbitMQ charts that it depends on, and all that lie in folders. */
  readonly dependencies: readonly Dependency[]
}

/** A chart that another one depends on. */
export interface Dependency {
  /** The key that its values stand below: its alias, or its name where it has none. */
  readonly key: string
  /** Where it lies, from the folder of the chart that needs it. */
  readonly folders: readonly string[]
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
    dependencies: values.flatMap(value => listOf(member(value, 'dependencies'))).map(dependencyOf),
  }
}
const isNamedRabbit = (value: Json): boolean => isChartName(member(value, 'name'))

function dependencyOf(needed: Json): Dependency {
  const text = (key: string): string | undefined => scalarText(member(needed, key))
  const [name = '', repository = ''] = [text('name'), text('repository')]
  const [, path] = /^file:\/\/(.+)$/.exec(repository) ?? []
  return {
    key: text('alias') ?? name,
    folders: [...(path === undefined ? [] : [path]), `charts/${name}`],
    source: {
      isRabbit: isNamedRabbit(needed),
      version: text('version'),
      repository: path === undefined ? text('repository') : undefined,
      alias: text('alias'),
    },
    conditions: (text('condition') ?? '').split(',').map(path => path.trim()),
    tags: listOf(member(needed, 'tags')).filter(isString),
  }
}

/**
 * Whether values leave a dependency in: the first condition that is a boolean says so, else the tags do, of which one is enough.
 * Source: helm, pkg/chartutil/dependencies.go, processDependencyConditions and processDependencyTags.
 * @param said what the values say at a path; conditions are looked for where those of the chart stand that needs it, tags at the root
 */
export function isNeeded(
  { conditions, tags }: Dependency,
  at: readonly string[],
  said: (path: readonly string[]) => Json | undefined,
): boolean {
  const isBoolean = (value: Json | undefined): value is boolean => typeof value === 'boolean'
  const decided = conditions.map(path => said([...at, ...path.split('.')])).find(isBoolean)
  if (decided !== undefined) return decided
  const tagged = tags.map(tag => said(['tags', tag])).filter(isBoolean)
  return tagged.length === 0 || tagged.includes(true)
}
