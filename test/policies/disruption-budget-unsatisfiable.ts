import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, helmRelease, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const budget = (spec: JsonObject, more: Sample = {}): string =>
  cluster({
    ...more,
    objects: [
      {
        kind: 'PodDisruptionBudget',
        metadata: { name: 'rabbitmq', namespace: 'mq' },
        spec: { maxUnavailable: null as never, ...spec },
      },
    ],
  })

/** Of a chart of three nodes: repository, version, and the value that its limits are written below. */
function charted(chart: string, limits: JsonObject): string {
  const [repository = '', version = '', key = ''] = chart.split(' ')
  return yaml(helmRelease(repository, version, { replicaCount: 3, [key]: { create: true, ...limits } }))
}

export default rows({
  valid: [
    { name: 'one at a time', manifests: cluster() },
    { name: 'a majority stays', manifests: budget({ minAvailable: 2 }) },
    { name: 'a third, rounded up, is one of three', manifests: budget({ maxUnavailable: '33%' }) },
    { name: 'one of two', manifests: budget({ minAvailable: 1 }, { replicas: 2 }) },
    { name: 'two of five', manifests: budget({ maxUnavailable: 2 }, { replicas: 5 }) },
    { name: 'a budget that says nothing', manifests: budget({}) },
    { name: 'text that is no share', manifests: budget({ minAvailable: 'most' }) },
    { name: 'scaled to zero', manifests: budget({ minAvailable: 3 }, { replicas: 0 }) },
    {
      name: 'other pods',
      manifests: budget({ minAvailable: 9, selector: { matchLabels: { app: 'other' } } }),
    },
    ...['bitnami 16.0.16 pdb', 'cloudpirates 0.21.18 pdb', 'groundhog2k 2.3.6 podDisruptionBudget'].flatMap(
      chart => [
        { name: `${chart}: one at a time`, manifests: charted(chart, { maxUnavailable: 1 }) },
        { name: `${chart}: no text is no limit`, manifests: charted(chart, { minAvailable: '' }) },
      ],
    ),
    {
      name: 'a chart that makes none',
      manifests: charted('bitnami 16.0.16 pdb', { create: false, minAvailable: 3 }),
    },
    {
      name: 'a chart whose limits other values may say',
      manifests: charted('bitnami 16.0.16 pdb', { maxUnavailable: '' }).replace(
        '  values:',
        '  valuesFrom: [{kind: Secret, name: more}]\n  values:',
      ),
      gap: /render the chart/,
    },
  ],
  invalid: [
    ...['bitnami 16.0.16 pdb', 'cloudpirates 0.21.18 pdb', 'groundhog2k 2.3.6 podDisruptionBudget'].map(
      chart => ({
        name: `${chart}: all have to stay`,
        manifests: charted(chart, { minAvailable: 3 }),
        after: charted(chart, { maxUnavailable: 1 }),
        findings: [
          {
            severity: 'warning' as const,
            path: `/spec/values/${chart.split(' ')[2]}/minAvailable`,
            message: /^the PodDisruptionBudget of the chart lets none of 3 nodes go \(minAvailable: 3\)$/,
            help: new RegExp(`^set ${chart.split(' ')[2]}\\.maxUnavailable: 1 instead$`),
          },
        ],
      }),
    ),
    {
      name: 'all have to stay',
      manifests: budget({ minAvailable: 3 }),
      after: budget({ maxUnavailable: 1 }),
      findings: [
        {
          severity: 'warning',
          text: '3',
          message: /^PodDisruptionBudget rabbitmq lets none of 3 nodes go \(minAvailable: 3\)$/,
          why: /^no node is ever evicted/,
          help: /^set maxUnavailable: 1 instead$/,
          fix: 'none',
        },
      ],
    },
    {
      name: 'none may go',
      manifests: budget({ maxUnavailable: 0 }),
      findings: [{ severity: 'warning', text: '0', path: '/spec/maxUnavailable' }],
    },
    {
      name: 'more than there are',
      manifests: budget({ minAvailable: 5 }),
      findings: [{ severity: 'warning', text: '5' }],
    },
    {
      name: 'a share that comes to all',
      manifests: budget({ minAvailable: '90%' }),
      findings: [{ severity: 'warning', text: '90%', message: /minAvailable: 90%/ }],
    },
    {
      name: 'a majority may go',
      manifests: budget({ minAvailable: 1 }),
      after: budget({ maxUnavailable: 1 }),
      findings: [
        {
          severity: 'warning',
          text: '1',
          message: /lets 2 of 3 nodes go/,
          why: /^1 of 3 are no majority: what needs one stops/,
        },
      ],
    },
    {
      name: 'one node',
      manifests: budget({ minAvailable: 1 }, { replicas: 1, discovery: '' }),
      after: cluster({ replicas: 1, discovery: '', without: ['PodDisruptionBudget'] }),
      findings: [
        { severity: 'info', text: '1', message: /lets none of one node go/, help: /or take the budget away/ },
      ],
    },
    {
      name: 'a RabbitmqCluster',
      manifests: yaml(rabbitmqCluster({ replicas: 3 }, { namespace: 'mq' }), {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'rmq', namespace: 'mq' },
        spec: { minAvailable: 3, selector: { matchLabels: { 'app.kubernetes.io/name': 'rmq' } } },
      }),
      findings: [{ severity: 'warning', path: '/spec/minAvailable' }],
    },
  ],
})
