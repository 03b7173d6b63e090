import type { Address, Located } from '../../kube/address.ts'
import { isObject, isString, type Json, type JsonObject, listOf, member } from '../../kube/json.ts'
import { map, unknown } from '../../kube/lookup.ts'
import { type KubeObject, unsettledAt } from '../../kube/object.ts'
import { isFilledIn } from '../../kube/placeholders.ts'
import { dig, scalarText } from '../../kube/read.ts'
import type { Step } from '../../kube/step.ts'
import type { Template } from '../template.ts'
import { valuesKind, type Workload } from '../workload.ts'
import { type ChartDisk, claimsOf, retentionOf, withoutClaim } from './charts/disk.ts'
import { wordingOf } from './charts/fields.ts'
import { chartValuesOf } from './charts/holders.ts'
import { shapeOf } from './charts/known.ts'
import { probeFields, toldProbe } from './charts/probes.ts'
import type { ChartShape } from './charts/shape.ts'
import { atValue, type ChartValues, isOn, renderChart, writtenValue } from './charts/values.ts'

/**
 * The workload behind the values of a chart: what they say is found, all else is unknown until the chart is rendered.
 * Undefined for objects that hold no values of a RabbitMQ.
 */
export function chartWorkload(object: KubeObject): Workload | undefined {
  const chart = chartValuesOf(object)
  const shape = chart && shapeOf(chart)
  if (!chart || !shape) return undefined
  const disk = shape.disk(chart)
  const isNumber = (value: Json): value is number => typeof value === 'number'
  return {
    object,
    kind: valuesKind,
    ordinals: undefined,
    namespace: object.namespace,
    replicas: map(writtenValue(chart, ['replicaCount'], isNumber), value => ({ ...value, written: true })),
    serviceName: unknown(renderChart),
    podManagement: map(writtenValue(chart, ['podManagementPolicy'], isString), value => ({
      ...value,
      written: true,
    })),
    template: template(chart, shape, disk),
    claimTemplates: claimsOf(chart, disk),
    claimsUnsettled: renderChart,
    selector: undefined,
    made: {
      unseen: renderChart,
      wording: wordingOf(shape),
      node: 'rabbitmq',
      sharesCookie: true,
      keepsApart: switchedOff(chart, shape.discovery),
      ...(shape.forceBoot && isOn(chart, false, ...shape.forceBoot)
        ? { forcesBoot: atValue(chart, ...shape.forceBoot) }
        : {}),
      ...(disk ? { data: disk.data } : {}),
      noClaim: withoutClaim(chart, disk),
      ...retentionOf(chart),
      volume: (name, world) => shape.volume(chart, name, world),
      plugins: shape.plugins(chart),
      exposes: shape.exposes(chart),
      credentials: {
        user: textIn(chart, shape.credentials.user),
        password: textIn(chart, shape.credentials.password),
        cookie: textIn(chart, shape.credentials.cookie),
      },
    },
  }
}

/** A switch that is written, and off: what is not written may come from another file. */
function switchedOff(chart: ChartValues, path: readonly string[]): Located<string> | undefined {
  const written = writtenValue(chart, path, (value): value is boolean => typeof value === 'boolean')
  return written.state === 'found' && !written.value.value
    ? { value: path.join('.'), at: written.value.at }
    : undefined
}

function template(chart: ChartValues, shape: ChartShape, disk: ChartDisk | undefined): Template {
  const locate = (path: readonly Step[]): Address =>
    atValue(chart, ...(path[0] === 'volumes' ? (disk?.from ?? []) : sourceOf(chart, shape, path)))
  return {
    labels: {},
    labelsUnsettled: renderChart,
    annotations: {},
    spec: {
      containers: [container(chart, shape, disk)],
      volumes: disk?.source ? [{ name: disk.name, ...disk.source }] : [],
    },
    locate,
    unsettled: path =>
      unsettledAt(chart.object, locate(path).path) ??
      (isTold(chart, shape, path) || (disk && isOfDisk(path)) ? undefined : renderChart),
    // The chart mounts what its values say: nobody wrote a mount.
    generated: ([field, , part]) => field === 'containers' && part === 'volumeMounts',
  }
}

/** What is known of volumes and mounts once it is known what the data lies on. */
const isOfDisk = ([field, , part]: readonly Step[]): boolean =>
  field === 'volumes' || (field === 'containers' && part === 'volumeMounts')

function container(chart: ChartValues, shape: ChartShape, disk: ChartDisk | undefined): JsonObject {
  const { value } = chart
  const { env, lifecycle } = shape.fields.node
  const hooks = lifecycle === undefined ? undefined : member(value, lifecycle)
  const resources = member(value, 'resources')
  return {
    name: 'rabbitmq',
    image: shape.image(chart),
    env: listOf(member(value, env)),
    volumeMounts: [
      ...shape.mounts(chart).map(([name, mountPath]) => ({ name, mountPath })),
      ...(disk ? [{ name: disk.name, mountPath: disk.path }] : []),
    ],
    ...(isObject(hooks) ? { lifecycle: hooks } : {}),
    ...(isObject(resources) ? { resources } : {}),
    ...Object.fromEntries(
      probeFields.flatMap(field => {
        const told = toldProbe(chart, shape, field)
        return told?.probe ? [[field, told.probe] as const] : []
      }),
    ),
  }
}

/** Whether a part of the pod spec is a value as it is written: no chart adds to a limit that is there, or to a probe of the user's own. */
const isTold = (chart: ChartValues, shape: ChartShape, [field, , part, ...rest]: readonly Step[]): boolean =>
  field === 'containers' &&
  isString(part) &&
  (toldProbe(chart, shape, part) !== undefined ||
    (part === 'resources' && dig(chart.value, ['resources', ...rest]) !== undefined))

/** The value that a part of the pod spec comes from; none where the chart makes it. */
function sourceOf(
  chart: ChartValues,
  shape: ChartShape,
  [field, , part, ...rest]: readonly Step[],
): readonly Step[] {
  const { value } = chart
  const { node } = shape.fields
  if (field !== 'containers' || !isString(part)) return []
  if (part === 'image') {
    const written = ['tag', 'repository'].find(key => dig(value, ['image', key]) !== undefined)
    return written === undefined ? [] : ['image', written]
  }
  const told = toldProbe(chart, shape, part)
  if (told) return told.probe ? [...told.source, ...rest] : told.source
  const source = carried.has(part) ? node[part] : undefined
  return source === undefined || dig(value, [source]) === undefined ? [] : [source, ...rest]
}
/** The parts of the container that are values as they are written. */
const carried: ReadonlySet<string> = new Set(['env', 'lifecycle', 'resources'])

/** A text that is written, and no template. */
function textIn(chart: ChartValues, path: string): Located<string> | undefined {
  const steps = path.split('.')
  const text = scalarText(dig(chart.value, steps))
  if (text === undefined || text === '' || isFilledIn(text, chart.object)) return undefined
  return { value: text, at: atValue(chart, ...steps) }
}
