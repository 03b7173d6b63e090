import { found } from '../../../kube/lookup.ts'
import type { Service, ServicePort } from '../../service.ts'
import type { ChartShape } from './shape.ts'
import { atValue, type ChartValues } from './values.ts'

/**
 * The Services that a chart makes: the one that governs, and the one for clients. What the latter opens to the outside the chart's
 * `exposes` says, with its places.
 * Sources: bitnami/charts rabbitmq 16.0.16, templates/{svc,svc-headless}.yaml; the same of the other charts.
 */
export function servicesOf(chart: ChartValues, shape: ChartShape): readonly Service[] {
  const { called, object } = chart
  if (called === undefined) return []
  const common = {
    ...{ object, at: atValue(chart), type: 'ClusterIP', typeAt: undefined, selector: called.labels },
    ...{ sourceRanges: [], externalIps: false, generated: true },
  } as const
  const port = (name: string, number: number): ServicePort => ({
    ...{ name, port: number, target: number, nodePort: undefined, at: atValue(chart) },
  })
  const clients = [port('amqp', 5672), port('management', 15672)]
  return [
    {
      ...common,
      name: shape.headless(chart),
      headless: true,
      ports: [port('epmd', 4369), port('dist', 25672), ...clients],
      publishesNotReady: found(true),
    },
    { ...common, name: called.name, headless: false, ports: clients, publishesNotReady: found(false) },
  ]
}
