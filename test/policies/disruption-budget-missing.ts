import type { JsonObject } from '../../model/kube/json.ts'
import { cluster, helmRelease, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const selecting = (spec: JsonObject, apiVersion = 'policy/v1', more: Sample = {}): string =>
  cluster({
    ...more,
    without: ['PodDisruptionBudget'],
    objects: [
      { apiVersion, kind: 'PodDisruptionBudget', metadata: { name: 'nodes', namespace: 'mq' }, spec },
    ],
  })
const without = (sample: Sample = {}): string => cluster({ ...sample, without: ['PodDisruptionBudget'] })

const three = { replicaCount: 3, podManagementPolicy: 'Parallel' }

export default rows({
  valid: [
    {
      name: 'a chart that makes one by itself',
      manifests: yaml(helmRelease('bitnami', '16.0.16', three)),
    },
    {
      name: 'a chart some versions of which make one by themselves',
      manifests: yaml(helmRelease('bitnami', '14.x', three)),
      gap: /render the chart/,
    },
    { name: 'one that selects the pods', manifests: cluster() },
    { name: 'one that selects all pods', manifests: selecting({ maxUnavailable: 1, selector: {} }) },
    {
      name: 'one whose selector cannot be read',
      manifests: selecting({ selector: { matchExpressions: [{ key: 'app', operator: 'Like' }] } }),
    },
    { name: 'one node', manifests: without({ replicas: 1 }) },
    { name: 'scaled to zero', manifests: without({ replicas: 0 }) },
    {
      name: 'a chart, which may make one',
      manifests:
        'replicaCount: 3\nauth: {erlangCookie: x}\nclustering: {enabled: true}\nimage: {repository: bitnami/rabbitmq, tag: 3.13.7}\nextraConfiguration: |\n  heartbeat = 60\n',
      gap: /render the chart/,
    },
  ],
  invalid: [
    {
      name: 'none',
      manifests: without(),
      findings: [
        {
          severity: 'info',
          message: /^no PodDisruptionBudget selects the pods of StatefulSet rabbitmq$/,
          why: /with them a majority$/,
          help: /selects app: rabbitmq$/,
          path: '',
        },
      ],
    },
    {
      name: 'pods without labels',
      manifests: cluster({
        without: ['PodDisruptionBudget'],
        objects: [
          {
            kind: 'StatefulSet',
            metadata: { name: 'rabbitmq' },
            spec: { selector: null, template: { metadata: { labels: null } } },
          },
        ],
      }),
      findings: [{ severity: 'info', help: /selects the labels that the pods still lack$/, path: '' }],
    },
    {
      name: 'one for other pods',
      manifests: selecting({ maxUnavailable: 1, selector: { matchLabels: { app: 'postgres' } } }),
      findings: [{ severity: 'info', path: '' }],
    },
    {
      name: 'an empty selector, which selected nothing in the beta',
      manifests: selecting({ maxUnavailable: 1, selector: {} }, 'policy/v1beta1'),
      findings: [{ severity: 'info', path: '' }],
    },
    {
      name: 'a RabbitmqCluster: its operator makes none',
      manifests: yaml(rabbitmqCluster({ replicas: 3 }, { namespace: 'mq' })),
      findings: [{ severity: 'info', help: /selects app\.kubernetes\.io\/name: rmq, /, path: '' }],
    },
    ...(
      [
        [
          'bitnami',
          '16.0.16',
          { pdb: { create: false } },
          /^set pdb\.create: true$/,
          { pdb: { create: true } },
        ],
        ['cloudpirates', '0.21.18', {}, /^set pdb\.create: true$/, { pdb: { create: true } }],
        [
          'groundhog2k',
          '2.3.6',
          {},
          /^set podDisruptionBudget\.maxUnavailable: 1$/,
          { podDisruptionBudget: { maxUnavailable: 1 } },
        ],
      ] as const
    ).map(([repository, version, values, help, more]) => ({
      name: `the chart of ${repository}`,
      manifests: yaml(helmRelease(repository, version, { ...three, ...values })),
      findings: [{ severity: 'info' as const, help, path: '' }],
      after: yaml(helmRelease(repository, version, { ...three, ...more })),
    })),
  ],
})
