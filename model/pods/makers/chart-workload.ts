import type { Address } from '../../kube/address.ts'
import { isObject, isString, type Json, type JsonObject, listOf, member } from '../../kube/json.ts'
import { map, unknown } from '../../kube/lookup.ts'
import { unsettledAt } from '../../kube/object.ts'
import { dig, scalarText } from '../../kube/read.ts'
import type { Step } from '../../kube/step.ts'
import type { ContainerFiles } from '../files.ts'
import type { Template } from '../template.ts'
import type { Workload } from '../workload.ts'
import { atValue, type ChartValues, renderChart, writtenValue } from './chart-values.ts'

/** The workload behind the values of a chart: what they say is found, all else is unknown until the chart is rendered. */
export function chartWorkload(chart: ChartValues): Workload {
  const { object } = chart
  const isNumber = (value: Json): value is number => typeof value === 'number'
  return {
    object,
    chart,
    kind: 'HelmValues',
    podOwner: object.name,
    namespace: object.namespace,
    replicas: map(writtenValue(chart, ['replicaCount'], isNumber), value => ({ ...value, written: true })),
    serviceName: unknown(renderChart),
    podManagement: map(writtenValue(chart, ['podManagementPolicy'], isString), value => ({
      ...value,
      written: true,
    })),
    ordinalsStart: 0,
    template: template(chart),
    claimTemplates: [],
    selector: undefined,
  }
}

function template(chart: ChartValues): Template {
  const locate = (path: readonly Step[]): Address => atValue(chart, ...sourceOf(chart, path))
  return {
    labels: {},
    labelsUnsettled: renderChart,
    annotations: {},
    spec: { containers: [container(chart)] },
    locate,
    unsettled: path => unsettledAt(chart.object, locate(path).path) ?? renderChart,
  }
}

function container({ value }: ChartValues): JsonObject {
  const hooks = member(value, 'lifecycleHooks')
  return {
    name: 'rabbitmq',
    image: imageText(value),
    env: listOf(member(value, 'extraEnvVars')),
    ...(isObject(hooks) ? { lifecycle: hooks } : {}),
  }
}

/** Without a tag of its own it is that of the chart's version. Source: bitnami/common, templates/_images.tpl. */
function imageText(value: JsonObject): string {
  const part = (key: string): string | undefined => scalarText(dig(value, ['image', key]))
  const registry = part('registry') ?? scalarText(dig(value, ['global', 'imageRegistry']))
  const name = [registry, part('repository') ?? 'bitnami/rabbitmq'].filter(isWritten).join('/')
  const [tag, digest] = [part('tag'), part('digest')]
  return `${name}${isWritten(tag) ? `:${tag}` : ''}${isWritten(digest) ? `@${digest}` : ''}`
}
const isWritten = (text: string | undefined): text is string => text !== undefined && text !== ''

/** Fields of the container, and the values that they come from. */
const sources: Readonly<Record<string, string>> = {
  env: 'extraEnvVars',
  lifecycle: 'lifecycleHooks',
  resources: 'resources',
}

/** The value that a part of the pod spec comes from; none where the chart makes it. */
function sourceOf({ value }: ChartValues, [field, , part, ...rest]: readonly Step[]): readonly Step[] {
  if (field !== 'containers' || !isString(part)) return []
  if (part === 'image') {
    const written = ['tag', 'repository'].find(key => dig(value, ['image', key]) !== undefined)
    return written === undefined ? [] : ['image', written]
  }
  const source = Object.hasOwn(sources, part) ? sources[part] : undefined
  return source === undefined || dig(value, [source]) === undefined ? [] : [source, ...rest]
}

/** The files of a container that a chart makes: none was seen, and any may be there. */
export const unseenFiles = (why: string): ContainerFiles => ({
  read: () => unknown(why),
  list: () => ({ items: [], complete: false, why }),
  mountOf: () => undefined,
  mounts: [],
  shownBy: () => unknown(why),
})
