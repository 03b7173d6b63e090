import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const plain: Sample = { pod: { affinity: null } }
const at = '/spec/template/spec/topologySpreadConstraints'
const off = { annotations: { 'rabbitmq.com/disable-default-topology-spread-constraints': 'true' } }
const over = (labelSelector: JsonObject): JsonObject => ({
  topologySpreadConstraints: [
    { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule', labelSelector },
  ],
})

export default rows({
  valid: [
    { name: 'an anti-affinity', manifests: cluster() },
    {
      name: 'a constraint on how they spread',
      manifests: cluster({ pod: { affinity: null, ...over({ matchLabels: { app: 'rabbitmq' } }) } }),
    },
    {
      name: 'a selector that the API server refuses',
      manifests: cluster({
        pod: { affinity: null, ...over({ matchExpressions: [{ key: 'app', operator: 'Is' }] }) },
      }),
    },
    { name: 'one node', manifests: cluster({ ...plain, replicas: 1, discovery: '' }) },
    { name: 'the cluster operator spreads them', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'a chart, which spreads them',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60' })),
    },
  ],
  invalid: [
    {
      name: 'nothing',
      manifests: cluster(plain),
      findings: [
        {
          severity: 'info',
          path: at,
          message: /^nothing keeps the 3 pods of StatefulSet rabbitmq on different machines$/,
          help: /^add spec\.template\.spec\.topologySpreadConstraints: kubernetes\.io\/hostname, .* for app: rabbitmq$/,
          fix: 'none',
        },
      ],
    },
    {
      name: 'only what keeps them from other pods',
      manifests: cluster({ pod: { affinity: null, ...over({ matchLabels: { app: 'postgres' } }) } }),
      findings: [{ severity: 'info', path: at }],
    },
    {
      name: 'a Deployment',
      manifests: cluster({ ...plain, kind: 'Deployment' }),
      findings: [{ severity: 'info', path: at }],
    },
    {
      name: 'the cluster operator, told not to',
      manifests: yaml(rabbitmqCluster({ replicas: 3 }, off)),
      findings: [{ severity: 'info', path: '/spec', help: /^add spec\.override\./ }],
    },
    {
      name: 'pods without labels',
      manifests: cluster({
        ...plain,
        objects: [
          {
            kind: 'StatefulSet',
            metadata: { name: 'rabbitmq' },
            spec: { selector: null, template: { metadata: { labels: null } } },
          },
        ],
      }),
      findings: [{ severity: 'info', path: at, help: /ScheduleAnyway$/ }],
    },
  ],
})
