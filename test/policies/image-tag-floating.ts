import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const digest = 'sha256:2f1b0d1d5b5d8a1f6f7c0f2f4ad3c4e5b6a7988776655443322110ffeeddccbb'

export default rows({
  valid: [
    { name: 'a patch', manifests: cluster() },
    { name: 'no release at all', manifests: cluster({ image: 'rabbitmq:latest' }) },
    {
      name: 'a minor release that gets no more patches',
      manifests: cluster({ image: 'rabbitmq:3.12-alpine' }),
    },
    { name: 'a digest beside it', manifests: cluster({ image: `rabbitmq:4@${digest}` }) },
    { name: 'a version of somebody else', manifests: cluster({ image: 'example/rabbitmq-server:12' }) },
    {
      name: 'the tag of a chart',
      manifests: yaml(chartValues({ extraConfiguration: 'heartbeat = 60' })),
    },
  ],
  invalid: [
    {
      name: 'the major release alone',
      manifests: cluster({ image: 'rabbitmq:3-management-alpine' }),
      findings: [
        {
          severity: 'warning',
          message: /^the tag 3-management-alpine stands for any minor release$/,
          why: /a newer minor release, which does not go back$/,
          text: 'rabbitmq:3-management-alpine',
          fix: 'none',
        },
      ],
    },
    {
      name: 'no patch, one node',
      manifests: cluster({ image: 'rabbitmq:4.3-management', replicas: 1 }),
      findings: [
        {
          severity: 'info',
          message: /stands for any patch$/,
          why: /another patch than the one before$/,
          text: 'rabbitmq:4.3-management',
        },
      ],
    },
    {
      name: 'for the operator',
      manifests: yaml(rabbitmqCluster({ image: 'rabbitmq:4' })),
      findings: [{ severity: 'warning', path: '/spec/image' }],
    },
    {
      name: 'in values of a chart',
      manifests: yaml(
        chartValues({
          image: { repository: 'rabbitmq', tag: '4.4' },
          peerDiscoveryK8sPlugin: { enabled: true },
        }),
      ),
      findings: [{ severity: 'info', path: '/image/tag' }],
    },
  ],
})
