import { cluster, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

export default rows({
  valid: [
    { name: 'kept', before: cluster(), manifests: cluster({ replicas: 5 }) },
    {
      name: 'all goes',
      before: cluster(),
      manifests: yaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'left' } }),
    },
    {
      name: 'the set has no pods',
      before: cluster({ replicas: 0 }),
      manifests: cluster({ replicas: 0, without: ['Service'] }),
    },
    {
      name: 'it never was headless',
      before: cluster({ service: { type: 'ClusterIP' } }),
      manifests: cluster({ without: ['Service'] }),
    },
  ],
  invalid: [
    {
      name: 'deleted',
      before: cluster(),
      manifests: cluster({ without: ['Service'] }),
      findings: [
        {
          severity: 'error',
          message: /^Service rabbitmq-headless is deleted, but it governs StatefulSet rabbitmq$/,
          path: '/spec/serviceName',
        },
      ],
    },
    {
      name: 'no longer headless',
      before: cluster(),
      manifests: cluster({ service: { type: 'ClusterIP' } }),
      findings: [{ message: /is no longer headless/, text: 'apiVersion: v1' }],
    },
    {
      name: 'no longer selects',
      before: cluster(),
      manifests: cluster({ selector: null }),
      findings: [{ message: /no longer selects the pods/, text: 'apiVersion: v1' }],
    },
  ],
})
