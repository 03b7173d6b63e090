import type { JsonObject } from '../../model/kube/json.ts'
import { chartValues, cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const values = (image: JsonObject): string =>
  yaml(chartValues({ image, extraConfiguration: 'heartbeat = 60' }))
const digest = 'sha256:2f1b0d1d5b5d8a1f6f7c0f2f4ad3c4e5b6a7988776655443322110ffeeddccbb'

export default rows({
  valid: [
    { name: 'a release', manifests: cluster() },
    { name: 'a major release', manifests: cluster({ image: 'rabbitmq:4' }) },
    { name: 'a digest', manifests: cluster({ image: `rabbitmq@${digest}` }) },
    { name: 'a tag to be filled in', manifests: cluster({ image: 'rabbitmq:{{ tag }}' }) },
    { name: 'the operator chooses', manifests: yaml(rabbitmqCluster({ image: null })) },
    { name: 'the chart chooses', manifests: values({ repository: 'bitnamilegacy/rabbitmq', tag: null }) },
  ],
  invalid: [
    {
      name: 'no tag',
      manifests: cluster({ image: 'registry.example.org:5000/rabbitmq' }),
      findings: [
        {
          severity: 'warning',
          message: /^image registry\.example\.org:5000\/rabbitmq has no tag$/,
          why: /another major release/,
          help: /X\.Y\.Z$/,
          text: 'registry.example.org',
          fix: 'none',
        },
      ],
    },
    {
      name: 'latest, one node',
      manifests: cluster({ image: 'rabbitmq:latest', replicas: 1, kind: 'Deployment' }),
      findings: [
        { severity: 'warning', message: /^image rabbitmq has the tag latest$/, text: 'rabbitmq:latest' },
      ],
    },
    {
      name: 'for the operator',
      manifests: yaml(rabbitmqCluster({ image: 'rabbitmq:management' })),
      findings: [{ severity: 'warning', path: '/spec/image', text: 'rabbitmq:management' }],
    },
    {
      name: 'in values of a chart',
      manifests: values({ repository: 'bitnami/rabbitmq', tag: 'latest' }),
      findings: [{ severity: 'warning', path: '/image/tag', text: 'latest' }],
    },
  ],
})
