import { isArray, isString, listOf } from '../../../kube/json.ts'
import { dig } from '../../../kube/read.ts'
import type { MadeExposure } from '../../made.ts'
import { atValue, type ChartValues, isOn } from './values.ts'

/*
 * What charts open to the outside: the ports of the one Service that they make for clients, and an Ingress for management.
 * Sources: bitnami/charts rabbitmq 16.0.16, templates/{svc,ingress}.yaml; CloudPirates-io/helm-charts rabbitmq 0.21.18 and
 * groundhog2k/helm-charts rabbitmq 2.3.6, templates/{service,ingress}.yaml.
 */

/**
 * The ports that `service.type` opens, and management where `ingress.enabled` does.
 * @param readsRanges whether the chart hands the networks on that a load balancer is to let in
 */
export function exposedBy(
  chart: ChartValues,
  ports: readonly number[],
  readsRanges = true,
): readonly MadeExposure[] {
  const type = dig(chart.value, ['service', 'type'])
  const isOpen = type === 'LoadBalancer' || type === 'NodePort'
  return [
    ...(isOpen
      ? [
          {
            ...{ by: `service.type ${type}`, through: 'service' as const, encrypted: false },
            ...{ at: atValue(chart, 'service', 'type'), ports },
            isLimited: type === 'LoadBalancer' && readsRanges && isLimited(chart),
          },
        ]
      : []),
    ...(isOn(chart, false, 'ingress', 'enabled')
      ? [
          {
            ...{ by: 'the Ingress', through: 'route' as const, encrypted: hasTls(chart) },
            ...{ at: atValue(chart, 'ingress', 'enabled'), ports: [15672] },
          },
        ]
      : []),
  ]
}

/** A load balancer that does not let in everybody. */
const isLimited = ({ value }: ChartValues): boolean => {
  const ranges = listOf(dig(value, ['service', 'loadBalancerSourceRanges']))
  return ranges.length > 0 && !ranges.some(range => isString(range) && range.endsWith('/0'))
}

/** A switch of one chart, a list of the others; `extraTls` beside it. */
function hasTls({ value }: ChartValues): boolean {
  const [tls, extra] = [dig(value, ['ingress', 'tls']), dig(value, ['ingress', 'extraTls'])]
  return tls === true || [tls, extra].some(list => isArray(list) && list.length > 0)
}

/** The ports of the Service of Bitnami's chart that its switches leave open: those of the nodes among them. */
export function bitnamiPorts(chart: ChartValues): readonly number[] {
  const ports = [
    ['portEnabled', 5672],
    ['managerPortEnabled', 15672],
    ['epmdPortEnabled', 4369],
    ['distPortEnabled', 25672],
  ] as const
  return ports.flatMap(([name, port]) => (isOn(chart, true, 'service', name) ? [port] : []))
}

/** The ports of the Service of the charts on the official image. */
export const officialPorts = (chart: ChartValues): readonly number[] => [
  5672,
  ...(isOn(chart, true, 'managementPlugin', 'enabled') ? [15672] : []),
]
