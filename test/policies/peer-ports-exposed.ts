import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, rabbitmqCluster, service, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const values = (more: JsonObject = {}): JsonObject =>
  chartValues({ extraConfiguration: 'heartbeat = 60', ...more })

const [amqp, epmd, dist] = [
  { name: 'amqp', port: 5672 },
  { name: 'epmd', port: 4369 },
  { name: 'dist', port: 25672 },
]
const open = (...ports: readonly JsonObject[]): string =>
  yaml(service('rabbitmq-all', { type: 'LoadBalancer', selector: { app: 'rabbitmq' }, ports }))
const beside = cluster()

export default rows({
  valid: [
    { name: 'inside only', manifests: cluster() },
    { name: 'what clients need', manifests: `${beside}---\n${open(amqp)}` },
    {
      name: 'distribution elsewhere',
      manifests: `${cluster({ env: { RABBITMQ_DIST_PORT: '35672' } })}---\n${open(amqp, dist)}`,
    },
    { name: 'for the operator', manifests: yaml(rabbitmqCluster({ service: { type: 'LoadBalancer' } })) },
    {
      name: 'a chart that leaves them out',
      manifests: yaml(
        values({ service: { type: 'NodePort', epmdPortEnabled: false, distPortEnabled: false } }),
      ),
      gap: /render the chart/,
    },
  ],
  invalid: [
    {
      name: 'beside a port for clients',
      manifests: `${beside}---\n${open(amqp, epmd, dist)}`,
      findings: [
        {
          severity: 'warning',
          message: /^Service rabbitmq-all of type LoadBalancer opens 4369 and 25672 to the outside/,
          why: /has the Erlang cookie, or guesses it/,
          help: /^take these ports out of this Service/,
          path: '/spec/ports/1',
          fix: 'safe',
        },
      ],
      fixed: `${beside}---\n${open(amqp)}`,
    },
    {
      name: 'and nothing else',
      manifests: `${beside}---\n${open(epmd)}`,
      findings: [
        { severity: 'warning', message: /opens 4369 to the outside/, path: '/spec/ports/0', fix: 'none' },
      ],
    },
    {
      name: 'by the Service that governs the pods, one node',
      manifests: cluster({ replicas: 1, service: { type: 'NodePort' } }),
      findings: [{ severity: 'warning', path: '/spec/ports/0', fix: 'none' }],
    },
    {
      name: 'to some networks',
      manifests: `${beside}---\n${yaml(
        service('rabbitmq-all', {
          type: 'LoadBalancer',
          loadBalancerSourceRanges: ['192.0.2.0/24'],
          selector: { app: 'rabbitmq' },
          ports: [amqp, epmd],
        }),
      )}`,
      findings: [{ severity: 'info', path: '/spec/ports/1', fix: 'safe' }],
    },
    {
      name: 'by the Service of a chart',
      manifests: yaml(values({ service: { type: 'LoadBalancer' } })),
      findings: [
        {
          severity: 'warning',
          message: /^service\.type LoadBalancer opens 4369 and 25672/,
          help: /^leave service\.type at ClusterIP, and open 5672/,
          path: '/service/type',
          fix: 'none',
        },
      ],
      gap: /render the chart/,
    },
  ],
})
