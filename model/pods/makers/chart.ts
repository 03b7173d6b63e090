import type { Located } from '../../kube/address.ts'
import { isString, type Json } from '../../kube/json.ts'
import { found, type Lookup, map, unknown } from '../../kube/lookup.ts'
import type { KubeObject } from '../../kube/object.ts'
import { isFilledIn } from '../../kube/placeholders.ts'
import { dig, scalarText } from '../../kube/read.ts'
import type { Budget } from '../budget.ts'
import type { Made } from '../made.ts'
import { valuesKind, type Workload } from '../workload.ts'
import { budgetOf } from './charts/budget.ts'
import { claimsOf, retentionOf, withoutClaim } from './charts/disk.ts'
import { wordingOf } from './charts/fields.ts'
import { chartValuesOf } from './charts/holders.ts'
import { hasOwnTag } from './charts/image.ts'
import { shapeOf } from './charts/known.ts'
import { misplacedIn } from './charts/misplaced.ts'
import { servicesOf } from './charts/services.ts'
import type { ChartShape } from './charts/shape.ts'
import { template } from './charts/template.ts'
import {
  atValue,
  type ChartValues,
  isOn,
  known,
  renderChart,
  textValue,
  writtenValue,
} from './charts/values.ts'
import { wholeOf } from './charts/whole.ts'

/**
 * The workload behind the values of a chart: what they say, and what the chart says by itself where no others reach it. All else is
 * unknown until the chart is rendered.
 * Undefined for objects that hold no values of a RabbitMQ.
 */
export function chartWorkload(object: KubeObject): Workload | undefined {
  const held = chartValuesOf(object)
  const shape = held && shapeOf(held)
  if (!held || !shape) return undefined
  const chart = wholeOf(held, shape)
  const { called } = chart
  const disk = shape.disk(chart)
  return {
    object,
    kind: valuesKind,
    called: `the broker of ${object.standsFor === 'values' ? '' : `${object.kind} `}${object.name}`,
    ordinals: called && { owner: called.name, start: 0 },
    namespace: called?.namespace ?? object.namespace,
    replicas: valueOr(chart, 'replicaCount', value => typeof value === 'number'),
    serviceName: called ? found({ value: shape.headless(chart), at: atValue(chart) }) : unknown(renderChart),
    podManagement: valueOr(chart, 'podManagementPolicy', isString),
    template: template(chart, shape, disk),
    claimTemplates: claimsOf(chart, disk),
    claimsUnsettled: disk && called ? undefined : renderChart,
    selector: undefined,
    made: {
      ...seenBy(chart, shape),
      misplaced: misplacedIn(chart, shape),
      wording: wordingOf(shape, chart),
      node: 'rabbitmq',
      ...(hasOwnTag(chart) ? { tagsImage: true } : {}),
      ...(shape.sharesCookie(chart) || !called ? { sharesCookie: true } : {}),
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
      ...made(budgetOf(chart, shape)),
      credentials: {
        user: textIn(chart, shape.credentials.user),
        password: textIn(chart, shape.credentials.password),
        cookie: textIn(chart, shape.credentials.cookie),
      },
    },
  }
}

const made = (budget: Budget | undefined): Pick<Made, 'budget'> => (budget ? { budget } : {})

/** The objects beside the pods: all that the chart makes, where it is known what they are called. */
function seenBy(chart: ChartValues, shape: ChartShape): Pick<Made, 'unseen'> & Partial<Made> {
  if (chart.called === undefined || !chart.source.isWhole) return { unseen: renderChart }
  return {
    services: servicesOf(chart, shape),
    rights: shape.rights(chart),
    ...(shape.makesBudget(chart) === undefined ? { budgets: renderChart } : {}),
  }
}

/** A value that is written, or that of the chart itself, which is then `written: false`. */
function valueOr<T extends Json>(
  chart: ChartValues,
  path: string,
  is: (value: Json) => value is T,
): Lookup<Located<T> & { readonly written: boolean }> {
  const written = writtenValue(chart, [path], is)
  if (written.state === 'found' || dig(chart.value, [path]) !== undefined)
    return map(written, value => ({ ...value, written: true }))
  const own = known(chart, path)
  return own !== undefined && is(own)
    ? found({ value: own, at: atValue(chart, path), written: false })
    : unknown(renderChart)
}

/** A switch that is off by itself or as it is written. */
function switchedOff(chart: ChartValues, path: readonly string[]): Located<string> | undefined {
  return known(chart, path.join('.')) === false
    ? { value: path.join('.'), at: atValue(chart, ...path) }
    : undefined
}

/** A text that is written, and no template. */
function textIn(chart: ChartValues, path: string): Located<string> | undefined {
  const steps = path.split('.')
  const text = scalarText(dig(chart.value, steps))
  if (text === undefined || text === '' || isFilledIn(text, chart.object)) return undefined
  return textValue(chart, text, ...steps)
}
