import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const ordered = { podManagementPolicy: null } as const

export default rows({
  valid: [
    { name: 'together', manifests: cluster() },
    { name: 'one node', manifests: cluster({ ...ordered, replicas: 1, discovery: '' }) },
    {
      name: 'before 3.8.18 starting together was a race',
      manifests: cluster({ ...ordered, image: 'rabbitmq:3.8.17' }),
    },
    {
      name: 'nodes that nothing joins',
      manifests: cluster({ ...ordered, discovery: '', nodeName: null, longNames: null }),
    },
    { name: 'a Deployment, which knows no order', manifests: cluster({ kind: 'Deployment' }) },
    { name: 'the cluster operator', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    {
      name: 'a chart whose other values are not seen',
      manifests: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: mq, namespace: mq}
spec:
  chart: {spec: {chart: rabbitmq, version: 12.14.0}}
  valuesFrom: [{kind: ConfigMap, name: mq-values}]
  values: {replicaCount: 3, clustering: {enabled: true}}
`,
      gap: /render the chart/,
    },
  ],
  invalid: [
    {
      name: 'the default',
      manifests: cluster(ordered),
      findings: [
        {
          severity: 'info',
          path: '/spec/podManagementPolicy',
          message: /^StatefulSet rabbitmq starts its 3 pods one after another$/,
          help: /^set spec\.podManagementPolicy: Parallel \(immutable: delete/,
          fix: 'unsafe',
        },
      ],
    },
    {
      name: 'spelt out',
      manifests: cluster({ podManagementPolicy: 'OrderedReady' }),
      findings: [{ severity: 'info', text: 'OrderedReady', fix: 'unsafe' }],
      fixed: cluster({ podManagementPolicy: 'Parallel' }),
    },
    {
      name: 'the cluster operator, told so',
      manifests: yaml(
        rabbitmqCluster({
          replicas: 3,
          override: {
            statefulSet: {
              spec: {
                podManagementPolicy: 'OrderedReady',
                template: {
                  spec: { containers: [{ name: 'rabbitmq', readinessProbe: { tcpSocket: { port: 4369 } } }] },
                },
              },
            },
          },
        }),
      ),
      findings: [{ severity: 'info', text: 'OrderedReady', help: /^set spec\.override/ }],
    },
    {
      name: 'a chart that is told nothing',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60' })),
      findings: [{ severity: 'info', text: 'image', help: /helm upgrade\)$/ }],
    },
    {
      name: 'a chart, told so',
      manifests: yaml(
        chartValues({ extraConfiguration: 'heartbeat = 60', podManagementPolicy: 'OrderedReady' }),
      ),
      findings: [{ severity: 'info', text: 'OrderedReady', help: /helm upgrade\)$/ }],
    },
  ],
})
