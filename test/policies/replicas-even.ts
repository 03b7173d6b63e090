import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const values = (replicaCount: number): string =>
  yaml(chartValues({ replicaCount, extraConfiguration: 'heartbeat = 60' }))

export default rows({
  valid: [
    { name: 'three nodes', manifests: cluster() },
    { name: 'one node', manifests: cluster({ replicas: 1, discovery: '' }) },
    { name: 'none', manifests: cluster({ replicas: 0 }) },
    {
      name: 'two nodes that nothing joins',
      manifests: cluster({ replicas: 2, discovery: '', nodeName: null, longNames: null }),
    },
    { name: 'an operator with three', manifests: yaml(rabbitmqCluster({ replicas: 3 })) },
    { name: 'a chart with three', manifests: values(3) },
  ],
  invalid: [
    {
      name: 'two nodes',
      manifests: cluster({ replicas: 2 }),
      after: cluster(),
      findings: [
        {
          severity: 'warning',
          text: '2',
          message: /^StatefulSet rabbitmq has 2 nodes$/,
          why: /^when one is down the other is no majority: .* pause_minority/,
          help: /^set spec\.replicas: 3$/,
          fix: 'unsafe',
        },
      ],
      fixed: cluster(),
    },
    {
      name: 'an autoscaler decides how many there are',
      manifests: cluster({
        replicas: 2,
        objects: [
          {
            apiVersion: 'autoscaling/v2',
            kind: 'HorizontalPodAutoscaler',
            metadata: { name: 'rabbitmq', namespace: 'mq' },
            spec: {
              scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'rabbitmq' },
              maxReplicas: 4,
            },
          },
        ],
      }),
      findings: [{ severity: 'warning', text: '2', fix: 'none' }],
    },
    {
      name: 'two nodes of a release without quorum queues',
      manifests: cluster({
        replicas: 2,
        conf: 'cluster_partition_handling = pause_minority',
        image: 'rabbitmq:3.7.28',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
      }),
      findings: [{ severity: 'warning', text: '2', why: /with pause_minority it stops too$/ }],
    },
    {
      name: 'two nodes of a release without quorum queues, which heal by themselves',
      manifests: cluster({
        replicas: 2,
        conf: 'cluster_partition_handling = autoheal',
        image: 'rabbitmq:3.7.28',
        mounts: { 'rabbitmq.conf': '/etc/rabbitmq/rabbitmq.conf' },
      }),
      findings: [{ severity: 'warning', text: '2', why: /^when the network between them breaks/ }],
    },
    {
      name: 'two nodes with Khepri',
      manifests: cluster({ replicas: 2, image: 'rabbitmq:4.3.0' }),
      after: cluster({ image: 'rabbitmq:4.3.0' }),
      findings: [{ severity: 'warning', text: '2', why: /the other does not boot by itself$/ }],
    },
    {
      name: 'four nodes',
      manifests: cluster({ replicas: 4 }),
      after: cluster({ replicas: 5 }),
      findings: [
        {
          severity: 'warning',
          text: '4',
          why: /^they bear the loss of 1, as 3 do, and when the network breaks/,
          help: /: 5$/,
        },
      ],
    },
    {
      name: 'an operator',
      manifests: yaml(rabbitmqCluster({ replicas: 2 })),
      after: yaml(rabbitmqCluster({ replicas: 3 })),
      findings: [{ severity: 'warning', text: '2', message: /^RabbitmqCluster rmq has 2/, fix: 'unsafe' }],
      fixed: yaml(rabbitmqCluster({ replicas: 3 })),
    },
    {
      name: 'a chart',
      manifests: values(2),
      after: values(3),
      findings: [{ severity: 'warning', text: '2', help: /^set replicaCount: 3$/, fix: 'none' }],
    },
    {
      name: 'a Deployment whose nodes a script joins',
      manifests: cluster({ kind: 'Deployment', replicas: 2 }),
      findings: [{ severity: 'warning', text: '2' }],
    },
  ],
})
