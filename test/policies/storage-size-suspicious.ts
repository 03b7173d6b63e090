import { cluster, rabbitmqCluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const operated = (storage: string | number): string =>
  yaml(rabbitmqCluster({ replicas: 3, persistence: { storage } }, { namespace: 'mq' }))
const text = 'which is'

export default rows({
  valid: [
    { name: 'gibibytes', manifests: cluster() },
    { name: 'a small disk', manifests: cluster({ diskSize: '8Mi' }) },
    { name: 'bytes, and enough of them', manifests: cluster({ diskSize: '10000000000' }) },
    { name: 'no claim', manifests: cluster({ storage: 'emptyDir' }) },
    { name: 'none by the operator', manifests: operated(0) },
  ],
  invalid: [
    {
      name: 'no unit',
      manifests: cluster({ diskSize: '20' }),
      findings: [
        {
          severity: 'warning',
          message: new RegExp(`^the claim for the data asks for 20, ${text} 20 bytes$`),
          help: /^write the unit: 20Gi$/,
          path: '/spec/volumeClaimTemplates/0/spec/resources/requests/storage',
        },
      ],
      after: cluster({ diskSize: '20Gi' }),
    },
    {
      name: 'thousandths',
      manifests: cluster({ diskSize: '8000m' }),
      findings: [
        {
          severity: 'warning',
          message: /8 bytes$/,
          path: '/spec/volumeClaimTemplates/0/spec/resources/requests/storage',
        },
      ],
    },
    {
      name: 'a claim of its own',
      manifests: cluster({ kind: 'Deployment', replicas: 1, nodeName: null, diskSize: '10' }),
      findings: [{ severity: 'warning', path: '/spec/resources/requests/storage' }],
    },
    {
      name: 'for the operator',
      manifests: operated(10),
      findings: [{ severity: 'warning', path: '/spec/persistence/storage', text: '10' }],
      after: operated('10Gi'),
    },
    {
      name: 'by a kustomization',
      manifests: {
        'kustomization.yaml': 'resources: [rabbitmq.yaml]\n',
        'rabbitmq.yaml': cluster({ diskSize: '20' }),
      },
      findings: [
        { severity: 'warning', path: '/spec/volumeClaimTemplates/0/spec/resources/requests/storage' },
      ],
    },
  ],
})
